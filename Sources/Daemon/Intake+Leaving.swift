import Filings

/// How files leave the inbox, and what is said of those that cannot.
extension Intake {
  func reject(_ name: FileName, _ reason: String, _ fingerprint: Fingerprint, now: Int64) throws(LedgerError)
    -> Outcome
  {
    tally.rejected += 1
    troubles.remove(name)
    try ledger?.beginIfNeeded()
    try ledger?.recordRejection(name, reason: reason, now: now)
    if hasCrashes { try ledger?.forgetCrashes(at: name) }
    log.say(
      .warning, "\(name) is no filing that can be read: \(reason)", id: .filingRejected,
      ["INSIDERD_FILE": name.description, "INSIDERD_REASON": reason])
    return ledger == nil
      ? .stays : .leaves(Departure(name: name, rejection: reason, fingerprint: fingerprint))
  }

  /// Takes a file out of the inbox. One that cannot leave stays, is known when it is met again, is tried again every
  /// minute, and is said.
  /// - Returns: `false` when another file stands under the name by now, which is to be judged.
  func perform(_ departure: Departure, now: Int64) throws(LedgerError) -> Bool {
    let name = departure.name
    switch leave(departure, now: now) {
    case .success(.replaced):
      log.say(.notice, "\(name) was replaced or written to while it was judged, and is judged again")
      return false
    case .success:
      troubles.remove(name)
      try forget(name)
    case .failure(let error):
      let isKnown = troubles.holds(name, .stuck)
      let word = "\(name) was judged and stays in the inbox: \(error); it is tried again every minute"
      _ = trouble(name, .stuck, word)
      if !isKnown { try remember(departure) }
    }
    return true
  }

  private func leave(_ departure: Departure, now: Int64) -> Result<Inbox.Departure, SystemError> {
    let (name, judged) = (departure.name, departure.fingerprint)
    do throws(SystemError) {
      if let reason = departure.rejection {
        return .success(try inbox.reject(name, reason: reason, judged: judged))
      }
      if after == .delete { return .success(try inbox.delete(name, judged: judged)) }
      return .success(
        try inbox.archive(name, on: Day(number: Int32(clamping: now / 86_400)), judged: judged))
    } catch {
      return .failure(error)
    }
  }

  private func remember(_ departure: Departure) throws(LedgerError) {
    guard let ledger else { return }
    try ledger.beginIfNeeded()
    try ledger.settle(
      departure.name, fingerprint: departure.fingerprint.bytes, rejection: departure.rejection)
    hasSettled = true
  }

  private func forget(_ name: FileName) throws(LedgerError) {
    guard hasSettled, let ledger else { return }
    try ledger.beginIfNeeded()
    try ledger.unsettle(name)
  }

  // MARK: - What is said

  /// Says what keeps a file in the inbox, once.
  func trouble(_ name: FileName, _ kind: InboxTroubles.Kind, _ message: String) -> Outcome {
    if troubles.add(name, kind, message) { log.say(.warning, message) }
    return .stays
  }

  /// Says a thing about a name once.
  func tell(_ name: FileName, _ message: String) -> Outcome {
    if told.count >= Intake.toldNames { told.removeAll() }
    if told.insert(name).inserted { log.say(.warning, message) }
    return .stays
  }

  /// What a scan of the whole inbox found: what is not there any more is forgotten, what was left out is said.
  func heed(_ listing: InboxListing) throws(LedgerError) {
    troubles.keep(only: listing.names)
    omissions = listing.omissions
    mention(omissions)
    guard hasSettled, let ledger else { return }
    try ledger.forgetSettled(except: listing.names)
    hasSettled = try ledger.hasSettled()
  }

  /// Says which directories are left out, each once.
  func mention(_ omissions: [InboxListing.Omission]) {
    for omission in omissions {
      _ = tell(omission.directory, "the directory `\(omission.directory)` is left out: \(omission.reason)")
    }
  }

  /// How the files of the inbox fare.
  func report() -> InboxReport {
    var report = InboxReport()
    report.omittedDirectories = omissions.count
    report.incomplete = troubles.count(.incomplete)
    report.unreadable = troubles.count(.unreadable)
    report.stuck = troubles.count(.stuck)
    report.trouble = troubles.latest ?? omissions.last.map { "\($0.directory): \($0.reason)" }
    return report
  }
}
