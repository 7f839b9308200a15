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
  package private(set) var rules: [Rule]

  /// What a backtest has to know of a rule.
  package struct Rule: Sendable {
    package let name: String
    /// What comes of a filing on which it cannot be decided.
    package let doubt: Doubt
    /// Columns decide of it what they can; of all other rules the evaluator is asked.
    package var isColumnar: Bool
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
    var shared = Shared(columns: columns)
    var ladders: [ColumnLadder.Key: ColumnLadder] = [:]
    for (number, plan) in set.plans.enumerated() {
      guard let columnar = ColumnPlan(plan, columns) else {
        open[number] = Screening.admitted(by: plan, columns)
        rules[number].isColumnar = false
        continue
      }
      if let step = columnar.step {
        ladders[step.ladder, default: ColumnLadder(step.ladder)].add(number, step.test)
      } else {
        keep(
          columnar.screen(shared.partition(plan.kinds), columns, shared.admitted(by: columnar.admission)),
          of: number)
      }
    }
    for (key, ladder) in ladders {
      ladder.screen(shared.partition(key.kinds), columns, shared.admitted(by: key.admission)) { rule, found in
        keep(found, of: rule)
      }
    }
  }

  private mutating func keep(_ found: (sure: [Int32], undecided: [Int32], open: [Int32]), of rule: Int) {
    (sure[rule], undecided[rule], open[rule]) = found
  }

  /// What many rules look at, made once.
  private struct Shared {
    let columns: FilingColumns
    private var merged: [KindMask: Partition] = [:]
    private var admissions: [Admission: [UInt8]] = [:]

    init(columns: FilingColumns) {
      self.columns = columns
    }

    mutating func partition(_ kinds: KindMask) -> Partition {
      if let partition = merged[kinds] { return partition }
      let partition = Screening.partition(kinds, columns)
      merged[kinds] = partition
      return partition
    }

    mutating func admitted(by admission: Admission) -> [UInt8] {
      if let admitted = admissions[admission] { return admitted }
      let admitted = admission.column(of: columns)
      admissions[admission] = admitted
      return admitted
    }
  }

  private static func partition(_ kinds: KindMask, _ columns: FilingColumns) -> Partition {
    let parts = columns.partitions.filter { kinds.rawValue & 1 << UInt64($0.key) != 0 }.map(\.value)
    return parts.count == 1 ? parts[0] : Partition(merging: parts)
  }

  /// The filings that the rule may have to do with at all.
  private static func admitted(by plan: Plan, _ columns: FilingColumns) -> [Int32] {
    let gate = SharedPlan(plan).gate
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
    isColumnar = true
    doubt =
      switch plan.unknown {
      case .possible: .possible
      case .alert: .certain
      case .ignore: .nothing
      }
    isDigested = doubt == .possible && !plan.isShadow
  }
}
