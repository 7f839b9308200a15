/// What goes to those who are to hear of an alert.
extension Daemon {
  func deliver() throws {
    let now = Clock.now()
    let tests = try outbox?.endTests(now: now).map { max(0, $0 - now) * 1000 }
    var pause = [try journal?.look(now: now), tests].compactMap { $0 }.min()
    if let control, let relay = control.relay, let outbox {
      for request in try outbox.requests(now: now) {
        patience.expect(request, now: Clock.monotonicMilliseconds())
        send(ControlLine.bytes(request), to: relay)
      }
      let next = try outbox.nextDue(now: now).map { max(0, $0 - now) * 1000 }
      pause = [pause, next].compactMap { $0 }.min()
    }
    agenda.hasNewWork = false
    agenda.deliveries = pause.map { Clock.monotonicMilliseconds() + $0 }
  }

  /// What a reader of standard output had not taken when a process before this one ended.
  func printUnfinished() throws(LedgerError) {
    guard case .printer(let printer) = channel, let ledger else { return }
    for delivery in try ledger.pending(for: DestinationName.terminal, limit: Intake.batch) {
      guard printer.print(delivery.body) else { return }
      try ledger.settle(delivery.number, as: .delivered, reason: nil, now: Clock.now())
    }
  }

  func send(_ bytes: [UInt8], to socket: Int32) {
    guard let control else { return }
    let waits = control.send(bytes, to: socket, now: Clock.monotonicMilliseconds())
    try? poller.modify(socket, token: Token.connections + UInt64(socket), writable: waits)
    heedConnections()
  }

  /// With `--once`: everything that can be delivered has been.
  func isDelivered() throws -> Bool {
    let patience = Agenda.onceSeconds
    guard let ledger, Clock.now() - started < patience || agenda.quietSince + patience > Clock.now() else {
      return true
    }
    let now = Clock.now()
    if let journal, journal.confirms, try ledger.earliestDue(for: DestinationName.journal) != nil {
      return false
    }
    guard settings.relay != .none, let outbox else { return true }
    return try !outbox.hasDue(now: now)
  }
}
