/// Who hears an alert at once: the journal, or whoever sits before the program. Webhooks come later, through the
/// ledger's queue.
struct Announcer {
  enum Channel {
    /// `confirms`: what was sent is read back, and counts only then.
    case journal(JournalSocket, confirms: Bool)
    case printer(Printer)
    /// Nobody listens now: the journal hears it from the daemon that runs next.
    case later
    case nobody
  }

  /// Seconds until a sent entry is looked for in the journal.
  static let confirmationDelay: Int64 = 1

  let channel: Channel
  /// Everything was said before, and is only to be kept as said.
  private var repeats = false

  init(channel: Channel) {
    self.channel = channel
  }

  /// The same, for what was said before.
  var repeating: Announcer {
    var announcer = self
    announcer.repeats = true
    return announcer
  }

  /// Announces one revision and returns what the ledger is to keep of it.
  ///
  /// This happens before the ledger's commit: an id is derived, so that the worst that a crash in between can do is
  /// say the same thing again under the same id, and the reader has it as early as can be.
  /// `unless` says why a destination is not told: what it would have heard is kept, with the reason.
  func announce(
    _ record: AlertRecord, revision: Int, state: AlertState,
    unless reason: (String) -> String? = { _ in nil }, now: Int64
  ) -> DeliveryDraft? {
    announce(
      printed: { $0.text(of: record, revision: revision, state: state) },
      entry: { record.journalEntry(revision: revision, state: state) }, unless: reason, now: now)
  }

  /// Announces one revision of what befell the daemon.
  func announce(_ incident: Incident, revision: Int, state: AlertState, now: Int64) -> DeliveryDraft? {
    announce(
      printed: { $0.text(of: incident, revision: revision, state: state) },
      entry: { incident.journalEntry(revision: revision, state: state) }, unless: { _ in nil }, now: now)
  }

  private func announce(
    printed: (Printer) -> [UInt8], entry: () -> JournalEntry, unless reason: (String) -> String?, now: Int64
  ) -> DeliveryDraft? {
    switch channel {
    case .nobody: return nil
    case .printer(let printer):
      let text = printed(printer)
      var draft = DeliveryDraft(
        destination: DestinationName.terminal, body: text, attempts: Attempts(now: now))
      if let reason = reason(DestinationName.terminal) { return draft.withheld(reason) }
      if repeats || printer.print(text) { draft.state = .delivered }
      return draft
    case .journal, .later:
      let draft = DeliveryDraft(
        destination: DestinationName.journal, body: entry().datagram, attempts: Attempts(now: now))
      return reason(DestinationName.journal).map(draft.withheld) ?? sent(draft, now: now)
    }
  }

  private func sent(_ draft: DeliveryDraft, now: Int64) -> DeliveryDraft {
    guard !repeats, case .journal(let socket, let confirms) = channel else { return draft }
    var draft = draft
    draft.attempts = Attempts(
      failures: 0, next: now + Announcer.confirmationDelay, interval: Announcer.confirmationDelay)
    if case .success = socket.send(draft.body), !confirms { draft.state = .unconfirmed }
    return draft
  }
}

/// The destinations that are no webhooks. A webhook's name comes from the rule file, where these cannot stand.
package enum DestinationName {
  package static let journal = "journal"
  package static let terminal = "terminal"
  static let own = [journal, terminal]
}
