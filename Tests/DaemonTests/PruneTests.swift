import Filings
import Rules
import Testing

@testable import Daemon

private let rules = """
  webhook desk { url "https://desk.example.org/" }
  rule told { match sale notify desk }
  rule many { match sale group by issuer within 30 days when count(distinct owner) >= 3 }
  """

@Suite("The ledger forgets what nothing needs any more")
struct PruneTests {
  private let bench: LedgerBench
  /// 2030-01-01.
  private static let boundary: Int64 = 1_893_456_000

  init() throws {
    bench = try LedgerBench(rules)
    // Judged long before, shortly before and after the boundary; the fourth so that the newest row is none of them.
    for (number, date) in ["2029-01-05", "2029-12-20", "2030-01-03", "2030-06-01"].enumerated() {
      let now = try #require(Moment.seconds(date, now: 0)) + 86_400
      try bench.judge("\(number).xml", owner: number, date: date, now: now)
    }
    try bench.ledger.recordRejection(FileName("old"), reason: "no", now: 100)
    try bench.ledger.recordRejection(FileName("new"), reason: "no", now: Self.boundary)
    for delivery in try bench.ledger.pending(for: "desk", limit: 10) {
      try bench.ledger.settle(delivery.number, as: .delivered, reason: nil, now: delivery.attempts.next)
    }
  }

  private func prune(isDryRun: Bool = false) throws -> PruneReport {
    var work = Pruning(
      before: Self.boundary, memoryDays: bench.intake.rules.memoryDays, isDryRun: isDryRun)
    while !work.isDone { try work.step(bench.ledger) }
    return work.report
  }

  @Test("what rules look back to is computed from the rules")
  func memory() throws {
    let table = [
      ("rule a { match sale }", 0),
      ("rule a { match sale group by issuer within 30 days when count() > 1 }", 60),
      ("rule a { match sale group by issuer within 6 months when count() > 1 }", 372),
      ("rule a { match purchase when days_since_last(purchase) > 730 days }", 730),
    ]
    for (text, days) in table { #expect(try LedgerBench.rules(text).memoryDays == days, "\(text)") }
  }

  @Test("old alerts go with their deliveries, filings that a window reaches stay")
  func removes() throws {
    let report = try prune()
    #expect(report.isDone && report.memoryDays == 60)
    #expect(report.alerts == 2 && report.deliveries == 2 && report.filings == 1 && report.rejections == 1)
    let counts = try bench.ledger.counts()
    #expect(counts.alerts == 2 && counts.filings == 3 && counts.rejected == 1)
    #expect(try bench.ledger.database.value("SELECT count(DISTINCT filing) FROM mention") == .integer(3))
    #expect(try bench.ledger.database.value("PRAGMA foreign_keys") == .integer(1))
    #expect(try bench.ledger.database.value("PRAGMA foreign_key_check") == .null)
  }

  @Test("a dry run says the same and changes nothing")
  func dryRun() throws {
    let said = try prune(isDryRun: true)
    #expect(try bench.ledger.counts().alerts == 4)
    let done = try prune()
    #expect(
      [said.alerts, said.filings, said.deliveries, said.rejections]
        == [done.alerts, done.filings, done.deliveries, done.rejections])
  }

  @Test("what waits for a destination is never pruned, nor its alert, nor its filing")
  func pending() throws {
    let first = try #require(try bench.deliveries(.delivered).first)
    try bench.ledger.database.value(
      "UPDATE delivery SET state = 'pending' WHERE id = ?", .integer(first.number))
    let report = try prune()
    #expect(report.alerts == 1 && report.keptAlerts == 1 && report.filings == 0)
    #expect(try bench.ledger.alert(first.alert) != nil)
    #expect(try bench.deliveries(.pending).count == 1)
  }

  @Test("a filing that comes back is known, and an alert that comes back is not raised a second time")
  func comesBack() throws {
    let old = try #require(try bench.deliveries(.delivered).first)
    _ = try prune()
    #expect(try bench.ledger.alert(old.alert)?.revision == 1)
    let filings = try bench.ledger.counts().filings
    try bench.judge("again.xml", owner: 0, date: "2029-01-05")
    #expect(try bench.ledger.counts().filings == filings)
    #expect(try bench.ledger.counts().alerts == 2)
    // The same facts in other words of the container: judged, and found to say what was said.
    try bench.ledger.database.value("DELETE FROM pruned_filing")
    try bench.judge("other.xml", owner: 0, date: "2029-01-05")
    #expect(try bench.ledger.counts().filings == filings + 1)
    #expect(try bench.ledger.counts().alerts == 2)
    #expect(try bench.deliveries(.pending).isEmpty)
  }

  @Test("an alert that says more when it comes back goes on with its revisions")
  func revised() throws {
    let old = try #require(try bench.deliveries(.delivered).first)
    _ = try prune()
    try bench.judge("more.xml", owner: 0, shares: 101, date: "2029-01-05")
    let again = try #require(try bench.deliveries(.pending).first { $0.alert == old.alert })
    #expect(again.revision == 2)
  }

  @Test("pages are given back to the disk in slices")
  func shrinks() throws {
    #expect(try bench.ledger.shrinksInSlices())
    for owner in 100..<700 {
      try bench.judge("\(owner).xml", owner: owner, date: "2029-01-05", now: Self.boundary - 1)
    }
    for delivery in try bench.ledger.pending(for: "desk", limit: 1_000) {
      try bench.ledger.settle(delivery.number, as: .delivered, reason: nil, now: 1)
    }
    let before = try bench.ledger.size().database
    let report = try prune()
    #expect(report.alerts > 600 && report.freeBytes > 0 && !report.reusesPages)
    #expect(try bench.ledger.size().database < before / 2)
    #expect(try bench.ledger.freeBytes() == 0)
  }

  @Test("a ledger of before that is written anew, and shrinks from then on")
  func older() throws {
    try bench.ledger.database.execute("PRAGMA auto_vacuum = NONE; VACUUM")
    #expect(try !bench.ledger.shrinksInSlices())
    #expect(try prune().reusesPages)
    try bench.ledger.rewrite()
    #expect(try bench.ledger.shrinksInSlices())
  }
}
