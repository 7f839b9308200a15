import Filings
import Rules

/// The memory of a run without a ledger, such as `--dry-run`: a ledger of its own, of which nothing is kept, so that such a
/// run says what a daemon would.
///
/// A filing that belongs with no other is judged by itself and waits beside that ledger, which is many times cheaper, until
/// one comes that may belong with it.
struct Trial {
  private var held: [Held] = []
  /// The last filing under each key; the ones before it are found from it.
  private var latest: [Key: Int] = [:]
  /// Owners of amendments.
  private var amended: Set<Key> = []
  /// What was told of filings that wait, by the alerts' ids.
  private var told: [String: Int] = [:]
  private var bytes = 0
  private var made: Ledger?
  /// Everything goes into the ledger at once.
  private(set) var isOver = false
  /// By what the filings that wait were judged, where that is not in force any more.
  private var formerRules: RuleSet?

  /// A filing that was judged by itself.
  struct Lone {
    let facts: [UInt8]
    let provenance: Provenance
    let file: FileName
    /// Of the file; empty where no alert names it.
    let digest: String
    let now: Int64
  }

  private struct Held {
    /// `nil` when it is in the ledger.
    var lone: Lone?
    /// The filing before it under those of its keys that were there before.
    let before: [(key: Key, place: Int)]
  }

  /// Others that share a key by chance do no harm: they go the longer way for nothing.
  fileprivate typealias Key = Int

  /// By what a filing that belongs with others is found.
  struct Keys {
    /// Whoever has one of them belongs with it.
    fileprivate var own: [Key] = []
    /// The same, where one of the two is an amendment.
    fileprivate var ofAmendments: [Key] = []
    fileprivate var isAmendment = false
  }

  /// Filings that wait are kept in memory, up to some years of all that is filed.
  private static let byteLimit = 512 << 20

  // MARK: - The ledger

  mutating func ledger() throws(LedgerError) -> Ledger {
    if let made { return made }
    let ledger = try Ledger(temporary: ())
    made = ledger
    return ledger
  }

  // MARK: - Who belongs with whom

  /// `nil` for a filing of which that cannot be told at a glance: a page names people by their names alone, and may be the
  /// picture of any document.
  static func keys(of filing: Filing, reach: RuleSet.Reach) -> Keys? {
    guard filing.provenance.container.rank >= ContainerKind.xml.rank, let period = filing.period.value,
      let issuer = filing.issuer.cik.value, !filing.owners.isEmpty
    else { return nil }
    let owners = filing.owners.compactMap { $0.cik.value?.hashValue }
    guard owners.count == filing.owners.count else { return nil }
    var keys = Keys(isAmendment: filing.isAmendment)
    var hasher = Hasher()
    hasher.combine(period.number)
    hasher.combine(filing.form)
    hasher.combine(issuer)
    hasher.combine(owners.reduce(0, ^))
    keys.own.append(hasher.finalize())
    if let accession = filing.provenance.accession { keys.own.append(accession.hashValue) }
    if reach == .report { keys.ofAmendments = owners } else { keys.own += owners }
    if reach.issuerDays != nil { keys.own.append(~issuer.hashValue) }
    return keys
  }

  /// Whether some filing before may belong with one of these keys.
  func knows(_ keys: Keys) -> Bool {
    keys.own.contains { latest[$0] != nil }
      || keys.ofAmendments.contains { keys.isAmendment ? latest[$0] != nil : amended.contains($0) }
  }

  /// Whether an alert of a filing that waits has the id.
  func hasTold(_ identifier: String) -> Bool { told[identifier] != nil }

  // MARK: - Filings that wait

  /// - Parameter filing: `nil` for one that is in the ledger.
  mutating func add(_ filing: Lone?, under keys: Keys, telling identifiers: [String] = []) {
    let place = held.count
    var before: [(key: Key, place: Int)] = []
    for key in keys.own + keys.ofAmendments {
      if let other = latest.updateValue(place, forKey: key), other != place { before.append((key, other)) }
    }
    if keys.isAmendment { amended.formUnion(keys.ofAmendments) }
    for identifier in identifiers { told[identifier] = place }
    held.append(Held(lone: filing, before: before))
    bytes += filing?.facts.count ?? 0
  }

  /// Whether it is time for everything to go into the ledger.
  var isFull: Bool { bytes > Trial.byteLimit || formerRules != nil }

  /// Takes out what waits and may belong with one of the keys or alerts, in the order in which it came.
  mutating func release(_ keys: Keys, _ identifiers: [String] = []) -> [Lone] {
    var places = Set(identifiers.compactMap { told[$0] })
    for key in keys.own + keys.ofAmendments {
      var next = latest[key]
      while let place = next {
        places.insert(place)
        next = held[place].before.first { $0.key == key }?.place
      }
    }
    return places.sorted().compactMap { place in
      let lone = held[place].lone
      held[place].lone = nil
      bytes -= lone?.facts.count ?? 0
      return lone
    }
  }

  /// Takes out everything, for good.
  mutating func releaseAll() -> (filings: [Lone], rules: RuleSet?) {
    let (filings, rules) = (held.compactMap(\.lone), formerRules)
    (held, latest, amended, told, formerRules) = ([], [:], [], [:], nil)
    isOver = true
    return (filings, rules)
  }

  mutating func rulesChange(from old: RuleSet) {
    if formerRules == nil, !held.isEmpty { formerRules = old }
  }
}
