import Rules

/// How changed rules come into force, and the relay with them.
extension Daemon {
  /// Because somebody asked: systemd, `insiderd reload`, SIGHUP.
  func reload() throws {
    systemd.reloading()
    try readRules()
    systemd.ready(report)
  }

  /// Reads the rules again. What is good comes into force whole, between two filings.
  private func readRules() throws {
    agenda.rules = nil
    hangRuleBell()
    let lists = book.lists
    book.reload(from: settings.rules, lastGood: try ledger?.lastGoodRules() ?? book.texts)
    if book.lists != lists {
      hangRuleBell()
      if book.hasChanged(settings.rules) { noticeRules() }
    }
    try takeRules()
    try keepRules()
    if let complaint = book.complaint {
      Daemon.say(complaint, log)
    } else {
      log.say(.notice, "the rules were read again: \(rulesInWords)", id: .rulesReloaded)
    }
    try raiseComplaint()
    agenda.noticeChange()
  }

  /// What is live are the last good rules, of each file its own.
  private func keepRules() throws(LedgerError) {
    guard book.complaint == nil || !book.files.isEmpty else { return }
    try ledger?.replaceLastGoodRules(book.files.map { ($0.name, $0.text) }, now: Clock.now())
  }

  /// Puts the book's rules in force, whole, between two filings.
  func takeRules() throws(LedgerError) {
    intake.rules = book.rules
    try outbox?.take(book.rules.webhooks, now: Clock.now())
    agenda.deliveries = Clock.monotonicMilliseconds()
    if !book.rules.webhooks.isEmpty { startRelay() }
  }

  func startRelay() {
    guard let relay, !relay.isRunning else { return }
    do throws(SystemError) {
      try relay.start()
    } catch {
      log.say(.error, "webhooks wait: \(error)")
      agenda.relay = Clock.monotonicMilliseconds() + RelayProcess.pause * 1000
    }
  }

  // MARK: - Changes on the disk

  /// Watches the rule files, the folders that they lie in, and the files of lists. Without it a change is seen within a
  /// minute.
  func hangRuleBell() {
    ruleBell = nil
    guard let bell = try? RuleBell(settings.rules, lists: book.lists),
      (try? poller.add(bell.descriptor.number, token: Token.rules)) != nil
    else { return }
    ruleBell = bell
  }

  func answerRuleBell() {
    if ruleBell?.answer() == true { noticeRules() }
  }

  /// Somebody is at work on the rules: they are looked at once it is quiet, and not much later.
  func noticeRules() {
    let now = Clock.monotonicMilliseconds()
    let latest = agenda.rulesSince.map { $0 + Agenda.rulesPatience } ?? .max
    if agenda.rulesSince == nil { agenda.rulesSince = now }
    agenda.rules = min(now + Agenda.rulesQuiet, latest)
  }

  /// Reads the rules again when a file has changed.
  func lookAtRules() throws {
    agenda.rulesSince = nil
    if book.hasChanged(settings.rules) { try readRules() } else if ruleBell == nil { hangRuleBell() }
  }

  // MARK: - What everybody hears

  /// Rules that are broken are an alert to every destination, until they are mended.
  func raiseComplaint() throws(LedgerError) {
    guard let ledger else { return }
    let open = try ledger.openIncident(.rulesBroken)
    guard let complaint = book.complaint else {
      guard let open else { return }
      let mended = Incident(
        .rulesBroken, message: "the rules on disk are mended: \(rulesInWords) in force", text: "", files: [],
        identifier: open.identifier)
      return try raise(mended, revision: open.revision + 1, .withdrawn, in: ledger)
    }
    let incident = Incident(
      .rulesBroken,
      message: "rules on disk are broken, the last good ones stay in force: \(complaint.summary)",
      text: complaint.text, files: complaint.badFiles, identifier: open?.identifier)
    if let open {
      guard open.evidence != incident.evidence else { return }
      return try raise(incident, revision: open.revision + 1, .revised, in: ledger)
    }
    let last = try ledger.incident(incident.identifier)
    try raise(incident, revision: (last?.revision ?? 0) + 1, .raised, in: ledger)
  }

  private func raise(_ incident: Incident, revision: Int, _ state: AlertState, in ledger: Ledger)
    throws(LedgerError)
  {
    let now = Clock.now()
    let announcement = intake.desk.announcer.announce(incident, revision: revision, state: state, now: now)
    let drafts = WebhookDrafts(book.rules.webhooks).drafts(
      for: incident, revision: revision, state: state, now: now)
    try ledger.record(
      incident, revision: revision, state: state, deliveries: [announcement].compactMap { $0 } + drafts,
      now: now)
    agenda.noticeWork()
  }
}
