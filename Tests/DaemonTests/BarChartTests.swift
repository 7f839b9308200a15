import Filings
import Rules
import Testing

@testable import Daemon

@Suite("Charts of a backtest")
struct BarChartTests {
  @Test("An axis ends at a round number, and every line of it stands at a whole one")
  func scale() {
    for number in Array(1...1_000) + [12_345, 98_765, 1_000_000] {
      let (most, steps) = BarChart.scale(to: number)
      #expect(
        most >= number && most % steps == 0 && most <= max(10, number * 2), "\(number): \(most) in \(steps)")
    }
    #expect(BarChart.scale(to: 44) == (50, 5))
  }

  @Test("A form of which only the least lateness is known is shown as at least so late, and not as unknown")
  func lateness() throws {
    // Signed eight business days behind the deadline; nobody knows when it was filed.
    var filing = FilingMaker("S", 900, on: "2024-05-06").filing
    filing.provenance.filed = nil
    filing.signatures = [Signature(name: .known("Quill Ada"), date: Reading(Day("2024-05-20")))]
    var filed = filing
    filed.provenance.filed = Day("2024-05-09")
    let alerts = [filing, filed, FilingMaker("S", 900).filing].map { filing in
      BacktestAlert(
        Alert(rule: "a", severity: .info, certainty: .certain, identity: "a", message: ""), on: filing,
        BusinessCalendar())
    }
    let chart = BacktestBins.latenessChart(alerts)
    let parts = chart.bars.flatMap { bar in bar.parts.map { "\(bar.label): \($0.count) \($0.name)" } }
    #expect(parts == ["1: 1 certain", "6-10: 1 certain, at least 6 days", "unknown: 1 certain"])
    #expect(chart.legend.map(\.name) == ["so many days", "at least so many days"])
  }

  @Test("Days on which the SEC was closed are no business days, as the rules' list says")
  func closings() throws {
    let rules = try #require(
      RuleSet.compile([
        SourceFile(
          name: "a.rules",
          text:
            "list sec_closings of date = { 2024-05-07 }\nrule sold { match sale when sum(shares) > 5 shares }"
        )
      ]).ruleSet)
    try Digest.start()
    var tape = BacktestTape()
    try tape.add(FilingMaker("S", 900, on: "2024-05-06").with { $0.filed = "2024-05-09" }.filing)
    tape.finish()
    let alerts = Backtest(rules).run(over: tape).alerts
    #expect(alerts.map(\.lateness?.high) == [0])
  }
}
