/// A delivery that is not settled yet.
package struct PendingDelivery: Sendable, Hashable {
  /// The ledger's number.
  package let number: Int64
  package let alert: String
  package let revision: Int
  package let destination: String
  package var body: [UInt8]
  package let attempts: Attempts
  /// In which the body is written; `nil` where that is not known, or is no webhook's.
  package var format: String?
}

extension Ledger {
  /// The oldest that are pending for a destination: the table is the queue. Tests of webhooks do not stand in it. With
  /// `dueBy`, those alone whose next attempt may be made by that second.
  package func pending(for destination: String, limit: Int, dueBy moment: Int64? = nil) throws(LedgerError)
    -> [PendingDelivery]
  {
    var pending: [PendingDelivery] = []
    try database.each(
      """
      SELECT id, alert, revision, body, attempts, due, interval, format FROM delivery
      WHERE destination = ? AND state = 'pending' AND (kind <> 'test' OR destination = 'journal')
        AND due <= coalesce(?, due) ORDER BY id LIMIT ?
      """,
      [.text(destination), .optional(moment), .integer(Int64(limit))]
    ) { row in
      pending.append(
        PendingDelivery(
          number: row.integer(0), alert: row.text(1), revision: Int(row.integer(2)), destination: destination,
          body: row.blob(3),
          attempts: Attempts(failures: Int(row.integer(4)), next: row.integer(5), interval: row.integer(6)),
          format: row.isNull(7) ? nil : row.text(7)))
    }
    return pending
  }

  /// The earliest second at which something is due for a destination; `nil` when nothing is pending.
  package func earliestDue(for destination: String) throws(LedgerError) -> Int64? {
    try database.value(
      "SELECT min(due) FROM delivery WHERE destination = ? AND state = 'pending'", .text(destination)
    ).integer
  }

  /// After the clock was set back, nothing waits longer than the interval that it was to wait: otherwise a delivery
  /// would stand still until the old time comes round again.
  package func heedClock(now: Int64) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET due = ?1 + interval WHERE state = 'pending' AND due > ?1 + interval", .integer(now)
    )
    try database.value(
      "UPDATE destination SET probe = ?1 + interval WHERE probe > ?1 + interval", .integer(now))
  }

  /// Keeps what came of an attempt.
  package func keep(_ fate: Settlement.Fate, _ attempts: Attempts, of number: Int64, now: Int64)
    throws(LedgerError)
  {
    if let reason = fate.failure { try keepFailure(of: number, reason, now: now) }
    switch fate {
    case .delivered: try settle(number, as: .delivered, reason: nil, now: now)
    case .deadLettered(let reason): try settle(number, as: .dead, reason: reason, now: now)
    case .retried(_, let reason), .kept(let reason): try postpone(number, attempts, reason: reason)
    }
  }

  /// Keeps a delivery's body in another format, before it is sent so for the first time.
  func rewrite(_ number: Int64, _ body: [UInt8], as format: String) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET body = ?, format = ? WHERE id = ?", .blob(body), .text(format), .integer(number))
  }

  /// What a revision said, as destinations are told of it; `nil` where that is not kept.
  func notice(of alert: String, revision: Int) throws(LedgerError) -> Notice? {
    var notice: Notice?
    try database.each(
      """
      SELECT body, recorded FROM revision WHERE alert = ?1 AND number = ?2
      UNION ALL SELECT body, recorded FROM incident WHERE id = ?1 AND revision = ?2
      """, [.text(alert), .integer(Int64(revision))]
    ) { notice = Notice(of: $0.text(0), moment: $0.integer(1)) }
    return notice
  }

  /// Ends a delivery.
  package func settle(_ number: Int64, as state: DeliveryState, reason: String?, now: Int64)
    throws(LedgerError)
  {
    let destination = try database.value(
      "UPDATE delivery SET state = ?, reason = ?, settled = ? WHERE id = ? RETURNING destination",
      .text(state.rawValue), .optional(reason), .integer(now), .integer(number))
    if let destination = destination.text { meters.settle(destination, state) }
  }

  /// Keeps that an attempt failed.
  private func keepFailure(of number: Int64, _ reason: String, now: Int64) throws(LedgerError) {
    try database.value(
      "INSERT INTO attempt (delivery, moment, reason) VALUES (?, ?, ?)", .integer(number), .integer(now),
      .text(reason))
  }

  /// Keeps a delivery for another attempt.
  package func postpone(_ number: Int64, _ attempts: Attempts, reason: String?) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET attempts = ?, due = ?, interval = ?, reason = ? WHERE id = ?",
      .integer(Int64(attempts.failures)), .integer(attempts.next), .integer(attempts.interval),
      .optional(reason), .integer(number))
  }

  // MARK: - Destinations

  /// How a destination fares; a new one is well.
  package func health(of name: String) throws(LedgerError) -> DestinationHealth {
    var health = DestinationHealth.new
    try database.each(
      "SELECT status, failures, probe, interval FROM destination WHERE name = ?", [.text(name)]
    ) {
      guard let status = DestinationHealth.Status(rawValue: $0.text(0)) else { return }
      health = DestinationHealth(
        status: status, failuresInARow: Int($0.integer(1)), probe: $0.integer(2), interval: $0.integer(3))
    }
    return health
  }

  /// Keeps how a destination fares.
  package func keep(_ health: DestinationHealth, of name: String) throws(LedgerError) {
    try database.value(
      """
      INSERT INTO destination (name, status, failures, probe, interval) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET status = excluded.status, failures = excluded.failures,
        probe = excluded.probe, interval = excluded.interval
      """,
      .text(name), .text(health.status.rawValue), .integer(Int64(health.failuresInARow)),
      .integer(health.probe), .integer(health.interval))
  }

  /// Keeps since when a destination fails and what it last said; `nil` when it fails no more.
  func keep(_ trouble: Trouble?, of name: String) throws(LedgerError) {
    try database.value(
      """
      UPDATE destination SET since = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(since, ?2) END, reason = ?3
      WHERE name = ?1
      """, .text(name), .optional(trouble?.moment), .optional(trouble?.reason))
  }

  /// Since when a destination fails and what it last said; `nil` when it does not.
  func trouble(of name: String) throws(LedgerError) -> Trouble? {
    var trouble: Trouble?
    try database.each(
      "SELECT since, reason FROM destination WHERE name = ? AND since IS NOT NULL", [.text(name)]
    ) { trouble = Trouble(moment: $0.integer(0), reason: $0.text(1)) }
    return trouble
  }
}

/// An attempt that failed.
struct Trouble: Sendable, Hashable {
  /// In seconds since 1970.
  var moment: Int64
  var reason: String
}

extension Settlement.Fate {
  /// Why the attempt failed; `nil` when it did not.
  var failure: String? {
    switch self {
    case .delivered: nil
    case .retried(_, let reason), .kept(let reason), .deadLettered(let reason): reason
    }
  }
}
