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
  /// There is a file that was judged and is still in the inbox.
  var hasSettled: Bool
  var told: Set<FileName> = []
  var troubles = InboxTroubles()
  /// Directories that the last scan did not look into.
  var omissions: [InboxListing.Omission] = []
  /// Archives that were met and are not walked through yet, the one at hand first.
  var archives: [OpenArchive] = []

  /// A file that cannot be read, and was written to less than these seconds ago, is not yet whole.
  static let settlingSeconds: Int64 = 2
  /// A file that is cut off or empty is rejected once it has not changed for these seconds: a transfer that stalls for
  /// longer than a quarter of an hour has failed.
  static let completionSeconds: Int64 = 900
  /// Files of one transaction: the flush is shared, and so are the pages of the indexes. Nobody waits for it, since
  /// alerts are sent before.
  static let batch = 1024
  /// Ends of the process at one file, after which the file is rejected unread.
  static let crashes = 3
  /// Names of odd entries that are remembered so as to be mentioned once.
  static let toldNames = 10_000

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
    hasSettled = try ledger?.hasSettled() ?? false
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
    for departure in departures where try !perform(departure, now: now) { waiting.append(departure.name) }
    try ledger?.commitIfBegun()
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
    /// As the file was when it was judged: nothing else may leave.
    let fingerprint: Fingerprint
  }

  private func judge(_ name: FileName, now: Int64) throws(LedgerError) -> Outcome {
    switch inbox.look(at: name) {
    case .gone:
      troubles.remove(name)
      return .stays
    case .directory: return .stays
    case .notAFile: return tell(name, "`\(name)` in the inbox is no file and is left alone")
    case .unreadable(let error): return trouble(name, .unreadable, "\(error); it is tried again every minute")
    case .file(let file):
      if let outcome = try outcomeUnread(name, file.fingerprint, now: now) { return outcome }
      return try judge(file, now: now)
    }
  }

  private func judge(_ file: InboxFile, now: Int64) throws(LedgerError) -> Outcome {
    let name = file.name
    switch file.contents() {
    case .changing: return .waits
    case .unreadable(let error): return trouble(name, .unreadable, "\(error); it is tried again every minute")
    case .archive: return put(name, file.fingerprint)
    case .tooLarge:
      if file.fingerprint.age(at: now) < Intake.settlingSeconds { return .waits }
      return try reject(
        name, "the file has \(file.fingerprint.size) bytes; insiderd reads at most \(Limits.filingBytes)",
        file.fingerprint, now: now)
    case .bytes(let bytes):
      if FilingWalk.isArchive(bytes) { return put(name, file.fingerprint) }
      return try judge(name, bytes, file.fingerprint, now: now)
    }
  }

  private func judge(_ name: FileName, _ bytes: [UInt8], _ fingerprint: Fingerprint, now: Int64)
    throws(LedgerError) -> Outcome
  {
    note?.begin(name)
    defer { note?.finish() }
    switch Intake.read(bytes) {
    case .failure(let error):
      if let outcome = outcomeUnfinished(name, error, fingerprint, now: now) { return outcome }
      return try reject(name, error.description, fingerprint, now: now)
    case .success(let filings):
      for filing in filings { try judge(filing, in: name, bytes, now: now) }
      return try settle(name, fingerprint)
    }
  }

  /// A file that cannot be read may still be on its way: one that was just written to, and for longer one that is cut
  /// off or empty. `nil` when it has had its time.
  func outcomeUnfinished(_ name: FileName, _ error: FilingError, _ fingerprint: Fingerprint, now: Int64)
    -> Outcome?
  {
    let age = fingerprint.age(at: now)
    if age < Intake.settlingSeconds { return .waits }
    guard error.isTruncation, age < Intake.completionSeconds else { return nil }
    let patience = Intake.completionSeconds / 60
    if troubles.add(name, .incomplete, "", fingerprint) {
      log.say(
        .notice, "\(name) is not whole: \(error); after \(patience) minutes without a change it is rejected")
    }
    return .stays
  }

  /// What becomes of a file without a look into it: it was judged as it is, or ended the process too often.
  func outcomeUnread(_ name: FileName, _ fingerprint: Fingerprint, now: Int64) throws(LedgerError) -> Outcome?
  {
    if hasSettled, let ledger, let settled = try ledger.settled(name, fingerprint: fingerprint.bytes) {
      if after == .keep, settled.rejection == nil { return .stays }
      return .leaves(Departure(name: name, rejection: settled.rejection, fingerprint: fingerprint))
    }
    if hasCrashes, let ledger, try ledger.crashes(at: name) >= Intake.crashes {
      return try reject(
        name, "judging the file ended the program \(Intake.crashes) times", fingerprint, now: now)
    }
    if troubles.isIncomplete(name, fingerprint), fingerprint.age(at: now) < Intake.completionSeconds {
      return .stays
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
    troubles.remove(name)
    guard after == .keep else {
      return .leaves(Departure(name: name, rejection: nil, fingerprint: fingerprint))
    }
    if let ledger {
      try ledger.beginIfNeeded()
      try ledger.settle(name, fingerprint: fingerprint.bytes, rejection: nil)
      hasSettled = true
    }
    return .stays
  }

  func judge(_ filing: Filing, in name: FileName, _ bytes: [UInt8], now: Int64) throws(LedgerError) {
    var filing = filing
    filing.takeAccession(fromPath: name.bytes)
    try desk.take(filing, AlertDesk.Origin(file: name, bytes: bytes), now: now)
  }

  private static func read(_ bytes: [UInt8]) -> Result<[Filing], FilingError> {
    do throws(FilingError) {
      return .success(try FilingReader.read(bytes))
    } catch {
      return .failure(error)
    }
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
