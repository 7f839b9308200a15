/// Deliveries to the journal that are sent and not yet confirmed: looked for, and sent again when they are not there.
final class JournalOutbox {
  /// Seconds until an entry that was sent and is missing is sent again; doubled for each attempt, up to the last.
  private static let firstPause: Int64 = 2
  private static let longestPause: Int64 = 300
  /// Milliseconds until the socket is tried again that took nothing more: the kernel holds some ten datagrams for
  /// journald. Doubled as long as it takes nothing at all, up to the last.
  private static let firstWait: Int64 = 100
  private static let longestWait: Int64 = 5_000
  /// Deliveries of one look.
  private static let batch = JournalReader.batch

  private let ledger: Ledger
  private let socket: JournalSocket
  private let reader: JournalReader
  private let log: Log
  /// What is sent can be read back.
  let confirms: Bool
  /// Looks in a row at which the socket took nothing.
  private var refusals: Int64 = 0

  init(ledger: Ledger, socket: JournalSocket, reader: JournalReader, log: Log, confirms: Bool) {
    self.ledger = ledger
    self.socket = socket
    self.reader = reader
    self.log = log
    self.confirms = confirms
  }

  /// Confirms what is due, sends again what is missing. `now` in seconds since 1970.
  /// - Returns: milliseconds until the next look; `nil` when nothing is pending.
  func look(now: Int64) throws(LedgerError) -> Int64? {
    let due = try ledger.pending(for: DestinationName.journal, limit: JournalOutbox.batch, dueBy: now)
    if !due.isEmpty, try !settle(due, now: now) {
      return min(JournalOutbox.firstWait << min(refusals, 8), JournalOutbox.longestWait)
    }
    return try ledger.earliestDue(for: DestinationName.journal).map { max(0, $0 - now) * 1000 }
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

  /// - Returns: `false` when the socket took no more. What was not sent stays due: that the journal hangs or is away says
  ///   nothing of the entry.
  private func settle(_ due: [PendingDelivery], now: Int64) throws(LedgerError) -> Bool {
    let found = confirms ? findings(among: due) : []
    var sent = 0
    var isRefused = false
    try ledger.inTransaction { () throws(LedgerError) in
      for delivery in due {
        if found.contains(delivery.key) {
          try ledger.settle(delivery.number, as: .delivered, reason: nil, now: now)
        } else if !isRefused {
          isRefused = try !send(delivery, now: now)
          sent += isRefused ? 0 : 1
        }
      }
    }
    refusals = isRefused && sent == 0 ? refusals + 1 : 0
    return !isRefused
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

  private func send(_ delivery: PendingDelivery, now: Int64) throws(LedgerError) -> Bool {
    ledger.meters.attempts[DestinationName.journal, default: 0] += 1
    guard case .success = socket.send(delivery.body) else { return false }
    if confirms {
      try postpone(delivery, "not in the journal", now: now)
    } else {
      try ledger.settle(delivery.number, as: .unconfirmed, reason: nil, now: now)
    }
    return true
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
