import Rules
import Wire

/// The queue of the webhooks: which delivery is next for which destination, and what came of it. The table in the
/// ledger is the queue; here is only what is on its way.
final class Outbox {
  /// The destinations of the rules in force. A queue whose destination the rules no longer name is kept.
  private(set) var webhooks: [Webhook] = []

  /// Deliveries that are looked through for one that is due, where the order does not matter.
  private static let outOfOrder = 100

  let ledger: Ledger
  let log: Log
  private let schedule: RetrySchedule
  /// What the relay has in hand, by destination.
  private var inFlight: [String: PendingDelivery] = [:]
  /// Destinations with a queue that the rules no longer name, as far as that was said.
  private var forsaken: Set<String> = []
  /// Tests that somebody waits for, with the second at which nobody does any more: by destination, before its queue.
  private var tests: [String: (delivery: PendingDelivery, until: Int64)] = [:]

  init(ledger: Ledger, log: Log, schedule: RetrySchedule = .standard) {
    self.ledger = ledger
    self.log = log
    self.schedule = schedule
  }

  /// Takes the destinations of rules that come into force. One whose settings are others than before gets another try,
  /// whatever it answered.
  func take(_ webhooks: [Webhook], now: Int64) throws(LedgerError) {
    self.webhooks = webhooks
    for webhook in webhooks { try reconsider(webhook, now: now) }
    try sayForsaken()
  }

  /// A queue that is kept and goes nowhere, such as that of a webhook that has another name now, is no secret.
  private func sayForsaken() throws(LedgerError) {
    let named = webhooks.map(\.name) + DestinationName.own
    let queues = try ledger.queues().filter { !named.contains($0.destination) }
    for queue in queues where !forsaken.contains(queue.destination) {
      let count = queue.count == 1 ? "1 delivery waits" : "\(queue.count) deliveries wait"
      log.say(
        .warning,
        "\(count) for `\(queue.destination)`, which no rule file names any more: nothing is sent there until one does"
      )
    }
    forsaken = Set(queues.map(\.destination))
  }

  /// The destinations of the rules in force that do not take what is sent, and how they fare.
  func troubled() throws(LedgerError) -> [(name: String, status: DestinationHealth.Status)] {
    var troubled: [(name: String, status: DestinationHealth.Status)] = []
    for webhook in webhooks {
      let status = try ledger.health(of: webhook.name).status
      if status != .working { troubled.append((webhook.name, status)) }
    }
    return troubled
  }

  /// What the relay is to do now: at most one request for each destination.
  func requests(now: Int64) throws(LedgerError) -> [RelayRequest] {
    var requests: [RelayRequest] = []
    for webhook in webhooks where inFlight[webhook.name] == nil {
      guard let (waiting, due) = try next(for: webhook, now: now), due <= now else { continue }
      let delivery = try written(waiting, for: webhook)
      inFlight[webhook.name] = delivery
      ledger.meters.attempts[webhook.name, default: 0] += 1
      requests.append(
        RelayRequest(
          delivery: delivery.number, webhook: webhook, alert: delivery.alert, revision: delivery.revision,
          body: String(decoding: delivery.body, as: UTF8.self)))
    }
    return requests
  }

  /// A delivery in its webhook's format. What was written before somebody mended that would be refused for ever; where
  /// what it says is not kept beside it, it stays as it is.
  private func written(_ delivery: PendingDelivery, for webhook: Webhook) throws(LedgerError)
    -> PendingDelivery
  {
    let format = Formats.of(webhook)
    guard let held = delivery.format, held != format.name,
      let notice = try ledger.notice(of: delivery.alert, revision: delivery.revision)
    else { return delivery }
    var written = delivery
    written.body = Array(format.body(of: notice, for: webhook.name).utf8)
    written.format = format.name
    try ledger.rewrite(delivery.number, written.body, as: format.name)
    return written
  }

  /// The second at which a destination that has nothing in flight wants something; `nil` when none does.
  func nextDue(now: Int64) throws(LedgerError) -> Int64? {
    var earliest: Int64?
    for webhook in webhooks where inFlight[webhook.name] == nil {
      guard let (_, due) = try next(for: webhook, now: now) else { continue }
      earliest = min(earliest ?? due, due)
    }
    return earliest
  }

  /// Something is on its way or could be.
  func hasDue(now: Int64) throws(LedgerError) -> Bool {
    if !inFlight.isEmpty { return true }
    return try nextDue(now: now).map { $0 <= now } ?? false
  }

  /// Takes the relay's word for one delivery. A reply to a question that nobody asked changes nothing.
  /// - Returns: whether the destination fares in another way than before.
  @discardableResult
  func settle(_ reply: RelayReply, now: Int64) throws(LedgerError) -> Bool {
    guard let (name, delivery) = inFlight.first(where: { $0.value.number == reply.delivery }) else {
      return false
    }
    inFlight[name] = nil
    var health = try ledger.health(of: name)
    let before = health.status
    var attempts = delivery.attempts
    var settlement = attempts.settle(
      reply.outcome, at: &health, now: now, jitter: Int.random(in: Attempts.jitter), schedule: schedule)
    // A test is tried once: somebody waits for what comes of it.
    if endTest(delivery), let reason = settlement.delivery.failure {
      settlement.delivery = .deadLettered(reason: reason)
    }
    let trouble = settlement.delivery.failure.map { Trouble(moment: now, reason: $0) }
    try ledger.inTransaction { () throws(LedgerError) in
      try ledger.keep(health, of: name)
      try ledger.keep(health == .new ? nil : trouble, of: name)
      try ledger.keep(settlement.delivery, attempts, of: delivery.number, now: now)
      if case .retired(let reason) = settlement.destination { try retire(name, reason, now: now) }
      if before == .retired, health == .new {
        _ = try ledger.queueAgain(withheldFor: Outbox.retirement, of: name, now: now)
      }
    }
    say(settlement, about: delivery)
    return health.status != before
  }

  /// The connection is gone, and nobody knows what came of what was in flight: it is asked again. A new relay may
  /// have new credentials, so that paused destinations get another try.
  func relayLost(now: Int64) throws(LedgerError) {
    for delivery in inFlight.values where endTest(delivery) {
      try ledger.settle(delivery.number, as: .dead, reason: "the relay ended during the test", now: now)
    }
    inFlight = [:]
    for webhook in webhooks {
      var health = try ledger.health(of: webhook.name)
      guard health.status == .paused else { continue }
      health.resume()
      try ledger.keep(health, of: webhook.name)
      try ledger.keep(nil, of: webhook.name)
    }
  }

  // MARK: - Tests

  /// Puts a test before a destination's queue, in the place of one that was not sent yet. It is sent whatever the
  /// destination answered before, for that is what somebody wants to know.
  /// - Returns: the ledger's number of it.
  func test(_ message: TestMessage, _ webhook: Webhook, now: Int64, until moment: Int64) throws(LedgerError)
    -> Int64
  {
    if inFlight[webhook.name]?.number != tests[webhook.name]?.delivery.number {
      try drop(testOf: webhook.name, "another test was asked for", now: now)
    }
    let draft = DeliveryDraft(
      destination: webhook.name, body: message.body(for: webhook), attempts: Attempts(now: now))
    let number = try ledger.recordTest(draft, identifier: message.identifier, now: now)
    let delivery = PendingDelivery(
      number: number, alert: message.identifier, revision: 1, destination: webhook.name, body: draft.body,
      attempts: draft.attempts)
    tests[webhook.name] = (delivery, moment)
    return number
  }

  /// Ends the tests that could not be begun in time.
  /// - Returns: the second at which to look again; `nil` when nobody waits.
  func endTests(now: Int64) throws(LedgerError) -> Int64? {
    for (name, test) in tests.sorted(by: { $0.key < $1.key })
    where test.until <= now && inFlight[name]?.number != test.delivery.number {
      try drop(testOf: name, "no relay was there to send it", now: now)
    }
    return tests.values.map(\.until).filter { $0 > now }.min()
  }

  private func drop(testOf name: String, _ reason: String, now: Int64) throws(LedgerError) {
    guard let test = tests.removeValue(forKey: name) else { return }
    try ledger.settle(test.delivery.number, as: .dead, reason: reason, now: now)
  }

  /// Whether the delivery was a test; nobody has to wait for it any more.
  private func endTest(_ delivery: PendingDelivery) -> Bool {
    if tests[delivery.destination]?.delivery.number == delivery.number { tests[delivery.destination] = nil }
    return TestMessage.isTest(delivery.alert)
  }

  private func next(for webhook: Webhook, now: Int64) throws(LedgerError) -> (PendingDelivery, due: Int64)? {
    if let test = tests[webhook.name] { return (test.delivery, now) }
    var pending = try ledger.pending(for: webhook.name, limit: webhook.isOrdered ? 1 : Outbox.outOfOrder)
    if pending.count == Outbox.outOfOrder {
      // What waits for its next attempt, be it hundreds, keeps nothing else from its first.
      pending += try ledger.pending(for: webhook.name, limit: 1, dueBy: now)
    }
    guard !pending.isEmpty else { return nil }
    let health = try ledger.health(of: webhook.name)
    if health.status == .retired {
      try ledger.withholdPending(for: webhook.name, reason: Outbox.retirement, now: now)
      return nil
    }
    let due = pending.enumerated().compactMap { index, delivery in
      health.due(delivery.attempts, isHead: index == 0, now: now).map { (delivery, due: $0) }
    }
    return due.min { $0.due < $1.due }
  }

  private func say(_ settlement: Settlement, about delivery: PendingDelivery) {
    let name = delivery.destination
    if case .deadLettered(let reason) = settlement.delivery {
      log.say(
        .error,
        "\(TestMessage.isTest(delivery.alert) ? "test" : "alert") \(delivery.alert) was given up for `\(name)`: \(reason)"
      )
    }
    switch settlement.destination {
    case .circuitOpened:
      log.say(.warning, "webhook `\(name)` fails; its queue waits and is tried now and then")
    case .circuitClosed: log.say(.notice, "webhook `\(name)` works again")
    case .paused(let reason): log.say(.error, "webhook `\(name)` is paused and its queue kept: \(reason)")
    case .retired(let reason):
      log.say(
        .error, "webhook `\(name)` is retired, nothing is sent to it any more: \(reason)",
        id: .destinationRetired)
    case nil: break
    }
  }
}
