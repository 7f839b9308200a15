import Filings
import Rules

/// What columns decide of a backtest's alerts, by rule and month, and of which filings the evaluator has to be asked.
struct BacktestCounts {
  /// By rule and month; rules without an alert have none.
  private(set) var counts: [String: [String: BacktestResult.Count]] = [:]
  /// The numbers of the rules on which columns cannot tell everything, by the filing's place.
  private(set) var asked: [Int32: [Int]] = [:]
  /// All rules, by number.
  let rules: [Screening.Rule]
  /// Filings of which a rule cannot tell, or that may change what one says of those: also those that are not judged.
  let open: Set<Int32>
  /// For filings that have to do with one another the rules that may say something of them, as far as columns can tell.
  private var rulesByKin: [Int32: Set<Int>] = [:]
  private let tape: BacktestTape
  private let places: Range<Int>
  /// By rule and month.
  private var certain: [[Int]]
  private var possible: [[Int]]

  init(_ set: RuleSet, over tape: BacktestTape, within places: Range<Int>) {
    self.tape = tape
    self.places = places
    // What is not judged goes into a drawer of its own.
    let drawers = tape.drawers(of: places)
    let screening = Screening(set, tape.columns, drawerNumbers: drawers, drawers: tape.months.count + 1)
    rules = screening.rules
    open = screening.open.reduce(into: []) { $0.formUnion($1) }
    certain = rules.map { _ in [Int](repeating: 0, count: tape.months.count) }
    possible = certain
    for (number, open) in screening.open.enumerated() {
      for place in open where places.contains(Int(place)) { asked[place, default: []].append(number) }
    }
    keepKin(screening)
    count(screening)
    for number in rules.indices { keep(certain[number], possible[number], of: rules[number].name) }
  }

  private mutating func keepKin(_ screening: Screening) {
    let others = rules.indices.filter { !rules[$0].isColumnar }
    for (number, open) in screening.open.enumerated() where rules[number].isColumnar {
      for place in open {
        if let kin = tape.columns.kin(at: Int(place)) {
          rulesByKin[kin, default: Set(others)].insert(number)
        }
      }
    }
  }

  /// The rules that may say something of the filing and of those it has to do with; `nil` where that may be any.
  func rules(at place: Int) -> Set<Int>? {
    tape.columns.kin(at: place).flatMap { rulesByKin[$0] }
  }

  private mutating func count(_ screening: Screening) {
    screening.forEachSure { rule, month, count in
      if month < tape.months.count { certain[rule][month] += count }
    }
    for (rule, sure) in screening.sure.enumerated() {
      for place in sure where places.contains(Int(place)) { certain[rule][tape.month(at: Int(place))] += 1 }
    }
    var isOpen = [Bool](repeating: false, count: tape.count)
    for place in asked.keys { isOpen[Int(place)] = true }
    // How many rules are undecided on each filing, of those that a digest would put together.
    var doubts = [UInt8](repeating: 0, count: tape.count)
    screening.forEachDoubt { place, count in
      doubts[Int(place)] = UInt8(truncatingIfNeeded: min(Int(UInt8.max), Int(doubts[Int(place)]) + count))
    }
    screening.forEachUndecided {
      !isOpen[Int($0)] && doubts[Int($0)] > Limits.undecidedRules
    } _: { rule, place in
      let at = Int(place)
      guard places.contains(at) else { return }
      if isOpen[at] { return asked[place, default: []].append(rule) }
      switch rules[rule].doubt {
      case .possible: possible[rule][tape.month(at: at)] += 1
      case .certain: certain[rule][tape.month(at: at)] += 1
      case .nothing: break
      }
    }
    countDigests(doubts, isOpen)
  }

  /// One alert for each filing of which too many rules are undecided.
  private mutating func countDigests(_ doubts: [UInt8], _ isOpen: [Bool]) {
    var digests = [Int](repeating: 0, count: tape.months.count)
    for at in places where doubts[at] > Limits.undecidedRules && !isOpen[at] {
      digests[tape.month(at: at)] += 1
    }
    keep([Int](repeating: 0, count: digests.count), digests, of: RuleSet.digestName)
  }

  private mutating func keep(_ certain: [Int], _ possible: [Int], of rule: String) {
    for (month, name) in tape.months.enumerated() where certain[month] + possible[month] > 0 {
      var count = BacktestResult.Count()
      (count.certain, count.possible) = (certain[month], possible[month])
      counts[rule, default: [:]][name] = count
    }
  }
}
