/// What the rules of a ladder say of many filings, as numbers: by drawers, into which whoever counts has put the filings.
struct ColumnTally: Sendable {
  private let ladder: ColumnLadder
  private let drawers: Int
  /// By drawer, class and how many steps are surely reached.
  private var counts: [Int32]
  /// Of those that the evaluator might decide: the rules and the places.
  private(set) var open: [(rule: Int, place: Int32)] = []
  private(set) var doubts: [ColumnLadder.Doubt] = []

  /// What is counted apart: 64 MB. Where there is more, because hardly two filings are by people of the same roles, rules are
  /// listed.
  static let mostCells = 1 << 24

  static func cells(of ladder: ColumnLadder, _ drawers: Int) -> Int {
    drawers * ladder.classes.count * (ladder.steps.count + 1)
  }

  /// - Parameter drawerNumbers: the drawer of each filing, by its place.
  init(
    _ ladder: ColumnLadder, _ partition: Partition, _ columns: FilingColumns, _ drawerNumbers: [Int32],
    drawers: Int
  ) {
    self.ladder = ladder
    self.drawers = drawers
    let width = ladder.steps.count + 1
    let classes = ladder.classes.count
    var counts = [Int32](repeating: 0, count: ColumnTally.cells(of: ladder, drawers))
    var doubts: [ColumnLadder.Doubt] = []
    ladder.climb(partition, columns) { place, group, sure in
      let row = Int(drawerNumbers[Int(place)]) &* classes &+ Int(group)
      counts[row &* width &+ sure] &+= 1
    } doubt: {
      doubts.append($0)
    }
    self.counts = counts
    self.doubts = doubts
    for doubt in doubts where doubt.from > doubt.sure || doubt.to < doubt.reached {
      ladder.forEach(doubt) { rule, isOpen in if isOpen { open.append((rule, doubt.place)) } }
    }
  }

  /// The filings that each rule surely matches, by drawer.
  func forEachSure(_ tell: (_ rule: Int, _ drawer: Int, _ count: Int) -> Void) {
    let width = ladder.steps.count + 1
    for drawer in 0..<drawers {
      for (group, answers) in ladder.classes.enumerated() {
        let row = (drawer * ladder.classes.count + group) * width
        var above = 0
        for index in ladder.steps.indices.reversed() {
          above += Int(counts[row + index + 1])
          let step = ladder.steps[index]
          if above > 0, answers[step.admission] == ColumnAnswers.yes { tell(step.rule, drawer, above) }
        }
      }
    }
  }

  /// How many of the rules that are meant are surely undecided, for each filing of which some may be.
  func forEachDoubt(where isMeant: [Bool], _ tell: (_ place: Int32, _ count: Int) -> Void) {
    // By class, of the steps below each: those that may be undecided, and those that are where they are reached surely.
    let before = ladder.classes.map { answers in
      sums { isMeant[$0.rule] && answers[$0.admission] != ColumnAnswers.no }
    }
    let unsure = ladder.classes.map { answers in
      sums { isMeant[$0.rule] && answers[$0.admission] == ColumnAnswers.maybe }
    }
    for doubt in doubts {
      let group = Int(doubt.group)
      let range = before[group][Int(doubt.to)] - before[group][Int(doubt.from)]
      tell(doubt.place, range + unsure[group][Int(doubt.sure)])
    }
  }

  private func sums(_ isMeant: (ColumnLadder.Step) -> Bool) -> [Int] {
    ladder.steps.reduce(into: [0]) { $0.append(($0.last ?? 0) + (isMeant($1) ? 1 : 0)) }
  }

  /// The rules that are surely undecided.
  func forEachUndecided(_ doubt: ColumnLadder.Doubt, _ tell: (_ rule: Int) -> Void) {
    ladder.forEach(doubt) { rule, isOpen in if !isOpen { tell(rule) } }
  }

  /// Whether some of the rules is none of those that are meant.
  func hasOthers(_ isMeant: [Bool]) -> Bool { ladder.steps.contains { !isMeant[$0.rule] } }
}
