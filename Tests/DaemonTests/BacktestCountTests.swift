import Filings
import Rules
import Testing

@testable import Daemon

/// What is counted by columns, held against what the evaluator finds filing by filing.
@Suite("Counting alone")
struct BacktestCountTests {
  @Test(
    "finds as many alerts in each month as looking at each filing", arguments: 1...60 as ClosedRange<UInt64>)
  func counts(seed: UInt64) throws {
    var random = SplitMix(state: seed &* 977)
    try Digest.start()
    let text = (0..<40).map { "rule r\($0) { \(Self.clauses(&random)) }" }.joined(separator: "\n")
    let rules = try #require(RuleSet.compile([SourceFile(name: "a.rules", text: text)]).ruleSet)
    let filings = Self.filings(&random)
    var tape = BacktestTape()
    for filing in filings { try tape.add(filing) }
    tape.finish()
    var settings = Backtest.Settings()
    if seed % 3 == 0 { (settings.from, settings.to) = (Day("2024-06-04"), Day("2024-06-12")) }
    let backtest = Backtest(rules, against: nil, settings)
    let (run, count) = (backtest.run(over: tape), backtest.count(over: tape))
    #expect(run.total > 0)
    #expect(
      run.counts(by: .month).filter { !$0.value.isEmpty } == count.counts(by: .month),
      "seed \(seed)\n\(text)\n\(World.words(filings))")
  }

  @Test("Hundreds of steps are several ladders, and say the same")
  func manySteps() throws {
    var random = SplitMix(state: 4_242)
    try Digest.start()
    let text = (0..<600).map {
      "rule r\($0) { match sale \($0 % 2 == 0 ? "by officer " : "")when sum(shares) > \($0) shares unknown ignore }"
    }
    let rules = try #require(
      RuleSet.compile([SourceFile(name: "a.rules", text: text.joined(separator: "\n"))]).ruleSet)
    var tape = BacktestTape()
    for filing in Self.filings(&random) { try tape.add(filing) }
    tape.finish()
    let backtest = Backtest(rules)
    let (run, count) = (backtest.run(over: tape), backtest.count(over: tape))
    #expect(run.total > 600)
    #expect(run.counts(by: .month).filter { !$0.value.isEmpty } == count.counts(by: .month))
  }

  /// Those of several companies, some of them with rows that lack a price or a code.
  private static func filings(_ random: inout SplitMix) -> [Filing] {
    (0..<8).flatMap { company -> [Filing] in
      var world = World(&random)
      while world.hasPage { world = World(&random) }
      return world.filings.enumerated().map { number, filing in
        var filing = filing
        filing.issuer.cik = .known("000199900\(company)")
        filing.provenance.accession = AccessionNumber("000199900\(company)-24-\(100_001 + number)")
        for row in filing.transactions.indices {
          if Int.random(in: 0..<6, using: &random) == 0 { filing.transactions[row].price = .absent }
          if Int.random(in: 0..<6, using: &random) == 0 {
            filing.transactions[row].shares = .unknown(.between(Filings.Decimal(100), Filings.Decimal(300)))
          }
          if Int.random(in: 0..<30, using: &random) == 0 {
            filing.transactions[row].code = .unknown(.anything)
          }
        }
        if Int.random(in: 0..<8, using: &random) == 0 { filing.owners[0].isOfficer = .unknown(.anything) }
        return filing
      }
    }
  }

  /// Mostly steps of ladders, which many thresholds share.
  private static func clauses(_ random: inout SplitMix) -> String {
    func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }
    let stage = pick(["", "", "", "", "stage shadow "])
    let match = pick([
      "sale", "sale", "purchase", "trade", "sale by officer", "sale by officer", "trade by director",
    ])
    let threshold = pick(["50", "100", "200", "300", "301", "400", "600", "700"])
    let when = pick([
      "sum(shares) > \(threshold) shares", "sum(shares) >= \(threshold) shares",
      "sum(value) > $\(threshold)0",
      "sum(value) >= $\(threshold)0", "sum(shares) > \(threshold) shares and count() < 3", "count() >= 2",
    ])
    let filter = pick(["", "", "", "", "", "where price > $8 per share "])
    let unknown = pick(["", "", "", "", "unknown ignore", "unknown alert"])
    return "\(stage)match \(match) \(filter)when \(when) \(unknown)"
  }
}
