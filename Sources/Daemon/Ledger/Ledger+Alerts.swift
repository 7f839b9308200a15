import Filings
package import Rules
import Wire

/// An alert as the ledger holds it.
package struct HeldAlert: Sendable, Hashable {
  /// From 1.
  package var revision: Int
  /// Digest of what the revision says.
  package var evidence: [UInt8]
  package var certainty: Certainty
  package var state: AlertState
  /// Why nobody is told of it; `nil` where destinations are.
  package var muted: String?

  package var life: AlertLife { AlertLife(state: state, certainty: certainty) }
}

/// One thing to be delivered: an alert's revision to one destination.
package struct DeliveryDraft: Sendable, Hashable {
  package var destination: String
  /// The exact bytes, the same on each attempt.
  package var body: [UInt8]
  package var state: DeliveryState = .pending
  /// Why it is not sent, where it is not.
  package var reason: String?
  package var attempts: Attempts

  package init(destination: String, body: [UInt8], attempts: Attempts) {
    self.destination = destination
    self.body = body
    self.attempts = attempts
  }
}

/// Where a delivery is in its life.
package enum DeliveryState: String, Sendable, Hashable, CaseIterable {
  case pending
  case delivered
  /// Sent, to a place that does not say whether it arrived.
  case unconfirmed
  /// Given up, with its reason.
  case dead
  /// Not to be sent, with its reason: the severity, the stage.
  case withheld
}

extension Ledger {
  /// The alert of that id as it stands.
  package func alert(_ identifier: String) throws(LedgerError) -> HeldAlert? {
    var held: HeldAlert?
    try database.each(
      "SELECT revision, evidence, certainty, state, muted FROM alert WHERE id = ?", [.text(identifier)]
    ) {
      held = HeldAlert(
        revision: Int($0.integer(0)), evidence: $0.blob(1),
        certainty: Certainty(rawValue: $0.text(2)) ?? .possible,
        state: AlertState(rawValue: $0.text(3)) ?? .raised, muted: $0.isNull(4) ? nil : $0.text(4)
      )
    }
    return held
  }

  /// Keeps one revision and everything that is to be sent of it.
  package func record(
    _ record: AlertRecord, revision: Int, state: AlertState, filing: Int64, deliveries: [DeliveryDraft],
    muted: String? = nil, now: Int64
  ) throws(LedgerError) {
    try database.value(
      """
      INSERT INTO alert
        (id, rule, severity, certainty, state, revision, evidence, filing, ticker, raised, topic, part, start, muted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, certainty = excluded.certainty,
        state = excluded.state, revision = excluded.revision, evidence = excluded.evidence,
        filing = excluded.filing
      """,
      .text(record.identifier), .text(record.alert.rule), .text(record.alert.severity.rawValue),
      .text(record.alert.certainty.rawValue), .text(state.rawValue), .integer(Int64(revision)),
      .blob(record.evidence), .integer(filing), .optional(record.filing.issuer.ticker.value), .integer(now),
      .blob(record.topic), .text(record.alert.part),
      .optional(record.alert.start.map { Int64($0.number) }), .optional(muted))
    try database.value(
      "INSERT INTO revision (alert, number, body, recorded) VALUES (?, ?, ?, ?)", .text(record.identifier),
      .integer(Int64(revision)), .text(record.json(revision: revision, state: state).text), .integer(now))
    for delivery in deliveries {
      try insert(delivery, alert: record.identifier, revision: revision, now: now)
    }
  }

  private func insert(_ draft: DeliveryDraft, alert: String, revision: Int, now: Int64) throws(LedgerError) {
    try database.value(
      """
      INSERT INTO delivery (alert, revision, destination, state, reason, body, attempts, due, interval, settled)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(alert), .integer(Int64(revision)), .text(draft.destination), .text(draft.state.rawValue),
      .optional(draft.reason), .blob(draft.body), .integer(Int64(draft.attempts.failures)),
      .integer(draft.attempts.next), .integer(draft.attempts.interval),
      draft.state == .pending ? .null : .integer(now))
  }

  // MARK: - Looking

  /// The latest revision of each alert as JSON texts, the oldest first, at most `limit` of the newest.
  package func alerts(matching filter: AlertFilter) throws(LedgerError) -> [String] {
    var bodies: [String] = []
    try database.each(
      """
      SELECT revision.body FROM alert
      JOIN revision ON revision.alert = alert.id AND revision.number = alert.revision
      WHERE raised >= ?1 AND (?2 IS NULL OR rule = ?2) AND (?3 IS NULL OR ticker = ?3)
      ORDER BY raised DESC, alert.id LIMIT ?4
      """,
      [
        .integer(filter.since), .optional(filter.rule), .optional(filter.ticker),
        .integer(Int64(filter.limit)),
      ]
    ) { bodies.append($0.text(0)) }
    return bodies.reversed()
  }

  /// How much there is of everything, and what waits for whom.
  package func counts() throws(LedgerError) -> LedgerCounts {
    var counts = LedgerCounts()
    try database.each("SELECT count(*), coalesce(sum(row_count), 0) FROM filing") {
      counts.filings = Int($0.integer(0))
      counts.rows = Int($0.integer(1))
    }
    counts.alerts = Int(try database.value("SELECT count(*) FROM alert").integer ?? 0)
    counts.rejected = Int(try database.value("SELECT count(*) FROM rejection").integer ?? 0)
    try database.each(
      "SELECT destination, count(*) FROM delivery WHERE state = 'pending' GROUP BY destination"
    ) {
      counts.pending.append(LedgerCounts.Queue(destination: $0.text(0), count: Int($0.integer(1))))
    }
    try database.each("SELECT destination, count(*) FROM delivery WHERE state = 'dead' GROUP BY destination")
    {
      counts.dead.append(LedgerCounts.Queue(destination: $0.text(0), count: Int($0.integer(1))))
    }
    return counts
  }
}

/// Which alerts somebody wants to see.
package struct AlertFilter: Codable, Sendable, Hashable {
  /// Seconds since 1970.
  package var since: Int64 = 0
  package var rule: String?
  package var ticker: String?
  package var limit = 100

  package init() {}
}

/// What the ledger holds, in numbers.
package struct LedgerCounts: Codable, Sendable, Hashable {
  package var filings = 0
  package var rows = 0
  package var alerts = 0
  package var rejected = 0
  package var pending: [Queue] = []
  package var dead: [Queue] = []

  package init() {}

  /// How many deliveries one destination has.
  package struct Queue: Codable, Sendable, Hashable {
    package var destination: String
    package var count: Int

    package init(destination: String, count: Int) {
      self.destination = destination
      self.count = count
    }
  }
}
