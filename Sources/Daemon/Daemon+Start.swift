import Rules

/// The parts of the start.
extension Daemon {
  static func channel(_ settings: Settings, _ environment: Environment, signals: Int32)
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

  static func journalOutbox(_ channel: Announcer.Channel, _ ledger: Ledger?, _ log: Log)
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

  /// The ledger for a subcommand that works on it by itself. Throws `StartError` when a daemon has it.
  package static func ledgerForCommand(in directory: String) throws(StartError) -> Ledger {
    do {
      try Digest.start()
      try Files.makeDirectory(directory)
      return try Ledger(directory: directory)
    } catch let error as LedgerError where error.isBusy {
      throw StartError(
        .taken,
        "a running insiderd has the ledger in \(directory); stop it first (`systemctl stop insiderd`): what lands in "
          + "its inbox meanwhile is judged when it is started again")
    } catch {
      throw StartError(error)
    }
  }

  static func openLedger(_ settings: Settings) throws -> Ledger {
    try Files.makeDirectory(settings.state)
    return try Ledger(directory: settings.state)
  }

  static func loadRules(_ settings: Settings, _ ledger: Ledger?, _ log: Log) throws -> RuleBook {
    var book = RuleBook()
    book.reload(from: settings.rules, lastGood: try ledger?.lastGoodRules() ?? [:])
    if let complaint = book.complaint {
      guard !settings.strict else { throw StartError(.rules, complaint.text) }
      say(complaint, log)
    }
    // This is also the proof that the ledger can be written, before a filing is judged.
    if book.complaint == nil || !book.files.isEmpty {
      try ledger?.replaceLastGoodRules(book.files.map { ($0.name, $0.text) }, now: Clock.now())
    }
    return book
  }

  static func say(_ complaint: RuleBook.Complaint, _ log: Log) {
    for line in complaint.text.split(separator: "\n") { log.say(.error, String(line), isDetail: true) }
    log.say(
      .error, "rules on disk are broken, the last good ones are in force: \(complaint.summary)",
      id: .rulesBroken,
      ["INSIDERD_FILE": complaint.badFiles.joined(separator: ", ")])
  }
}
