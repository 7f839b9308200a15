import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

@Suite("A person settles what could not be read")
struct ResolutionTests {
  private static let rules = """
    rule officer_sale { match sale by officer notify desk }
    rule director_sale { match sale by director }
    rule any_sale { match sale }
    webhook desk { url "https://desk.example/hook" }
    """

  private func bench() throws -> (DeskBench, alert: String) {
    let bench = try DeskBench(Self.rules)
    try bench.take(FilingMaker("S").page())
    #expect(try bench.states() == ["any_sale 1 raised", "officer_sale 1 raised possible"])
    let alert = try #require(try bench.texts("SELECT id FROM alert WHERE rule = 'officer_sale'").first)
    return (bench, alert)
  }

  @Test(
    "What hung on it is confirmed or dismissed, and whoever heard of it hears so",
    arguments: [("yes", "confirmed"), ("no", "dismissed possible")])
  func settled(value: String, state: String) throws {
    let (bench, alert) = try bench()
    guard case .settled(let report) = try bench.resolve(String(alert.prefix(12)), "owner.officer=\(value)")
    else {
      Issue.record("refused")
      return
    }
    #expect(report.alert == alert && report.changes.map(\.revision) == [2])
    #expect(try bench.states() == ["any_sale 1 raised", "officer_sale 2 \(state)"])
    #expect(try bench.deliveries().suffix(2) == ["journal 2 pending", "desk 2 pending"])
    #expect(
      try bench.texts("SELECT field || ' ' || value || ' ' || note || ' ' || person FROM resolution")
        == ["owners[0].officer \(value) seen on the original ada"])
    // The page again says nothing new, also after a restart.
    try bench.restart()
    try bench.take(FilingMaker("S").page())
    #expect(try bench.states() == ["any_sale 1 raised", "officer_sale 2 \(state)"])
  }

  @Test("A document that comes later is better evidence than what somebody read")
  func overruled() throws {
    let (bench, alert) = try bench()
    _ = try bench.resolve(alert, "owners[0].officer=yes")
    try bench.take(FilingMaker("S").with { $0.isOfficer = .known(false) }.filing)
    #expect(try bench.states() == ["any_sale 1 raised", "officer_sale 3 withdrawn"])
    #expect(try bench.texts("SELECT id FROM alert WHERE rule = 'officer_sale'") == [alert])
  }

  @Test(
    "What cannot be filled in is refused with what to write",
    arguments: [
      ("owner.director=yes", "`owner.director` does not decide this alert; what does is `owners[0].officer`"),
      ("owner.officer=perhaps", "`perhaps` is no value of `owner.officer`, which is `yes` or `no`"),
      ("owner.officer", "`` is no value of `owner.officer`, which is `yes` or `no`"),
    ])
  func refused(setting: String, reason: String) throws {
    let (bench, alert) = try bench()
    #expect(try bench.resolve(alert, setting) == .refused(reason))
    #expect(try bench.texts("SELECT field FROM resolution") == [])
  }

  @Test("An alert that is not there, or not alone, is refused")
  func unknown() throws {
    let (bench, _) = try bench()
    for prefix in ["zz", "", "0; DROP"] {
      guard case .refused = try bench.resolve(prefix, "owner.officer=yes") else {
        Issue.record("settled")
        continue
      }
    }
  }

  @Test("Without a daemon it is done on the ledger, by the rules that were in force last")
  func offline() throws {
    let (bench, alert) = try bench()
    try bench.ledger.replaceLastGoodRules([("a.rules", Array(Self.rules.utf8))], now: bench.now)
    let directory = bench.directory.path
    let elsewhere = try TemporaryDirectory()
    try LedgerCopy.copy(directory, to: elsewhere.path, ledger: bench.ledger)
    let ledger = try Ledger(directory: elsewhere.path)
    let answer = try Resolution.settle(
      Resolution(alert: alert, settings: ["owner.officer=yes"], note: nil, person: "ada"), on: ledger,
      now: bench.now)
    guard case .settled(let report) = answer else {
      Issue.record("refused")
      return
    }
    #expect(report.changes.map(\.state) == ["confirmed"])
    #expect(try ledger.alert(alert)?.state == .confirmed)
    #expect(try ledger.earliestDue(for: DestinationName.journal) != nil)
  }
}

private enum LedgerCopy {
  /// The ledger's file, with its log written back into it.
  static func copy(_ directory: String, to other: String, ledger: Ledger) throws {
    try ledger.checkpoint()
    try FileManager.default.copyItem(atPath: directory + "/ledger.db", toPath: other + "/ledger.db")
  }
}
