import Filings

/// An alert's message: the rule's own template, filled in, or a sentence that says who did what.
struct Sentence {
  let alert: Alert
  let plan: Plan
  let report: Report
  let members: [Evaluator.Member]

  var text: String {
    let said = plan.message.map { $0.filled(report, members, plan.sort) } ?? standard
    guard alert.certainty == .possible || !alert.needs.isEmpty else { return said }
    return said + doubt
  }

  private var standard: String {
    let who = English.owners(report.filing)
    let issuer = English.issuer(report.filing)
    let deeds = deeds
    guard !deeds.isEmpty else {
      return "\(who) filed a form \(report.filing.form.rawValue) on \(issuer)"
    }
    let first = deeds[0].text(of: " of \(issuer)")
    return ([" \(first)"] + deeds.dropFirst().map { " \($0.text(of: ""))" }).joined(separator: " and")
      .prefixed(with: who)
  }

  /// What a possible alert hangs on.
  private var doubt: String {
    let needs = alert.needs.map { need in
      need.shown.isEmpty ? need.field : "\(need.field), shown as `\(English.clean(need.shown))`"
    }
    let condition = alert.wouldMatchIf.map { ", \($0)" } ?? ""
    return needs.isEmpty ? "" : "; possible, it hangs on \(needs.joined(separator: " and "))\(condition)"
  }
}

extension String {
  fileprivate func prefixed(with text: String) -> String { text + self }
}

// MARK: - Deeds

extension Sentence {
  /// Rows with one verb, put together.
  private struct Deed {
    var verb: String
    var rows: [Transaction]
    var isSure: Bool

    func text(of issuer: String) -> String {
      let shares = rows.map { Interval($0.shares) }.reduce(.zero, +)
      let value = rows.map { Interval(valueOf: $0) }.reduce(.zero, +)
      let count = shares.low?.isZero == true && shares.high == nil ? "shares" : "\(shown(shares)) shares"
      return "\(verb) \(count)\(issuer)\(price)\(total(value))\(days)"
    }

    private func shown(_ shares: Interval) -> String { ValueType.shares.shown(shares) }

    /// One price, or the lowest and the highest.
    private var price: String {
      let prices = rows.compactMap(\.price.value).filter { !$0.isZero }
      guard let low = prices.min(), let high = prices.max() else { return "" }
      return low == high
        ? " at \(Numerals.money(low))" : " at \(Numerals.money(low)) to \(Numerals.money(high))"
    }

    private func total(_ value: Interval) -> String {
      guard let low = value.low, !low.isZero else { return "" }
      return " for \(ValueType.dollars.shown(value))"
    }

    private var days: String {
      let days = rows.compactMap(\.date.value)
      guard let first = days.min(), let last = days.max() else { return "" }
      return first == last ? " on \(first)" : " between \(first) and \(last)"
    }
  }

  private var deeds: [Deed] {
    var deeds: [Deed] = []
    for member in members where member.row.sort == .transaction {
      let row = report.filing.transactions[member.row.index]
      let verb = English.verb(row)
      if let place = deeds.firstIndex(where: { $0.verb == verb }) {
        deeds[place].rows.append(row)
      } else {
        deeds.append(Deed(verb: verb, rows: [row], isSure: member.isSure))
      }
    }
    return deeds
  }
}

// MARK: - Templates

extension MessageTemplate {
  func filled(_ report: Report, _ members: [Evaluator.Member], _ sort: Kind.Sort) -> String {
    let evaluator = Evaluator(program: program, report: report, sort: sort)
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): MessageTemplate.shown(field, report, members)
      case .number(let node):
        program.notes[node].type.shown(evaluator.number(node, .group(members)))
      }
    }
    .joined()
  }

  /// The values that the group's rows have, each once.
  private static func shown(_ field: Field, _ report: Report, _ members: [Evaluator.Member]) -> String {
    var values: [String] = []
    for member in members {
      for value in report.shown(field, member.row) where !values.contains(value) { values.append(value) }
    }
    return values.joined(separator: ", ")
  }
}

extension Report {
  /// A field's values, for people.
  func shown(_ field: Field, _ row: RowReference) -> [String] {
    if field.type.isNumeric { return [field.type.shown(interval(field, row))] }
    if field.type == .bool {
      switch truth(field, row) {
      case .yes: return ["yes"]
      case .no: return ["no"]
      case .maybe: return ["unknown"]
      }
    }
    let texts = texts(field, row)
    if texts.isEmpty { return [state(of: field, row) == .absent ? "none" : "unknown"] }
    return texts.map(English.clean)
  }
}
