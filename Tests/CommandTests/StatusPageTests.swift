import Testing
import Wire

@testable import Daemon
@testable import insiderd

@Suite("What operators read")
struct StatusPageTests {
  /// 2026-11-25T20:30:00Z.
  private static let now: Int64 = 1_795_638_600

  /// A daemon of which everything is wrong that can be.
  private var troubled: DaemonStatus {
    var counts = LedgerCounts()
    (counts.filings, counts.rows, counts.alerts, counts.rejected) = (12_345, 40_000, 1, 2)
    counts.pending = [LedgerCounts.Queue(destination: "desk", count: 1_200)]
    var status = DaemonStatus(
      version: "0.1.0", inbox: "/var/spool/insiderd/inbox", state: "watching", counts: counts)
    (status.processIdentifier, status.started, status.schema) = (4711, Self.now - 7_200, 3)
    (status.lastFile, status.lastFiling) = ("form\u{1B}4.xml", Self.now - 60)
    (status.backlog, status.settling, status.rules) = (7, 1, 8)
    status.ruleFiles = [
      DaemonStatus.RuleFile(name: "rules.d/a.rules", isLive: true),
      DaemonStatus.RuleFile(
        name: "rules.d/desk.rules", isLive: false, error: "no kind `sail`", lastGood: Self.now - 86_400),
      DaemonStatus.RuleFile(name: "rules.d/new.rules", isLive: false, error: "`match` is missing"),
    ]
    status.destinations = destinations
    status.journal = "unconfirmed"
    status.errors = [DaemonStatus.Complaint(moment: Self.now - 5, text: "b.txt was rejected: no filing")]
    status.ledger = DaemonStatus.LedgerSize(
      path: "/var/lib/insiderd/ledger.db", bytes: 123_456_789, logBytes: 4_096)
    status.keep = "5 years"
    return status
  }

  private var destinations: [DaemonStatus.Destination] {
    var desk = DaemonStatus.Destination(name: "desk", status: "failing")
    (desk.reason, desk.failingSince, desk.failuresInARow) = (
      "the answer was 503: `down`", Self.now - 7_000, 9
    )
    (desk.pending, desk.oldest, desk.nextAttempt, desk.dead) = (1_200, Self.now - 7_100, Self.now + 300, 3)
    var gone = DaemonStatus.Destination(name: "gone", status: "retired")
    (gone.reason, gone.failingSince, gone.isNamed) = ("the answer was 410", Self.now - 200_000, false)
    return [desk, gone, DaemonStatus.Destination(name: "press", status: "working")]
  }

  @Test("the status is read at a glance, in eighty columns, and holds nothing that moves a cursor")
  func status() throws {
    let page = StatusPage(status: troubled, runs: true, now: Self.now)
    try expectGolden(page.text + "\n", "status.txt")
    try expectGolden(page.json.text + "\n", "status.json")
    #expect(page.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(!page.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let stopped = StatusPage(status: troubled, runs: false, now: Self.now)
    try expectGolden(stopped.text + "\n", "status-stopped.txt")
  }

  private var story: AlertStory {
    let body =
      "{\"id\":\"ia1_abcdefghijklmnop\",\"rule\":\"big\",\"title\":\"Large sale\",\"severity\":\"warning\",\"certainty\":\"possible\",\"state\":\"revised\",\"message\":\"A sold 60,000 shares of B; possible, it hangs on owners[0].officer\",\"needs\":[\"owners[0].officer\"],\"would_match_if\":\"would match if owners[0].officer is yes\",\"sha256\":\"00ff\",\"file\":\"page.txt\"}"
    var story = AlertStory(
      identifier: "ia1_abcdefghijklmnop", raised: Self.now - 86_400, body: body,
      rule: AlertStory.Rule(name: "big", then: "match I:S\nwhen sum(shares) > 50_000 shares"))
    story.rule.now = "match I:S\nwhen sum(shares) > 40_000 shares"
    story.revisions = [
      AlertStory.Revision(
        number: 1, recorded: Self.now - 86_400, state: "raised", certainty: "possible", message: "A sold"),
      AlertStory.Revision(
        number: 2, recorded: Self.now - 60, state: "revised", certainty: "possible", message: "A sold more",
        changes: ["rows: 1 new or read otherwise", "shares: 50000 → 60000"]),
    ]
    story.filing = AlertStory.Source(
      file: "page.txt", container: "scan", accession: nil, filed: "2026-11-20", recorded: Self.now - 86_400,
      wasPage: false)
    story.explanation = AlertStory.Explained(
      verdict: "possible", text: "big: possible\n  └─ rows: 1", json: "{\"rule\":\"big\"}")
    story.deliveries = deliveries
    return story
  }

  private var deliveries: [DeliveryEntry] {
    let failure = DeliveryEntry.Failure(moment: Self.now - 50, reason: "the answer was 503")
    return [
      DeliveryEntry(
        number: 1, kind: .alert, alert: "ia1_abcdefghijklmnop", revision: 1, destination: "journal",
        state: .delivered, reason: nil, attempts: 0, due: nil, queued: Self.now - 86_400,
        settled: Self.now - 86_399, bytes: 900),
      DeliveryEntry(
        number: 2, kind: .alert, alert: "ia1_abcdefghijklmnop", revision: 2, destination: "desk",
        state: .pending,
        reason: "the answer was 503", attempts: 1, due: Self.now + 250, queued: Self.now - 60, settled: nil,
        bytes: 1_200, failures: [failure]),
      DeliveryEntry(
        number: 3, kind: .alert, alert: "ia1_abcdefghijklmnop", revision: 2, destination: "press",
        state: .withheld, reason: "`press` takes no possible alerts", attempts: 0, due: nil,
        queued: Self.now - 60, settled: Self.now - 60, bytes: 1_200),
    ]
  }

  @Test("why there is an alert is told from the finding to the last attempt")
  func why() throws {
    let page = StoryPage(story: story, now: Self.now)
    try expectGolden(page.text + "\n", "why.txt")
    try expectGolden(page.json.text + "\n", "why.json")
  }

  @Test("deliveries are a line each, and a second one for what went wrong")
  func listed() throws {
    let lines = deliveries.map { DeliveriesCommand.line($0, now: Self.now) } + deliveries.map(\.json.text)
    try expectGolden(lines.joined(separator: "\n") + "\n", "deliveries.txt")
  }

  @Test(
    "numbers, spans and sizes in words",
    arguments: [
      (Text.grouped(0), "0"), (Text.grouped(999), "999"), (Text.grouped(1_000), "1,000"),
      (Text.grouped(1_234_567), "1,234,567"), (Text.span(0), "0 seconds"), (Text.span(1), "1 second"),
      (Text.span(119), "119 seconds"), (Text.span(120), "2 minutes"), (Text.span(7_200), "2 hours"),
      (Text.span(200_000), "2 days"), (Text.bytes(1_023), "1023 bytes"), (Text.bytes(1_536), "1.5 kB"),
      (Text.bytes(12 << 20), "12 MB"), (Text.count(1, "delivery", "deliveries"), "1 delivery"),
      (Text.count(2, "delivery", "deliveries"), "2 deliveries"), (Text.ago(10, asOf: 10), "now"),
      (Text.ago(10, asOf: 40), "30 seconds ago"), (Text.ago(40, asOf: 10), "in 30 seconds"),
    ])
  func words(text: String, expected: String) {
    #expect(text == expected)
  }
}
