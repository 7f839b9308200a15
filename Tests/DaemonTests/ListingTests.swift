import Rules
import Testing
import Wire

@testable import Daemon

/// One destination, a rule that it is told of, one that is below its severity, and one that nobody is told of.
private let rules = """
  webhook desk { url "https://desk.example.org/" from notice }
  rule told   { severity warning match sale notify desk }
  rule minor  { severity info match sale when sum(shares) > 150 shares notify desk }
  rule shadow { stage shadow match sale when sum(shares) > 150 shares }
  """

@Suite("What was raised and what was sent is listed")
struct ListingTests {
  private let bench: LedgerBench

  init() throws {
    bench = try LedgerBench(rules)
    try bench.judge("a.xml", owner: 1, ticker: "GRML", shares: 100, now: 4_000_000_000)
    try bench.judge("b.xml", owner: 2, ticker: "LOOM", shares: 200, now: 4_000_100_000)
  }

  private func listed(_ change: (inout AlertFilter) -> Void) throws -> AlertListing {
    var filter = AlertFilter()
    change(&filter)
    return try bench.ledger.alerts(matching: filter)
  }

  @Test("alerts of which nobody is told are shown to those who ask for all, with the reasons")
  func withheld() throws {
    #expect(try listed { _ in }.alerts.count == 2)
    let all = try listed { $0.all = true }.alerts
    #expect(all.count == 4)
    let reasons = Set(all.flatMap(\.withheld).map { "\($0.destination): \($0.reason)" })
    #expect(
      reasons == ["desk: `desk` takes alerts from `notice` up", "journal: the rule is in stage shadow"])
  }

  @Test("alerts are found by when, rule, ticker, state and certainty")
  func filters() throws {
    #expect(try listed { $0.since = 4_000_100_000 }.alerts.count == 1)
    #expect(try listed { $0.since = 4_000_100_001 }.alerts.isEmpty)
    #expect(try listed { $0.until = 4_000_100_000 }.alerts.count == 1)
    #expect(try listed { $0.rule = "told" }.alerts.count == 2)
    #expect(try listed { $0.ticker = "loom" }.alerts.count == 1)
    #expect(try listed { $0.state = "raised" }.alerts.count == 2)
    #expect(try listed { $0.state = "withdrawn" }.alerts.isEmpty)
    #expect(try listed { $0.certainty = "possible" }.alerts.isEmpty)
  }

  @Test("a listing that leaves out older ones says so")
  func cut() throws {
    let one = try listed { $0.limit = 1 }
    #expect(one.isCut && one.alerts.map(\.raised) == [4_000_100_000])
    #expect(try !listed { $0.limit = 2 }.isCut)
    var filter = DeliveryFilter()
    filter.limit = 2
    #expect(try bench.ledger.deliveries(matching: filter).isCut)
  }

  @Test("deliveries are found by state, destination and when they were queued")
  func deliveries() throws {
    #expect(try bench.deliveries().count == 4)
    #expect(try bench.deliveries(.pending).map(\.destination) == ["desk", "desk"])
    #expect(try bench.deliveries(.withheld).count == 2)
    #expect(try bench.deliveries(.withheld, .pending).count == 4)
    #expect(try bench.deliveries(.dead).isEmpty)
    var filter = DeliveryFilter()
    filter.states = [.pending]
    filter.since = 4_000_100_000
    #expect(try bench.ledger.deliveries(matching: filter).deliveries.count == 1)
    filter.destination = "press"
    #expect(try bench.ledger.deliveries(matching: filter).deliveries.isEmpty)
  }
}

@Suite("What was given up or sent before is sent again")
struct RedeliveryTests {
  private let bench: LedgerBench

  init() throws {
    bench = try LedgerBench(rules)
    for owner in 1...3 { try bench.judge("\(owner).xml", owner: owner, shares: 200) }
    let pending = try bench.ledger.pending(for: "desk", limit: 10)
    try bench.ledger.keep(.delivered, pending[0].attempts, of: pending[0].number, now: 20)
    try bench.ledger.keep(.deadLettered(reason: "no"), pending[1].attempts, of: pending[1].number, now: 20)
  }

  private func redeliver(_ change: (inout Redelivery) -> Void) throws -> Redelivered {
    var order = Redelivery()
    change(&order)
    return try bench.ledger.redeliver(order, now: 30)
  }

  private func count(_ result: Redelivered) -> Int { result.queued.reduce(0) { $0 + $1.count } }

  @Test("everything since a moment, or what was given up of it, and never what is withheld on purpose")
  func since() throws {
    #expect(try count(redeliver { ($0.since, $0.onlyFailed) = (0, true) }) == 1)
    #expect(try count(redeliver { ($0.since, $0.destination) = (0, "press") }) == 0)
    let rest = try redeliver { $0.since = 0 }
    #expect(count(rest) == 1 && rest.skipped.isEmpty)
    #expect(try bench.deliveries(.pending).count == 3)
    #expect(try bench.deliveries(.withheld).count == 6)
  }

  @Test("the same bytes go out again under the same id, from the beginning of the schedule")
  func same() throws {
    let before = try bench.deliveries(.dead)
    let dead = try #require(before.first)
    _ = try redeliver { $0.names = [String(dead.number)] }
    let again = try #require(
      try bench.ledger.pending(for: "desk", limit: 10).first { $0.number == dead.number })
    #expect(again.alert == dead.alert && again.revision == dead.revision && again.body.count == dead.bytes)
    #expect(again.attempts == Attempts(failures: 0, next: 30, interval: 0))
  }

  @Test("by an alert's id or the beginning of it, with what stays and why")
  func names() throws {
    let delivered = try #require(try bench.deliveries(.delivered).first)
    let result = try redeliver { $0.names = [String(delivered.alert.prefix(12)), "ia1_zzzz", "999"] }
    #expect(count(result) == 1 && result.unknown == ["ia1_zzzz", "999"])
    let waiting = try redeliver { $0.names = [delivered.alert] }
    #expect(count(waiting) == 0 && waiting.skipped.map(\.reason) == ["already in the queue"])
    let shadow = try #require(try bench.deliveries(.withheld).first { $0.destination == "journal" })
    #expect(
      try redeliver { $0.names = [shadow.alert] }.skipped.map(\.reason) == ["the rule is in stage shadow"])
  }

  @Test("what is named twice is sent once, and nothing goes to a destination that the rules do not name")
  func sense() throws {
    let dead = try #require(try bench.deliveries(.dead).first)
    let order = [dead.alert, String(dead.alert.prefix(12)), String(dead.number)]
    let gone = try bench.ledger.redeliver(
      {
        var order = Redelivery(); order.names = [dead.alert]; return order
      }(), among: ["press"], now: 30)
    #expect(count(gone) == 0 && gone.skipped.map(\.reason).contains("no rule file names `desk` any more"))
    #expect(try count(redeliver { $0.names = order }) == 1)
    #expect(try redeliver { ($0.since, $0.destination) = (0, "press") }.unknown == ["press"])
  }

  @Test("a beginning that several ids have is none")
  func ambiguous() throws {
    #expect(try redeliver { $0.names = ["ia1_"] }.unknown == ["ia1_"])
  }

  @Test(
    "a destination that is paused, retired or failing is woken",
    arguments: [DestinationHealth.Status.paused, .retired, .failing])
  func woken(status: DestinationHealth.Status) throws {
    try bench.ledger.keep(
      DestinationHealth(status: status, failuresInARow: 7, probe: 9_999, interval: 9), of: "desk")
    #expect(try redeliver { $0.since = 0 }.woken == ["desk"])
    #expect(try bench.ledger.health(of: "desk") == .new)
    #expect(try bench.ledger.trouble(of: "desk") == nil)
  }
}

@Suite("A destination is tested on the way of alerts")
struct DestinationTestTests {
  private let bench: LedgerBench
  private let outbox: Outbox
  private let webhook: Webhook

  init() throws {
    bench = try LedgerBench(rules)
    try bench.judge("a.xml")
    outbox = Outbox(ledger: bench.ledger, log: Log(journal: nil))
    try outbox.take(bench.intake.rules.webhooks, now: 0)
    webhook = try #require(outbox.webhooks.first)
  }

  private func test(until moment: Int64 = 60) throws -> Int64 {
    try outbox.test(TestMessage(destination: "desk", now: 10), webhook, now: 10, until: moment)
  }

  private func answer(_ status: Int, to number: Int64) throws {
    try outbox.settle(
      RelayReply(delivery: number, outcome: .answered(status: status, retryAfter: nil, excerpt: "")), now: 20)
  }

  @Test("it goes before the queue, says that it is one, and is no alert")
  func first() throws {
    let number = try test()
    let request = try #require(try outbox.requests(now: LedgerBench.later).first)
    #expect(request.delivery == number && request.body.contains("\"insider.alert.test\""))
    #expect(request.body.contains("\"state\":\"test\""))
    try answer(204, to: number)
    #expect(try bench.ledger.delivery(number)?.state == .delivered)
    #expect(try bench.ledger.counts().alerts == 1)
    let next = try #require(try outbox.requests(now: LedgerBench.later).first)
    #expect(next.delivery != number)
  }

  @Test("it is tried once, whatever the answer", arguments: [400, 401, 410, 429, 503])
  func once(status: Int) throws {
    let number = try test()
    _ = try outbox.requests(now: LedgerBench.later)
    try answer(status, to: number)
    let entry = try #require(try bench.ledger.delivery(number))
    #expect(entry.state == .dead && entry.reason?.contains("\(status)") == true)
    #expect(try bench.ledger.counts().dead.isEmpty)
  }

  @Test("it is sent to a destination that takes nothing, and when it arrives the queue flows again")
  func resumes() throws {
    for status in [DestinationHealth.Status.paused, .retired] {
      try bench.ledger.keep(
        DestinationHealth(status: status, failuresInARow: 0, probe: 0, interval: 0), of: "desk")
      #expect(try outbox.requests(now: LedgerBench.later).isEmpty)
      let number = try test()
      #expect(try outbox.requests(now: LedgerBench.later).map(\.delivery) == [number])
      try answer(200, to: number)
      #expect(try bench.ledger.health(of: "desk").status == .working)
    }
    #expect(try outbox.requests(now: LedgerBench.later).count == 1)
  }

  @Test("one that cannot be begun in time ends, and so does one whose relay or daemon ends")
  func ends() throws {
    let late = try test(until: 40)
    #expect(try outbox.endTests(now: 30) == 40)
    #expect(try outbox.endTests(now: 40) == nil)
    #expect(try bench.ledger.delivery(late)?.reason == "no relay was there to send it")
    let lost = try test()
    _ = try outbox.requests(now: LedgerBench.later)
    try outbox.relayLost(now: 50)
    #expect(try bench.ledger.delivery(lost)?.reason == "the relay ended during the test")
    let forgotten = try outbox.test(
      TestMessage(destination: "desk", now: 10), webhook, now: 10, until: 99)
    try bench.ledger.endTests(now: 60)
    #expect(try bench.ledger.delivery(forgotten)?.state == .dead)
    #expect(try bench.deliveries(.pending).map(\.kind) == [.alert])
  }

  @Test("a destination's trouble is told from its first failure until it ends")
  func trouble() throws {
    let request = try #require(try outbox.requests(now: LedgerBench.later).first)
    try outbox.settle(
      RelayReply(delivery: request.delivery, outcome: .failed(reason: "no route")), now: LedgerBench.later)
    #expect(
      try bench.ledger.trouble(of: "desk") == Trouble(moment: LedgerBench.later, reason: "no route"))
    #expect(try bench.ledger.failures(of: request.delivery).map(\.reason) == ["no route"])
    let number = try test()
    _ = try outbox.requests(now: LedgerBench.later + 1)
    try answer(200, to: number)
    #expect(try bench.ledger.trouble(of: "desk") == nil)
  }
}
