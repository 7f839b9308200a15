/// What a rule finds, as one text: the part of an alert's identity that comes from the rule.
///
/// It holds `match`, `where`, `group` and `when`, in this order, with kinds and roles sorted, defines written out,
/// lists by their name, digits grouped in one way, and units given. It holds nothing else: comments, spacing, the order
/// of clauses, and everything that says what is done about a match (`severity`, `stage`, `unknown`, `throttle`,
/// `message`, `notify`, the title) can change and the alerts keep their ids. So can a list's contents: whoever is added
/// to a watch list raises alerts of his own, and those of the others stay what they are.
enum CanonicalForm {
  static func text(of plan: Plan) -> String {
    var lines = ["match \(words(of: plan.kinds).joined(separator: " or "))"]
    if !plan.roles.isEmpty { lines[0] += " by \(plan.roles.map(\.name).sorted().joined(separator: " or "))" }
    if let condition = plan.condition { lines.append("where \(plan.program.text(of: condition))") }
    if let group = group(of: plan) { lines.append(group) }
    if let threshold = plan.threshold { lines.append("when \(plan.program.text(of: threshold))") }
    return lines.joined(separator: "\n")
  }

  private static func group(of plan: Plan) -> String? {
    let names = plan.groupNames
    guard !names.isEmpty else { return nil }
    let within = plan.window.map { " within \($0)" } ?? ""
    return "group by \(names.sorted().joined(separator: ", "))\(within)"
  }

  /// The codes of each table: `purchase or sale` and `trade` find the same rows.
  private static func words(of kinds: KindMask) -> [String] {
    var words: [String] = []
    for (isDerivative, table) in [(false, "I"), (true, "II")]
    where !kinds.isDisjoint(with: .anyLetter(isDerivative)) {
      let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).filter {
        !kinds.isDisjoint(with: KindMask(letter: $0, isDerivative))
      }
      words.append("\(table):\(String(decoding: letters, as: UTF8.self))")
    }
    if kinds.contains(.holding) { words.append("I:holding") }
    if kinds.contains(.derivativeHolding) { words.append("II:holding") }
    if kinds.contains(.filing) { words.append("filing") }
    if kinds.contains(.notice) { words.append("notice") }
    return words
  }
}

extension Plan {
  /// What the rule finds, without how it is written or what is done about it.
  var canonical: String { CanonicalForm.text(of: self) }

  /// What the rule groups by; `owner` and `issuer` only where they say whose filings a window reaches.
  var groupNames: [String] {
    let parties: [String] =
      switch scope {
      case .report: []
      case .issuer: ["issuer"]
      case .owner: ["owner"]
      case .ownerAndIssuer: ["owner", "issuer"]
      }
    return (window == nil ? [] : parties) + group.map(\.name)
  }
}
