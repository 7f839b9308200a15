package import Filings
package import Rules

/// What rules look at beside the filing that is judged: the parts of its report, or all that was filed about its parties.
extension Ledger {
  /// - Parameter number: the filing itself, where it is held already.
  package func memory(
    of filing: Filing, reach: RuleSet.Reach, except number: Int64? = nil
  ) throws(LedgerError) -> History {
    var held: [Int64: Filing] = [:]
    try each(partOfReportOf: filing) { held[$0] = $1 }
    if reach == .parties {
      for key in filing.partyKeys { try each(namedBy: key) { held[$0] = $1 } }
    }
    var history = History(since: try vouchedSince())
    for (id, filing) in held.sorted(by: { $0.key < $1.key }) where id != number { history.add(filing) }
    return history
  }

  /// The parts of a report have the same owners, so those of any one of them are all.
  private func each(
    partOfReportOf filing: Filing, _ body: (Int64, Filing) -> Void
  ) throws(LedgerError) {
    guard let period = filing.period.value, let owner = filing.owners.first?.partyKey else { return }
    try database.each(
      """
      SELECT container, accession, filed, accepted, facts, id FROM party JOIN filing ON filing.id = party.filing
      WHERE party.key = ? AND period = ? AND form = ? AND issuer IS ? ORDER BY party.filing DESC LIMIT ?
      """,
      [
        .text(owner), .integer(Int64(period.number)), .text(filing.form.rawValue),
        .optional(filing.issuer.cik.value), .integer(Int64(Limits.reportParts)),
      ]
    ) { row in
      if let filing = Filing(row) { body(row.integer(5), filing) }
    }
  }

  private func each(namedBy key: String, _ body: (Int64, Filing) -> Void) throws(LedgerError) {
    try database.each(
      """
      SELECT container, accession, filed, accepted, facts, id FROM party JOIN filing ON filing.id = party.filing
      WHERE party.key = ? ORDER BY party.filing DESC LIMIT ?
      """,
      [.text(key), .integer(Int64(Limits.recalledFilings))]
    ) { row in
      if let filing = Filing(row) { body(row.integer(5), filing) }
    }
  }

  /// Keeps who is named in a filing.
  func remember(_ filing: Filing, as number: Int64) throws(LedgerError) {
    for key in filing.partyKeys {
      try database.value(
        "INSERT OR IGNORE INTO party (key, filing) VALUES (?, ?)", .text(key), .integer(number))
    }
  }
}

extension Filing {
  /// By what its parties are found again.
  var partyKeys: Set<String> {
    let issuer = Party.key(cik: issuer.cik, name: issuer.name)
    return Set(owners.compactMap(\.partyKey) + [issuer].compactMap { $0 })
  }

  /// A row of the columns `container, accession, filed, accepted, facts`; `nil` when the facts are damaged.
  init?(_ row: borrowing SQLite.Row) {
    var provenance = Provenance(container: ContainerKind(rawValue: row.text(0)) ?? .xml)
    provenance.accession = row.isNull(1) ? nil : AccessionNumber(row.text(1))
    provenance.filed = row.isNull(2) ? nil : Day(number: Int32(truncatingIfNeeded: row.integer(2)))
    provenance.accepted = row.isNull(3) ? nil : WallClock(row.text(3))
    self.init(canonicalForm: row.blob(4), provenance: provenance)
  }
}

extension Owner {
  /// By what the owner is found again.
  var partyKey: String? { Party.key(cik: cik, name: name) }
}

/// Who is named in a filing.
private enum Party {
  /// The number, and the name of one that has none.
  static func key(cik: Reading<String>, name: Reading<String>) -> String? {
    cik.value.map { "cik \($0)" } ?? name.value.map { "name \($0.lowercased())" }
  }
}
