/// What becomes of a whole queue when its destination changes.
extension Ledger {
  /// Digest of the webhook's settings as they last were; `nil` for a destination that is new.
  func settings(of name: String) throws(LedgerError) -> [UInt8]? {
    var settings: [UInt8]?
    try database.each(
      "SELECT settings FROM destination WHERE name = ? AND settings IS NOT NULL", [.text(name)]
    ) { settings = $0.blob(0) }
    return settings
  }

  /// Keeps the digest of a destination's settings; the destination is known.
  func keep(settings: [UInt8], of name: String) throws(LedgerError) {
    try database.value("UPDATE destination SET settings = ? WHERE name = ?", .blob(settings), .text(name))
  }

  /// Takes everything out of a destination's queue, which its reason is kept with.
  func withholdPending(for name: String, reason: String, now: Int64) throws(LedgerError) {
    try database.value(
      "UPDATE delivery SET state = 'withheld', reason = ?, settled = ? WHERE destination = ? AND state = 'pending'",
      .text(reason), .integer(now), .text(name))
  }

  /// Puts back into a destination's queue what was withheld for a reason that begins so; all that waits there may be
  /// tried at once.
  /// - Returns: how many were put back.
  func queueAgain(withheldFor reason: String, of name: String, now: Int64) throws(LedgerError) -> Int {
    var count = 0
    try database.each(
      """
      UPDATE delivery SET state = 'pending', reason = NULL, settled = NULL, attempts = 0
      WHERE destination = ?1 AND state = 'withheld' AND substr(reason, 1, length(?2)) = ?2 RETURNING 1
      """, [.text(name), .text(reason)]
    ) { _ in count += 1 }
    try database.value(
      "UPDATE delivery SET due = ?1, interval = 0 WHERE destination = ?2 AND state = 'pending'",
      .integer(now),
      .text(name))
    return count
  }
}
