import Glibc
import Rules

/// What the daemon says of itself.
extension Daemon {
  /// For `systemctl status`: what is watched and judged, and what somebody has to look after.
  var report: String {
    ([statusLine, relayRemark].compactMap { $0 } + destinationRemarks).joined(separator: "; ")
  }

  /// What takes no alerts, or not now, and waits for somebody to mend it: its queue is kept and nobody else says so.
  private var destinationRemarks: [String] {
    let troubled = (try? outbox?.troubled()) ?? []
    let more = troubled.count - DaemonStatus.remarks
    return troubled.prefix(DaemonStatus.remarks).map { "webhook `\($0.name)` \($0.status.words)" }
      + (more > 0 ? ["\(more) more webhooks in trouble"] : [])
  }

  /// Both units are one service for the operator, and the judge answers for the relay.
  private var relayRemark: String? {
    guard settings.relay == .external, !book.rules.webhooks.isEmpty, control?.relay == nil else { return nil }
    return "webhooks wait, the relay is not connected (systemctl status insiderd-relay)"
  }

  func status() throws(LedgerError) -> DaemonStatus {
    guard let ledger else { return emptyStatus(LedgerCounts()) }
    var status = emptyStatus(try ledger.counts())
    try status.fill(from: ledger, directory: settings.state)
    status.processIdentifier = getpid()
    status.started = started
    status.rules = book.rules.ruleNames.count
    status.complaint = book.complaint?.summary
    status.ruleFiles = book.status(goodSince: try ledger.goodRulesSince())
    status.backlog = queue.count
    status.settling = queue.waitingCount
    status.relayConnected = control?.relay != nil
    status.journal = journal.map { $0.confirms ? "confirmed" : "unconfirmed" } ?? "off"
    status.keep = settings.keep?.description
    status.errors = DaemonStatus.newest(log.recent.newest + status.errors)
    status.name(book.rules.webhooks.map(\.name), journal: journal != nil)
    return status
  }

  private func emptyStatus(_ counts: LedgerCounts) -> DaemonStatus {
    DaemonStatus(
      version: settings.version, inbox: settings.places.inbox,
      state: inboxState, counts: counts)
  }
}

extension DaemonStatus {
  /// Rejected files that are mentioned.
  private static let rejections = 5
  /// Webhooks in trouble that systemd's one line has room for.
  fileprivate static let remarks = 3

  /// Everything that the ledger knows, whether a daemon runs or not.
  package mutating func fill(from ledger: Ledger, directory: String) throws(LedgerError) {
    schema = ledger.schema
    let size = try ledger.size()
    self.ledger = LedgerSize(path: directory + "/ledger.db", bytes: size.database, logBytes: size.log)
    if let last = try ledger.lastFiling() { (lastFile, lastFiling) = (last.file.description, last.moment) }
    errors = try ledger.lastRejections(DaemonStatus.rejections).map {
      Complaint(moment: $0.moment, text: "\($0.file) was rejected: \($0.reason)")
    }
    for (name, queue) in try ledger.queueStates().sorted(by: { $0.key < $1.key }) {
      destinations.append(try Destination(name, queue, ledger))
    }
  }

  /// Each thing once: what was rejected was said, too.
  static func newest(_ errors: [Complaint]) -> [Complaint] {
    var kept: [Complaint] = []
    for error in errors.sorted(by: { $0.moment > $1.moment })
    where !kept.contains(where: { $0.file != nil && $0.file == error.file }) {
      kept.append(error)
    }
    return Array(kept.prefix(rejections))
  }

  /// Says which destinations are those of the rules in force, and names those that never had a queue.
  mutating func name(_ webhooks: [String], journal: Bool) {
    for index in destinations.indices {
      let name = destinations[index].name
      let isOwn = name == DestinationName.terminal || name == DestinationName.journal
      destinations[index].isNamed = isOwn || webhooks.contains(name)
      if !destinations[index].isNamed { destinations[index].nextAttempt = nil }
    }
    let held = Set(destinations.map(\.name))
    let missing = (journal ? [DestinationName.journal] : []) + webhooks.filter { !held.contains($0) }
    for name in missing where !held.contains(name) {
      destinations.append(Destination(name: name, status: DestinationHealth.Status.working.rawValue))
    }
    destinations.sort { $0.name < $1.name }
  }
}

extension DaemonStatus.Complaint {
  /// The file that the words begin with, where they speak of one that was rejected.
  fileprivate var file: Substring? {
    for mark in [" was rejected: ", " is no filing that can be read: "] {
      if let range = text.firstRange(of: mark) { return text[..<range.lowerBound] }
    }
    return nil
  }
}

extension DaemonStatus.Destination {
  fileprivate init(_ name: String, _ queue: Ledger.QueueState, _ ledger: Ledger) throws(LedgerError) {
    let health = try ledger.health(of: name)
    let trouble = try ledger.trouble(of: name)
    self.init(name: name, status: health.status.rawValue)
    reason = trouble?.reason ?? queue.reason
    failingSince = trouble?.moment
    failuresInARow = health.failuresInARow
    pending = queue.pending
    oldest = queue.oldest
    dead = queue.dead
    switch health.status {
    case .working: nextAttempt = queue.due
    case .failing: nextAttempt = queue.due.map { max($0, health.probe) }
    case .paused, .retired: nextAttempt = nil
    }
  }
}

extension DestinationHealth.Status {
  /// The end of a sentence that begins with the destination.
  fileprivate var words: String {
    switch self {
    case .working: "works"
    case .failing: "fails"
    case .paused, .retired: "is \(rawValue)"
    }
  }
}
