import Filings

/// A rule as far as columns can answer it: one that looks at the transactions of one report, puts nothing apart and looks
/// at nothing before. Its `when` is held against bounds; with a `where`, which columns do not read, only upper bounds
/// count.
struct ColumnPlan {
  let admission: Admission
  /// Numbers of the tickers of which the issuer must have one; `nil` where any will do.
  private let tickers: Set<Int32>?
  private let kinds: KindMask
  private let hasCondition: Bool
  private var tests: [ColumnTest] = []
  /// `when` asks something that no column answers.
  private var isPartial = false

  init?(_ plan: Plan, _ columns: FilingColumns) {
    guard plan.sort == .transaction, plan.scope == .report, plan.window == nil, plan.group.isEmpty,
      !plan.looksBack
    else { return nil }
    admission = Admission(plan)
    tickers = plan.necessities.issuer.tickers.map { Set($0.all.compactMap { columns.tickerNumbers[$0] }) }
    kinds = plan.kinds
    hasCondition = plan.condition != nil
    if let threshold = plan.threshold { read(threshold, plan.program) }
  }

  /// What is asked for, where that is one sum alone, of any issuer: the step that the rule is on a ladder.
  var step: (ladder: ColumnLadder.Key, test: ColumnTest)? {
    guard !hasCondition, !isPartial, tickers == nil, tests.count == 1, tests[0].isLowerBound,
      tests[0].quantity != .rows
    else { return nil }
    return (ColumnLadder.Key(kinds: kinds, quantity: tests[0].quantity), tests[0])
  }

  private mutating func read(_ node: Int, _ program: Program) {
    switch program.nodes[node] {
    case .all(let operands): for operand in operands { read(operand, program) }
    case .compareNumbers(let comparison, let left, let right):
      if let test = ColumnPlan.test(comparison, left, right, program) {
        tests.append(test)
      } else if let test = ColumnPlan.test(comparison.mirrored, right, left, program) {
        tests.append(test)
      } else {
        isPartial = true
      }
    default: isPartial = true
    }
  }

  private static func test(
    _ comparison: Comparison, _ left: Int, _ right: Int, _ program: Program
  ) -> ColumnTest? {
    guard case .number(let interval) = program.nodes[right], let number = interval.point, !number.isNegative,
      number.trimmed.scale <= 4, let bound = Partition.scaled(number, .down), bound < Partition.endless,
      let quantity = quantity(left, program)
    else { return nil }
    switch comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return ColumnTest(quantity: quantity, comparison: comparison, bound: bound)
    case .equal, .notEqual: return nil
    }
  }

  private static func quantity(_ node: Int, _ program: Program) -> Partition.Quantity? {
    switch program.nodes[node] {
    case .count(nil): return .rows
    case .fold(.sum, let operand):
      guard case .quantity(let field) = program.nodes[operand] else { return nil }
      return field.name == "shares" ? .shares : field.name == "value" ? .value : nil
    default: return nil
    }
  }

  // MARK: - Scanning

  /// Places that surely match, those that surely cannot be decided, and those that are open.
  func screen(_ shared: inout Screening.Shared) -> Screening.Found {
    let columns = shared.columns
    let partition = shared.partition(kinds)
    let answers = admission.answers(to: columns.profiles)
    let candidates = partition.entries(reaching: tests.first { $0.isLowerBound && $0.quantity != .rows })
    let places = candidates.map { partition.filings[Int($0)] }
    var told = ColumnAnswers(places.map { answers[Int(columns.profileNumbers[Int($0)])] })
    if hasCondition || isPartial { told.doubtAll() }
    if let tickers { told.keep(candidates) { columns.mayHave(tickers, Int(partition.filings[Int($0)])) } }
    for test in tests { told.hold(test, candidates, partition, isLowKnown: !hasCondition) }
    var found = told.places(places, isWhole: !hasCondition && !isPartial)
    let others = openPlaces(&shared)
    if !others.isEmpty { found.open = (found.open + others).sorted() }
    return found
  }

  /// Those of open filings: where whatever belongs together does not reach a lower bound, no part of it does.
  func openPlaces(_ shared: inout Screening.Shared) -> [Int32] {
    let columns = shared.columns
    if columns.openPlaces.isEmpty { return [] }
    let present = shared.kinBounds(of: .rows, kinds)
    let bounds = tests.filter(\.isLowerBound).map { ($0.least, shared.kinBounds(of: $0.quantity, kinds)) }
    return columns.openPlaces(of: kinds) { kin in
      present[kin] >= 0 && admission.mayAdmit(kin, of: columns.kin) && bounds.allSatisfy { $1[kin] >= $0 }
    }
  }
}
