package import Filings

/// Pages and the documents that they were printed from: which of the filings held are one with which that comes.
extension Ledger {
  func holder(of accession: String) throws(LedgerError) -> (id: Int64, rank: Int)? {
    var holder: (id: Int64, rank: Int)?
    try database.each("SELECT id, container FROM filing WHERE accession = ? LIMIT 1", [.text(accession)]) {
      holder = ($0.integer(0), ContainerKind(rawValue: $0.text(1))?.rank ?? 0)
    }
    return holder
  }

  /// Whether filings of one accession number are one. A page has its number from the name of its file alone, which
  /// anybody may have given to another filing's, so what they say has to agree as well.
  func mayBeOne(_ filing: Filing, with other: (id: Int64, rank: Int)) throws(LedgerError) -> Bool {
    let rank = filing.provenance.container.rank
    guard min(rank, other.rank) < ContainerKind.dataset.rank else { return true }
    guard let held = try recall(other.id) else { return false }
    return rank < other.rank ? filing.isRendering(of: held) : held.isRendering(of: filing)
  }

  /// A page and its document have no number in common. Where two filings would agree as well, nothing is put together:
  /// something seen twice is better than something lost.
  func acquaintanceByContent(_ filing: Filing) throws(LedgerError) -> Acquaintance {
    let rank = filing.provenance.container.rank
    let isPage = rank < ContainerKind.xml.rank
    let mayBeHeld = isPage ? true : try holdsPages()
    guard let period = filing.period.value, mayBeHeld else { return .new }
    var lesser: [Int64] = []
    var better: [Int64] = []
    let provenance = filing.provenance
    let issuer = filing.issuer.cik.value
    let sql = Ledger.lookAlikes(hasAccession: provenance.accession != nil, hasIssuer: issuer != nil)
    let asked: [SQLiteValue] = [
      .integer(Int64(period.number)), .text(filing.form.rawValue), .text(provenance.container.rawValue),
      .integer(isPage ? 1 : 0),
    ]
    // Its issuer's, and those that do not say whose they are.
    let issuers: [[SQLiteValue]] = issuer.map { [[.text($0)], [.null]] } ?? [[]]
    for issuer in issuers {
      try database.each(sql, asked + issuer) { row in
        guard let container = ContainerKind(rawValue: row.text(1)), container.rank != rank,
          let held = Filing(canonicalForm: row.blob(2), provenance: Provenance(container: container))
        else { return }
        if container.rank < rank, held.isRendering(of: filing) { lesser.append(row.integer(0)) }
        if container.rank > rank, filing.isRendering(of: held) { better.append(row.integer(0)) }
      }
    }
    if let one = lesser.first, lesser.count == 1 { return .takesPlace(of: one) }
    if let one = better.first, better.count == 1 { return .known(filing: one) }
    return .new
  }

  /// Finds filings of the same period, form and issuer, or of any issuer where it is not known; two that have a number
  /// are told apart by it. What a filing does not ask for is not in the text: `?5 IS NULL OR …` keeps an index from being
  /// used, and then each filing is held against all of its day.
  static func lookAlikes(hasAccession: Bool, hasIssuer: Bool) -> StaticString {
    switch (hasAccession, hasIssuer) {
    case (false, false):
      """
      SELECT id, container, facts FROM filing WHERE period = ?1 AND form = ?2
        AND container <> ?3 AND (?4 OR container IN ('html', 'text', 'scan', 'dataset'))
      """
    case (false, true):
      """
      SELECT id, container, facts FROM filing WHERE period = ?1 AND form = ?2 AND issuer IS ?5
        AND container <> ?3 AND (?4 OR container IN ('html', 'text', 'scan', 'dataset'))
      """
    case (true, false):
      """
      SELECT id, container, facts FROM filing WHERE period = ?1 AND form = ?2 AND accession IS NULL
        AND container <> ?3 AND (?4 OR container IN ('html', 'text', 'scan', 'dataset'))
      """
    case (true, true):
      """
      SELECT id, container, facts FROM filing WHERE period = ?1 AND form = ?2 AND issuer IS ?5 AND accession IS NULL
        AND container <> ?3 AND (?4 OR container IN ('html', 'text', 'scan', 'dataset'))
      """
    }
  }

  /// Whether a page was ever recorded: most ledgers hold none, and then a document need not be looked for among them.
  private func holdsPages() throws(LedgerError) -> Bool {
    if let known = hasPages { return known }
    let found = try database.value(
      "SELECT 1 FROM filing WHERE container IN ('html', 'text', 'scan', 'dataset') LIMIT 1")
    hasPages = found != .null
    return found != .null
  }

  /// The number of the filing that has the accession number.
  package func number(of accession: AccessionNumber) throws(LedgerError) -> Int64? {
    try holder(of: accession.description)?.id
  }

  /// Puts a document where its page was.
  package func replace(
    _ number: Int64, with filing: Filing, facts: [UInt8], identity: FilingIdentity, file: FileName
  ) throws(LedgerError) {
    try forgetMentions(of: number)
    try database.value(
      """
      UPDATE filing SET first_facts = coalesce(first_facts, facts), completed = NULL, digest = ?, container = ?, facts = ?,
        row_count = ?, file = ?, form = ?, period = ?, issuer = ? WHERE id = ?
      """,
      .blob(identity.digest), .text(filing.provenance.container.rawValue), .blob(facts),
      .integer(Int64(filing.transactions.count + filing.holdings.count)), .blob(file.bytes),
      .text(filing.form.rawValue), .optional(filing.period.value.map { Int64($0.number) }),
      .optional(filing.issuer.cik.value), .integer(number))
    try enrich(number, with: filing.provenance)
    try remember(filing, as: number)
  }
}
