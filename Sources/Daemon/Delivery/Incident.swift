import Filings
import Rules
package import Wire

/// Something that befell the daemon and that everybody hears of who hears of alerts: an alert of its own kind, with an
/// id and revisions, without a filing and without a rule.
package struct Incident: Sendable, Hashable {
  /// What can befall it.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The rules on disk have mistakes, and the last good ones stay in force.
    case rulesBroken = "rules_broken"
  }

  package let kind: Kind
  /// Derived from the kind and from what was wrong first.
  package let identifier: String
  /// One sentence.
  package let message: String
  /// Everything that is wrong, as `insiderd check` prints it.
  package let text: String
  /// The files that it is about.
  package let files: [String]

  /// - Parameter identifier: that of an incident which goes on; `nil` for a new one.
  package init(_ kind: Kind, message: String, text: String, files: [String], identifier: String? = nil) {
    self.kind = kind
    self.message = message
    self.text = text
    self.files = files
    self.identifier =
      identifier
      ?? Digest.alertIdentifier(
        (["insiderd.incident.v1", kind.rawValue, text] + files).map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// By what a second look sees that nothing has changed.
  package var evidence: [UInt8] { Array(Digest.sha256(Array((message + text).utf8)).prefix(16)) }

  /// Takes the place of a rule's name; a rule's own has no full stop.
  package var rule: String { "insiderd.\(kind.rawValue)" }

  /// With the members of every alert, so that every format can show it. Those of a filing are null or empty.
  package func json(revision: Int, state: AlertState) -> JSON {
    let nothing = ["would_match_if", "issuer", "shares", "value", "form", "accession", "filed", "sha256"]
    let empty = ["needs", "unreadable", "owners", "rows"]
    return .object(
      [
        ("id", .string(identifier)), ("revision", .integer(revision)), ("state", .string(state.rawValue)),
        ("kind", .string(kind.rawValue)), ("rule", .string(rule)), ("title", .null),
        ("severity", .string(Severity.critical.rawValue)), ("certainty", .string(Certainty.certain.rawValue)),
        ("file", .string(files.joined(separator: ", "))), ("message", .string(message)),
        ("diagnostics", .string(text)),
      ] + nothing.map { ($0, .null) } + empty.map { ($0, .array([])) })
  }

  /// As destinations are told of it.
  package func notice(revision: Int, state: AlertState, moment: Int64) -> Notice {
    Notice(
      event: .alert(state), moment: moment, identifier: identifier, revision: revision, rule: rule,
      severity: state == .withdrawn ? .notice : .critical, certainty: .certain,
      title: "The rules on disk are broken", message: PlainText.clean(message),
      facts: files.map { Notice.Fact(label: "File", value: PlainText.clean($0)) },
      alert: json(revision: revision, state: state))
  }

  /// The journal's entry.
  package func journalEntry(revision: Int, state: AlertState) -> JournalEntry {
    var entry = JournalEntry()
    entry.add("MESSAGE", message)
    entry.add("MESSAGE_ID", (state == .withdrawn ? MessageID.rulesReloaded : .rulesBroken).rawValue)
    entry.add(
      "PRIORITY", String((state == .withdrawn ? Severity.notice : .critical).journalPriority))
    entry.add("SYSLOG_IDENTIFIER", "insiderd")
    entry.add("INSIDERD_ALERT_ID", identifier)
    entry.add("INSIDERD_REVISION", String(revision))
    entry.add("INSIDERD_STATE", state.rawValue)
    entry.add("INSIDERD_KIND", kind.rawValue)
    for file in files { entry.add("INSIDERD_FILE", file) }
    entry.add("INSIDERD_DIAGNOSTICS", text)
    return entry
  }
}
