import Filings
import Rules

/// What columns decide of a backtest's alerts, by rule and month, and of which filings the evaluator has to be asked.
struct BacktestCounts {
  /// By rule and month; rules without an alert have none.
  private(set) var counts: [String: [String: BacktestResult.Count]] = [:]
  /// The rules on which columns cannot tell everything, by the filing's place.
  private(set) var asked: [Int32: Set<String>] = [:]
  private let tape: BacktestTape
  private let places: Range<Int>

  init(_ screening: Screening, over tape: BacktestTape, within places: Range<Int>) {
    self.tape = tape
    self.places = places
    var isOpen = [Bool](repeating: false, count: tape.count)
    for (number, open) in screening.open.enumerated() {
      for place in open where places.contains(Int(place)) {
        isOpen[Int(place)] = true
        asked[place, default: []].insert(screening.rules[number].name)
      }
    }
    let doubts = BacktestCounts.doubts(screening, tape.count)
    for number in screening.rules.indices { count(number, of: screening, doubts, isOpen) }
    countDigests(doubts, isOpen)
  }

  /// How many rules are undecided on each filing, of those that a digest would put together.
  private static func doubts(_ screening: Screening, _ count: Int) -> [UInt8] {
    var doubts = [UInt8](repeating: 0, count: count)
    for (number, rule) in screening.rules.enumerated() where rule.isDigested {
      for place in screening.undecided[number] where doubts[Int(place)] < .max { doubts[Int(place)] += 1 }
    }
    return doubts
  }

  private mutating func count(_ number: Int, of screening: Screening, _ doubts: [UInt8], _ isOpen: [Bool]) {
    let rule = screening.rules[number]
    var certain = [Int](repeating: 0, count: tape.months.count)
    var possible = certain
    for place in screening.sure[number] where places.contains(Int(place)) {
      certain[tape.month(at: Int(place))] += 1
    }
    for place in screening.undecided[number] where places.contains(Int(place)) {
      let at = Int(place)
      if isOpen[at] {
        asked[place, default: []].insert(rule.name)
      } else if rule.isDigested, doubts[at] > Limits.undecidedRules {
        continue
      } else if rule.doubt == .possible {
        possible[tape.month(at: at)] += 1
      } else if rule.doubt == .certain {
        certain[tape.month(at: at)] += 1
      }
    }
    keep(certain, possible, of: rule.name)
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
