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
    let due = try ledger.pending(for: DestinationName.journal, limit: JournalOutbox.batch).filter { $0.due <= now }
    if !due.isEmpty { try settle(due, now: now) }
    return try ledger.earliestDue(for: DestinationName.journal)
  }

  private func settle(_ due: [PendingDelivery], now: Int64) throws(LedgerError) {
    let found = confirms ? findings(among: due) : []
    try ledger.inTransaction { () throws(LedgerError) in
      for delivery in due {
        if found.contains(delivery.key) {
          try ledger.confirm(delivery.number, now: now)
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
    switch socket.send(delivery.body) {
    case .success where !confirms:
      try ledger.settle(delivery.number, as: .unconfirmed, reason: nil, now: now)
    case .success:
      try ledger.postpone(delivery.number, until: now + pause(after: delivery.attempts), reason: "not in the journal")
    case .failure(let error):
      try ledger.postpone(delivery.number, until: now + pause(after: delivery.attempts), reason: "\(error)")
    }
  }

  private func pause(after attempts: Int) -> Int64 {
    let doubled = JournalOutbox.firstPause << Int64(min(max(attempts - 1, 0), 16))
    return min(doubled, JournalOutbox.longestPause)
  }
}

extension PendingDelivery {
  fileprivate var key: JournalReader.Key { JournalReader.Key(alert: alert, revision: revision) }
}
