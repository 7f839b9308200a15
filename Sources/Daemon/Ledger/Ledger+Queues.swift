/// How the destinations' queues stand, for status and metrics.
extension Ledger {
  /// What is kept of one destination.
  struct QueueState {
    var pending = 0
    var dead = 0
    /// Second at which the oldest that is pending was queued.
    var oldest: Int64?
    /// Second of its next attempt.
    var due: Int64?
    /// What came of its last attempt.
    var reason: String?
  }

  /// By destination: each that has a queue, or once had.
  func queueStates() throws(LedgerError) -> [String: QueueState] {
    var states: [String: QueueState] = [:]
    // Counted in the indexes alone; tests, of which there are few, are then taken off.
    try database.each(
      "SELECT destination, count(*) FROM delivery WHERE state = 'pending' GROUP BY destination"
    ) { states[$0.text(0), default: QueueState()].pending = Int($0.integer(1)) }
    try database.each("SELECT destination, count(*) FROM delivery WHERE state = 'dead' GROUP BY destination")
    { states[$0.text(0), default: QueueState()].dead = Int($0.integer(1)) }
    try database.each(
      """
      SELECT destination, sum(state = 'pending'), sum(state = 'dead') FROM delivery INDEXED BY delivery_test
      WHERE kind = 'test' AND queued IS NOT NULL GROUP BY destination
      """
    ) { row in
      states[row.text(0), default: QueueState()].pending -= Int(row.integer(1))
      states[row.text(0), default: QueueState()].dead -= Int(row.integer(2))
    }
    try database.each("SELECT name FROM destination") { states[$0.text(0), default: QueueState()].due = nil }
    for name in states.keys {
      guard let head = try pending(for: name, limit: 1).first, let entry = try delivery(head.number) else {
        continue
      }
      states[name]?.oldest = entry.queued
      states[name]?.due = entry.due
      states[name]?.reason = entry.reason
    }
    return states
  }

  /// The last files that were rejected, the newest first.
  func lastRejections(_ limit: Int) throws(LedgerError) -> [(moment: Int64, file: FileName, reason: String)] {
    var found: [(moment: Int64, file: FileName, reason: String)] = []
    try database.each(
      "SELECT recorded, file, reason FROM rejection ORDER BY id DESC LIMIT ?", [.integer(Int64(limit))]
    ) { found.append(($0.integer(0), FileName($0.blob(1)), $0.text(2))) }
    return found
  }

  /// The file and second of the filing that was recorded last.
  func lastFiling() throws(LedgerError) -> (file: FileName, moment: Int64)? {
    var found: (file: FileName, moment: Int64)?
    try database.each("SELECT file, recorded FROM filing ORDER BY id DESC LIMIT 1") {
      found = (FileName($0.blob(0)), $0.integer(1))
    }
    return found
  }

  /// Bytes of the database, and of the log that is not yet written back.
  func size() throws(LedgerError) -> (database: Int64, log: Int64) {
    let pages = try database.value("PRAGMA page_count").integer ?? 0
    let page = try database.value("PRAGMA page_size").integer ?? 0
    return (pages * page, Int64(database.logPages) * page)
  }

  /// The version that the schema has.
  var schema: Int { Schema.migrations.count }
}
