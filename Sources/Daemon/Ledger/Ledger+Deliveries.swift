/// A delivery that is not settled yet.
package struct PendingDelivery: Sendable, Hashable {
  /// The ledger's number.
  package let number: Int64
  package let alert: String
  package let revision: Int
  package let destination: String
  package let body: [UInt8]
  /// Attempts that were made.
  package let attempts: Int
  /// No attempt before this second.
  package let due: Int64
}

extension Ledger {
  /// The oldest that are pending for a destination: the table is the queue.
  package func pending(for destination: String, limit: Int) throws(LedgerError) -> [PendingDelivery] {
    var pending: [PendingDelivery] = []
    try database.each(
      """
      SELECT id, alert, revision, body, attempts, due FROM delivery
      WHERE destination = ? AND state = 'pending' ORDER BY id LIMIT ?
      """,
      [.text(destination), .integer(Int64(limit))]
    ) { row in
      pending.append(
        PendingDelivery(
          number: row.integer(0), alert: row.text(1), revision: Int(row.integer(2)), destination: destination,
          body: row.blob(3), attempts: Int(row.integer(4)), due: row.integer(5)))
    }
    return pending
  }

  /// The earliest second at which something is due for a destination; `nil` when nothing is pending.
  package func earliestDue(for destination: String) throws(LedgerError) -> Int64? {
    try database.value(
      "SELECT min(due) FROM delivery WHERE destination = ? AND state = 'pending'", .text(destination)
    ).integer
  }

  /// Ends a delivery.
  package func settle(_ number: Int64, as state: DeliveryState, reason: String?, now: Int64) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET state = ?, reason = ?, settled = ?, attempts = attempts + 1 WHERE id = ?",
      .text(state.rawValue), .optional(reason), .integer(now), .integer(number))
  }

  /// Keeps a delivery for another attempt.
  package func postpone(_ number: Int64, until due: Int64, reason: String?) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET attempts = attempts + 1, due = ?, reason = ? WHERE id = ?", .integer(due),
      .optional(reason), .integer(number))
  }

  /// Settles what was found where it was sent: a confirmation is no further attempt.
  package func confirm(_ number: Int64, now: Int64) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET state = 'delivered', reason = NULL, settled = ? WHERE id = ?", .integer(now),
      .integer(number))
  }

  // MARK: - Destinations

  /// `nil` for one that has never been tried.
  package func destination(_ name: String) throws(LedgerError) -> DestinationRecord? {
    var record: DestinationRecord?
    try database.each("SELECT state, failures, resume, reason FROM destination WHERE name = ?", [.text(name)]) {
      record = DestinationRecord(
        state: $0.text(0), failures: Int($0.integer(1)), resume: $0.integer(2),
        reason: $0.isNull(3) ? nil : $0.text(3))
    }
    return record
  }

  package func keep(_ record: DestinationRecord, of name: String) throws(LedgerError) {
    try database.value(
      "INSERT OR REPLACE INTO destination (name, state, failures, resume, reason) VALUES (?, ?, ?, ?, ?)",
      .text(name), .text(record.state), .integer(Int64(record.failures)), .integer(record.resume),
      .optional(record.reason))
  }
}

/// What the ledger keeps of a destination between two attempts.
package struct DestinationRecord: Sendable, Hashable {
  /// `open`, `paused` or `retired`.
  package var state: String
  /// Failures in a row.
  package var failures: Int
  /// No attempt before this second.
  package var resume: Int64
  package var reason: String?

  package init(state: String, failures: Int, resume: Int64, reason: String?) {
    self.state = state
    self.failures = failures
    self.resume = resume
    self.reason = reason
  }
}
