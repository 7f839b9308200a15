import Filings
import Glibc
import Testing

@testable import Rules

/// What a filing costs beside the filings of one busy owner at one issuer, eight filings a day.
@Suite("Long histories")
struct HistoryGrowthTests {
  private static let rules = [
    "match trade group by owner, issuer within 6 months when short_swing_profit() > $0",
    "match trade group by owner, issuer within 90 days when sum(value) > $1m",
    "match trade group by issuer within 30 days when count(distinct owner) >= 3",
    "match trade group by owner, issuer within 10 years when sum(shares) > 1_000_000_000 shares",
    "match sale when days_since_last(purchase) > 90 days",
    "match sale when percent_of_holding() > 50%",
  ]

  /// Four times as much may take four times as long and something; what grows with the square takes sixteen times.
  @Test("A history of four times the filings takes less than eight times the time", arguments: rules)
  func grows(rule: String) throws {
    let rules = try compiled("rule r { \(rule) }")
    let (small, large) = (try history(of: 300), try history(of: 1_200))
    let filing = try traded(on: 1_300)
    let ratio = (0..<3).map { _ in seconds(rules, filing, large) / seconds(rules, filing, small) }.min() ?? 0
    #expect(ratio < 8, "\(ratio)")
  }

  @Test("Four times the amendments among as many filings take less than twice the time")
  func amendments() throws {
    let rules = try compiled("rule r { match trade when sum(shares) > 0 shares }")
    let (few, many) = (try history(of: 1_200, amended: 16), try history(of: 1_200, amended: 4))
    let filing = try traded(on: 1_300)
    let ratio = (0..<3).map { _ in seconds(rules, filing, many) / seconds(rules, filing, few) }.min() ?? 0
    #expect(ratio < 2, "\(ratio)")
  }

  /// - Parameter every: of how many filings one is amended; none without it.
  private func history(of count: Int, amended every: Int = .max) throws -> History {
    var history = History()
    // The last is near the filing that is judged, however many there are.
    for number in (1_300 - count)..<1_300 {
      var filing = try traded(on: number)
      history.add(filing)
      guard number.isMultiple(of: every) else { continue }
      filing.isAmendment = true
      filing.originalFiled = filing.period
      filing.transactions.removeLast()
      history.add(filing)
    }
    return history
  }

  private func traded(on number: Int) throws -> Filing {
    var filing = try officerSales([("\(1_000 + number)", "10"), ("\(500 + number)", "12")])
    let first = try day("2020-01-06")
    filing.period = .known(Day(number: first.number + Int32(number / 8)))
    for index in filing.transactions.indices { filing.transactions[index].date = filing.period }
    filing.transactions[1].code = Reading(TransactionCode(number % 2 == 0 ? "P" : "S"))
    return filing
  }

  private func seconds(_ rules: RuleSet, _ filing: Filing, _ history: History) -> Double {
    var (began, ended) = (timespec(), timespec())
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began)
    _ = rules.judge(filing, history: history)
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended)
    return Double(ended.tv_sec - began.tv_sec) + Double(ended.tv_nsec - began.tv_nsec) / 1e9
  }
}
