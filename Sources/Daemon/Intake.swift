import Filings
import Rules

/// From a name in the inbox to alerts in the ledger.
///
/// A batch of files is one transaction: before its commit all of them are still in the inbox, after it judging them
/// again changes nothing. The files leave the inbox after the commit, and not before.
final class Intake {
  var inbox: Inbox
  let desk: AlertDesk
  let ledger: Ledger?
  let log: Log

  let note: AttemptNote?
  let after: Settings.After
  /// There is a file at which the process ended once.
  private(set) var hasCrashes: Bool
  private var told: Set<FileName> = []
  /// Archives that were met and are not walked through yet, the one at hand first.
  var archives: [OpenArchive] = []

  /// A file that cannot be read, and was written to less than these seconds ago, is not yet whole.
  static let settlingSeconds: Int64 = 2
  /// Files of one transaction: the flush is shared, and so are the pages of the indexes. Nobody waits for it, since
  /// alerts are sent before.
  static let batch = 1024
  /// Ends of the process at one file, after which the file is rejected unread.
  static let crashes = 3
  /// Names of odd entries that are remembered so as to be mentioned once.
  private static let toldNames = 10_000

  init(
    inbox: Inbox, rules: RuleSet, ledger: Ledger?, announcer: Announcer, note: AttemptNote?,
    after: Settings.After, log: Log
  ) throws(LedgerError) {
    self.inbox = inbox
    desk = AlertDesk(rules: rules, ledger: ledger, announcer: announcer, log: log)
    self.ledger = ledger
    self.note = note
    self.after = after
    self.log = log
    hasCrashes = false
    if let ledger {
      if let file = note?.unfinished { try ledger.recordCrash(at: file) }
      hasCrashes = try ledger.hasCrashes()
    }
    note?.finish()
  }

  var rules: RuleSet {
    get { desk.rules }
    set { desk.rules = newValue }
  }

  var tally: Tally {
    get { desk.tally }
    set { desk.tally = newValue }
  }

  /// Judges the files as one transaction, which begins with the first of them that has something to write: the
  /// alerts of a filing that came alone are sent before anything is written.
  /// - Returns: those that are not whole yet and are to be looked at again.
  func judge(_ names: some Sequence<FileName>, now: Int64) throws(LedgerError) -> [FileName] {
    var departures: [Departure] = []
    var waiting: [FileName] = []
    for name in names {
      switch try judge(name, now: now) {
      case .leaves(let departure): departures.append(departure)
      case .waits: waiting.append(name)
      case .stays: break
      }
    }
    try ledger?.commitIfBegun()
    for departure in departures { perform(departure, now: now) }
    return waiting
  }

  // MARK: - One file

  enum Outcome {
    case leaves(Departure)
    /// Not whole yet.
    case waits
    case stays
  }

  struct Departure {
    let name: FileName
    /// Why it is no filing; `nil` for one that was judged.
    let rejection: String?
  }

  private func judge(_ name: FileName, now: Int64) throws(LedgerError) -> Outcome {
    switch inbox.read(name) {
    case .gone: return .stays
    case .changing: return .waits
    case .notAFile: return tell(name, "`\(name)` in the inbox is no file and is left alone")
    case .unreadable(let error): return tell(name, "\(error)")
    case .tooLarge(let fingerprint):
      return try reject(
        name, "the file has \(fingerprint.size) bytes; insiderd reads at most \(Limits.filingBytes)", now: now
      )
    case .archive(let fingerprint): return try put(name, fingerprint, now: now)
    case .bytes(let bytes, let fingerprint):
      return try judge(name, bytes, fingerprint, now: now)
    }
  }

  private func judge(_ name: FileName, _ bytes: [UInt8], _ fingerprint: Fingerprint, now: Int64)
    throws(LedgerError) -> Outcome
  {
    if let outcome = try outcomeUnread(name, fingerprint, now: now) { return outcome }
    if FilingWalk.isArchive(bytes) {
      return try put(name, fingerprint, now: now)
    }
    note?.begin(name)
    defer { note?.finish() }
    switch Intake.read(bytes) {
    case .failure(let error):
      if fingerprint.age(at: now) < Intake.settlingSeconds { return .waits }
      return try reject(name, error.description, now: now)
    case .success(let filings):
      for filing in filings { try judge(filing, in: name, bytes, now: now) }
      return try settle(name, fingerprint)
    }
  }

  /// What becomes of a file without a look into it: it was judged as it is, or ended the process too often.
  func outcomeUnread(_ name: FileName, _ fingerprint: Fingerprint, now: Int64) throws(LedgerError) -> Outcome?
  {
    if after == .keep, let ledger, try ledger.isSettled(name, fingerprint: fingerprint.bytes) {
      return .stays
    }
    if hasCrashes, let ledger, try ledger.crashes(at: name) >= Intake.crashes {
      return try reject(name, "judging the file ended the program \(Intake.crashes) times", now: now)
    }
    return nil
  }

  /// Everything in the file was judged.
  func settle(_ name: FileName, _ fingerprint: Fingerprint) throws(LedgerError) -> Outcome {
    if hasCrashes, let ledger {
      // What ended the process was not this file, or is mended; the next of its name starts anew.
      try ledger.beginIfNeeded()
      try ledger.forgetCrashes(at: name)
    }
    tally.files += 1
    if after == .keep, let ledger {
      try ledger.beginIfNeeded()
      try ledger.settle(name, fingerprint: fingerprint.bytes)
    }
    return after == .keep ? .stays : .leaves(Departure(name: name, rejection: nil))
  }

  func judge(_ filing: Filing, in name: FileName, _ bytes: [UInt8], now: Int64) throws(LedgerError) {
    try desk.take(filing, AlertDesk.Origin(file: name, bytes: bytes), now: now)
  }

  private static func read(_ bytes: [UInt8]) -> Result<[Filing], FilingError> {
    do throws(FilingError) {
      return .success(try FilingReader.read(bytes))
    } catch {
      return .failure(error)
    }
  }

  // MARK: - Leaving the inbox

  func reject(_ name: FileName, _ reason: String, now: Int64) throws(LedgerError) -> Outcome {
    tally.rejected += 1
    try ledger?.beginIfNeeded()
    try ledger?.recordRejection(name, reason: reason, now: now)
    if hasCrashes { try ledger?.forgetCrashes(at: name) }
    log.say(
      .warning, "\(name) is no filing that can be read: \(reason)", id: .filingRejected,
      ["INSIDERD_FILE": name.description, "INSIDERD_REASON": reason])
    return ledger == nil ? .stays : .leaves(Departure(name: name, rejection: reason))
  }

  /// A file that cannot be moved stays, is known when it is met again, and is said.
  func perform(_ departure: Departure, now: Int64) {
    do throws(SystemError) {
      if let reason = departure.rejection {
        try inbox.reject(departure.name, reason: reason)
      } else if after == .delete {
        try inbox.delete(departure.name)
      } else {
        try inbox.archive(departure.name, on: Day(number: Int32(now / 86_400)))
      }
    } catch {
      _ = tell(departure.name, "\(departure.name) was judged and stays in the inbox: \(error)")
    }
  }

  /// Says a thing about a name once.
  func tell(_ name: FileName, _ message: String) -> Outcome {
    if told.count >= Intake.toldNames { told.removeAll() }
    if told.insert(name).inserted { log.say(.warning, message) }
    return .stays
  }
}

/// What the intake has done since the start.
package struct Tally: Sendable, Hashable {
  package var files = 0
  package var filings = 0
  package var rows = 0
  package var alerts = 0
  package var rejected = 0

  package init() {}
}
