import CLinux
import Filings
import Glibc
import Rules
import Wire

/// The judge: the only place that wires. Everything happens on one thread, in one loop that waits for descriptors.
package final class Daemon {
  let settings: Settings
  let log: Log
  let systemd: Systemd
  let signals: Signals
  let alarm: Alarm
  let channel: Announcer.Channel
  let poller: Poller
  let ledger: Ledger?
  let control: ControlServer?
  let journal: JournalOutbox?
  let outbox: Outbox?
  let relay: RelayProcess?
  let metrics: MetricsServer?
  let started = Clock.now()

  var book: RuleBook
  var ruleBell: RuleBell?
  /// The table of mounts, which rings when it changes; `nil` where there is no `/proc`.
  var mounts: MountTable?
  var intake: Intake
  var doorbell: Doorbell?
  var patience = RelayPatience()
  /// Why there is no bell although the inbox is there.
  var polling: String?
  /// Directories without a watch, when that was last said.
  var unwatched = 0
  var queue = InboxQueue()
  var agenda = Agenda()
  var stops = false
  /// What is being pruned.
  var pruning: Pruning?
  /// What was pruned last.
  var pruned: PruneReport?

  enum Token {
    static let doorbell: UInt64 = 1
    static let signals: UInt64 = 2
    static let alarm: UInt64 = 3
    static let control: UInt64 = 4
    static let rules: UInt64 = 5
    static let metrics: UInt64 = 6
    static let mounts: UInt64 = 7
    /// A connection's token is its descriptor above this.
    static let connections: UInt64 = 1 << 32
    /// The same for those who read metrics.
    static let readers: UInt64 = 1 << 33
  }

  // MARK: - The start, as a list

  package init(_ settings: Settings, _ environment: Environment) throws(StartError) {
    do {
      self.settings = settings
      umask(0o027)  // what is written here concerns its group and nobody else
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
      let inbox = try Inbox(settings.places, aside: [settings.state])
      intake = try Intake(
        inbox: inbox, rules: book.rules, ledger: ledger,
        announcer: Announcer(channel: channel),
        note: settings.dryRun ? nil : AttemptNote(directory: settings.state),
        after: settings.dryRun ? .keep : settings.after, log: log)
      journal = Daemon.journalOutbox(channel, ledger, log)
      outbox = ledger.map { [log] in Outbox(ledger: $0, log: log, schedule: settings.retries) }
      control = settings.dryRun ? nil : try ControlServer(path: settings.socket)
      relay =
        settings.relay == .spawn && !settings.dryRun
        ? RelayProcess(socket: settings.socket, credentials: settings.credentials) : nil
      metrics = try settings.metrics.map(MetricsServer.init)
    } catch {
      throw StartError(error)
    }
  }

  /// Judges the inbox until it is asked to stop, or with `--once` until everything in it is judged.
  package func run() throws(StartError) {
    do {
      try watch()
      try takeRules()
      try ledger?.heedClock(now: started)
      try raiseComplaint()
      try ledger?.endTests(now: started)
      try printUnfinished()
      systemd.ready(report)
      agenda.noticeChange()
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
  func watch() throws {
    for descriptor in [(signals.descriptor.number, Token.signals), (alarm.descriptor.number, Token.alarm)] {
      try poller.add(descriptor.0, token: descriptor.1)
    }
    if let control { try poller.add(control.listener.number, token: Token.control) }
    if let metrics { try poller.add(metrics.listener.number, token: Token.metrics) }
    try hangDoorbell()
    hangRuleBell()
    mounts = try? MountTable(poller, token: Token.mounts)
    if book.hasChanged(settings.rules) { noticeRules() }
    let now = Clock.monotonicMilliseconds()
    agenda.scan = now + Agenda.scanInterval
    agenda.watchdog = systemd.watchdog.map { now + $0 / 2 }
    agenda.deliveries = now
    agenda.prune = settings.keep.map { _ in now + Agenda.firstPrune }
  }

  // MARK: - Words

  var rulesInWords: String {
    let count = book.rules.ruleNames.count
    return count == 1 ? "1 rule" : "\(count) rules"
  }

  var statusLine: String {
    let tally = intake.tally
    var parts = [
      "\(inboxState) \(settings.places.inbox)", rulesInWords, "\(tally.filings) filings",
      "\(tally.alerts) alerts",
    ]
    if let archive = intake.archives.first { parts.append("in the middle of \(archive.summary)") }
    let line = ([parts.joined(separator: ", ")] + inboxReport.remarks).joined(separator: "; ")
    return book.complaint.map {
      line + "; rules on disk are broken, the last good ones are in force: \($0.summary)"
    } ?? line
  }
}
