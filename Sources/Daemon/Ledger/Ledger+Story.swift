import Filings

/// The parts of what `insiderd why` tells.
extension Ledger {
  /// What is listed among the deliveries and is no alert of a rule, in a sentence: an incident, the end of a destination,
  /// a test. `nil` when nothing has an id that begins so.
  func ownMessage(beginning name: String) throws(LedgerError) -> String? {
    guard !name.isEmpty else { return nil }
    let found = try database.value(
      "SELECT alert FROM delivery WHERE alert >= ?1 AND alert < ?1 || char(127) ORDER BY alert LIMIT 1",
      .text(name))
    guard let identifier = found.text else { return nil }
    if TestMessage.isTest(identifier) { return "`\(identifier)` is a test of a destination, and no alert" }
    let body = try database.value("SELECT body FROM incident WHERE id = ?", .text(identifier)).text
    let message = body.flatMap(SaidAlert.init).map { ": \($0.message)" } ?? ""
    return "`\(identifier)` is what the daemon says of itself, and no alert of a rule\(message)"
  }

  /// The alert as it stands, and the number of its filing.
  func beginning(of identifier: String) throws(LedgerError) -> (story: AlertStory, filing: Int64)? {
    var found: (story: AlertStory, filing: Int64)?
    try database.each(
      """
      SELECT raised, revision.body, alert.rule, criterion.text, filing FROM alert
      JOIN revision ON revision.alert = alert.id AND revision.number = alert.revision
      LEFT JOIN criterion ON criterion.digest = alert.criterion WHERE alert.id = ?
      """, [.text(identifier)]
    ) { row in
      let rule = AlertStory.Rule(name: row.text(2), then: row.isNull(3) ? nil : row.text(3))
      let story = AlertStory(
        identifier: identifier, raised: row.integer(0), body: row.text(1), rule: rule)
      found = (story, row.integer(4))
    }
    return found
  }

  /// The newest of them, the oldest first, each with what it changed.
  func revisions(of identifier: String) throws(LedgerError) -> [AlertStory.Revision] {
    var revisions: [AlertStory.Revision] = []
    var newer: SaidAlert?
    try database.each(
      "SELECT number, recorded, body FROM revision WHERE alert = ? ORDER BY number DESC LIMIT ?",
      [.text(identifier), .integer(Int64(AlertStory.mostRevisions))]
    ) { row in
      guard let said = SaidAlert(row.text(2)) else { return }
      if let newer { revisions[revisions.count - 1].changes = newer.changes(since: said) }
      newer = said
      revisions.append(
        AlertStory.Revision(
          number: Int(row.integer(0)), recorded: row.integer(1), state: said.state, certainty: said.certainty,
          message: said.message))
    }
    return revisions.reversed()
  }

  /// All of an alert's, with the attempts that failed.
  func deliveries(of identifier: String) throws(LedgerError) -> [DeliveryEntry] {
    var entries: [DeliveryEntry] = []
    try database.each(
      """
      SELECT id, kind, alert, revision, destination, state, reason, attempts, due, queued, settled, length(body)
      FROM delivery WHERE alert = ? ORDER BY id DESC LIMIT 500
      """, [.text(identifier)]
    ) { entries.append(DeliveryEntry($0)) }
    for index in entries.indices { entries[index].failures = try failures(of: entries[index].number) }
    return entries.reversed()
  }

  /// Where a filing came from.
  func source(_ number: Int64) throws(LedgerError) -> AlertStory.Source? {
    var source: AlertStory.Source?
    try database.each(
      """
      SELECT file, container, accession, filed, recorded, first_facts IS NOT NULL FROM filing WHERE id = ?
      """, [.integer(number)]
    ) { row in
      source = AlertStory.Source(
        file: FileName(row.blob(0)).description, container: row.text(1),
        accession: row.isNull(2) ? nil : row.text(2),
        filed: row.isNull(3) ? nil : Day(number: Int32(truncatingIfNeeded: row.integer(3))).description,
        recorded: row.integer(4), wasPage: row.integer(5) != 0)
    }
    return source
  }
}
