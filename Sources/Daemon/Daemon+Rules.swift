import Rules

/// How changed rules come into force, and the relay with them.
extension Daemon {
  func reload() throws {
    systemd.reloading()
    book.reload(from: settings.rules, lastGood: try ledger?.lastGoodRules() ?? [:])
    try takeRules()
    if let complaint = book.complaint {
      Daemon.say(complaint, log)
    } else {
      try ledger?.replaceLastGoodRules(book.files.map { ($0.name, $0.text) })
      log.say(.notice, "the rules were read again: \(rulesInWords)", id: .rulesReloaded)
    }
    systemd.ready(statusLine)
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
}
