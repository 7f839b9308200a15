import Foundation
import Rules
import Testing
import Wire

@testable import Daemon

private let now: Int64 = 1_800_000_000
private let day: Int64 = 86_400

@Suite("The outbox asks the relay for what is due, and keeps what came of it")
struct OutboxTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger
  private let outbox: Outbox

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    ledger = try Ledger(directory: directory.path)
    outbox = Outbox(ledger: ledger, log: Log(journal: nil))
  }

  private func webhook(_ name: String, ordered: Bool = true) -> Webhook {
    var webhook = Webhook(name: name, url: .text("https://\(name).example/"))
    webhook.isOrdered = ordered
    return webhook
  }

  /// Puts alerts `ia1_FIRST`… into a queue.
  private func queue(_ count: Int, for destination: String, from first: Int = 1, at moment: Int64 = now)
    throws
  {
    for number in first..<(first + count) {
      let draft = DeliveryDraft(
        destination: destination, body: Array("{\"n\":\(number)}".utf8), attempts: Attempts(now: moment))
      try ledger.insert(draft, alert: "ia1_\(number)", revision: 1, now: moment)
    }
  }

  /// Answers what is due, until nothing is: the ids and the destinations in their order.
  private func drain(at moment: Int64, limit: Int = 1_000, _ answer: (RelayRequest) -> Int) throws -> [String]
  {
    var heard: [String] = []
    while heard.count < limit {
      let requests = try outbox.requests(now: moment)
      if requests.isEmpty { return heard }
      for request in requests {
        heard.append("\(request.destination) \(request.identifier)")
        let outcome = RelayReply.Outcome.answered(status: answer(request), retryAfter: nil, excerpt: "")
        try outbox.settle(RelayReply(delivery: request.delivery, outcome: outcome), now: moment)
      }
    }
    return heard
  }

  /// How many deliveries a destination has in a state, with this beginning of a reason.
  private func count(_ state: String, _ destination: String, reason: String = "") throws -> Int {
    let value = try ledger.database.value(
      """
      SELECT count(*) FROM delivery WHERE destination = ? AND state = ? AND substr(coalesce(reason, ''), 1, ?) = ?
      """, .text(destination), .text(state), .integer(Int64(reason.count)), .text(reason))
    return Int(value.integer ?? -1)
  }

  @Test("410 retires a destination: its queue is withheld with the reason, and the others hear of it")
  func retired() throws {
    try outbox.take([webhook("desk"), webhook("pager")], now: now)
    try queue(5, for: "desk")
    let heard = try drain(at: now) { $0.destination == "desk" ? 410 : 200 }
    #expect(heard == ["desk ia1_1-1", "pager \(try report())"])
    let reason = "the destination is retired: the answer was 410"
    #expect(try count("withheld", "desk", reason: reason) == 5)
    #expect(try count("pending", "desk") == 0)
    // What is raised later is withheld as well, and nothing is asked.
    try queue(2, for: "desk", from: 6)
    #expect(try drain(at: now + day) { _ in 200 }.isEmpty)
    #expect(try count("withheld", "desk", reason: "the destination is retired") == 7)
    #expect(try count("delivered", "pager") == 1)
    // The same settings change nothing; another URL puts everything back into the queue, in its order.
    try outbox.take([webhook("desk"), webhook("pager")], now: now + day)
    #expect(try drain(at: now + day) { _ in 200 }.isEmpty)
    var mended = webhook("desk")
    mended.url = .text("https://elsewhere.example/")
    try outbox.take([mended, webhook("pager")], now: now + day)
    #expect(try drain(at: now + day) { _ in 200 } == (1...7).map { "desk ia1_\($0)-1" })
  }

  /// The id of the message that a destination is retired, which stands in the other one's queue.
  private func report() throws -> String {
    let value = try ledger.database.value("SELECT alert FROM delivery WHERE destination = 'pager'")
    return (value.text ?? "") + "-1"
  }

  @Test("where the order does not matter, any number of deliveries that wait keep no other from being sent")
  func unordered() throws {
    try outbox.take([webhook("desk", ordered: false)], now: now)
    try queue(250, for: "desk")
    // Every other one is refused for now, so that the circuit stays closed.
    var count = 0
    let heard = try drain(at: now) { _ in
      count += 1
      return count.isMultiple(of: 2) ? 200 : 503
    }
    #expect(Set(heard).count == 250)
    #expect(heard.count == 250)
  }

  @Test("a queue whose destination the rules no longer name is said to go nowhere, once")
  func forsaken() throws {
    try outbox.take([webhook("desk"), webhook("pager")], now: now)
    try queue(2, for: "pager")
    try outbox.take([webhook("desk")], now: now)
    try outbox.take([webhook("desk")], now: now)
    let said =
      "2 deliveries wait for `pager`, which no rule file names any more: nothing is sent there until one does"
    #expect(outbox.log.recent.newest.map(\.text) == [said])
    #expect(try drain(at: now) { _ in 200 }.isEmpty)
    var status = DaemonStatus(version: "", inbox: "", state: "", counts: LedgerCounts())
    try status.fill(from: ledger, directory: "")
    status.name(["desk"], journal: false)
    let pager = try #require(status.destinations.first { $0.name == "pager" })
    #expect(!pager.isNamed && pager.pending == 2 && pager.nextAttempt == nil)
    // A webhook of that name brings it back.
    try outbox.take([webhook("pager")], now: now)
    #expect(try drain(at: now) { _ in 200 } == ["pager ia1_1-1", "pager ia1_2-1"])
  }

  @Test("who does not take what is sent is named until it does")
  func troubled() throws {
    try outbox.take([webhook("desk"), webhook("pager")], now: now)
    try queue(1, for: "desk")
    try queue(1, for: "pager")
    _ = try drain(at: now) { $0.destination == "desk" ? 403 : 200 }
    #expect(try outbox.troubled().map(\.name) == ["desk"])
    #expect(try outbox.troubled().map(\.status) == [.paused])
    try outbox.relayLost(now: now)
    let request = try #require(try outbox.requests(now: now).first)
    let outcome = RelayReply.Outcome.answered(status: 403, retryAfter: nil, excerpt: "")
    #expect(try outbox.settle(RelayReply(delivery: request.delivery, outcome: outcome), now: now))
    #expect(try !outbox.settle(RelayReply(delivery: request.delivery, outcome: outcome), now: now))
  }

  @Test("a retired destination is told of no other's end")
  func retiredTogether() throws {
    try outbox.take([webhook("desk"), webhook("pager")], now: now)
    try queue(1, for: "desk")
    try queue(1, for: "pager")
    _ = try drain(at: now) { _ in 410 }
    #expect(try count("pending", "desk") == 0)
    #expect(try count("pending", "pager") == 0)
  }

  @Test(
    "a paused destination keeps its queue until its settings change or a relay connects",
    arguments: [true, false])
  func paused(bySettings: Bool) throws {
    try outbox.take([webhook("desk")], now: now)
    try queue(3, for: "desk")
    #expect(try drain(at: now) { _ in 403 }.count == 1)
    #expect(try count("pending", "desk") == 3)
    #expect(try drain(at: now + 300 * day) { _ in 200 }.isEmpty)
    if bySettings {
      var mended = webhook("desk")
      mended.headers = [.init(name: "Authorization", value: .credential("token"))]
      try outbox.take([mended], now: now)
    } else {
      try outbox.relayLost(now: now)
    }
    #expect(try drain(at: now) { _ in 200 }.count == 3)
  }

  @Test("settings are remembered over a restart, so that a change while nothing ran counts")
  func settingsOverRestart() throws {
    try outbox.take([webhook("desk")], now: now)
    try queue(1, for: "desk")
    _ = try drain(at: now) { _ in 404 }
    let second = Outbox(ledger: ledger, log: Log(journal: nil))
    try second.take([webhook("desk")], now: now)
    #expect(try second.requests(now: now + day).isEmpty)
    var mended = webhook("desk")
    mended.url = .credential("desk-url")
    let third = Outbox(ledger: ledger, log: Log(journal: nil))
    try third.take([mended], now: now)
    #expect(try third.requests(now: now).count == 1)
  }

  @Test("in strict order nobody overtakes; in none the others go while one waits")
  func order() throws {
    try outbox.take([webhook("strict"), webhook("loose", ordered: false)], now: now)
    for name in ["strict", "loose"] { try queue(3, for: name) }
    let heard = try drain(at: now) { $0.identifier == "ia1_1-1" ? 503 : 200 }
    #expect(heard.filter { $0.hasPrefix("strict") } == ["strict ia1_1-1"])
    #expect(heard.filter { $0.hasPrefix("loose") } == (1...3).map { "loose ia1_\($0)-1" })
    #expect(
      try drain(at: now + 10) { _ in 200 }.filter { $0.hasPrefix("strict") }
        == (1...3).map { "strict ia1_\($0)-1" })
  }

  @Test("after five failures in a row only the head is tried, and the queue flows when it succeeds")
  func circuit() throws {
    try outbox.take([webhook("desk", ordered: false)], now: now)
    try queue(20, for: "desk")
    #expect(try drain(at: now) { _ in 503 }.count == 5)
    let probe = try #require(try outbox.nextDue(now: now))
    #expect(try drain(at: probe) { _ in 503 } == ["desk ia1_1-1"])
    #expect(try drain(at: now + 2 * day) { _ in 200 }.count == 20)
  }

  @Test("a clock set forward by 400 days brings one attempt for each delivery, and no end of any")
  func forward() throws {
    try outbox.take([webhook("desk", ordered: false)], now: now)
    try queue(4, for: "desk")
    _ = try drain(at: now) { _ in 503 }
    let later = now + 400 * day
    let heard = try drain(at: later) { _ in 503 }
    // The fifth failure opens the circuit.
    #expect(heard.count == 1)
    #expect(try count("pending", "desk") == 4)
    #expect(try count("dead", "desk") == 0)
    #expect(try outbox.nextDue(now: later).map { $0 - later <= 2 * day } == true)
  }

  @Test(
    "a clock set back by two hours, or 400 days, puts nothing off by more than its interval",
    arguments: [7_200, 400 * day])
  func back(by jump: Int64) throws {
    try outbox.take([webhook("desk")], now: now)
    try queue(2, for: "desk")
    _ = try drain(at: now) { _ in 503 }
    let earlier = now - jump
    #expect(try outbox.nextDue(now: earlier).map { $0 - earlier <= 6 } == true)
    try ledger.heedClock(now: earlier)
    #expect(try drain(at: earlier + 6) { _ in 200 }.count == 2)
  }

  @Test(
    "what is below a destination's severity, or possible, is withheld with the reason",
    arguments: [true, false])
  func withheld(bySeverity: Bool) throws {
    var desk = webhook("desk")
    if bySeverity { desk.from = .critical } else { desk.sendsPossible = false }
    var alert = FormatSamples.alert()
    alert.certainty = .possible
    let drafts = WebhookDrafts([desk]).drafts(
      for: FormatSamples.record(alert), revision: 1, state: .raised,
      to: Audience(heard: [], silence: nil, state: .raised), now: now)
    #expect(drafts.map(\.state) == [.withheld])
    #expect(
      drafts.first?.reason
        == (bySeverity ? "`desk` takes alerts from `critical` up" : "`desk` takes no possible alerts"))
  }

  @Test(
    "a schedule is seconds with commas between them",
    arguments: [
      ("0", 1), ("0,5,300", 3), ("", 0), ("0,", 0), ("-1", 0), ("0,x", 0), ("99999999999", 0), ("1.5", 0),
    ])
  func schedules(text: String, count: Int) {
    #expect(RetrySchedule(text)?.seconds.count ?? 0 == count)
  }
}
