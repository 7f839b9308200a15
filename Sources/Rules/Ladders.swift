import Filings

/// Files rules that differ in a threshold alone under what they measure: of a thousand rules that ask for more than so
/// many shares, what the filing comes to is computed once, and only those below it are judged.
///
/// A ladder never decides: it leaves out the rules whose comparison is a certain no, and the others are judged whole.
struct Ladders: Sendable {
  private var families: [Family] = []
  /// What the families measure, so far as it has a ceiling.
  private var ceilings: [Ceiling] = []
  /// The numbers of the rules that stand on a ladder.
  private(set) var filed: Set<Int> = []

  /// Rules with the same `match`, `where` and `group`: they have the same rows before them, whoever they are by.
  fileprivate struct Family: Sendable {
    let plan: SharedPlan
    let kinds: KindMask
    var measures: [Measure]
    /// The lowest threshold by its ceiling; `nil` where rules may match whatever the rows come to.
    var lowest: [(ceiling: Int, threshold: Decimal)]? = []

    init(_ plan: SharedPlan) {
      self.plan = plan
      kinds = plan.plan.kinds
      measures = []
    }
  }

  /// What is compared with the thresholds: `sum(shares)`.
  fileprivate struct Measure: Sendable {
    let plan: SharedPlan
    let node: Int
    /// The rules that ask for more, and those that ask for less, by their thresholds.
    var rising: [Rung] = []
    var falling: [Rung] = []
  }

  /// One rule's threshold.
  fileprivate struct Rung: Sendable {
    let threshold: Decimal
    let number: Int
  }

  /// With fewer rules a ladder costs more than it saves.
  private static let leastRungs = 8

  /// - Parameter numbers: the rules that may be put onto ladders.
  init(_ plans: [SharedPlan], _ numbers: [Int]) {
    var places: [String: Int] = [:]
    for number in numbers {
      guard let step = plans[number].plan.step else { continue }
      let family = plans[number].plan.family
      let place = places[family] ?? families.count
      if place == families.count { families.append(Family(plans[number])) }
      places[family] = place
      families[place].add(step, of: plans[number], number)
    }
    families.removeAll { $0.count < Ladders.leastRungs }
    for place in families.indices {
      families[place].sort()
      families[place].lowest = lowest(of: families[place])
    }
    filed = Set(families.flatMap(\.numbers))
  }

  private mutating func lowest(of family: Family) -> [(ceiling: Int, threshold: Decimal)]? {
    var lowest: [(ceiling: Int, threshold: Decimal)] = []
    for measure in family.measures {
      let plan = measure.plan.plan
      guard measure.falling.isEmpty, let first = measure.rising.first,
        let ceiling = Ceiling(measure.node, in: plan.program, of: plan.sort)
      else { return nil }
      let place = ceilings.firstIndex { $0.isSame(as: ceiling) } ?? ceilings.count
      if place == ceilings.count { ceilings.append(ceiling) }
      lowest.append((place, first.threshold))
    }
    return lowest
  }

  /// The families of which some rule may have to do with a filing.
  /// - Parameter isAlone: no other filing's rows count with its own.
  func families(concernedBy filing: Filing, _ summary: Summary, isAlone: Bool) -> [Int] {
    guard families.contains(where: { !$0.kinds.isDisjoint(with: summary.kinds) }) else { return [] }
    let rows = filing.transactions
    let heights = isAlone ? ceilings.map { $0.height(over: rows.span) } : []
    return families.indices.filter { place in
      guard !families[place].kinds.isDisjoint(with: summary.kinds) else { return false }
      guard isAlone, let lowest = families[place].lowest else { return true }
      return lowest.contains { lowest in heights[lowest.ceiling].map { lowest.threshold <= $0 } ?? true }
    }
  }

  /// The numbers of the rules of these families whose threshold the filing reaches or may reach.
  func reached(in places: [Int], _ dossiers: inout Dossiers) -> [Int] {
    var reached: [Int] = []
    for family in places.lazy.map({ families[$0] }) {
      let judge = Judge(family.plan, dossier: dossiers.dossier(for: family.plan))
      let groups = judge.groupsOfCurrent()
      guard !groups.isEmpty else { continue }
      for measure in family.measures { reached += measure.reached(by: groups, &dossiers) }
    }
    return reached
  }
}

extension Ladders.Family {
  fileprivate mutating func add(_ step: Plan.Step, of plan: SharedPlan, _ number: Int) {
    let text = plan.plan.program.text(of: step.measure)
    let place =
      measures.firstIndex { $0.plan.plan.program.text(of: $0.node) == text } ?? measures.count
    if place == measures.count { measures.append(Ladders.Measure(plan: plan, node: step.measure)) }
    let rung = Ladders.Rung(threshold: step.threshold, number: number)
    if step.isRising { measures[place].rising.append(rung) } else { measures[place].falling.append(rung) }
  }

  fileprivate var numbers: [Int] { measures.flatMap { ($0.rising + $0.falling).map(\.number) } }

  fileprivate var count: Int { measures.reduce(0) { $0 + $1.rising.count + $1.falling.count } }

  fileprivate mutating func sort() {
    for place in measures.indices {
      measures[place].rising.sort { $0.threshold < $1.threshold }
      measures[place].falling.sort { $0.threshold > $1.threshold }
    }
  }
}

extension Ladders.Measure {
  fileprivate func reached(by groups: [Judge.Group], _ dossiers: inout Dossiers) -> [Int] {
    let shared = plan.plan
    let evaluator = Evaluator(
      program: shared.program, dossier: dossiers.dossier(for: plan), sort: shared.sort)
    var reach = evaluator.number(node, .group(groups[0].members))
    for group in groups.dropFirst() {
      reach = reach.hull(evaluator.number(node, .group(group.members)))
    }
    return up(to: reach.high) + down(to: reach.low)
  }

  /// `nil` reaches every threshold. Most filings reach none, which the lowest tells.
  private func up(to high: Decimal?) -> [Int] {
    guard let high else { return rising.map(\.number) }
    guard let lowest = rising.first, lowest.threshold <= high else { return [] }
    return rising.prefix(rising.partition { $0.threshold > high }).map(\.number)
  }

  private func down(to low: Decimal?) -> [Int] {
    guard let low else { return falling.map(\.number) }
    return falling.prefix(falling.partition { $0.threshold < low }).map(\.number)
  }
}

extension Array {
  /// How many elements come before the first for which `isBeyond` holds; it holds for all behind that one.
  fileprivate func partition(_ isBeyond: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

// MARK: - What a plan has to be

extension Plan {
  /// A comparison with a number that has to hold for the rule to match.
  struct Step {
    /// The node of what is compared.
    let measure: Int
    let threshold: Decimal
    /// The rule asks for more than the threshold.
    let isRising: Bool
  }

  /// `nil` for a rule that needs no such comparison, or that looks at windows, which differ from rule to rule.
  var step: Step? {
    guard window == nil, let threshold else { return nil }
    var first: Step?
    program.forEachConjunct(of: threshold) { first = first ?? step($0) }
    return first
  }

  private func step(_ node: Program.Node) -> Step? {
    guard case .compareNumbers(let comparison, let left, let right) = node else { return nil }
    if case .number(let number) = program.nodes[right], let point = number.point {
      return step(comparison, left, point)
    }
    guard case .number(let number) = program.nodes[left], let point = number.point else { return nil }
    return step(comparison.mirrored, right, point)
  }

  private func step(_ comparison: Comparison, _ measure: Int, _ threshold: Decimal) -> Step? {
    switch comparison {
    case .greater, .greaterOrEqual: Step(measure: measure, threshold: threshold, isRising: true)
    case .less, .lessOrEqual: Step(measure: measure, threshold: threshold, isRising: false)
    case .equal, .notEqual: nil
    }
  }

  /// Equal for rules that have the same rows before them.
  var family: String {
    let condition = condition.map(program.text) ?? ""
    return "\(match)\n\(condition)\n\(group.map(\.name).joined(separator: ","))"
  }
}
