import Glibc
import Rules

/// What comes over the control socket.
extension Daemon {
  func hear(_ socket: Int32) throws {
    guard let control else { return }
    let now = Clock.monotonicMilliseconds()
    let isRelay = control.relay == socket
    guard let messages = control.receive(socket, now: now) else {
      if isRelay { try loseRelay() }
      return
    }
    let waits = control.flush(socket, now: now)
    try? poller.modify(socket, token: Token.connections + UInt64(socket), writable: waits)
    for message in messages { try answer(message, to: socket) }
    heedConnections()
  }

  func answer(_ message: ControlServer.Message, to socket: Int32) throws {
    switch message {
    case .relayConnected:
      try loseRelay()
      agenda.deliveries = Clock.monotonicMilliseconds()
    case .relayReply(let reply):
      patience.hear(reply)
      if try outbox?.settle(reply, now: Clock.now()) == true { agenda.noticeChange() }
      agenda.deliveries = Clock.monotonicMilliseconds()
    case .request(let request): send(ControlLine.bytes(try reply(to: request)), to: socket)
    case .forbidden:
      send(ControlLine.bytes(ControlReply.refused(Visitor.refusal)), to: socket)
      control?.endWhenSent(socket)
    case .nonsense: control?.end(socket)
    }
  }

  func reply(to request: ControlRequest) throws -> ControlReply {
    guard let ledger else { return .failed("a dry run keeps nothing that could be asked for") }
    switch request {
    case .status: return .status(try status())
    case .alerts(let filter): return .alerts(try ledger.alerts(matching: filter))
    case .deliveries(let filter): return .deliveries(try ledger.deliveries(matching: filter))
    case .why(let name): return try AlertStory.reply(about: name, in: ledger, by: book.rules)
    case .redeliver(let order): return .redelivered(try redeliver(order, ledger))
    case .sendTest(let destination, let patience):
      return try sendTest(to: destination, until: Clock.now() + Int64(min(max(patience, 1), 3_600)))
    case .prune(let moment, let isDryRun): return .pruning(beginPruning(before: moment, isDryRun: isDryRun))
    case .pruning:
      return (pruning?.report ?? pruned).map(ControlReply.pruning) ?? .unknown("nothing was pruned")
    case .resolve(let resolution):
      let answer = try intake.desk.resolve(resolution, now: Clock.now())
      agenda.noticeWork()
      return .resolved(answer)
    case .reload:
      try reload()
      return .reloaded(rules: book.rules.ruleNames.count, complaint: book.complaint?.text ?? "")
    }
  }

  // MARK: - Connections

  /// Connections whose reader sleeps, or that ask nothing, are ended in time.
  func heedConnections() {
    agenda.connections = [control?.deadline, metrics?.deadline, patience.deadline].compactMap { $0 }.min()
  }

  func endConnections(now: Int64) throws {
    if control?.endOverdue(now: now) == true { try loseRelay() }
    if let deadline = patience.deadline, deadline <= now { try giveUpRelay() }
    metrics?.endOverdue(now: now)
    heedConnections()
  }

  /// One that hangs. Another takes its place, or the same when it comes to itself and connects again.
  private func giveUpRelay() throws {
    log.say(.error, "the relay does not answer and is given up; what it had in hand is sent again")
    if let socket = control?.relay { control?.end(socket) }
    relay?.end()
    try loseRelay()
  }

  /// What it had in hand is asked again of the next one.
  private func loseRelay() throws {
    patience.forget()
    try outbox?.relayLost(now: Clock.now())
    agenda.noticeChange()
  }

  // MARK: - Deliveries

  func redeliver(_ order: Redelivery, _ ledger: Ledger) throws -> Redelivered {
    let named = book.rules.webhooks.map(\.name) + DestinationName.own
    let result = try ledger.redeliver(order, among: named, now: Clock.now())
    agenda.noticeChange()
    agenda.deliveries = Clock.monotonicMilliseconds()
    let count = result.queued.reduce(0) { $0 + $1.count }
    if count > 0 { log.say(.notice, "\(count) deliveries are sent once more, as somebody asked") }
    return result
  }

  /// A marked test on the way that alerts take.
  func sendTest(to name: String, until moment: Int64) throws -> ControlReply {
    let now = Clock.now()
    let draft = TestMessage(destination: name, now: now)
    agenda.deliveries = Clock.monotonicMilliseconds()
    if name == DestinationName.journal {
      guard let journal else { return .unknown("alerts of this daemon do not go to the journal") }
      return .testQueued(delivery: try journal.test(draft, now: now))
    }
    guard let webhook = book.rules.webhooks.first(where: { $0.name == name }), let outbox else {
      let names = book.rules.webhooks.map(\.name) + (journal == nil ? [] : [DestinationName.journal])
      let offer = names.isEmpty ? "there is none" : "there are: \(names.joined(separator: ", "))"
      return .unknown("no destination has the name `\(name)`; \(offer)")
    }
    guard settings.relay != .none else { return .unknown("no relay sends webhooks: --relay none") }
    return .testQueued(delivery: try outbox.test(draft, webhook, now: now, until: moment))
  }
}
