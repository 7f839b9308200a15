import Filings

/// What would decide a possible verdict: the smallest set of fields that nobody could read and that, with some values,
/// make the rule match. Of equally small sets it is the first in the order of the rule and of the document.
///
/// It is found by trying values: the rule is run on copies of the filing in which the fields are filled in, so that the
/// answer cannot disagree with the evaluator. Where no values make it match, it is the smallest set that makes it fail.
struct Needs {
  private let plan: Plan
  private let dossier: Dossier
  private let blanks: [Blank]
  private let before: Count
  private var trials = 0
  private let budget: Int
  private(set) var unreadable: [Unreadable] = []
  /// The names of the fields that `unreadable` gives the places of.
  private(set) var fields: [String] = []
  /// `would match if shares > 20,000`.
  private(set) var wouldMatchIf: String?

  /// A place that could not be read and that the rule looks at, with the values that are tried there.
  struct Blank {
    var field: Field
    var index: Int
    var values: [FieldValue]
  }

  /// How many of a report's groups match, and how many may.
  private struct Count {
    var match = 0
    var possible = 0
  }

  init(_ judge: Judge) {
    plan = judge.plan
    dossier = judge.dossier
    let report = dossier.current
    blanks = Blanks.all(of: plan, report)
    budget = min(Limits.needsTrials, max(32, Limits.needsRows / max(1, report.filing.transactions.count)))
    before = Needs.count(plan, dossier)
    let set = smallestSet()
    unreadable = set.isEmpty ? [division ?? history] : set.map(describe)
    fields = set.map(\.field.name)
    if set.count == 1 { wouldMatchIf = condition(on: set[0]) }
  }

  private mutating func smallestSet() -> [Blank] {
    for reached in [matches, fails] {
      for size in 1...3 {
        if let found = search(size, from: 0, dossier.current.filing, [], reached) { return found }
      }
    }
    return blanks
  }

  /// Tries all sets of this size in order, with all values of each.
  private mutating func search(
    _ size: Int, from start: Int, _ filing: Filing, _ chosen: [Blank], _ reached: (Count) -> Bool
  ) -> [Blank]? {
    guard size > 0 else {
      trials += 1
      return reached(count(filing)) ? chosen : nil
    }
    for index in blanks.indices.dropFirst(start) {
      for value in blanks[index].values where trials < budget {
        let filled = self.filled(filing, blanks[index], value)
        if let found = search(size - 1, from: index + 1, filled, chosen + [blanks[index]], reached) {
          return found
        }
      }
    }
    return nil
  }

  private func filled(_ filing: Filing, _ blank: Blank, _ value: FieldValue) -> Filing {
    var filled = filing
    filled.assign(value, to: blank.field, at: blank.index, sort: plan.sort)
    return filled
  }

  private func matches(_ count: Count) -> Bool { count.match > before.match }

  private func fails(_ count: Count) -> Bool {
    count.match == before.match && count.possible < before.possible
  }

  private func count(_ filing: Filing) -> Count {
    Needs.count(
      plan, dossier.replacingCurrent(with: Report(filing, plan.demands, calendar: dossier.current.calendar)))
  }

  private static func count(_ plan: Plan, _ dossier: Dossier) -> Count {
    Judge(plan: plan, dossier: dossier).judgements().reduce(into: Count()) { count, judgement in
      if judgement.verdict == .match { count.match += 1 }
      if judgement.verdict == .possible { count.possible += 1 }
    }
  }
}

// MARK: - In words

extension Needs {
  /// All that is said is read, and yet a quotient has no value: what it is divided by is nothing.
  private var division: Unreadable? {
    let judge = Judge(plan: plan, dossier: dossier)
    for judgement in judge.judgements() where judgement.verdict == .possible {
      let rows = judgement.members.map { Evaluator.Scope.row($0.row) }
      let found =
        plan.threshold.flatMap { judge.evaluator.zeroDivisor(in: $0, .group(judgement.members)) }
        ?? plan.condition.flatMap { node in
          rows.lazy.compactMap { judge.evaluator.zeroDivisor(in: node, $0) }.first
        }
      if let found {
        return Unreadable(
          field: "division", shown: "", reason: "`\(found)` is 0, and nothing can be divided by that")
      }
    }
    return nil
  }

  /// All that this filing says is read: it hangs on others.
  private var history: Unreadable {
    let evaluator = Evaluator(program: plan.program, dossier: dossier, sort: plan.sort)
    let reason =
      evaluator.historyReaches.map { "what was filed before \($0) is not known" }
      ?? "what was filed before is not known"
    let isOfPast = plan.looksBack
    return Unreadable(
      field: "history", shown: "",
      reason: isOfPast ? reason : "another filing that belongs with this one cannot be read in full")
  }

  private func describe(_ blank: Blank) -> Unreadable {
    let path = blank.field.path(at: blank.index, sort: plan.sort)
    let report = dossier.current
    let unreadable = report.filing.unreadable + report.filing.unresolvedTitles
    if let shown = unreadable.first(where: { $0.field == path }) { return shown }
    if case .derived(.footnotes) = blank.field.source {
      let row = RowReference(sort: plan.sort, index: blank.index)
      if let shown = report.unreadFootnote(of: row) {
        return Unreadable(field: path, shown: shown.shown, reason: "\(shown.field): \(shown.reason)")
      }
    }
    let state = report.state(of: blank.field, at: blank.index, plan.sort)
    let reason =
      state == .absent ? "the filing does not say it, and that counts as unknown" : "it cannot be read"
    return Unreadable(field: path, shown: "", reason: reason)
  }

  /// Where the verdict hangs on one number, for which numbers the rule matches.
  private func condition(on blank: Blank) -> String? {
    guard blank.field.type.isNumeric else { return nil }
    let tried = blank.values.compactMap(Needs.step).sorted()
    guard let hit = tried.first(where: { isMatch(blank, $0) }) else { return nil }
    var parts: [String] = []
    if let miss = tried.last(where: { $0 < hit && !isMatch(blank, $0) }) {
      parts.append(blank.bound(edge(blank, from: miss, to: hit), isLower: true))
    }
    if let miss = tried.first(where: { $0 > hit && !isMatch(blank, $0) }) {
      parts.append(blank.bound(edge(blank, from: miss, to: hit), isLower: false))
    }
    return parts.isEmpty ? nil : "would match if " + parts.joined(separator: " and ")
  }

  /// Halves the way from a number that does not match to one that does; the last that does.
  private func edge(_ blank: Blank, from miss: Int, to hit: Int) -> Int {
    var (miss, hit) = (miss, hit)
    while abs(hit - miss) > 1 {
      let middle = miss + (hit - miss) / 2
      if isMatch(blank, middle) { hit = middle } else { miss = middle }
    }
    return hit
  }

  private func isMatch(_ blank: Blank, _ step: Int) -> Bool {
    matches(count(filled(dossier.current.filing, blank, blank.value(step))))
  }

  /// Numbers as ten-thousandths, the finest that a form can say; dates as days.
  private static func step(_ value: FieldValue) -> Int? {
    switch value {
    case .number(let number): number.multiplied(by: Decimal(10_000), rounding: .down).flatMap { Int($0) }
    case .day(let day): Int(day.number)
    case .flag, .text, .absent, .unknown: nil
    }
  }
}

extension Int {
  /// The whole part, where it fits.
  fileprivate init?(_ number: Decimal) {
    let whole = Numerals.shortened(number, decimals: 0)
    guard let value = Int(exactly: whole.mantissa) else { return nil }
    self = value
  }
}

extension Needs.Blank {
  func value(_ step: Int) -> FieldValue {
    field.type == .date
      ? .day(Day(number: Int32(clamping: step))) : .number(Decimal(mantissa: Int128(step), scale: 4))
  }

  /// `shares > 20,000`: the rounder of the last number that matches and the first that does not.
  func bound(_ edge: Int, isLower: Bool) -> String {
    let beyond = isLower ? edge - 1 : edge + 1
    let isStrict = field.type != .date && decimals(beyond) < decimals(edge)
    let comparison = isLower ? (isStrict ? ">" : ">=") : (isStrict ? "<" : "<=")
    return "\(field.name) \(comparison) \(shown(isStrict ? beyond : edge))"
  }

  private func decimals(_ step: Int) -> Int {
    Decimal(mantissa: Int128(step), scale: 4).trimmed.scale
  }

  private func shown(_ step: Int) -> String {
    switch value(step) {
    case .day(let day): day.description
    case .number(let number): field.type.shown(number)
    default: ""
    }
  }
}

extension Evaluator {
  /// The text of a divisor below this node that is certainly zero.
  fileprivate func zeroDivisor(in node: Int, _ scope: Scope) -> String? {
    switch (program.nodes[node], scope) {
    case (.arithmetic(.over, _, let divisor), _) where number(divisor, scope) == .zero:
      return program.text(of: divisor)
    case (.fold(_, let operand), .group(let members)):
      return members.lazy.compactMap { zeroDivisor(in: operand, .row($0.row)) }.first
    default:
      return program.operands(of: node).lazy.compactMap { zeroDivisor(in: $0, scope) }.first
    }
  }
}
