import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

@Suite("Throttles, stages and severities")
struct ThrottlingTests {
  private static let rules = """
    rule large { match sale when sum(shares) > 10_000 shares throttle once per issuer every 14 days notify desk }
    webhook desk { url "https://desk.example/hook" }
    """

  private func sale(_ owner: Int, _ shares: Int = 12_000, part: Int = 1) -> Filing {
    FilingMaker("S", shares).with {
      $0.owners = [owner]
      $0.accession = "0001999003-24-0000\(owner)\(part)"
    }.filing
  }

  @Test("A second alert under a throttle's key is kept with the reason, until the span is over")
  func throttled() throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(sale(1))
    try bench.restart()
    try bench.take(sale(2))
    let first = try #require(try bench.texts("SELECT alert FROM throttle").first)
    let reason = "throttled: alert \(first) was told, and the next is told from 2027-01-29T08:00:00Z on"
    #expect(
      try bench.deliveries() == [
        "journal 1 pending", "desk 1 pending", "journal 1 withheld: \(reason)", "desk 1 withheld: \(reason)",
      ])
    bench.now += 14 * 86_400
    try bench.take(sale(3))
    #expect(try bench.deliveries().suffix(2) == ["journal 1 pending", "desk 1 pending"])
    #expect(try bench.states().count == 3)
  }

  @Test("What becomes of a throttled alert is withheld too, and what becomes of one that was told is told")
  func revisions() throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(sale(1), sale(2))
    bench.now += 30 * 86_400
    try bench.take(sale(2, 100, part: 2), sale(1, 100, part: 2))
    let last = try bench.deliveries().suffix(4)
    #expect(
      last.map { $0.prefix(18) } == [
        "journal 2 withheld", "desk 2 withheld: t", "journal 2 pending", "desk 2 pending",
      ])
  }

  @Test("A rule in stage shadow is kept and told nobody")
  func shadow() throws {
    let bench = try DeskBench(Self.rules.replacing("match", with: "stage shadow match"))
    try bench.take(sale(1))
    let reason = "the rule is in stage shadow"
    #expect(try bench.deliveries() == ["journal 1 withheld: \(reason)", "desk 1 withheld: \(reason)"])
    #expect(try bench.texts("SELECT alert FROM throttle") == [])
  }

  @Test("Whoever heard of an alert hears of its correction, though its severity is below his by now")
  func corrected() throws {
    let rules = Self.rules.replacing(
      "https://desk.example/hook\"", with: "https://desk.example/hook\" from warning")
    let bench = try DeskBench(rules.replacing("match", with: "severity critical match"))
    try bench.take(sale(1))
    try bench.restart(rules.replacing("match", with: "severity info match"))
    try bench.take(sale(1, 100, part: 2))
    #expect(try bench.deliveries().suffix(2) == ["journal 2 pending", "desk 2 pending"])
    bench.now += 30 * 86_400
    try bench.take(sale(2))
    #expect(try bench.deliveries().last == "desk 1 withheld: `desk` takes alerts from `warning` up")
    try bench.restart("rule other { match gift }")
    try bench.take(sale(3))
    #expect(try bench.states().count == 2)
  }
}

extension String {
  fileprivate func replacing(_ text: String, with other: String) -> String {
    guard let range = range(of: text) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
