/// Rules that ask for more and more of the same, whoever they look at: each filing is held against all of them at once.
struct ColumnLadder: Sendable {
  /// What the rules have in common.
  struct Key: Hashable, Sendable {
    var kinds: KindMask
    var quantity: Partition.Quantity
  }

  struct Step: Sendable {
    let rule: Int
    let test: ColumnTest
    /// Its place among `admissions`.
    let admission: Int
  }

  let key: Key
  /// The lowest first.
  private(set) var steps: [Step] = []
  private var admissions: [Admission] = []
  /// What the admissions say of a filing, all of them, by the number of its class; of the first class none admits anybody.
  private(set) var classes: [[UInt8]] = []
  /// The class of each profile.
  private var classNumbers: [Int32] = []
  /// The least number that each step lets through, behind the last ones without end: so many that halves of them are whole.
  private var leasts: [Int64] = []

  init(_ key: Key) {
    self.key = key
  }

  mutating func add(_ rule: Int, _ test: ColumnTest, _ admission: Admission) {
    let place = admissions.firstIndex(of: admission) ?? admissions.count
    if place == admissions.count { admissions.append(admission) }
    steps.append(Step(rule: rule, test: test, admission: place))
  }

  /// To be called once, when all rules are there.
  mutating func finish(_ profiles: [Profile]) {
    steps.sort { ($0.test.least, $0.test.bound) < ($1.test.least, $1.test.bound) }
    leasts = steps.map(\.test.least)
    let padded = (1 << (Int.bitWidth - steps.count.leadingZeroBitCount)) - 1
    leasts += [Int64](repeating: Partition.endless, count: padded - leasts.count)
    let answers = admissions.map { $0.answers(to: profiles) }
    var numbers: [[UInt8]: Int32] = [:]
    for profile in profiles.indices {
      let told = answers.map { $0[profile] }
      let number = numbers[told, default: Int32(truncatingIfNeeded: classes.count)]
      if Int(number) == classes.count { classes.append(told) }
      numbers[told] = number
      classNumbers.append(number)
    }
  }

  /// A ladder with more steps is several: what is counted for each step is little then.
  fileprivate static let mostSteps = 255

  // MARK: - Climbing

  /// A filing that some of the rules are not certain of. Those below `sure` are reached by its lower bound, those below
  /// `reached` by the upper one; of the latter those from `from` to `to` surely cannot be decided.
  struct Doubt: Sendable {
    let place: Int32
    let group: Int32
    let sure: Int32
    let from: Int32
    let to: Int32
    let reached: Int32
  }

  /// Tells of each filing that reaches some step its place, its class and how many steps it surely reaches; and of those
  /// that may reach others, or of whom nobody knows whether they are meant, what is in doubt.
  func climb(
    _ partition: Partition, _ columns: FilingColumns, _ tell: (Int32, Int32, Int) -> Void,
    doubt: (Doubt) -> Void
  ) {
    guard let lowest = leasts.first, let blocks = partition.blocks(of: key.quantity) else { return }
    let (lows, highs) = partition.bounds(of: key.quantity)
    let isMixed = classes.map { $0.contains(ColumnAnswers.maybe) }
    for (block, most) in blocks.enumerated() where most >= lowest {
      let start = block * Partition.block
      for entry in start..<min(start + Partition.block, highs.count) where highs[entry] >= lowest {
        let place = partition.filings[entry]
        let group = classNumbers[Int(columns.profileNumbers[Int(place)])]
        if group == 0 { continue }
        let (low, high) = (lows[entry], highs[entry])
        let sure = reached(by: low)
        tell(place, group, sure)
        if low == high, !isMixed[Int(group)] { continue }
        doubt(self.doubt(place, group, sure, low, high, slack: partition.rows[entry] / 10_000))
      }
    }
  }

  private func doubt(
    _ place: Int32, _ group: Int32, _ sure: Int, _ low: Int64, _ high: Int64, slack: Int64
  ) -> Doubt {
    let reached = reached(by: high)
    var (from, to) = (sure, reached)
    while from < reached, !steps[from].test.isAbove(low, slack) { from += 1 }
    while to > from, !steps[to - 1].test.isBelow(high, slack) { to -= 1 }
    return Doubt(
      place: place, group: group, sure: Int32(truncatingIfNeeded: sure),
      from: Int32(truncatingIfNeeded: from), to: Int32(truncatingIfNeeded: to),
      reached: Int32(truncatingIfNeeded: reached))
  }

  /// How many steps a number reaches.
  private func reached(by number: Int64) -> Int {
    var count = 0
    var half = (leasts.count + 1) / 2
    while half > 0 {
      count &+= leasts[count &+ half &- 1] <= number ? half : 0
      half /= 2
    }
    return min(count, steps.count)
  }
}

extension ColumnLadder {
  /// What is said of one rule: `tell` hears the number of the rule and an answer of `ColumnAnswers`, with `isOpen` where the
  /// evaluator might say something else.
  func forEach(_ doubt: Doubt, _ tell: (_ rule: Int, _ isOpen: Bool) -> Void) {
    let answers = classes[Int(doubt.group)]
    for index in 0..<Int(doubt.reached) {
      let answer = answers[steps[index].admission]
      if answer == ColumnAnswers.no { continue }
      if index < doubt.sure {
        if answer == ColumnAnswers.maybe { tell(steps[index].rule, false) }
      } else {
        tell(steps[index].rule, index < doubt.from || index >= doubt.to)
      }
    }
  }

  /// The rules that surely match a filing of a class that reaches so many steps.
  func forEachSure(_ group: Int32, _ reached: Int, _ tell: (_ rule: Int) -> Void) {
    let answers = classes[Int(group)]
    for step in steps.prefix(reached) where answers[step.admission] == ColumnAnswers.yes { tell(step.rule) }
  }
}

extension [ColumnLadder] {
  /// Ladders of one kind, of which the last is filled first.
  mutating func add(_ rule: Int, _ step: (ladder: ColumnLadder.Key, test: ColumnTest), _ admission: Admission)
  {
    if last.map({ $0.steps.count >= ColumnLadder.mostSteps }) ?? true { append(ColumnLadder(step.ladder)) }
    self[count - 1].add(rule, step.test, admission)
  }
}
