import Filings

/// An alert's message: the rule's own template, filled in, or a sentence that says who did what.
struct Sentence {
  let alert: Alert
  let plan: Plan
  let dossier: Dossier
  let members: [Evaluator.Member]

  private var report: Report { dossier.current }

  var text: String {
    let said = (plan.message.map { $0.filled(dossier, members, plan.sort) } ?? standard) + caution
    guard alert.certainty == .possible || !alert.needs.isEmpty else { return said }
    return said + doubt
  }

  /// What the reader has to know of amendments whose rows are among these.
  private var caution: String {
    dossier.unclearAmendments(among: Set(members.map(\.row.filing))).map { "; \(English.unclear($0))" }
      .joined()
  }

  private var standard: String {
    let who = English.owners(report.filing)
    let issuer = English.issuer(report.filing)
    let deeds = deeds
    guard !deeds.isEmpty else {
      return "\(who) filed a form \(English.form(report.filing)) on \(issuer)"
    }
    let clauses = deeds.enumerated().map { index, deed in deed.text(of: index == 0 ? " of \(issuer)" : "") }
    return "\(who) \(clauses.joined(separator: " and "))\(company)"
  }

  /// Whose rows of other filings a window put together with these.
  private var company: String {
    let filings = Set(members.map(\.row.filing)).subtracting([0]).sorted().map { dossier.reports[$0].filing }
    guard plan.window != nil, !filings.isEmpty else { return "" }
    let owners = filings.map(English.owners).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let others = owners.count > 3 ? " and \(owners.count - 3) more" : ""
    let days = members.filter { $0.row.filing > 0 }.compactMap { member in
      dossier.report(of: member.row).withTransaction(member.row) { $0.date.value } ?? nil
    }
    let since = days.min().map { " since \($0)" } ?? ""
    return
      ", together with \(filings.count) earlier filing\(filings.count == 1 ? "" : "s")\(since) of "
      + owners.prefix(3).joined(separator: ", ") + others
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

// MARK: - Deeds

extension Sentence {
  /// What the rows with one verb add up to.
  private struct Deed {
    let verb: String
    private var shares = Interval.zero
    private var value = Interval.zero
    private var prices: ClosedRange<Decimal>?
    private var days: ClosedRange<Day>?

    init(verb: String) {
      self.verb = verb
    }

    mutating func add(_ row: Transaction) {
      shares = shares + Interval(row.shares)
      value = value + Interval(valueOf: row)
      if case .known(let price) = row.price, !price.isZero { prices = Deed.widened(prices, price) }
      if case .known(let day) = row.date { days = Deed.widened(days, day) }
    }

    private static func widened<Bound>(_ range: ClosedRange<Bound>?, _ value: Bound) -> ClosedRange<Bound> {
      guard let range else { return value...value }
      return min(range.lowerBound, value)...max(range.upperBound, value)
    }

    func text(of issuer: String) -> String {
      let count = shares == .nonNegative ? "shares" : "\(ValueType.shares.shown(shares)) shares"
      return "\(verb) \(count)\(issuer)\(price)\(total)\(when)"
    }

    /// One price, or the lowest and the highest.
    private var price: String {
      guard let prices else { return "" }
      let low = Numerals.money(prices.lowerBound)
      return prices.lowerBound == prices.upperBound
        ? " at \(low)" : " at \(low) to \(Numerals.money(prices.upperBound))"
    }

    private var total: String {
      guard let low = value.low, !low.isZero else { return "" }
      return " for \(ValueType.dollars.shown(value))"
    }

    private var when: String {
      guard let days else { return "" }
      return days.lowerBound == days.upperBound
        ? " on \(days.lowerBound)" : " between \(days.lowerBound) and \(days.upperBound)"
    }
  }

  private var deeds: [Deed] {
    members.filter { plan.window == nil || $0.isOfCurrent }.reduce(into: []) { deeds, member in
      _ = dossier.report(of: member.row).withTransaction(member.row) { row in
        let verb = member.row.sort == .notice ? "proposes to sell" : English.verb(row)
        if !deeds.contains(where: { $0.verb == verb }) { deeds.append(Deed(verb: verb)) }
        for place in deeds.indices where deeds[place].verb == verb { deeds[place].add(row) }
      }
    }
  }
}

// MARK: - Templates

extension MessageTemplate {
  func filled(_ dossier: Dossier, _ members: [Evaluator.Member], _ sort: Kind.Sort) -> String {
    let evaluator = Evaluator(program: program, dossier: dossier, sort: sort)
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): MessageTemplate.shown(field, dossier, members)
      case .number(let node):
        program.types[node].shown(evaluator.number(node, .group(members)))
      }
    }
    .joined()
  }

  /// The values that the group's rows have, each once.
  private static func shown(_ field: Field, _ dossier: Dossier, _ members: [Evaluator.Member]) -> String {
    var values: [String] = []
    for member in members {
      for value in dossier.report(of: member.row).shown(field, member.row) where !values.contains(value) {
        values.append(value)
      }
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
