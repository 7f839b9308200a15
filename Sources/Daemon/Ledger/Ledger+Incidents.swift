import Wire

/// An incident as the ledger holds it.
package struct HeldIncident: Sendable, Hashable {
  package let identifier: String
  /// From 1.
  package let revision: Int
  package let state: AlertState
  /// Digest of what the revision says.
  package let evidence: [UInt8]
}

/// What befell the daemon, and what is owed of it to whom.
extension Ledger {
  /// The incident of that kind that is not over.
  package func openIncident(_ kind: Incident.Kind) throws(LedgerError) -> HeldIncident? {
    var held: HeldIncident?
    try database.each(
      "SELECT id, revision, state, evidence FROM incident WHERE kind = ? AND state <> ?",
      [.text(kind.rawValue), .text(AlertState.withdrawn.rawValue)]
    ) { held = HeldIncident($0) }
    return held
  }

  /// The incident of that id, also one that is over.
  package func incident(_ identifier: String) throws(LedgerError) -> HeldIncident? {
    var held: HeldIncident?
    try database.each(
      "SELECT id, revision, state, evidence FROM incident WHERE id = ?", [.text(identifier)]
    ) { held = HeldIncident($0) }
    return held
  }

  /// Keeps one revision and everything that is to be sent of it. `now` in seconds since 1970.
  package func record(
    _ incident: Incident, revision: Int, state: AlertState, deliveries: [DeliveryDraft], now: Int64
  ) throws(LedgerError) {
    try inTransaction { () throws(LedgerError) in
      try database.value(
        """
        INSERT OR REPLACE INTO incident (id, kind, state, revision, evidence, body, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        .text(incident.identifier), .text(incident.kind.rawValue), .text(state.rawValue),
        .integer(Int64(revision)), .blob(incident.evidence),
        .text(incident.json(revision: revision, state: state).text), .integer(now))
      for delivery in deliveries {
        try insert(delivery, alert: incident.identifier, revision: revision, now: now)
      }
    }
  }
}

extension HeldIncident {
  fileprivate init(_ row: SQLite.Row) {
    self.init(
      identifier: row.text(0), revision: Int(row.integer(1)),
      state: AlertState(rawValue: row.text(2)) ?? .raised, evidence: row.blob(3))
  }
}
