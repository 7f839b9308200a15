package import Filings
import Rules

/// The filings of a backtest, as facts in memory, in the order in which they were filed: each is judged with the memory
/// of those before it, as the daemon would have had it.
package struct BacktestTape {
  private struct Entry {
    /// When it was filed: FILED AS OF DATE, else the day of the last signature, of the last trade, the period.
    var day: Day?
    var facts: [UInt8]
    var provenance: Provenance
    var rows: Int32
  }

  private var entries: [Entry] = []
  private var byAccession: [String: Int] = [:]
  /// By the first half of the facts' digest, as a number: millions of small arrays that are given back at the end of loading
  /// would have to be put in their order by the first allocations behind it.
  private var byDigest: [UInt128: Int] = [:]
  private var byteCount = 0
  /// Filings that were given again, in whatever container, and count once.
  package private(set) var repeated = 0
  package private(set) var rows = 0
  /// The names of the months in which filings stand, and for each filing which it is.
  private(set) var months: [String] = []
  private var monthNumbers: [Int32] = []
  /// The same filings as numbers.
  private(set) var columns = FilingColumns()

  package init() {}

  /// Filings on the tape.
  package var count: Int { entries.count }

  /// Takes a filing. One that is here already stays once, from its better container.
  /// - Throws: when more than `Limits.backtestBytes` would be held.
  package mutating func add(_ filing: Filing) throws(FilingError) {
    guard filing.provenance.container != .header else { return }
    let facts = filing.canonicalForm
    let digest = Digest.sha256(facts).prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let accession = filing.provenance.accession?.description
    let entry = Entry(
      day: filing.knownDay, facts: facts, provenance: filing.provenance,
      rows: Int32(truncatingIfNeeded: filing.transactions.count + filing.holdings.count))
    if let held = accession.flatMap({ byAccession[$0] }) ?? byDigest[digest], isSame(held, accession) {
      repeated += 1
      if entry.provenance.container.rank > entries[held].provenance.container.rank {
        rows += Int(entry.rows) - Int(entries[held].rows)
        entries[held] = entry
      }
      return
    }
    byteCount += facts.count
    guard byteCount <= Limits.backtestBytes else {
      throw FilingError(
        "the filings have more than the \(Limits.backtestBytes) bytes that are held at once",
        help: "take fewer, with --from and --to or fewer files")
    }
    if let accession { byAccession[accession] = entries.count }
    byDigest[digest] = entries.count
    rows += filing.transactions.count + filing.holdings.count
    if filing.isAmendment { columns.expect(filing) }
    entries.append(entry)
  }

  private func isSame(_ held: Int, _ accession: String?) -> Bool {
    guard let accession, let other = entries[held].provenance.accession?.description else { return true }
    return accession == other
  }

  /// Puts the filings in their order; to be called once, when all are there. `progress` hears how many are done.
  package mutating func finish(progress: (Int) -> Void = { _ in }) {
    byAccession = [:]
    byDigest = [:]
    entries.sort { one, other in
      if one.day != other.day { return (one.day?.number ?? .min) < (other.day?.number ?? .min) }
      let names = (one.provenance.accession?.description ?? "", other.provenance.accession?.description ?? "")
      return names.0 == names.1
        ? one.facts.lexicographicallyPrecedes(other.facts) : names.0 < names.1
    }
    for place in entries.indices {
      progress(place)
      // Memory that is damaged is no filing; an empty one keeps the places.
      columns.add(
        filing(at: place) ?? Filing(provenance: entries[place].provenance, form: .form4, issuer: Issuer()))
    }
    columns.finish()
    numberMonths()
  }

  private mutating func numberMonths() {
    monthNumbers.reserveCapacity(entries.count)
    var day: Day?
    for (place, entry) in entries.enumerated() {
      if place == 0 || entry.day != day {
        day = entry.day
        let name = BacktestResult.Period.month.name(of: day)
        if months.last != name { months.append(name) }
      }
      monthNumbers.append(Int32(truncatingIfNeeded: months.count - 1))
    }
  }

  /// The month of the filing at a place, in `months`.
  func month(at index: Int) -> Int { Int(monthNumbers[index]) }

  /// For each filing the month's number; for those that are not in the places one more than the last.
  func drawers(of places: Range<Int>) -> [Int32] {
    if places == entries.indices { return monthNumbers }
    let none = Int32(truncatingIfNeeded: months.count)
    return monthNumbers.enumerated().map { places.contains($0) ? $1 : none }
  }

  /// The day at which a filing stands.
  package func day(at index: Int) -> Day? { entries[index].day }

  /// Rows of the filings at these places.
  func rows(in places: Range<Int>) -> Int {
    if places == entries.indices { return rows }
    return entries[places].reduce(0) { $0 + Int($1.rows) }
  }

  /// The places that lie between two days, both included; whatever has no day comes before the first.
  func places(from: Day?, to: Day?) -> Range<Int> {
    let start =
      from.map { from in entries.firstIndex { ($0.day ?? from) >= from && $0.day != nil } ?? entries.count }
      ?? 0
    let end = to.map { to in entries.lastIndex { ($0.day ?? to) <= to }.map { $0 + 1 } ?? 0 } ?? entries.count
    return start..<max(start, end)
  }

  /// The filing at a place; `nil` never, unless memory is damaged.
  package func filing(at index: Int) -> Filing? {
    Filing(canonicalForm: entries[index].facts, provenance: entries[index].provenance)
  }
}

extension Filing {
  /// When the filing was filed, as far as it tells: the day of filing, else the last signature, trade or the period.
  package var knownDay: Day? {
    provenance.filed ?? signatures.compactMap(\.date.value).max() ?? transactions.compactMap(\.date.value)
      .max()
      ?? period.value
  }
}
