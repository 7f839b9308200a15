import Filings

/// What columns say of every filing and rule: those that surely match, and those of which the evaluator has to be asked.
/// Of all others no rule says anything.
package struct Screening: Sendable {
  /// Places of the filings that surely match, by the number of the rule, ascending; each is a report of its own.
  package private(set) var sure: [[Int32]]
  /// Places of those of which columns cannot tell, by the number of the rule, ascending.
  package private(set) var open: [[Int32]]
  /// Places of those on which the rule surely cannot be decided by what the filing says; each is a report of its own.
  package private(set) var undecided: [[Int32]]
  /// The rules, in their order.
  package let rules: [Rule]

  /// What a backtest has to know of a rule.
  package struct Rule: Sendable {
    package let name: String
    /// What comes of a filing on which it cannot be decided.
    package let doubt: Doubt
    /// Its possible alerts go into a digest where there are too many.
    package let isDigested: Bool
  }

  /// What a possible verdict raises.
  package enum Doubt: Sendable {
    case possible
    case certain
    case nothing
  }

  /// Holds all rules against all filings.
  package init(_ set: RuleSet, _ columns: FilingColumns) {
    rules = set.plans.map(Rule.init)
    sure = set.plans.map { _ in [] }
    open = sure
    undecided = sure
    var merged: [KindMask: Partition] = [:]
    for (number, plan) in set.plans.enumerated() {
      guard let columnar = ColumnPlan(plan, columns) else {
        open[number] = Screening.admitted(by: plan, columns)
        continue
      }
      let partition = merged[plan.kinds] ?? Screening.partition(plan.kinds, columns)
      merged[plan.kinds] = partition
      (sure[number], undecided[number], open[number]) = columnar.screen(partition, columns)
    }
  }

  private static func partition(_ kinds: KindMask, _ columns: FilingColumns) -> Partition {
    let parts = columns.partitions.filter { kinds.rawValue & 1 << UInt64($0.key) != 0 }.map(\.value)
    return parts.count == 1 ? parts[0] : Partition(merging: parts)
  }

  /// The filings that the rule may have to do with at all.
  private static func admitted(by plan: Plan, _ columns: FilingColumns) -> [Int32] {
    let gate = Gate(plan)
    return (0..<columns.count).filter { place in
      !gate.kinds.isDisjoint(with: columns.kinds[place]) && !gate.forms.isDisjoint(with: columns.forms[place])
        && (gate.roles.isEmpty || !gate.roles.isDisjoint(with: columns.possibleRoles[place]))
    }.map { Int32(truncatingIfNeeded: $0) }
  }

  /// For each filing whether some rule says something of it, or may.
  package func concerned(_ count: Int) -> [Bool] {
    var concerned = [Bool](repeating: false, count: count)
    for places in sure { for place in places { concerned[Int(place)] = true } }
    for places in open { for place in places { concerned[Int(place)] = true } }
    for (number, places) in undecided.enumerated() where rules[number].doubt != .nothing {
      for place in places { concerned[Int(place)] = true }
    }
    return concerned
  }
}

extension Screening.Rule {
  fileprivate init(_ plan: Plan) {
    name = plan.name
    doubt =
      switch plan.unknown {
      case .possible: .possible
      case .alert: .certain
      case .ignore: .nothing
      }
    isDigested = doubt == .possible && !plan.isShadow
  }
}

/// A rule as far as columns can answer it: one that looks at the transactions of one report, puts nothing apart and looks
/// at nothing before. Its `when` is held against bounds; with a `where`, which columns do not read, only upper bounds
/// count.
private struct ColumnPlan {
  private let roles: RoleMask
  private let forms: FormMask
  /// Numbers of the tickers of which the issuer must have one; `nil` where any will do.
  private let tickers: Set<Int32>?
  private let kinds: KindMask
  private let hasCondition: Bool
  private var tests: [Test] = []
  /// `when` asks something that no column answers.
  private var isPartial = false

  private struct Test {
    var quantity: Quantity
    var comparison: Comparison
    /// In ten-thousandths.
    var bound: Int64
  }

  private enum Quantity {
    case rows
    case shares
    case value
  }

  init?(_ plan: Plan, _ columns: FilingColumns) {
    guard plan.sort == .transaction, plan.scope == .report, plan.window == nil, plan.group.isEmpty,
      !plan.looksBack
    else { return nil }
    roles = plan.roles.reduce(into: []) { $0.formUnion($1.mask) }
    forms = plan.forms
    tickers = plan.issuer.tickers.map { Set($0.compactMap { columns.tickerNumbers[$0] }) }
    kinds = plan.kinds
    hasCondition = plan.condition != nil
    if let threshold = plan.threshold { read(threshold, plan.program) }
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

  private static func test(_ comparison: Comparison, _ left: Int, _ right: Int, _ program: Program) -> Test? {
    guard case .number(let interval) = program.nodes[right], let number = interval.point, !number.isNegative,
      number.trimmed.scale <= 4, let bound = Partition.scaled(number, .down), bound < Partition.endless,
      let quantity = quantity(left, program)
    else { return nil }
    switch comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return Test(quantity: quantity, comparison: comparison, bound: bound)
    case .equal, .notEqual: return nil
    }
  }

  private static func quantity(_ node: Int, _ program: Program) -> Quantity? {
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
  func screen(_ partition: Partition, _ columns: FilingColumns) -> ([Int32], [Int32], [Int32]) {
    var sure: [Int32] = []
    var undecided: [Int32] = []
    var open: [Int32] = []
    let isWhole = !hasCondition && !isPartial
    scan(partition) { index in
      let place = Int(partition.filings[index])
      if columns.isOpen[place] { return }
      switch truth(index, partition, place, columns) {
      case .yes: sure.append(Int32(truncatingIfNeeded: place))
      case .maybe where isWhole && tests.allSatisfy({ isSettled($0, index, partition) }):
        undecided.append(Int32(truncatingIfNeeded: place))
      case .maybe: open.append(Int32(truncatingIfNeeded: place))
      case .no: break
      }
    }
    open += columns.openPlaces.filter { !columns.kinds[Int($0)].isDisjoint(with: kinds) }
    return (sure, undecided, open.sorted())
  }

  /// Goes to every entry that may reach the first lower bound of `when`.
  private func scan(_ partition: Partition, _ body: (Int) -> Void) {
    let driver = tests.first {
      $0.quantity != .rows && ($0.comparison == .greater || $0.comparison == .greaterOrEqual)
    }
    guard let driver else { return partition.filings.indices.forEach(body) }
    let column = driver.quantity == .shares ? partition.sharesHigh : partition.valueHigh
    let blocks = driver.quantity == .shares ? partition.blockShares : partition.blockValue
    let least = driver.comparison == .greater ? driver.bound + 1 : driver.bound
    for (block, most) in blocks.enumerated() where most >= least {
      let start = block * Partition.block
      let end = min(start + Partition.block, column.count)
      let span = column.span
      for index in start..<end where span[index] >= least { body(index) }
    }
  }

  private func truth(_ index: Int, _ partition: Partition, _ place: Int, _ columns: FilingColumns) -> Truth {
    if forms.isDisjoint(with: columns.forms[place]) { return .no }
    if let tickers {
      let ticker = columns.tickers[place]
      if ticker != FilingColumns.unknown, !tickers.contains(ticker) { return .no }
    }
    var truth: Truth = hasCondition || isPartial ? .maybe : .yes
    if !roles.isEmpty {
      if roles.isDisjoint(with: columns.possibleRoles[place]) { return .no }
      if roles.isDisjoint(with: columns.sureRoles[place]) { truth = .maybe }
    }
    for test in tests where truth != .no { truth = truth.and(holds(test, index, partition)) }
    return truth
  }

  /// The evaluator would say of the test what the columns say: bounds that were rounded outwards, by less than one for each
  /// row, say no more than those that were not.
  private func isSettled(_ test: Test, _ index: Int, _ partition: Partition) -> Bool {
    guard test.quantity != .rows, holds(test, index, partition) == .maybe else { return true }
    let slack = partition.rows[index] / 10_000
    let isShares = test.quantity == .shares
    let (low, high) =
      isShares
      ? (partition.sharesLow[index], partition.sharesHigh[index])
      : (partition.valueLow[index], partition.valueHigh[index])
    return low < test.bound - slack && (high == Partition.endless || high > test.bound + slack)
  }

  private func holds(_ test: Test, _ index: Int, _ partition: Partition) -> Truth {
    let (low, high) =
      switch test.quantity {
      case .rows: (partition.rows[index], partition.rows[index])
      case .shares: (partition.sharesLow[index], partition.sharesHigh[index])
      case .value: (partition.valueLow[index], partition.valueHigh[index])
      }
    let least = hasCondition ? 0 : low
    let isEndless = high == Partition.endless
    switch test.comparison {
    case .greater: return least > test.bound ? .yes : !isEndless && high <= test.bound ? .no : .maybe
    case .greaterOrEqual: return least >= test.bound ? .yes : !isEndless && high < test.bound ? .no : .maybe
    case .less: return !isEndless && high < test.bound ? .yes : least >= test.bound ? .no : .maybe
    case .lessOrEqual: return !isEndless && high <= test.bound ? .yes : least > test.bound ? .no : .maybe
    case .equal, .notEqual: return .maybe
    }
  }
}
