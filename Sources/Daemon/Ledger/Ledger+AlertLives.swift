package import Rules
package import Filings
package import Wire

/// An alert that stands, with what another may take from it.
package struct StandingAlert: Sendable {
  package var identifier: String
  package var rule: String
  /// As in `Alert.part`.
  package var part: String
  package var severity: Severity
  package var filing: Int64
  package var held: HeldAlert
}

/// How alerts follow one another.
extension Ledger {
  /// The alerts under a topic that are not settled, in the order of their ids.
  package func standing(under topic: Findings.Topic) throws(LedgerError) -> [StandingAlert] {
    var alerts: [StandingAlert] = []
    try database.each(
      """
      SELECT id, rule, part, severity, filing, revision, evidence, certainty, state, muted FROM alert
      WHERE topic = ?1 AND state NOT IN ('dismissed', 'withdrawn')
        AND (?2 IS NULL OR start BETWEEN ?2 AND ?3) ORDER BY id
      """,
      [
        .blob(AlertRecord.digest(ofTopic: topic.text)),
        .optional(topic.days.map { Int64($0.lowerBound.number) }),
        .optional(topic.days.map { Int64($0.upperBound.number) }),
      ]
    ) { row in
      alerts.append(
        StandingAlert(
          identifier: row.text(0), rule: row.text(1), part: row.text(2),
          severity: Severity(rawValue: row.text(3)) ?? .notice, filing: row.integer(4),
          held: HeldAlert(
            revision: Int(row.integer(5)), evidence: row.blob(6),
            certainty: Certainty(rawValue: row.text(7)) ?? .possible,
            state: AlertState(rawValue: row.text(8)) ?? .raised, muted: row.isNull(9) ? nil : row.text(9))))
    }
    return alerts
  }

  /// What the latest revision of an alert says.
  package func statement(of identifier: String) throws(LedgerError) -> JSON? {
    let body = try database.value(
      "SELECT body FROM revision WHERE alert = ? ORDER BY number DESC LIMIT 1", .text(identifier)
    ).text
    return body.flatMap { JSON(reading: $0.utf8) }
  }

  /// Destinations to which some revision of the alert went, or is to go.
  package func audience(of identifier: String) throws(LedgerError) -> Set<String> {
    var names: Set<String> = []
    try database.each(
      "SELECT destination FROM delivery WHERE alert = ? AND state <> 'withheld'", [.text(identifier)]
    ) { names.insert($0.text(0)) }
    return names
  }

  // MARK: - Alerts that stand for others

  /// The id under which people know what has this id.
  package func knownIdentifier(for identifier: String) throws(LedgerError) -> String {
    if try !holdsAliases() { return identifier }
    return try database.value("SELECT alert FROM alias WHERE id = ?", .text(identifier)).text ?? identifier
  }

  /// From now on what the record says goes on under an id that people know, and is found where the record would be.
  package func keep(_ record: AlertRecord, as known: String) throws(LedgerError) {
    hasAliases = true
    try database.value(
      "INSERT OR REPLACE INTO alias (id, alert) VALUES (?, ?)", .text(record.identifier), .text(known))
    try database.value(
      "UPDATE alert SET topic = ?, part = ?, start = ? WHERE id = ?", .blob(record.topic),
      .text(record.alert.part), .optional(record.alert.start.map { Int64($0.number) }), .text(known))
  }

  private func holdsAliases() throws(LedgerError) -> Bool {
    if let hasAliases { return hasAliases }
    let found = try database.value("SELECT 1 FROM alias LIMIT 1") != .null
    hasAliases = found
    return found
  }

  // MARK: - Throttles

  /// When destinations were last told of something under the key, in seconds since 1970, and by which alert.
  package func lastSent(under key: String) throws(LedgerError) -> (moment: Int64, alert: String)? {
    var found: (moment: Int64, alert: String)?
    try database.each(
      "SELECT sent, alert FROM throttle WHERE key = ?", [.blob(AlertRecord.digest(ofTopic: key))]
    ) { found = ($0.integer(0), $0.text(1)) }
    return found
  }

  /// Keeps that destinations are told now.
  package func keepSent(under key: String, alert: String, now: Int64) throws(LedgerError) {
    try database.value(
      "INSERT OR REPLACE INTO throttle (key, alert, sent) VALUES (?, ?, ?)",
      .blob(AlertRecord.digest(ofTopic: key)), .text(alert), .integer(now))
  }

  // MARK: - What people read

  /// Keeps what a person read in a filing, and the filing as it is with that.
  package func complete(
    _ number: Int64, with completion: Completion, _ filing: Filing, alert: String, note: String?,
    person: String,
    now: Int64
  ) throws(LedgerError) {
    try database.value(
      """
      INSERT INTO resolution (alert, filing, field, value, note, person, recorded) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .text(alert), .integer(number), .text(completion.path), .text(completion.value), .optional(note),
      .text(person), .integer(now))
    try forgetMentions(of: number)
    try database.value(
      "UPDATE filing SET completed = ? WHERE id = ?", .blob(filing.canonicalForm), .integer(number))
    try remember(filing, as: number)
  }

  /// The one alert whose id begins so; `nil` where there is none, or more than one.
  package func alert(beginning prefix: String) throws(LedgerError) -> String? {
    var found: [String] = []
    try database.each(
      "SELECT id FROM alert WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 2", [.text(prefix)]
    ) { found.append($0.text(0)) }
    return found.count == 1 || found.first == prefix ? found.first : nil
  }

  /// The number of the filing that an alert speaks of.
  package func filingNumber(of alert: String) throws(LedgerError) -> Int64? {
    try database.value("SELECT filing FROM alert WHERE id = ?", .text(alert)).integer
  }
}
