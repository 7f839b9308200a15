import Filings
import Rules
import Testing

@testable import Daemon

/// What a backtest leaves standing, held against what stands in a ledger.
@Suite("A backtest judges like the daemon")
struct BacktestOrderTests {
  private static let rules = """
    rule large { match sale by officer when sum(shares) > 500 shares }
    rule sold { match sale when sum(shares) > 200 shares }
    rule many { match sale group by date when count() >= 2 }
    rule few { match sale group by issuer within 5 days when count() = 2 }
    rule cluster { match purchase group by issuer within 7 days when count(distinct owner) >= 3 }
    rule swing { match trade group by owner, issuer within 6 months when short_swing_profit() > $100 }
    rule silent { match purchase when days_since_last(sale) > 20 days }
    rule amended { match filing where filing.amendment }
    """

  @Test("What stands in the end is what stands in the ledger", arguments: Array(1...80) + [164, 180])
  func standing(seed: UInt64) throws {
    var random = SplitMix(state: seed &* 131)
    var world = World(&random)
    while world.hasPage { world = World(&random) }
    let bench = try DeskBench(Self.rules)
    var tape = BacktestTape()
    for filing in world.filings {
      try bench.take(filing)
      try tape.add(filing)
    }
    tape.finish()
    let ledger = try bench.texts(
      """
      SELECT rule || coalesce(' ' || start, '') FROM alert WHERE state NOT IN ('dismissed', 'withdrawn')
      ORDER BY 1
      """)
    for result in [Backtest(bench.rules).run(over: tape), Backtest(bench.rules).count(over: tape)] {
      let alerts = result.alerts.filter { !$0.state.isSettled }
      let found = alerts.map { $0.rule + ($0.start.map { " \($0.number)" } ?? "") }.sorted()
      // What columns counted has no alert of its own, and stands: no other filing has to do with it.
      let counted = result.total - result.alerts.count
      let isCount = result.alerts.count < result.total
      #expect(
        isCount ? found.count + counted == ledger.count : found == ledger,
        "seed \(seed):\n\(World.words(world.filings))\nledger \(ledger)\nbacktest \(found) and \(counted)")
    }
  }

  @Test("Columns count an alert that an amendment withdraws as the evaluator does")
  func amendedColumns() throws {
    // The amendment is for another period, and has nothing that the rule matches.
    let original = FilingMaker("S", 900).with {
      $0.accession = "0001999003-24-100001"
      $0.filed = "2024-05-08"
    }.filing
    let amendment = FilingMaker("G", 90, on: "2024-05-02").with {
      $0.accession = "0001999003-24-100002"
      $0.filed = "2024-05-20"
      $0.amends = "2024-05-08"
    }.filing
    for result in try Self.results(original, amendment) {
      #expect(result.total == 1)
      #expect(result.withdrawn == 1)
      #expect(result.alerts.map(\.state) == [.withdrawn])
    }
  }

  @Test(
    "An amendment takes the place of a filing for the same period of which nobody knows when it was filed")
  func undated() throws {
    let original = FilingMaker("S", 900).with { $0.owners = [1, 2] }.filing
    let amendment = FilingMaker("S", 90).with {
      $0.accession = "0001999003-24-100002"
      $0.filed = "2024-05-20"
      $0.amends = "2024-05-08"
    }.filing
    for result in try Self.results(original, amendment) {
      #expect(result.alerts.map(\.state) == [.withdrawn])
    }
  }

  /// A sale that is amended, judged with the evaluator alone and with columns.
  private static func results(_ original: Filing, _ amendment: Filing) throws -> [BacktestResult] {
    try Digest.start()
    let rules = try #require(
      RuleSet.compile([
        SourceFile(name: "a.rules", text: "rule sold { match sale when sum(shares) > 500 shares }")
      ]).ruleSet)
    var tape = BacktestTape()
    for filing in [original, amendment] { try tape.add(filing) }
    tape.finish()
    return [Backtest(rules).run(over: tape), Backtest(rules).count(over: tape)]
  }
}
