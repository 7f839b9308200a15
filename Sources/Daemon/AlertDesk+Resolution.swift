import Filings
import FoundationEssentials
import Rules
import Wire

/// What a person reads where the reader could not, and what becomes of the alerts that hung on it.
package struct Resolution: Codable, Sendable, Hashable {
  /// The alert's id, or as much of its beginning as no other alert has.
  package var alert: String
  /// Fields and values, `owner.officer=yes`.
  package var settings: [String]
  package var note: String?
  /// Who says so.
  package var person: String

  package init(alert: String, settings: [String], note: String?, person: String) {
    self.alert = alert
    self.settings = settings
    self.note = note
    self.person = person
  }

  /// What came of it.
  package struct Report: Codable, Sendable, Hashable {
    package var alert: String
    /// Ids of the alerts that have a new revision, and the state that it says.
    package var changes: [Change]

    /// One alert's new revision.
    package struct Change: Codable, Sendable, Hashable {
      package var alert: String
      package var rule: String
      package var revision: Int
      package var state: String
      package var certainty: String
    }
  }

  /// What comes back: the report, or a sentence that says what is wrong.
  package enum Answer: Codable, Sendable, Hashable {
    case settled(Report)
    case refused(String)
  }

  /// Characters of a note that are kept: a note, not a memorandum.
  static let noteLength = 2_000
  /// Characters of a person's name that are kept.
  static let personLength = 100
  /// Fields that are set at once.
  static let mostSettings = 32
}

extension AlertDesk {
  /// Fills in what somebody read, and judges again everything that the filing touches.
  func resolve(_ resolution: Resolution, now: Int64) throws(LedgerError) -> Resolution.Answer {
    guard let ledger else { return .refused("a dry run keeps no alerts") }
    let person = String(resolution.person.prefix(Resolution.personLength))
    guard let alert = try ledger.alert(beginning: resolution.alert) else {
      return .refused("no alert's id begins with `\(Printable.text(resolution.alert))`, or several do")
    }
    guard let number = try ledger.filingNumber(of: alert), let said = try ledger.statement(of: alert),
      let filing = try ledger.recall(number)
    else { return .refused("the filing of alert \(alert) is not held any more") }
    let completions: [Completion]
    do throws(Completion.Mistake) {
      completions = try Resolution.completions(resolution, said, filing)
    } catch {
      return .refused(error.description)
    }
    let completed = completions.reduce(filing) { $1.applied(to: $0) }
    let readings = completions.map { "\($0.path) as \($0.value)" }.joined(separator: " and ")
    let arrival = Arrival(
      filing: completed, formerly: filing, number: number, reason: "\(person) read \(readings)")
    let origin = Origin(
      file: FileName(said[key: "file"]?.string ?? ""), digest: said[key: "sha256"]?.string ?? "")
    let notifications = try settle(arrival, origin, in: ledger, now: now) { () throws(LedgerError) in
      for completion in completions {
        try ledger.complete(
          number, with: completion, completed, alert: alert,
          note: resolution.note.map { String($0.prefix(Resolution.noteLength)) }, person: person, now: now)
      }
      return number
    }
    try ledger.commitIfBegun()
    return .settled(Resolution.Report(alert: alert, changes: notifications.map(\.change)))
  }
}

extension Resolution {
  fileprivate static func completions(_ resolution: Resolution, _ said: JSON, _ filing: Filing)
    throws(Completion.Mistake) -> [Completion]
  {
    let open = (said[key: "needs"]?.elements ?? []).compactMap(\.string)
    let unreadable = (said[key: "unreadable"]?.elements ?? []).compactMap { $0[key: "field"]?.string }
    let needs = (open + unreadable).reduce(into: [String]()) { needs, need in
      if !needs.contains(need) { needs.append(need) }
    }
    var completions: [Completion] = []
    for setting in resolution.settings.prefix(mostSettings) {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      completions.append(
        try Completion(parts[0], parts.count > 1 ? parts[1] : "", among: needs, of: filing))
    }
    return completions
  }
}

extension AlertDesk.Notification {
  fileprivate var change: Resolution.Report.Change {
    Resolution.Report.Change(
      alert: record.identifier, rule: record.alert.rule, revision: revision, state: state.rawValue,
      certainty: record.alert.certainty.rawValue)
  }
}

extension Resolution {
  /// Settles it on the ledger, while no daemon runs: by the rules that were in force last. The journal and
  /// the webhooks hear of it from the daemon that runs next.
  package static func settle(_ resolution: Resolution, on ledger: Ledger, now: Int64) throws -> Answer {
    var book = RuleBook()
    book.restore(try ledger.lastGoodRules())
    let desk = AlertDesk(
      rules: book.rules, ledger: ledger, announcer: Announcer(channel: .later), log: Log(journal: nil))
    return try desk.resolve(resolution, now: now)
  }
}
