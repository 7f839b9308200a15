import CLinux
import Filings
import Glibc
import Rules
import Wire

/// The judge: the only place that wires. Everything happens on one thread, in one loop that waits for descriptors.
package final class Daemon {
  private let settings: Settings
  private let log: Log
  private let systemd: Systemd
  private let signals: Signals
  private let alarm: Alarm
  private let channel: Announcer.Channel
  private let poller: Poller
  private let ledger: Ledger?
  private let control: ControlServer?
  private let journal: JournalOutbox?
  private let outbox: Outbox?
  private let relay: RelayProcess?
  private let started = Clock.now()

  private var book: RuleBook
  private var intake: Intake
  private var doorbell: Doorbell?
  private var queue = InboxQueue()
  private var agenda = Agenda()
  private var stops = false

  private enum Token {
    static let doorbell: UInt64 = 1
    static let signals: UInt64 = 2
    static let alarm: UInt64 = 3
    static let control: UInt64 = 4
    /// A connection's token is its descriptor above this.
    static let connections: UInt64 = 1 << 32
  }

  // MARK: - The start, as a list

  package init(_ settings: Settings, _ environment: Environment) throws(StartError) {
    do {
      self.settings = settings
      try Digest.start()
      systemd = Systemd(environment)
      log = Log(journal: Systemd.journalListens(environment) ? JournalSocket() : nil)
      signals = try Signals()
      channel = Daemon.channel(settings, environment, signals: signals.descriptor.number)
      alarm = try Alarm()
      poller = try Poller()
      let ledger = settings.dryRun ? nil : try Daemon.openLedger(settings)
      self.ledger = ledger
      book = try Daemon.loadRules(settings, ledger, log)
      let inbox = try Inbox(settings.places)
      intake = try Intake(
        inbox: inbox, rules: book.rules, ledger: ledger,
        announcer: Announcer(channel: channel),
        note: settings.dryRun ? nil : AttemptNote(directory: settings.state),
        after: settings.dryRun ? .keep : settings.after, log: log)
      journal = Daemon.journalOutbox(channel, ledger, log)
      outbox = ledger.map { [log] in Outbox(ledger: $0, log: log) }
      control = settings.dryRun ? nil : try ControlServer(path: settings.socket)
      relay =
        settings.relay == .spawn && !settings.dryRun
        ? RelayProcess(socket: settings.socket, credentials: settings.credentials) : nil
    } catch {
      throw StartError(error)
    }
  }

  /// Judges the inbox until it is asked to stop, or with `--once` until everything in it is judged.
  package func run() throws(StartError) {
    do {
      try watch()
      takeRules()
      try printUnfinished()
      systemd.ready(statusLine)
      log.say(.info, "watching \(settings.places.inbox) with \(rulesInWords)", id: .started)
      while !stops { try turn() }
      systemd.stopping()
      try ledger?.checkpoint()
      log.say(.info, "stopped", id: .stopped)
    } catch {
      throw StartError(error)
    }
  }

  package var tally: Tally { intake.tally }

  /// Watch first, then scan: what comes in between rings.
  private func watch() throws(SystemError) {
    for descriptor in [(signals.descriptor.number, Token.signals), (alarm.descriptor.number, Token.alarm)] {
      try poller.add(descriptor.0, token: descriptor.1)
    }
    if let control { try poller.add(control.listener.number, token: Token.control) }
    try hangDoorbell()
    let now = Clock.monotonicMilliseconds()
    agenda.scan = now + Agenda.scanInterval
    agenda.watchdog = systemd.watchdog.map { now + $0 / 2 }
    agenda.deliveries = now
  }

  private func hangDoorbell() throws(SystemError) {
    doorbell = nil
    let bell = try Doorbell(directory: settings.places.inbox)
    try poller.add(bell.descriptor.number, token: Token.doorbell)
    doorbell = bell
    queue.replace(with: try intake.inbox.scan())
  }

  // MARK: - The loop

  private func turn() throws {
    alarm.set(at: agenda.earliest)
    let hasWork = !queue.isEmpty || queue.needsScan || agenda.isDue(Clock.monotonicMilliseconds())
    for token in try poller.wait(block: !hasWork) {
      try handle(token)
    }
    if queue.isEmpty, queue.needsScan { try lookAgain() }
    let batch = queue.take(Intake.batch)
    if !batch.isEmpty {
      let now = Clock.now()
      queue.postpone(
        try intake.judge(batch, now: now), until: Clock.monotonicMilliseconds() + Agenda.settling)
      agenda.noticeWork()
    }
    try keepAgenda()
    if settings.once, queue.isEmpty, !queue.needsScan, !queue.isWaiting { stops = try isDelivered() }
  }

  private func handle(_ token: UInt64) throws {
    switch token {
    case Token.doorbell: try answerDoorbell()
    case Token.signals: for signal in signals.take() { try handle(signal) }
    case Token.alarm: alarm.acknowledge()
    case Token.control:
      if let socket = control?.accept() { try poller.add(socket, token: Token.connections + UInt64(socket)) }
    default: try hear(Int32(truncatingIfNeeded: token - Token.connections))
    }
  }

  private func answerDoorbell() throws {
    switch doorbell?.answer() {
    case .names(let names): queue.add(names.filter(Inbox.isCandidate))
    case .everything: try lookAgain()
    case .gone, nil: reopenInbox()
    }
  }

  private func handle(_ signal: Signals.Signal) throws {
    switch signal {
    case .stop: stops = true
    case .reload: try reload()
    case .child:
      if let end = relay?.reap() {
        log.say(.warning, "the relay ended with \(end) and is started again")
        agenda.relay = Clock.monotonicMilliseconds() + RelayProcess.pause * 1000
      }
    }
  }

  /// What is to be done at a time, when its time has come.
  private func keepAgenda() throws {
    let now = Clock.monotonicMilliseconds()
    if Agenda.take(&agenda.watchdog, at: now) {
      systemd.alive()
      agenda.watchdog = systemd.watchdog.map { now + $0 / 2 }
    }
    if Agenda.take(&agenda.scan, at: now) {
      agenda.scan = now + Agenda.scanInterval
      try lookAgain()
      if queue.isEmpty { try ledger?.checkpoint() }
    }
    if Agenda.take(&agenda.status, at: now) { systemd.status(statusLine) }
    if Agenda.take(&agenda.relay, at: now) { startRelay() }
    if Agenda.take(&agenda.deliveries, at: now) || agenda.hasNewWork && queue.isEmpty { try deliver() }
    queue.wake(at: now)
    agenda.settling = queue.earliestWaiting
  }

  /// The scan of every minute, and of every ring that says no name: some changes ring nothing.
  private func lookAgain() throws {
    if doorbell != nil, intake.inbox.isInPlace {
      queue.replace(with: try intake.inbox.scan())
    } else {
      reopenInbox()
    }
  }

  /// The inbox went away, or another lies in its place. A daemon that waits for it to come back says so.
  private func reopenInbox() {
    do throws(SystemError) {
      intake.inbox = try Inbox(settings.places)
      try hangDoorbell()
      log.say(.notice, "watching \(settings.places.inbox) again")
    } catch {
      if doorbell != nil { log.say(.error, "the inbox is gone: \(error)") }
      doorbell = nil
      agenda.scan = Clock.monotonicMilliseconds() + Agenda.missingInterval
    }
    agenda.noticeChange()
  }

  // MARK: - Rules

  private func reload() throws {
    systemd.reloading()
    book.reload(from: settings.rules, lastGood: try ledger?.lastGoodRules() ?? [:])
    takeRules()
    if let complaint = book.complaint {
      Daemon.say(complaint, log)
    } else {
      try ledger?.replaceLastGoodRules(book.files.map { ($0.name, $0.text) })
      log.say(.notice, "the rules were read again: \(rulesInWords)", id: .rulesReloaded)
    }
    systemd.ready(statusLine)
  }

  /// Puts the book's rules in force, whole, between two filings.
  private func takeRules() {
    intake.rules = book.rules
    outbox?.webhooks = book.rules.webhooks
    if !book.rules.webhooks.isEmpty { startRelay() }
  }

  private func startRelay() {
    guard let relay, !relay.isRunning else { return }
    do throws(SystemError) {
      try relay.start()
    } catch {
      log.say(.error, "webhooks wait: \(error)")
      agenda.relay = Clock.monotonicMilliseconds() + RelayProcess.pause * 1000
    }
  }

  // MARK: - Deliveries

  private func deliver() throws {
    let now = Clock.now()
    var next = try journal?.look(now: now)
    if let control, let relay = control.relay, let outbox {
      for request in try outbox.requests(now: now) { send(ControlLine.bytes(request), to: relay) }
      next = [next, try outbox.nextDue(now: now)].compactMap { $0 }.min()
    }
    agenda.hasNewWork = false
    agenda.deliveries = next.map { Clock.monotonicMilliseconds() + max(0, $0 - now) * 1000 }
  }

  /// What a reader of standard output had not taken when a process before this one ended.
  private func printUnfinished() throws(LedgerError) {
    guard case .printer(let printer) = channel, let ledger else { return }
    for delivery in try ledger.pending(for: DestinationName.terminal, limit: Intake.batch) {
      guard printer.print(delivery.body) else { return }
      try ledger.settle(delivery.number, as: .delivered, reason: nil, now: Clock.now())
    }
  }

  private func send(_ bytes: [UInt8], to socket: Int32) {
    guard let control else { return }
    let waits = control.send(bytes, to: socket)
    try? poller.modify(socket, token: Token.connections + UInt64(socket), writable: waits)
  }

  /// With `--once`: everything that can be delivered has been.
  private func isDelivered() throws -> Bool {
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

  // MARK: - Control

  private func hear(_ socket: Int32) throws {
    guard let control else { return }
    let isRelay = control.relay == socket
    guard let messages = control.receive(socket) else {
      if isRelay { try outbox?.relayLost() }
      return
    }
    try? poller.modify(socket, token: Token.connections + UInt64(socket), writable: control.flush(socket))
    for message in messages { try answer(message, to: socket) }
  }

  private func answer(_ message: ControlServer.Message, to socket: Int32) throws {
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

  private func reply(to request: ControlRequest) throws -> ControlReply {
    switch request {
    case .status: return .status(try status())
    case .alerts(let filter): return .alerts(try ledger?.alerts(matching: filter) ?? [])
    case .reload:
      try reload()
      return .reloaded(rules: book.rules.ruleNames.count, complaint: book.complaint?.text ?? "")
    }
  }

  private func status() throws -> DaemonStatus {
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

  // MARK: - Words

  private var rulesInWords: String {
    let count = book.rules.ruleNames.count
    return count == 1 ? "1 rule" : "\(count) rules"
  }

  private var statusLine: String {
    let tally = intake.tally
    let state = doorbell == nil ? "waiting for the inbox" : "watching"
    let line =
      "\(state) \(settings.places.inbox), \(rulesInWords), \(tally.filings) filings, \(tally.alerts) alerts"
    return book.complaint.map {
      line + "; rules on disk are broken, the last good ones are in force: \($0.summary)"
    } ?? line
  }
}

// MARK: - Parts of the start

extension Daemon {
  private static func channel(_ settings: Settings, _ environment: Environment, signals: Int32)
    -> Announcer.Channel
  {
    switch settings.journal {
    case .socket(let path): return .journal(JournalSocket(path: path), confirms: false)
    case .on: return .journal(JournalSocket(), confirms: JournalReader().mayRead)
    case .automatic where !settings.json && Systemd.journalListens(environment):
      return .journal(JournalSocket(), confirms: JournalReader().mayRead)
    case .automatic, .off:
      return .printer(
        Printer(style: settings.json ? .json : Printer.forPeople(environment), signals: signals))
    }
  }

  private static func journalOutbox(_ channel: Announcer.Channel, _ ledger: Ledger?, _ log: Log)
    -> JournalOutbox?
  {
    guard case .journal(let socket, let confirms) = channel, let ledger else { return nil }
    if !confirms {
      log.say(
        .notice, "delivery to the journal is unconfirmed: it cannot be read back (group systemd-journal)")
    }
    return JournalOutbox(
      ledger: ledger, socket: socket, reader: JournalReader(), log: log, confirms: confirms)
  }

  private static func openLedger(_ settings: Settings) throws -> Ledger {
    try Files.makeDirectory(settings.state)
    return try Ledger(directory: settings.state)
  }

  private static func loadRules(_ settings: Settings, _ ledger: Ledger?, _ log: Log) throws -> RuleBook {
    var book = RuleBook()
    book.reload(from: settings.rules, lastGood: try ledger?.lastGoodRules() ?? [:])
    if let complaint = book.complaint {
      guard !settings.strict else { throw StartError(.rules, complaint.text) }
      say(complaint, log)
    } else {
      try ledger?.replaceLastGoodRules(book.files.map { ($0.name, $0.text) })
    }
    return book
  }

  private static func say(_ complaint: RuleBook.Complaint, _ log: Log) {
    for line in complaint.text.split(separator: "\n") { log.say(.error, String(line)) }
    log.say(
      .error, "rules on disk are broken, the last good ones are in force: \(complaint.summary)",
      id: .rulesBroken,
      ["INSIDERD_FILE": complaint.badFiles.joined(separator: ", ")])
  }
}
