/// A comparison of `when` that columns answer.
struct ColumnTest {
  var quantity: Partition.Quantity
  var comparison: Comparison
  /// In ten-thousandths; below `Partition.endless`.
  var bound: Int64

  var isLowerBound: Bool { comparison == .greater || comparison == .greaterOrEqual }

  /// Whether numbers between the bounds pass: all, none or some of them, as an answer.
  func holds(_ low: Int64, _ high: Int64) -> UInt8 {
    let (all, none) =
      switch comparison {
      case .greater: (low > bound, high <= bound)
      case .greaterOrEqual: (low >= bound, high < bound)
      case .less: (high < bound, low >= bound)
      case .lessOrEqual: (high <= bound, low > bound)
      case .equal, .notEqual: (false, false)
      }
    return all ? ColumnAnswers.yes : none ? ColumnAnswers.no : ColumnAnswers.maybe
  }

  /// The least number that passes a lower bound.
  var least: Int64 { comparison == .greater ? bound + 1 : bound }

  /// Whether the evaluator, too, would find that the numbers lie on both sides: bounds that were rounded outwards, by less
  /// than one for each row, say no more than those that were not. `rows` in ten-thousandths.
  func isSettled(_ low: Int64, _ high: Int64, rows: Int64) -> Bool {
    let slack = rows / 10_000
    return isAbove(low, slack) && isBelow(high, slack)
  }

  /// Both hold for less where they hold for more: of one number, all higher bounds are above it or all lower ones below.
  func isAbove(_ low: Int64, _ slack: Int64) -> Bool { bound - slack > low }
  func isBelow(_ high: Int64, _ slack: Int64) -> Bool {
    high == Partition.endless || high - slack > bound
  }
}

/// What a rule says of many filings, column by column: for each the least of what its parts say.
struct ColumnAnswers {
  static let no: UInt8 = 0
  static let maybe: UInt8 = 1
  static let yes: UInt8 = 2

  private var answers: [UInt8]
  /// Of which the evaluator might say something else than the columns.
  private var isUnsettled: [Bool]

  init(_ answers: [UInt8]) {
    self.answers = answers
    isUnsettled = [Bool](repeating: false, count: answers.count)
  }

  /// Something is asked that no column answers.
  mutating func doubtAll() {
    for index in answers.indices { answers[index] = min(answers[index], ColumnAnswers.maybe) }
  }

  /// The entries of which it holds; no for all others.
  mutating func keep(_ entries: [Int32], where holds: (Int32) -> Bool) {
    for (index, entry) in entries.enumerated() where !holds(entry) { answers[index] = ColumnAnswers.no }
  }

  /// The entries of a partition held against a test. Behind a `where`, of which columns know nothing, only upper bounds
  /// count.
  mutating func hold(
    _ test: ColumnTest, _ entries: [Int32], _ partition: Partition, isLowKnown: Bool
  ) {
    let (lows, highs) = partition.bounds(of: test.quantity)
    for (index, entry) in entries.enumerated() where answers[index] != ColumnAnswers.no {
      let (low, high) = (lows[Int(entry)], highs[Int(entry)])
      let answer = test.holds(isLowKnown ? low : 0, high)
      answers[index] = min(answers[index], answer)
      guard answer == ColumnAnswers.maybe, test.quantity != .rows else { continue }
      if !test.isSettled(low, high, rows: partition.rows[Int(entry)]) { isUnsettled[index] = true }
    }
  }

  /// Places by what is said of them; where the rule is not whole, nothing is surely undecided.
  func places(_ places: [Int32], isWhole: Bool) -> Screening.Found {
    var found = Screening.Found()
    for (index, place) in places.enumerated() {
      switch answers[index] {
      case ColumnAnswers.yes: found.sure.append(place)
      case ColumnAnswers.maybe where isWhole && !isUnsettled[index]: found.undecided.append(place)
      case ColumnAnswers.maybe: found.open.append(place)
      default: break
      }
    }
    return found
  }
}
