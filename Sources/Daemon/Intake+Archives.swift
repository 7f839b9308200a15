import Filings

/// An archive that lies in the inbox, and how far the walk through it has come.
final class OpenArchive {
  let name: FileName
  /// As the file was when its turn came.
  private(set) var fingerprint: Fingerprint
  /// `nil` until its turn comes: archives that wait take no memory.
  private var walk: FilingWalk?
  fileprivate(set) var filings = 0
  fileprivate(set) var passed = 0
  fileprivate(set) var refused = 0
  /// The first members that could not be read, with the reasons.
  fileprivate(set) var refusals: [String] = []

  /// Refusals that are told by name; the rest are counted.
  static let toldRefusals = 20

  init(_ name: FileName, _ fingerprint: Fingerprint) {
    self.name = name
    self.fingerprint = fingerprint
  }

  var isOpen: Bool { walk != nil }

  func open(_ source: ByteSource, _ fingerprint: Fingerprint) throws(FilingError) {
    self.fingerprint = fingerprint
    walk = try FilingWalk(source)
  }

  func next() throws(FilingError) -> FilingWalk.Stop? {
    try walk?.next()
  }

  /// `archive.tar.gz/member.nc`; the archive's own name for a file that is only compressed.
  func path(to member: [UInt8]) -> FileName {
    member.isEmpty ? name : FileName(name.bytes + [UInt8(ascii: "/")] + member)
  }

  /// What became of it, for people.
  var summary: String {
    let others = passed == 0 ? "" : ", \(passed) of other forms"
    return "\(name): \(filings) filings\(others)\(refused == 0 ? "" : ", \(refused) that could not be read")"
  }

  /// Why it is not archived with the files that were read whole; `nil` when it is.
  var rejection: String? {
    if refused == 0 { return filings > 0 ? nil : FilingWalk.noFiling.description }
    let rest = refused - refusals.count
    let list = refusals.joined(separator: "\n") + (rest > 0 ? "\nand \(rest) more" : "")
    return "\(summary); what could be read was judged\n\(list)"
  }
}

/// Archives are walked through a slice at a time, so that a filing that lands meanwhile does not wait for the last of
/// ten thousand members.
extension Intake {
  /// Milliseconds of one slice.
  private static let slice: Int64 = 50

  var hasArchives: Bool { !archives.isEmpty }

  /// Puts an archive at the end of the line, unless it stands there already.
  func put(_ name: FileName, _ fingerprint: Fingerprint) -> Outcome {
    if !archives.contains(where: { $0.name == name }) { archives.append(OpenArchive(name, fingerprint)) }
    return .stays
  }

  /// Goes on with the archive at hand for a slice, as one transaction.
  /// - Returns: its name when it is not whole yet and is to be looked at again.
  func goOnWithArchive(now: Int64) throws(LedgerError) -> FileName? {
    guard let archive = archives.first else { return nil }
    note?.begin(archive.name)
    defer { note?.finish() }
    let outcome = try walkSlice(of: archive, now: now)
    try ledger?.commitIfBegun()
    guard let outcome else { return nil }
    archives.removeFirst()
    switch outcome {
    case .leaves(let departure):
      let isSettled = try perform(departure, now: now)
      try ledger?.commitIfBegun()
      return isSettled ? nil : archive.name
    case .waits: return archive.name
    case .stays: break
    }
    return nil
  }

  /// `nil` while there is more.
  private func walkSlice(of archive: OpenArchive, now: Int64) throws(LedgerError) -> Outcome? {
    // A file that left before its turn is none of ours any more.
    let opened = archive.isOpen ? nil : opened(archive.name)
    guard archive.isOpen || opened != nil else { return .stays }
    let end = Clock.monotonicMilliseconds() + Intake.slice
    while Clock.monotonicMilliseconds() < end {
      switch Intake.step(archive, opened) {
      case .success(nil): return try close(archive, now: now)
      case .success(let stop?):
        if case .refused(let error, _) = stop, let outcome = unfinished(archive, error, now: now) {
          return outcome
        }
        try judge(stop, of: archive, now: now)
      case .failure(let error):
        if let outcome = unfinished(archive, error, now: now) { return outcome }
        try refuse(error, member: [], of: archive, now: now)
        return try close(archive, now: now)
      }
    }
    return nil
  }

  /// Opens a file that is read piece by piece, as it is now; `nil` when it is gone, or no file any more.
  func opened(_ name: FileName) -> (source: ByteSource, fingerprint: Fingerprint)? {
    guard case .file(let file) = inbox.look(at: name), let source = try? file.source() else { return nil }
    return (source, file.fingerprint)
  }

  /// What becomes of an archive that ends too early and may still be on its way.
  private func unfinished(_ archive: OpenArchive, _ error: FilingError, now: Int64) -> Outcome? {
    error.isTruncation ? outcomeUnfinished(archive.name, error, archive.fingerprint, now: now) : nil
  }

  private static func step(
    _ archive: OpenArchive, _ opened: (source: ByteSource, fingerprint: Fingerprint)?
  ) -> Result<FilingWalk.Stop?, FilingError> {
    do throws(FilingError) {
      if !archive.isOpen, let opened { try archive.open(opened.source, opened.fingerprint) }
      return .success(try archive.next())
    } catch {
      return .failure(error)
    }
  }

  private func judge(_ stop: FilingWalk.Stop, of archive: OpenArchive, now: Int64) throws(LedgerError) {
    switch stop {
    case .filings(let filings, let member):
      archive.filings += filings.count
      for filing in filings {
        try judge(filing, in: archive.path(to: member.name), member.bytes, now: now)
      }
    case .refused(let error, let member): try refuse(error, member: member, of: archive, now: now)
    case .passed: archive.passed += 1
    case .nothingYet: break
    }
  }

  private func refuse(_ error: FilingError, member: [UInt8], of archive: OpenArchive, now: Int64)
    throws(LedgerError)
  {
    archive.refused += 1
    let path = archive.path(to: member)
    try ledger?.beginIfNeeded()
    try ledger?.recordRejection(path, reason: error.description, now: now)
    guard archive.refusals.count < OpenArchive.toldRefusals else { return }
    archive.refusals.append("\(path): \(error)")
    log.say(
      .warning, "\(path) is no filing that can be read: \(error)", id: .filingRejected,
      ["INSIDERD_FILE": path.description, "INSIDERD_REASON": error.description])
  }

  private func close(_ archive: OpenArchive, now: Int64) throws(LedgerError) -> Outcome {
    // Another file may stand under the name by now, and only what was judged may leave.
    guard opened(archive.name)?.fingerprint == archive.fingerprint else { return .waits }
    log.say(archive.rejection == nil ? .info : .warning, archive.summary)
    troubles.remove(archive.name)
    guard let rejection = archive.rejection else { return try settle(archive.name, archive.fingerprint) }
    tally.rejected += 1
    if hasCrashes { try ledger?.forgetCrashes(at: archive.name) }
    return ledger == nil || after == .keep
      ? try settle(archive.name, archive.fingerprint)
      : .leaves(Departure(name: archive.name, rejection: rejection, fingerprint: archive.fingerprint))
  }
}
