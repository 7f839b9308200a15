package import Filings
package import Rules
package import Wire

/// An alert as the ledger keeps it and the world sees it: the finding, the filing that raised it, its id.
package struct AlertRecord: Sendable {
  /// Derived from the alert's identity alone; or the id of the alert for which this one stands.
  package var identifier: String
  package let alert: Alert
  package let filing: Filing
  /// The file's name in the inbox, made printable.
  package let file: String
  /// SHA-256 of the file, hexadecimal.
  package let fileDigest: String
  /// What the revision before said, of an alert that is closed: its rows and sums are told once more.
  var before: JSON?

  package init(_ alert: Alert, filing: Filing, file: String, fileDigest: String) {
    identifier = Digest.alertIdentifier(alert.identity)
    self.alert = alert
    self.filing = filing
    self.file = file
    self.fileDigest = fileDigest
  }

  /// Digest of what alerts that can take each other's place share.
  package var topic: [UInt8] { AlertRecord.digest(ofTopic: alert.topic) }

  /// Sixteen bytes that stand for a topic in the ledger.
  package static func digest(ofTopic topic: String) -> [UInt8] {
    Array(Digest.sha256(Array(topic.utf8)).prefix(16))
  }

  /// By what a second look sees that nothing has changed: the verdict and the rows behind it, and where there are none
  /// what is said. Not the container, not the file, and not how a name is written.
  package var evidence: [UInt8] {
    let said = JSON.array([
      .string(alert.certainty.rawValue), .array(alert.needs.map { .string($0.field) }),
      .array(alert.rows.map(FilingJSON.transaction)),
      .array(alert.earlier.map { FilingJSON.transaction($0.row) }),
      .string(alert.rows.isEmpty && alert.earlier.isEmpty ? alert.message : ""),
    ])
    return Array(Digest.sha256(Array(said.text.utf8)).prefix(16))
  }

  /// The alert as `insiderd run --json` prints it and webhooks carry it.
  package func json(revision: Int, state: AlertState) -> JSON {
    let said = statement(revision: revision, state: state)
    guard let before else { return said }
    return ["issuer", "owners", "rows", "earlier", "shares", "value"].reduce(said) { said, key in
      before[key: key].map { said.replacing(key, with: $0) } ?? said
    }
  }

  private func statement(revision: Int, state: AlertState) -> JSON {
    .object([
      ("id", .string(identifier)),
      ("revision", .integer(revision)),
      ("state", .string(state.rawValue)),
      ("rule", .string(alert.rule)),
      ("title", .optional(alert.title)),
      ("severity", .string(alert.severity.rawValue)),
      ("certainty", .string(alert.certainty.rawValue)),
      ("needs", .array(alert.needs.map { .string($0.field) })),
      ("unreadable", .array(alert.needs.map(FilingJSON.unreadable))),
      ("would_match_if", .optional(alert.wouldMatchIf)),
      ("issuer", FilingJSON.issuer(filing.issuer)),
      ("owners", .array(filing.owners.map(FilingJSON.owner))),
      ("rows", .array(alert.rows.map(FilingJSON.transaction))),
      ("earlier", .array(alert.earlier.map(AlertRecord.earlier))),
      ("shares", .optional(alert.shares?.text)),
      ("value", .optional(alert.value?.text)),
      ("form", .string(filing.form.rawValue + (filing.isAmendment ? "/A" : ""))),
      ("accession", .optional(filing.provenance.accession?.description)),
      ("filed", .optional(filing.provenance.filed?.description)),
      ("file", .string(file)),
      ("sha256", .string(fileDigest)),
      ("message", .string(alert.message)),
    ])
  }

  /// A row of another filing, and which.
  private static func earlier(_ row: EarlierRow) -> JSON {
    .object([
      ("accession", .optional(row.accession?.description)), ("owners", .array(row.owners.map(JSON.string))),
      ("row", FilingJSON.transaction(row.row)),
    ])
  }

  /// The journal's entry, with the fields of the manual.
  package func journalEntry(revision: Int, state: AlertState) -> JournalEntry {
    var entry = JournalEntry()
    entry.add("MESSAGE", alert.message)
    entry.add("MESSAGE_ID", MessageID.alertRaised.rawValue)
    entry.add("PRIORITY", String(alert.severity.journalPriority))
    entry.add("SYSLOG_IDENTIFIER", "insiderd")
    entry.add("INSIDERD_ALERT_ID", identifier)
    entry.add("INSIDERD_REVISION", String(revision))
    entry.add("INSIDERD_STATE", state.rawValue)
    entry.add("INSIDERD_RULE", alert.rule)
    entry.add("INSIDERD_CERTAINTY", alert.certainty.rawValue)
    for need in alert.needs { entry.add("INSIDERD_NEEDS", need.field) }
    addFiling(to: &entry)
    entry.add("INSIDERD_FILE", file)
    entry.add("INSIDERD_FILE_SHA256", fileDigest)
    return entry
  }

  private func addFiling(to entry: inout JournalEntry) {
    entry.add("INSIDERD_FORM", filing.form.rawValue + (filing.isAmendment ? "/A" : ""))
    entry.add("INSIDERD_ACCESSION", filing.provenance.accession?.description)
    entry.add("INSIDERD_ISSUER", filing.issuer.name.value)
    entry.add("INSIDERD_TICKER", filing.issuer.ticker.value)
    entry.add("INSIDERD_CIK", filing.issuer.cik.value)
    for owner in filing.owners { entry.add("INSIDERD_OWNER", owner.name.value) }
    for role in Set(filing.owners.flatMap(\.roles)).sorted() { entry.add("INSIDERD_ROLE", role) }
    for code in Set(alert.rows.compactMap { $0.code.value?.description }).sorted() {
      entry.add("INSIDERD_CODE", code)
    }
    entry.add("INSIDERD_SHARES", alert.shares?.text)
    entry.add("INSIDERD_VALUE", alert.value?.text)
  }
}

extension Severity {
  /// syslog's numbers. *critical* stays above 2, at which journald would flush the disk for each entry.
  package var journalPriority: Int {
    switch self {
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .critical: 3
    }
  }
}

extension Interval {
  /// `8802`, `5000..12000`, `5000..` for one without an upper bound.
  package var text: String {
    if let point { return point.description }
    return (low?.description ?? "") + ".." + (high?.description ?? "")
  }
}

extension Owner {
  /// The roles that the filing surely gives, by the words of the rule language.
  var roles: [String] {
    let boxes = [
      (isOfficer, "officer"), (isDirector, "director"), (isTenPercentOwner, "ten_percent_owner"),
      (isOther, "other_insider"),
    ]
    return boxes.filter { $0.0.value == true }.map(\.1)
  }
}
