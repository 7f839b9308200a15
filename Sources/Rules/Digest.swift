import Filings

/// A page so poor that many rules are undecided raises one alert, not one for each: people would stop reading them.
enum Digest {
  /// No rule can have this name.
  static let name = RuleSet.digestName

  static func condensed(_ alerts: [Alert], of filing: Filing) -> [Alert] {
    guard alerts.count > Limits.undecidedRules else { return alerts }
    let undecided = alerts.filter { $0.certainty == .possible && !$0.isShadow }
    guard Set(undecided.map(\.rule)).count > Limits.undecidedRules else { return alerts }
    return alerts.filter { $0.certainty != .possible || $0.isShadow } + [digest(of: undecided, filing)]
  }

  static func topic(of filing: Filing) -> Findings.Topic {
    Findings.Topic(text: "\(name)\n\(GroupKey.text(of: filing, []))", days: nil)
  }

  private static func digest(of alerts: [Alert], _ filing: Filing) -> Alert {
    let rules = unique(alerts.map(\.rule))
    var digest = Alert(
      rule: name, severity: alerts.map(\.severity).max() ?? .notice, certainty: .possible,
      identity: topic(of: filing).text, message: "")
    digest.title = "Too much of the page is unreadable"
    digest.needs = unique(alerts.flatMap(\.needs))
    digest.rows = unique(alerts.flatMap(\.rows).map(\.position.row)).compactMap { row in
      filing.transactions.first { $0.position.row == row }
    }
    digest.destinations = unique(alerts.flatMap(\.destinations))
    digest.message =
      "\(rules.count) rules cannot be decided on the form \(English.form(filing)) of "
      + "\(English.owners(filing)) at \(English.issuer(filing)): \(rules.joined(separator: ", "))"
      + "; it hangs on \(digest.needs.map(\.field).joined(separator: ", "))"
    return digest
  }

  /// Each once, in the order of the first.
  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}
