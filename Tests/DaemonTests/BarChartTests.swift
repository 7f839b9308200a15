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
}
