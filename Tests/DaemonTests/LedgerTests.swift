import Filings
import Foundation
import Rules
import Testing
import Wire

@testable import Daemon

@Suite("The ledger keeps filings, alerts and deliveries")
struct LedgerTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    ledger = try Ledger(directory: directory.path)
  }

  private func filing(_ ticker: String, accession: String? = nil, filed: String? = nil) -> Filing {
    var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    filing.issuer.ticker = .known(ticker)
    filing.provenance.accession = accession.flatMap { AccessionNumber($0) }
    filing.provenance.filed = filed.flatMap { Day($0) }
    return filing
  }

  /// What the ledger says of a filing, which it is then given.
  private func meet(_ filing: Filing, facts: String? = nil) throws -> Acquaintance {
    let bytes = Array((facts ?? filing.issuer.ticker.value ?? "").utf8)
    let identity = FilingIdentity(facts: bytes, accession: filing.provenance.accession)
    let acquaintance = try ledger.acquaintance(of: identity, filing)
    switch acquaintance {
    case .new, .conflicts:
      _ = try ledger.record(filing, facts: bytes, identity: identity, file: FileName("f"), now: 1)
    case .enriches(let number): try ledger.enrich(number, with: filing.provenance)
    case .known, .takesPlace: break
    }
    return acquaintance
  }

  private func alert(
    _ identity: String = "rule one", message: String = "sold", _ certainty: Certainty = .certain
  )
    -> AlertRecord
  {
    let alert = Alert(
      rule: "one", severity: .warning, certainty: certainty, identity: identity, message: message)
    return AlertRecord(alert, filing: filing("ABCD"), file: "f.xml", fileDigest: "00")
  }

  private func keep(_ record: AlertRecord, to destinations: [String] = ["desk"]) throws -> String? {
    let held = try ledger.alert(record.identifier)
    let sight = AlertLife.Sight.holds(record.alert.certainty, isSame: held?.evidence == record.evidence)
    guard let state = AlertLife.state(after: held?.life, seeing: sight) else { return nil }
    let number = (held?.revision ?? 0) + 1
    if try ledger.counts().filings == 0 { _ = try meet(record.filing) }
    let drafts = destinations.map {
      DeliveryDraft(destination: $0, body: Array("\(number)".utf8), attempts: Attempts(now: 10))
    }
    try ledger.record(record, revision: number, state: state, filing: 1, deliveries: drafts, now: 10)
    return "\(number) \(state)"
  }

  @Test("The settings on which the promise rests are in force")
  func settings() throws {
    #expect(try ledger.database.value("PRAGMA synchronous") == .integer(2))
    #expect(try ledger.database.value("PRAGMA journal_mode") == .text("wal"))
    #expect(try ledger.database.value("PRAGMA locking_mode") == .text("exclusive"))
    #expect(try ledger.database.value("PRAGMA foreign_keys") == .integer(1))
    #expect(!FileManager.default.fileExists(atPath: directory.path + "/ledger.db-shm"))
  }

  @Test("A second process is told that the ledger is taken")
  func taken() {
    let error = #expect(throws: LedgerError.self) { try Ledger(directory: directory.path) }
    #expect(error?.isBusy == true)
  }

  @Test("A ledger of a newer version is left alone")
  func newer() throws {
    let other = try TemporaryDirectory()
    do {
      let ledger = try Ledger(directory: other.path)
      try ledger.database.execute("PRAGMA user_version = 99")
    }
    #expect(throws: LedgerError.self) { try Ledger(directory: other.path) }
  }

  @Test("A filing is known again by its facts, and enriched by what a better container says")
  func acquaintance() throws {
    #expect(try meet(filing("ABCD")) == .new)
    #expect(try meet(filing("ABCD")) == .known(filing: 1))
    let number = "0001127602-25-001055"
    #expect(try meet(filing("ABCD", accession: number, filed: "2025-01-10")) == .enriches(filing: 1))
    #expect(try meet(filing("ABCD", accession: number, filed: "2025-01-10")) == .known(filing: 1))
    #expect(try meet(filing("ABCD")) == .known(filing: 1))
    #expect(try ledger.counts().filings == 1)
  }

  @Test("A filing that an older insiderd recorded, without its period, is known again")
  func recordedBefore() throws {
    let other = try TemporaryDirectory()
    var old = filing("ABCD")
    old.period = .known(try #require(Day("2025-01-08")))
    do {
      let ledger = try Ledger(directory: other.path)
      _ = try ledger.record(
        old, facts: Array("facts".utf8), identity: FilingIdentity(facts: Array("facts".utf8), accession: nil),
        file: FileName("a.xml"), now: 1)
      try ledger.database.execute(
        """
        DROP INDEX filing_identity; CREATE INDEX filing_digest ON filing (digest); UPDATE filing SET period = NULL;
        PRAGMA user_version = 12
        """)
    }
    let ledger = try Ledger(directory: other.path)
    let identity = FilingIdentity(facts: Array("facts".utf8), accession: nil)
    #expect(try ledger.acquaintance(of: identity, old) == .known(filing: 1))
    let indices = try ledger.database.value(
      "SELECT group_concat(name) FROM sqlite_schema WHERE name IN ('filing_digest', 'filing_identity')")
    #expect(indices == .text("filing_identity"))
  }

  @Test("An accession number with other facts is a conflict and not the same filing")
  func conflict() throws {
    let number = "0001127602-25-001055"
    #expect(try meet(filing("ABCD", accession: number)) == .new)
    #expect(try meet(filing("ABCD", accession: number), facts: "others") == .conflicts(with: 1))
    #expect(try ledger.counts().filings == 2)
  }

  @Test("The same facts under two accession numbers are two filings")
  func twoFilings() throws {
    #expect(try meet(filing("ABCD", accession: "0001127602-25-001055")) == .new)
    #expect(try meet(filing("ABCD", accession: "0001127602-25-001056")) == .new)
  }

  @Test("An alert that says the same again is unchanged; one that says other things is a new revision")
  func revisions() throws {
    #expect(try keep(alert()) == "1 raised")
    #expect(try keep(alert()) == nil)
    #expect(try keep(alert(message: "sold more")) == "2 revised")
    #expect(try keep(alert(message: "sold more", .possible)) == "3 revised")
    #expect(try ledger.counts().alerts == 1)
    #expect(try ledger.pending(for: "desk", limit: 10).map(\.revision) == [1, 2, 3])
  }

  @Test("Recording an alert is all or nothing")
  func transaction() throws {
    _ = try meet(filing("ABCD"))
    try ledger.beginIfNeeded()
    _ = try keep(alert())
    try ledger.database.execute("ROLLBACK")
    #expect(try ledger.counts().alerts == 0)
    #expect(try ledger.pending(for: "desk", limit: 10).isEmpty)
  }

  @Test("Deliveries come in the order of their alerts, and a settled one comes no more")
  func queue() throws {
    for identity in ["a", "b", "c"] { _ = try keep(alert(identity), to: ["desk", "press"]) }
    let queue = try ledger.pending(for: "desk", limit: 10)
    #expect(queue.count == 3)
    try ledger.keep(.delivered, queue[0].attempts, of: queue[0].number, now: 20)
    try ledger.keep(.deadLettered(reason: "no"), queue[1].attempts, of: queue[1].number, now: 20)
    try ledger.keep(
      .retried(at: 99, reason: "later"), Attempts(failures: 1, next: 99, interval: 5), of: queue[2].number,
      now: 20)
    #expect(try ledger.pending(for: "desk", limit: 10).map(\.attempts.failures) == [1])
    #expect(try ledger.earliestDue(for: "desk") == 99)
    #expect(try ledger.pending(for: "press", limit: 2).count == 2)
    #expect(try ledger.counts().dead == [LedgerCounts.Queue(destination: "desk", count: 1)])
  }

  @Test("What is due is found behind any number of deliveries that are not")
  func dueBehindOthers() throws {
    for identity in ["a", "b", "c"] { _ = try keep(alert(identity)) }
    for delivery in try ledger.pending(for: "desk", limit: 2) {
      try ledger.postpone(delivery.number, Attempts(failures: 1, next: 500, interval: 300), reason: nil)
    }
    #expect(try ledger.pending(for: "desk", limit: 2, dueBy: 20).map(\.attempts.next) == [10])
    #expect(try ledger.pending(for: "desk", limit: 2, dueBy: 500).count == 2)
  }

  @Test(
    "A clock that was set back postpones a delivery by its interval and no more, however often it is looked at"
  )
  func clockSetBack() throws {
    _ = try keep(alert())
    let delivery = try #require(try ledger.pending(for: "desk", limit: 1).first)
    try ledger.postpone(delivery.number, Attempts(failures: 1, next: 1_000_000, interval: 300), reason: nil)
    try ledger.keep(
      DestinationHealth(status: .failing, failuresInARow: 5, probe: 1_000_000, interval: 60), of: "desk")
    try ledger.heedClock(now: 1_000)
    try ledger.heedClock(now: 1_200)
    #expect(try ledger.earliestDue(for: "desk") == 1_300)
    #expect(try ledger.health(of: "desk").probe == 1_060)
  }

  @Test("A destination's health is kept")
  func health() throws {
    #expect(try ledger.health(of: "desk") == .new)
    let health = DestinationHealth(status: .failing, failuresInARow: 7, probe: 123, interval: 45)
    try ledger.keep(health, of: "desk")
    #expect(try ledger.health(of: "desk") == health)
  }

  @Test("Alerts are listed by rule and ticker, the newest of them, the oldest first")
  func listing() throws {
    for number in 0..<5 { _ = try keep(alert("\(number)", message: "number \(number)")) }
    var filter = AlertFilter()
    filter.limit = 3
    #expect(try ledger.alerts(matching: filter).alerts.count == 3)
    filter.ticker = "ABCD"
    #expect(try ledger.alerts(matching: filter).alerts.count == 3)
    filter.ticker = "ZZZZ"
    #expect(try ledger.alerts(matching: filter).alerts.isEmpty)
    filter.ticker = nil
    filter.rule = "two"
    #expect(try ledger.alerts(matching: filter).alerts.isEmpty)
  }

  @Test("Crashes at a file are counted until they are forgotten")
  func crashes() throws {
    let name = FileName([0xFF, 0x00, 0x41])
    for expected in 1...3 {
      try ledger.recordCrash(at: name)
      #expect(try ledger.crashes(at: name) == expected)
    }
    #expect(try ledger.hasCrashes())
    try ledger.forgetCrashes(at: name)
    #expect(try !ledger.hasCrashes())
  }

  @Test("The last good rules are kept whole")
  func rules() throws {
    try ledger.replaceLastGoodRules([("a.rules", Array("one".utf8)), ("b.rules", [])])
    try ledger.replaceLastGoodRules([("a.rules", Array("two".utf8))])
    #expect(try ledger.lastGoodRules() == ["a.rules": Array("two".utf8)])
  }
}

@Suite("Ids and digests")
struct DigestTests {
  init() throws {
    try Digest.start()
  }

  @Test("SHA-256 gives the digests of FIPS 180-4")
  func vectors() {
    #expect(
      Digest.hexadecimal(Digest.sha256([]))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Digest.hexadecimal(Digest.sha256(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("An alert's id depends on its identity alone, and can be signed")
  func identifier() {
    let identifier = Digest.alertIdentifier("abc")
    #expect(identifier == "ia1_xj4bnp4pahh6uqkbidpf3lrceoyagynd")
    #expect(identifier != Digest.alertIdentifier("abd"))
    #expect(identifier.utf8.allSatisfy { $0 != UInt8(ascii: ".") })
  }
}

@Suite("Entries of the journal")
struct JournalEntryTests {
  private func text(_ entry: JournalEntry) -> String { String(decoding: entry.datagram, as: UTF8.self) }

  @Test("A field is a line; a field with several values stands several times; an empty one not at all")
  func fields() {
    var entry = JournalEntry()
    entry.add("MESSAGE", "sold")
    entry.add("INSIDERD_OWNER", "A")
    entry.add("INSIDERD_OWNER", "B")
    entry.add("INSIDERD_TICKER", nil)
    entry.add("INSIDERD_CIK", "")
    #expect(text(entry) == "MESSAGE=sold\nINSIDERD_OWNER=A\nINSIDERD_OWNER=B\n")
  }

  @Test("Text from a filing can neither forge a field nor move a cursor")
  func hostile() {
    var entry = JournalEntry()
    entry.add("INSIDERD_ISSUER", "ACME\nPRIORITY=0\nINSIDERD_ALERT_ID=forged\u{1B}[2J\u{202E}")
    #expect(
      text(entry)
        == "INSIDERD_ISSUER=ACME\\u{a}PRIORITY=0\\u{a}INSIDERD_ALERT_ID=forged\\u{1b}[2J\\u{202e}\n")
  }

  @Test("A long value is cut, says so, and stays text")
  func long() {
    var entry = JournalEntry()
    entry.add("MESSAGE", String(repeating: "é", count: 5000))
    let value = entry["MESSAGE"].first ?? ""
    #expect(value.hasSuffix(" (cut)") && value.utf8.count <= 4096)
    #expect(value.hasPrefix("éé"))
  }
}
