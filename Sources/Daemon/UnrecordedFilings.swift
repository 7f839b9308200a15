import Filings
import Rules

/// What the ledger remembers, for a run without one, such as `--dry-run`: the filings of the run, in their canonical form,
/// which is a tenth of what a filing takes while it is judged.
struct UnrecordedFilings {
  private var filings: [Held] = []
  /// The last filing under each key; the ones before it are found from it.
  private var latest: [Key: Int] = [:]
  private var bytes = 0
  /// There was no room for a filing, and whoever judges by this memory has to say so.
  private(set) var isFull = false

  private struct Held {
    let facts: [UInt8]
    let provenance: Provenance
    /// The filing before it with the same key, for each of its keys.
    let before: [Key: Int]
  }

  /// The parts of one report have one key, and so have the filings of one party. Others that share it by chance do no
  /// harm: the rules look again at who belongs together.
  typealias Key = Int

  /// A trial over some years of filings fits; more belongs into a ledger.
  private static let byteLimit = 512 << 20

  /// - Parameter keys: those of `keys(of:reach:)`, by which it is found.
  mutating func add(_ filing: Filing, under keys: [Key]) {
    let form = filing.canonicalForm
    guard bytes + form.count <= Self.byteLimit else {
      isFull = true
      return
    }
    // It was written with room to grow, which nothing that is kept needs.
    var facts: [UInt8] = []
    facts.reserveCapacity(form.count)
    facts += form
    bytes += facts.count
    var before: [Key: Int] = [:]
    for key in keys { before[key] = latest.updateValue(filings.count, forKey: key) }
    filings.append(Held(facts: facts, provenance: filing.provenance, before: before))
  }

  /// - Complexity: without a filing that belongs with this one, a few look-ups.
  func memory(under keys: [Key]) -> History {
    var history = History()
    guard keys.contains(where: { latest[$0] != nil }) else { return history }
    var found: Set<Int> = []
    for key in keys {
      let places = places(key)
      history.isCut = history.isCut || places.count == Limits.recalledFilings
      found.formUnion(places)
    }
    for place in found.sorted() {
      let held = filings[place]
      if let filing = Filing(canonicalForm: held.facts, provenance: held.provenance) { history.add(filing) }
    }
    return history
  }

  /// Where the filings with this key are, the latest first.
  private func places(_ key: Key) -> [Int] {
    var places: [Int] = []
    var next = latest[key]
    while let place = next, places.count < Limits.recalledFilings {
      places.append(place)
      next = filings[place].before[key]
    }
    return places
  }

  /// Under what a filing is remembered and found, as far as rules of this reach look.
  static func keys(of filing: Filing, reach: RuleSet.Reach) -> [Key] {
    let report = reportKey(of: filing).map { [$0] } ?? []
    return reach == .report ? report : report + filing.partyKeys.sorted().map(\.hashValue)
  }

  /// What tells reports apart at a glance; the order of the owners does not count.
  private static func reportKey(of filing: Filing) -> Key? {
    guard let period = filing.period.value, !filing.owners.isEmpty else { return nil }
    var hasher = Hasher()
    hasher.combine(period.number)
    hasher.combine(filing.form)
    hasher.combine(filing.issuer.cik.value)
    hasher.combine(filing.owners.indices.reduce(0) { $0 ^ key(of: filing.owners[$1]) })
    return hasher.finalize()
  }

  private static func key(of owner: Owner) -> Key {
    owner.cik.value?.hashValue ?? owner.name.value?.lowercased().hashValue ?? 0
  }
}
