/// Rules that ask for more and more of the same: each filing is held against all of them at once.
struct ColumnLadder {
  /// What the rules have in common.
  struct Key: Hashable {
    var kinds: KindMask
    var admission: Admission
    var quantity: Partition.Quantity
  }

  private struct Step {
    let rule: Int
    let test: ColumnTest
    var found: (sure: [Int32], undecided: [Int32], open: [Int32]) = ([], [], [])
  }

  private let key: Key
  private var steps: [Step] = []

  init(_ key: Key) {
    self.key = key
  }

  mutating func add(_ rule: Int, _ test: ColumnTest) {
    steps.append(Step(rule: rule, test: test))
  }

  /// Tells for each rule, as `ColumnPlan.screen` does, the places that surely match, those that surely cannot be decided,
  /// and those that are open.
  consuming func screen(
    _ partition: Partition, _ columns: FilingColumns, _ admitted: [UInt8],
    _ tell: (Int, (sure: [Int32], undecided: [Int32], open: [Int32])) -> Void
  ) {
    steps.sort { $0.test.least < $1.test.least }
    climb(partition, admitted)
    let others = columns.openPlaces(of: key.kinds)
    for step in steps {
      var found = step.found
      if !others.isEmpty { found.open = (found.open + others).sorted() }
      tell(step.rule, found)
    }
  }

  private mutating func climb(_ partition: Partition, _ admitted: [UInt8]) {
    let (lows, highs) = partition.bounds(of: key.quantity)
    for entry in partition.entries(reaching: steps.first?.test) {
      let entry = Int(entry)
      let place = partition.filings[entry]
      let admission = admitted[Int(place)]
      if admission == ColumnAnswers.no { continue }
      let (low, high) = (lows[entry], highs[entry])
      for index in steps.indices {
        let least = steps[index].test.least
        if high < least { break }
        if low >= least, admission == ColumnAnswers.yes {
          steps[index].found.sure.append(place)
        } else if low >= least || steps[index].test.isSettled(low, high, rows: partition.rows[entry]) {
          steps[index].found.undecided.append(place)
        } else {
          steps[index].found.open.append(place)
        }
      }
    }
  }
}
