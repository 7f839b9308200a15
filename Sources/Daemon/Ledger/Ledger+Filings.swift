package import Filings

/// By what a filing is known again: its facts, and the number that its container gives it.
package struct FilingIdentity: Sendable, Hashable {
  /// The first half of the SHA-256 of the canonical form.
  package let digest: [UInt8]
  package let accession: AccessionNumber?

  package init(facts: [UInt8], accession: AccessionNumber?) {
    digest = Array(Digest.sha256(facts).prefix(16))
    self.accession = accession
  }
}

/// How a filing stands to what the ledger holds.
package enum Acquaintance: Sendable, Hashable {
  /// Not seen before.
  case new
  /// Recorded, and nothing is said that the ledger does not hold.
  case known(filing: Int64)
  /// Recorded from a container that said less: the filing date, the accession number.
  case enriches(filing: Int64)
  /// Recorded from a page, of which this is the document: it takes the page's place.
  case takesPlace(of: Int64)
  /// The accession number is taken by other facts. The number is the word of whoever wrote the file, so the filing
  /// is judged as well.
  case conflicts(with: Int64)
}

extension Ledger {
  /// How the filing of that identity stands to what is recorded. Nothing is written.
  package func acquaintance(of identity: FilingIdentity, _ filing: Filing) throws(LedgerError)
    -> Acquaintance
  {
    let provenance = filing.provenance
    let accession = identity.accession?.description
    if let found = try acquaintanceByDigest(identity, filing) { return found }
    if try isPruned(identity) { return .known(filing: 0) }
    if let accession, let other = try holder(of: accession) {
      let rank = provenance.container.rank
      guard rank != other.rank, try mayBeOne(filing, with: other) else { return .conflicts(with: other.id) }
      return rank > other.rank ? .takesPlace(of: other.id) : .known(filing: other.id)
    }
    return try acquaintanceByContent(filing)
  }

  /// Filings that were recorded before periods were have none in the ledger.
  private func acquaintanceByDigest(_ identity: FilingIdentity, _ filing: Filing) throws(LedgerError)
    -> Acquaintance?
  {
    let (provenance, accession) = (filing.provenance, identity.accession?.description)
    let period = filing.period.value.map { Int64($0.number) }
    var found: Acquaintance?
    for period in period == nil ? [nil] : [period, nil] where found == nil {
      try database.each(
        "SELECT id, accession, filed, accepted FROM filing WHERE period IS ? AND digest = ?",
        [.optional(period), .blob(identity.digest)]
      ) { row in
        let held = row.isNull(1) ? nil : row.text(1)
        guard found == nil, held == nil || accession == nil || held == accession else { return }
        let more =
          held == nil && accession != nil || row.isNull(2) && provenance.filed != nil
          || row.isNull(3) && provenance.accepted != nil
        found = more ? .enriches(filing: row.integer(0)) : .known(filing: row.integer(0))
      }
    }
    return found
  }

  /// The ledger's number of the new filing.
  package func record(
    _ filing: Filing, facts: [UInt8], identity: FilingIdentity, file: FileName, now: Int64
  ) throws(LedgerError) -> Int64 {
    try database.value(
      """
      INSERT INTO filing
        (digest, accession, container, filed, accepted, facts, row_count, file, recorded, form, period, issuer)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .blob(identity.digest), .optional(identity.accession?.description),
      .text(filing.provenance.container.rawValue),
      .optional(filing.provenance.filed.map { Int64($0.number) }),
      .optional(filing.provenance.accepted?.description), .blob(facts),
      .integer(Int64(filing.transactions.count + filing.holdings.count)), .blob(file.bytes), .integer(now),
      .text(filing.form.rawValue), .optional(filing.period.value.map { Int64($0.number) }),
      .optional(filing.issuer.cik.value))
    if filing.provenance.container.rank < ContainerKind.xml.rank { hasPages = true }
    let number = database.lastInsertedRow
    try remember(filing, as: number)
    meters.judge(filing, file: file, now: now)
    return number
  }

  /// Adds what a better container says; nothing that is held is replaced.
  package func enrich(_ number: Int64, with provenance: Provenance) throws(LedgerError) {
    recalled[number] = nil
    try database.value(
      """
      UPDATE filing SET accession = coalesce(accession, ?), filed = coalesce(filed, ?),
        accepted = coalesce(accepted, ?) WHERE id = ?
      """,
      .optional(provenance.accession?.description), .optional(provenance.filed.map { Int64($0.number) }),
      .optional(provenance.accepted?.description), .integer(number))
  }

  // MARK: - Files

  /// Keeps a file that was no filing, and why. `now` in seconds since 1970.
  package func recordRejection(_ file: FileName, reason: String, now: Int64) throws(LedgerError) {
    try database.value(
      "INSERT INTO rejection (file, reason, recorded) VALUES (?, ?, ?)", .blob(file.bytes), .text(reason),
      .integer(now))
    meters.rejections[RejectionClass(reason: reason), default: 0] += 1
  }

  /// Counts one more end of the process at this file.
  package func recordCrash(at file: FileName) throws(LedgerError) {
    try database.value(
      "INSERT INTO crash (name, count) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1",
      .blob(file.bytes))
  }

  /// How often the process ended at this file.
  package func crashes(at file: FileName) throws(LedgerError) -> Int {
    Int(try database.value("SELECT count FROM crash WHERE name = ?", .blob(file.bytes)).integer ?? 0)
  }

  /// Whether the process ever ended at a file that has not been rejected since.
  package func hasCrashes() throws(LedgerError) -> Bool {
    try database.value("SELECT 1 FROM crash LIMIT 1") != .null
  }

  /// Starts the file's count anew: it was rejected, and another may come under its name.
  package func forgetCrashes(at file: FileName) throws(LedgerError) {
    try database.value("DELETE FROM crash WHERE name = ?", .blob(file.bytes))
  }

  // MARK: - Rules

  /// The rule files that were in force last, by name.
  package func lastGoodRules() throws(LedgerError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    try database.each("SELECT name, text FROM rule_file") { files[$0.text(0)] = $0.blob(1) }
    return files
  }

  /// Keeps these files as the last that were good, and no others. `now` in seconds since 1970, where it is known.
  package func replaceLastGoodRules(_ files: [(name: String, text: [UInt8])], now: Int64? = nil)
    throws(LedgerError)
  {
    let (held, since) = (try lastGoodRules(), try goodRulesSince())
    try inTransaction { () throws(LedgerError) in
      try database.value("DELETE FROM rule_file")
      for file in files {
        let moment = held[file.name] == file.text ? since[file.name] ?? now : now
        try database.value(
          "INSERT INTO rule_file (name, text, since) VALUES (?, ?, ?)", .text(file.name), .blob(file.text),
          .optional(moment))
      }
    }
  }

  /// The second since which each of the files is good as it is.
  func goodRulesSince() throws(LedgerError) -> [String: Int64] {
    var since: [String: Int64] = [:]
    try database.each("SELECT name, since FROM rule_file WHERE since IS NOT NULL") {
      since[$0.text(0)] = $0.integer(1)
    }
    return since
  }
}
