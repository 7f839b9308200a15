package import Filings
package import Rules

/// What rules look at beside the filing that is judged: the parts of its report, what was filed about its parties around
/// its days, and the amendments of all that.
extension Ledger {
  /// The filings that the rules can need for this one and for what it was known as before, as far as they reach. It costs
  /// what is found, however much the ledger holds.
  /// - Parameter number: the filing itself, where it is held already.
  package func memory(
    of filing: Filing, formerly: Filing? = nil, reach: RuleSet.Reach, except number: Int64? = nil
  ) throws(LedgerError) -> History {
    var found: Set<Int64> = []
    var isCut = false
    for filing in [filing, formerly].compactMap({ $0 }) {
      try collect(around: filing, reach, into: &found, &isCut)
    }
    try collectFamilies(of: filing, formerly, into: &found)
    if let number { found.remove(number) }
    var history = History(since: try vouchedSince())
    history.isCut = isCut
    for number in found.sorted() {
      if let filing = try recall(number) { history.add(filing, number: number) }
    }
    return history
  }

  private func collect(
    around filing: Filing, _ reach: RuleSet.Reach, into found: inout Set<Int64>, _ isCut: inout Bool
  ) throws(LedgerError) {
    let issuer = try keys(of: PartyName(filing.issuer))
    var owners: [String] = []
    for owner in filing.owners { owners += try keys(of: PartyName(owner)) }
    if let period = filing.period.value {
      // The parts of a report have the same owners, so those of any one of them are all.
      for key in try filing.owners.first.map({ owner throws(LedgerError) in try keys(of: PartyName(owner)) })
        ?? []
      {
        let parts = Mentions(party: key, days: period...period, form: filing.form, limit: Limits.reportParts)
        if try collect(parts, into: &found) { isCut = true }
      }
    }
    let days = filing.windowDays
    guard let first = days.min(), let last = days.max() else { return }
    for (keys, span) in [(issuer, reach.issuerDays), (owners, reach.ownerDays)] {
      guard let span else { continue }
      let days = first.advanced(by: -span)...last.advanced(by: span)
      for key in keys where try collect(Mentions(party: key, days: days), into: &found) { isCut = true }
    }
    guard reach.looksBack || reach.officeDays != nil else { return }
    let span = reach.looksBack ? nil : reach.officeDays
    let issuers = issuer.isEmpty ? [nil] : issuer.map(Optional.some)
    for owner in owners {
      for issuer in issuers {
        var mentions = Mentions(party: owner, beside: issuer)
        if let span { mentions.days = first.advanced(by: -span)...last.advanced(by: span) }
        if try collect(mentions, into: &found) { isCut = true }
      }
    }
  }

  /// The latest filings that name a party.
  private struct Mentions {
    var party: String
    /// An issuer that the same filing has to name, unless it is a page, which has no issuer's number.
    var beside: String?
    var days = Day(number: .min)...Day(number: .max)
    var form: Form?
    var limit = Limits.recalledFilings
  }

  /// Whether there are more than the limit.
  private func collect(_ mentions: Mentions, into found: inout Set<Int64>) throws(LedgerError) -> Bool {
    var numbers: Set<Int64> = []
    try database.each(
      """
      SELECT DISTINCT mention.filing FROM mention
      WHERE party = ?1 AND day BETWEEN ?2 AND ?3
        AND (?4 IS NULL OR (SELECT form FROM filing WHERE id = mention.filing) = ?4)
        AND (?6 IS NULL OR EXISTS (
          SELECT 1 FROM mention AS other
          WHERE other.party = ?6 AND other.day = mention.day AND other.filing = mention.filing)
          OR (SELECT issuer FROM filing WHERE id = mention.filing) IS NULL)
      ORDER BY day DESC, filing DESC LIMIT ?5
      """,
      [
        .text(mentions.party), .integer(Int64(mentions.days.lowerBound.number)),
        .integer(Int64(mentions.days.upperBound.number)), .optional(mentions.form?.rawValue),
        .integer(Int64(mentions.limit + 1)), .optional(mentions.beside),
      ]
    ) { if numbers.count < mentions.limit { numbers.insert($0.integer(0)) } else { numbers.insert(-1) } }
    let isCut = numbers.remove(-1) != nil
    found.formUnion(numbers)
    return isCut
  }

  // MARK: - Amendments

  /// Of everybody who filed what was found: his amendments at that issuer, and whatever else each of them may mean.
  private func collectFamilies(of filing: Filing, _ formerly: Filing?, into found: inout Set<Int64>)
    throws(LedgerError)
  {
    let own = [filing, formerly].compactMap { $0 }
    guard try holdsAmendments() || own.contains(where: \.isAmendment) else { return }
    var offices = Set(own.flatMap(\.offices))
    for number in found { if let filing = try recall(number) { offices.formUnion(filing.offices) } }
    var amendments: Set<Int64> = []
    for office in offices {
      try database.each(
        """
        SELECT amendment.filing FROM amendment JOIN filing ON filing.id = amendment.filing
        WHERE party = ?1 AND (?2 IS NULL OR issuer IS NULL OR issuer = ?2)
        """, [.text(office.owner), .optional(office.issuer)]
      ) { amendments.insert($0.integer(0)) }
    }
    found.formUnion(amendments)
    var sources = own.filter(\.isAmendment)
    for number in amendments { if let filing = try recall(number) { sources.append(filing) } }
    for amendment in sources { try collectOriginals(of: amendment, into: &found) }
  }

  private func collectOriginals(of amendment: Filing, into found: inout Set<Int64>) throws(LedgerError) {
    let day = amendment.originalFiled.value
    var numbers: [Int64] = []
    for key in amendment.ownerKeys {
      try database.each(
        """
        SELECT DISTINCT filing.id FROM mention JOIN filing ON filing.id = mention.filing
        WHERE party = ?1 AND form = ?2 AND (filed IN (?3, ?6) OR period = ?4) LIMIT ?5
        """,
        [
          .text(key), .text(amendment.form.rawValue), .optional(day.map { Int64($0.number) }),
          .optional(amendment.period.value.map { Int64($0.number) }), .integer(Int64(Limits.reportParts)),
          .optional(day.map { Int64(BusinessCalendar().rolledForward($0).number) }),
        ]
      ) { numbers.append($0.integer(0)) }
    }
    found.formUnion(numbers)
  }

  private func holdsAmendments() throws(LedgerError) -> Bool {
    try database.value("SELECT 1 FROM amendment LIMIT 1") != .null
  }

  // MARK: - One filing

  /// The filing of that number with what people read in it; `nil` when its facts are damaged.
  func recall(_ number: Int64) throws(LedgerError) -> Filing? {
    if let filing = recalled[number] { return filing }
    var found: Filing?
    try database.each(
      "SELECT container, accession, filed, accepted, coalesce(completed, facts) FROM filing WHERE id = ?",
      [.integer(number)]
    ) { found = Filing($0) }
    if let found { recalled[number] = found }
    return found
  }

  // MARK: - Who is named where

  /// Keeps who is named in a filing, and on which days.
  func remember(_ filing: Filing, as number: Int64) throws(LedgerError) {
    let days = Set(filing.windowDays.map { Int64($0.number) }).sorted()
    for party in filing.partyNames {
      guard let key = party.key else { continue }
      for day in days.isEmpty ? [Ledger.noDay] : days {
        try database.value(
          "INSERT OR IGNORE INTO mention (party, day, filing) VALUES (?, ?, ?)", .text(key), .integer(day),
          .integer(number))
      }
      if let name = party.name, party.hasNumber {
        try database.value(
          "INSERT OR IGNORE INTO party_name (name, party) VALUES (?, ?)", .text(name), .text(key))
      }
    }
    guard filing.isAmendment else { return }
    for key in filing.ownerKeys {
      try database.value(
        "INSERT OR IGNORE INTO amendment (party, filing) VALUES (?, ?)", .text(key), .integer(number))
    }
  }

  /// Of a filing without any legible date.
  private static let noDay = Int64(Int32.min)

  /// Forgets who is named in a filing whose facts are about to change.
  func forgetMentions(of number: Int64) throws(LedgerError) {
    guard let held = try recall(number) else { return }
    recalled[number] = nil
    for key in held.partyKeys {
      for day in Set(held.windowDays.map { Int64($0.number) } + [Ledger.noDay]) {
        try database.value(
          "DELETE FROM mention WHERE party = ? AND day = ? AND filing = ?", .text(key), .integer(day),
          .integer(number))
      }
      try database.value(
        "DELETE FROM amendment WHERE party = ? AND filing = ?", .text(key), .integer(number))
    }
  }

  /// Enters every filing of a ledger that knew of no mentions.
  func enterMentions() throws(LedgerError) {
    var last: Int64 = 0
    while case .integer(let number) = try database.value(
      "SELECT min(id) FROM filing WHERE id > ?", .integer(last))
    {
      last = number
      if let filing = try recall(number) { try remember(filing, as: number) }
    }
  }

  /// Under which a party is found: its number, its name where pages give no number, and the numbers of whoever has the
  /// name of one that came without.
  private func keys(of party: PartyName) throws(LedgerError) -> [String] {
    var keys = [party.key].compactMap { $0 }
    guard let name = party.name else { return keys }
    if party.hasNumber { return keys + ["name \(name)"] }
    try database.each(
      "SELECT party FROM party_name WHERE name = ? LIMIT ?", [.text(name), .integer(Int64(Ledger.namesakes))]
    ) { keys.append($0.text(0)) }
    return keys
  }

  /// Parties of one name that are looked at: for more, the name says nothing.
  private static let namesakes = 8
}

/// Filings that were decoded lately, by their numbers: windows that follow one another look at the same ones.
struct RecalledFilings {
  private var filings: [Int64: Filing] = [:]
  /// Some ten megabytes of them.
  private static let limit = 1_000

  subscript(number: Int64) -> Filing? {
    get { filings[number] }
    set {
      if newValue != nil, filings.count >= RecalledFilings.limit { filings.removeAll(keepingCapacity: true) }
      filings[number] = newValue
    }
  }
}

/// Who files at whom: what amendments stay within.
private struct Office: Hashable {
  let owner: String
  /// `nil` where a page gives no number.
  let issuer: String?
}

/// Who is named in a filing.
struct PartyName: Hashable {
  /// With its prefix, `cik 0000012345`.
  let number: String?
  /// Letters and digits in lower case with single spaces.
  let name: String?

  init(_ owner: Owner) {
    self.init(owner.cik, owner.name)
  }

  init(_ issuer: Issuer) {
    self.init(issuer.cik, issuer.name)
  }

  private init(_ cik: Reading<String>, _ name: Reading<String>) {
    number = cik.value.map { "cik \($0)" }
    self.name = name.value?.nameWords
  }

  var hasNumber: Bool { number != nil }
  /// Everything by which it can be found: pages give names alone.
  var keys: [String] { [number, name.map { "name \($0)" }].compactMap { $0 } }
  /// The number, and the name of one that has none.
  var key: String? { number ?? name.map { "name \($0)" } }
}

extension Filing {
  var partyNames: Set<PartyName> { Set(owners.map(PartyName.init) + [PartyName(issuer)]) }
  fileprivate var ownerKeys: Set<String> { Set(owners.compactMap { PartyName($0).key }) }
  fileprivate var offices: [Office] { ownerKeys.map { Office(owner: $0, issuer: issuer.cik.value) } }
  /// By what its parties are found again.
  var partyKeys: Set<String> { Set(partyNames.compactMap(\.key)) }

  /// A row of the columns `container, accession, filed, accepted, facts`; `nil` when the facts are damaged.
  init?(_ row: borrowing SQLite.Row) {
    var provenance = Provenance(container: ContainerKind(rawValue: row.text(0)) ?? .xml)
    provenance.accession = row.isNull(1) ? nil : AccessionNumber(row.text(1))
    provenance.filed = row.isNull(2) ? nil : Day(number: Int32(truncatingIfNeeded: row.integer(2)))
    provenance.accepted = row.isNull(3) ? nil : WallClock(row.text(3))
    self.init(canonicalForm: row.blob(4), provenance: provenance)
  }
}
