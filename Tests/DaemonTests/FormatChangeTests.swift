import Rules
import Testing
import Wire

@testable import Daemon

@Suite("A webhook whose format somebody mended")
struct FormatChangeTests {
  private let bench: LedgerBench
  private let outbox: Outbox

  init() throws {
    bench = try LedgerBench(FormatChangeTests.rules("standard"))
    outbox = Outbox(ledger: bench.ledger, log: Log(journal: nil))
    try outbox.take(bench.intake.rules.webhooks, now: LedgerBench.later)
  }

  private static func rules(_ format: String) -> String {
    """
    webhook desk { url "https://desk.example.org/" format \(format) }
    rule told { severity warning match sale notify desk }
    """
  }

  private func change(to format: String) throws {
    let rules = try LedgerBench.rules(FormatChangeTests.rules(format))
    try outbox.take(rules.webhooks, now: LedgerBench.later)
  }

  private func request(after seconds: Int64 = 0) throws -> RelayRequest {
    try #require(try outbox.requests(now: LedgerBench.later + seconds).first)
  }

  private func answer(_ request: RelayRequest, _ status: Int) throws {
    let outcome = RelayReply.Outcome.answered(status: status, retryAfter: nil, excerpt: "")
    try outbox.settle(RelayReply(delivery: request.delivery, outcome: outcome), now: LedgerBench.later)
  }

  @Test(
    "what was refused in the wrong format goes out in the right one, under its id and in the same bytes each time"
  )
  func mended() throws {
    try bench.judge("a.xml")
    let wrong = try request()
    #expect(wrong.body.contains("\"insider.alert.raised\""))
    try answer(wrong, 400)
    try change(to: "slack")
    var order = Redelivery()
    order.onlyFailed = true
    order.since = 0
    #expect(try bench.ledger.redeliver(order, now: LedgerBench.later).queued.map(\.count) == [1])
    let right = try request()
    #expect(right.identifier == wrong.identifier && right.delivery == wrong.delivery)
    let notice = try #require(
      try bench.ledger.notice(of: String(right.identifier.dropLast(2)), revision: 1))
    #expect(right.body == Slack.body(of: notice, for: "desk") && notice.message.contains("FALK INA"))
    try answer(right, 503)
    let again = try request(after: 3_600)
    #expect(again.body == right.body && again.identifier == right.identifier)
    try answer(again, 200)
    #expect(try bench.deliveries(.delivered).map(\.bytes) == [right.body.utf8.count])
  }

  @Test("what waits is written anew, and what goes on in its format is not")
  func waiting() throws {
    try bench.judge("a.xml")
    let first = try request()
    try answer(first, 503)
    try change(to: "standard")
    #expect(try request(after: 3_600).body == first.body)
    try outbox.relayLost(now: LedgerBench.later)
    try change(to: "cloudevents")
    #expect(try request(after: 7_200).body.contains("\"specversion\""))
  }

  @Test("what nothing is kept of stays as it is: a report of the daemon's")
  func kept() throws {
    let notice = Notice.daemon(
      "destination_retired", key: "k", moment: 0, severity: .warning, title: "t", message: "m")
    let webhook = try #require(outbox.webhooks.first)
    try bench.ledger.insert(
      DeliveryDraft(of: notice, to: webhook, now: 0), alert: notice.identifier, revision: 1, now: 0)
    try change(to: "slack")
    #expect(try request().body == Standard.body(of: notice, for: "desk"))
  }

  @Test("an incident is written anew as well")
  func incident() throws {
    let incident = Incident(.rulesBroken, message: "rules are broken", text: "error", files: ["a.rules"])
    let webhook = try #require(outbox.webhooks.first)
    let notice = incident.notice(revision: 1, state: .raised, moment: 0)
    try bench.ledger.record(
      incident, revision: 1, state: .raised, deliveries: [DeliveryDraft(of: notice, to: webhook, now: 0)],
      now: 0)
    try change(to: "slack")
    #expect(try request().body.contains("CRITICAL insiderd.rules_broken: rules are broken"))
  }
}
