import Glibc
import Rules

/// What comes over the control socket.
extension Daemon {
  func hear(_ socket: Int32) throws {
    guard let control else { return }
    let isRelay = control.relay == socket
    guard let messages = control.receive(socket) else {
      if isRelay { try outbox?.relayLost() }
      return
    }
    try? poller.modify(socket, token: Token.connections + UInt64(socket), writable: control.flush(socket))
    for message in messages { try answer(message, to: socket) }
  }

  func answer(_ message: ControlServer.Message, to socket: Int32) throws {
    switch message {
    case .relayConnected:
      try outbox?.relayLost()
      agenda.deliveries = Clock.monotonicMilliseconds()
    case .relayReply(let reply):
      try outbox?.settle(reply, now: Clock.now())
      agenda.deliveries = Clock.monotonicMilliseconds()
    case .request(let request): send(ControlLine.bytes(try reply(to: request)), to: socket)
    case .nonsense: control?.end(socket)
    }
  }

  func reply(to request: ControlRequest) throws -> ControlReply {
    switch request {
    case .status: return .status(try status())
    case .alerts(let filter): return .alerts(try ledger?.alerts(matching: filter) ?? [])
    case .resolve(let resolution):
      let answer = try intake.desk.resolve(resolution, now: Clock.now())
      agenda.noticeWork()
      return .resolved(answer)
    case .reload:
      try reload()
      return .reloaded(rules: book.rules.ruleNames.count, complaint: book.complaint?.text ?? "")
    }
  }

  func status() throws -> DaemonStatus {
    var status = DaemonStatus(
      inbox: settings.places.inbox, state: doorbell == nil ? "the inbox is gone" : "watching",
      counts: try ledger?.counts() ?? LedgerCounts())
    status.processIdentifier = getpid()
    status.started = started
    status.rules = book.rules.ruleNames.count
    status.complaint = book.complaint?.summary
    status.backlog = queue.count
    status.relayConnected = control?.relay != nil
    return status
  }
}
