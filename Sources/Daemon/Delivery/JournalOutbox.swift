/// Deliveries to the journal that are sent and not yet confirmed: looked for, and sent again when they are not there.
struct JournalOutbox {
  /// Seconds until a missing entry is sent again; doubled for each attempt, up to the last.
  private static let firstPause: Int64 = 2
  private static let longestPause: Int64 = 300
  /// Deliveries of one look.
  private static let batch = JournalReader.batch

  let ledger: Ledger
  let socket: JournalSocket
  let reader: JournalReader
  let log: Log
  /// What is sent can be read back.
  let confirms: Bool

  /// Confirms what is due, sends again what is missing.
  /// - Returns: the second at which to look again; `nil` when nothing is pending.
  func look(now: Int64) throws(LedgerError) -> Int64? {
    let due = try ledger.pending(for: DestinationName.journal, limit: JournalOutbox.batch, dueBy: now)
    if !due.isEmpty { try settle(due, now: now) }
    return try ledger.earliestDue(for: DestinationName.journal)
  }

  /// Sends a test on the way of alerts; it is delivered when it was read back.
  /// - Returns: the ledger's number of it.
  func test(_ message: TestMessage, now: Int64) throws(LedgerError) -> Int64 {
    let datagram = message.journalEntry.datagram
    let look = Attempts(
      failures: 0, next: now + Announcer.confirmationDelay, interval: Announcer.confirmationDelay)
    var draft = DeliveryDraft(destination: DestinationName.journal, body: datagram, attempts: look)
    if case .success = socket.send(datagram), !confirms { draft.state = .unconfirmed }
    return try ledger.recordTest(draft, identifier: message.identifier, now: now)
  }

  private func settle(_ due: [PendingDelivery], now: Int64) throws(LedgerError) {
    let found = confirms ? findings(among: due) : []
    try ledger.inTransaction { () throws(LedgerError) in
      for delivery in due {
        if found.contains(delivery.key) {
          try ledger.settle(delivery.number, as: .delivered, reason: nil, now: now)
        } else {
          try resend(delivery, now: now)
        }
      }
    }
  }

  /// What the journal holds; nothing when it cannot be read at this moment.
  private func findings(among deliveries: [PendingDelivery]) -> Set<JournalReader.Key> {
    do throws(SystemError) {
      return try reader.found(among: deliveries.map(\.key))
    } catch {
      log.say(.warning, "the journal cannot be read back: \(error)")
      return []
    }
  }

  private func resend(_ delivery: PendingDelivery, now: Int64) throws(LedgerError) {
    ledger.meters.attempts[DestinationName.journal, default: 0] += 1
    switch socket.send(delivery.body) {
    case .success where !confirms:
      try ledger.settle(delivery.number, as: .unconfirmed, reason: nil, now: now)
    case .success: try postpone(delivery, "not in the journal", now: now)
    case .failure(let error): try postpone(delivery, "\(error)", now: now)
    }
  }

  private func postpone(_ delivery: PendingDelivery, _ reason: String, now: Int64) throws(LedgerError) {
    let failures = delivery.attempts.failures + 1
    let pause = min(JournalOutbox.firstPause << Int64(min(failures - 1, 16)), JournalOutbox.longestPause)
    let attempts = Attempts(failures: failures, next: now + pause, interval: pause)
    try ledger.postpone(delivery.number, attempts, reason: reason)
  }
}

extension PendingDelivery {
  fileprivate var key: JournalReader.Key { JournalReader.Key(alert: alert, revision: revision) }
}
