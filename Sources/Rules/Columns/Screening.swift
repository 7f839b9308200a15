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

  /// What ladders of rules say, where their filings are only counted: of those rules nothing stands in `sure` and
  /// `undecided`.
  private var tallies: [ColumnTally] = []

  /// What is found of one rule, by place, ascending.
  struct Found {
    var sure: [Int32] = []
    var undecided: [Int32] = []
    var open: [Int32] = []
  }

  /// Holds all rules against all filings.
  package init(_ set: RuleSet, _ columns: FilingColumns) {
    self.init(set, columns) { screening, ladder, partition in screening.keep(ladder, partition, columns) }
  }

  /// Holds all rules against all filings, which are counted by drawers as far as that can be done at once.
  /// - Parameter drawerNumbers: the drawer of each filing, by its place.
  package init(_ set: RuleSet, _ columns: FilingColumns, drawerNumbers: [Int32], drawers: Int) {
    self.init(set, columns) { screening, ladder, partition in
      guard ColumnTally.cells(of: ladder, drawers) <= ColumnTally.mostCells else {
        return screening.keep(ladder, partition, columns)
      }
      let tally = ColumnTally(ladder, partition, columns, drawerNumbers, drawers: drawers)
      for (rule, place) in tally.open { screening.open[rule].append(place) }
      screening.tallies.append(tally)
    }
  }

  private init(
    _ set: RuleSet, _ columns: FilingColumns, climb: (inout Screening, ColumnLadder, Partition) -> Void
  ) {
    rules = set.plans.map(Rule.init)
    sure = set.plans.map { _ in [] }
    open = sure
    undecided = sure
    var shared = Shared(columns: columns)
    var ladders: [ColumnLadder.Key: [ColumnLadder]] = [:]
    var climbing: [(rule: Int, plan: ColumnPlan)] = []
    for (number, plan) in set.plans.enumerated() {
      guard let columnar = ColumnPlan(plan, columns) else {
        open[number] = Screening.admitted(by: plan, columns)
        rules[number].isColumnar = false
        continue
      }
      if let step = columnar.step {
        ladders[step.ladder, default: []].add(number, step, columnar.admission)
        climbing.append((number, columnar))
      } else {
        let found = columnar.screen(&shared)
        (sure[number], undecided[number], open[number]) = (found.sure, found.undecided, found.open)
      }
    }
    for var ladder in ladders.values.joined() {
      ladder.finish(columns.profiles)
      climb(&self, ladder, shared.partition(ladder.key.kinds))
    }
    for (rule, plan) in climbing {
      let others = plan.openPlaces(&shared)
      if !others.isEmpty { open[rule] = (open[rule] + others).sorted() }
    }
  }

  private mutating func keep(_ ladder: ColumnLadder, _ partition: Partition, _ columns: FilingColumns) {
    ladder.climb(partition, columns) { place, group, reached in
      ladder.forEachSure(group, reached) { sure[$0].append(place) }
    } doubt: { doubt in
      ladder.forEach(doubt) { rule, isOpen in
        if isOpen { open[rule].append(doubt.place) } else { undecided[rule].append(doubt.place) }
      }
    }
  }

  /// What many rules look at, made once.
  struct Shared {
    let columns: FilingColumns
    private var merged: [KindMask: Partition] = [:]
    private var bounds: [ColumnLadder.Key: [Int64]] = [:]

    init(columns: FilingColumns) {
      self.columns = columns
    }

    mutating func partition(_ kinds: KindMask) -> Partition {
      if let partition = merged[kinds] { return partition }
      let partition = Screening.partition(kinds, columns)
      merged[kinds] = partition
      return partition
    }

    /// The most that whatever belongs together comes to.
    mutating func kinBounds(of quantity: Partition.Quantity, _ kinds: KindMask) -> [Int64] {
      let key = ColumnLadder.Key(kinds: kinds, quantity: quantity)
      if let known = bounds[key] { return known }
      let found = columns.kin.bounds(of: quantity, in: partition(kinds))
      bounds[key] = found
      return found
    }
  }

  private static func partition(_ kinds: KindMask, _ columns: FilingColumns) -> Partition {
    let parts = columns.partitions.filter { kinds.rawValue & 1 << UInt64($0.key) != 0 }.map(\.value)
    return parts.count == 1 ? parts[0] : Partition(merging: parts, columns.openPlaces)
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

// MARK: - Counting

extension Screening {
  /// How many filings rules surely match, by drawer, as far as they were counted.
  package func forEachSure(_ tell: (_ rule: Int, _ drawer: Int, _ count: Int) -> Void) {
    for tally in tallies { tally.forEachSure(tell) }
  }

  /// How many of the rules that would go into a digest are undecided, for each filing of which some may be.
  package func forEachDoubt(_ tell: (_ place: Int32, _ count: Int) -> Void) {
    let isDigested = rules.map(\.isDigested)
    for (number, places) in undecided.enumerated() where isDigested[number] {
      for place in places { tell(place, 1) }
    }
    for tally in tallies { tally.forEachDoubt(where: isDigested, tell) }
  }

  /// The rules that are undecided, filing by filing. Where all are `inDigest` those that would go into one are left out.
  package func forEachUndecided(
    inDigest: (_ place: Int32) -> Bool, _ tell: (_ rule: Int, _ place: Int32) -> Void
  ) {
    let isDigested = rules.map(\.isDigested)
    for (number, places) in undecided.enumerated() {
      for place in places where !isDigested[number] || !inDigest(place) { tell(number, place) }
    }
    for tally in tallies {
      let hasOthers = tally.hasOthers(isDigested)
      for doubt in tally.doubts {
        let isIn = inDigest(doubt.place)
        if isIn, !hasOthers { continue }
        tally.forEachUndecided(doubt) { if !isIn || !isDigested[$0] { tell($0, doubt.place) } }
      }
    }
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
