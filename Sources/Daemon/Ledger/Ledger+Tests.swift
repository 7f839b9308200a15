/// Tests of destinations: deliveries that carry no alert.
extension Ledger {
  /// Puts a test into the ledger and returns its number. It stands in no queue: whoever asked sends it.
  func recordTest(_ draft: DeliveryDraft, identifier: String, now: Int64) throws(LedgerError) -> Int64 {
    var number: Int64 = 0
    try inTransaction { () throws(LedgerError) in
      try insert(draft, alert: identifier, revision: 1, kind: .test, now: now)
      number = database.lastInsertedRow
    }
    return number
  }

  /// Tests that a process before this one did not finish: nobody waits for them any more.
  func endTests(now: Int64) throws(LedgerError) {
    try database.value(
      """
      UPDATE delivery SET state = 'dead', reason = 'the daemon ended before the test did', settled = ?
      WHERE state = 'pending' AND kind = 'test'
      """, .integer(now))
  }
}
