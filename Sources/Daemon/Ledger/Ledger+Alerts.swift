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
  /// In which the body is written; `nil` where that is no webhook's.
  package var format: String?
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

/// What is delivered.
package enum DeliveryKind: String, Codable, Sendable, Hashable, CaseIterable {
  case alert
  /// `insiderd send-test`: no alert, and never counted as one.
  case test
}

/// Where a delivery is in its life.
package enum DeliveryState: String, Codable, Sendable, Hashable, CaseIterable {
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
      held = HeldAlert($0)
    }
    if let held { return held }
    return try prunedAlert(identifier)
  }

  /// Keeps one revision and everything that is to be sent of it.
  package func record(
    _ record: AlertRecord, revision: Int, state: AlertState, filing: Int64, deliveries: [DeliveryDraft],
    muted: String? = nil, now: Int64
  ) throws(LedgerError) {
    try database.value(
      """
      INSERT INTO alert
        (id, rule, severity, certainty, state, revision, evidence, filing, ticker, raised, criterion, topic, part, start,
          muted)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, certainty = excluded.certainty,
        state = excluded.state, revision = excluded.revision, evidence = excluded.evidence,
        filing = excluded.filing
      """,
      .text(record.identifier), .text(record.alert.rule), .text(record.alert.severity.rawValue),
      .text(record.alert.certainty.rawValue), .text(state.rawValue), .integer(Int64(revision)),
      .blob(record.evidence), .integer(filing), .optional(record.filing.issuer.ticker.value), .integer(now),
      .blob(try criterion(of: record.alert, now: now)), .blob(record.topic), .text(record.alert.part),
      .optional(record.alert.start.map { Int64($0.number) }), .optional(muted))
    try database.value(
      "INSERT INTO revision (alert, number, body, recorded) VALUES (?, ?, ?, ?)", .text(record.identifier),
      .integer(Int64(revision)), .text(record.json(revision: revision, state: state).text), .integer(now))
    for delivery in deliveries + Ledger.silence(record, muted, deliveries) {
      try insert(delivery, alert: record.identifier, revision: revision, now: now)
    }
    meters.raise(record.alert, state)
  }

  /// An alert that is kept back from everybody leaves the reason with the journal, which would have heard of it.
  private static func silence(_ record: AlertRecord, _ muted: String?, _ deliveries: [DeliveryDraft])
    -> [DeliveryDraft]
  {
    let reason = record.alert.isShadow ? "the rule is in stage shadow" : muted
    guard let reason, deliveries.isEmpty else { return [] }
    let draft = DeliveryDraft(
      destination: DestinationName.journal, body: [], attempts: Attempts(failures: 0, next: 0, interval: 0))
    return [draft.withheld(reason)]
  }

  /// Keeps what the rule finds, once for all alerts that it raises, and returns the key.
  private func criterion(of alert: Alert, now: Int64) throws(LedgerError) -> [UInt8] {
    let digest = Array(Digest.sha256(Array("\(alert.rule)\n\(alert.criterion)".utf8)).prefix(8))
    guard knownCriteria.insert(digest).inserted else { return digest }
    try database.value(
      "INSERT OR IGNORE INTO criterion (digest, rule, text, first) VALUES (?, ?, ?, ?)", .blob(digest),
      .text(alert.rule), .text(alert.criterion), .integer(now))
    return digest
  }

  func insert(_ draft: DeliveryDraft, alert: String, revision: Int, kind: DeliveryKind = .alert, now: Int64)
    throws(LedgerError)
  {
    try database.value(
      """
      INSERT INTO delivery
        (alert, revision, destination, state, reason, body, attempts, due, interval, settled, kind, queued,
          format)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(alert), .integer(Int64(revision)), .text(draft.destination), .text(draft.state.rawValue),
      .optional(draft.reason), .blob(draft.body), .integer(Int64(draft.attempts.failures)),
      .integer(draft.attempts.next), .integer(draft.attempts.interval),
      draft.state == .pending ? .null : .integer(now), .text(kind.rawValue), .integer(now),
      .optional(draft.format))
    if draft.state != .pending { meters.settle(draft.destination, draft.state) }
  }
}

extension HeldAlert {
  /// A row of the columns `revision, evidence, certainty, state, muted`.
  init(_ row: borrowing SQLite.Row) {
    self.init(
      revision: Int(row.integer(0)), evidence: row.blob(1),
      certainty: Certainty(rawValue: row.text(2)) ?? .possible,
      state: AlertState(rawValue: row.text(3)) ?? .raised, muted: row.isNull(4) ? nil : row.text(4))
  }
}
