package import Filings

/// Many filings as columns of whole numbers, so that a rule can be held against all of them at once.
///
/// What the rows of one code in one table add up to in one filing stands in a *partition*: bounds in ten-thousandths,
/// rounded outwards, so that a number that is not known, or does not fit, only makes them wider. Columns decide what
/// they surely can and leave the rest to the evaluator: `Screening`.
package struct FilingColumns: Sendable {
  /// By code and table: the bits of `KindMask`.
  private(set) var partitions: [Int: Partition] = [:]
  /// What a filing may be, by its place.
  private(set) var kinds: [KindMask] = []
  private(set) var forms: [FormMask] = []
  /// Roles that an owner may have, as the rule language asks for them.
  private(set) var possibleRoles: [RoleMask] = []
  /// Whom a rule may admit or not: few are different. The first admits nobody, and is that of open filings.
  private(set) var profiles = [Profile(form: [], sure: [], possible: [])]
  /// The number of its profile for each filing, by its place.
  private(set) var profileNumbers: [Int32] = []
  /// The number of the issuer's folded ticker; `absent` or `unknown`.
  private(set) var tickers: [Int32] = []
  private(set) var tickerNumbers: [String: Int32] = [:]
  /// Filings that columns decide nothing of: another part of their report is there, one amends the other, or a row's code
  /// is not known.
  private(set) var isOpen: [Bool] = []

  /// Their places, ascending.
  package private(set) var openPlaces: [Int32] = []
  /// The same, put together by what they have to do with.
  private(set) var kin = Kin()
  private var pairs = KinPairs()
  /// Open ones that have a row whose code is not known.
  private var unclear: Set<Int32> = []
  private var reports: [Int: Int] = [:]
  private var families = AmendedFilings()
  private var numbersByProfile: [Profile: Int32] = [:]
  /// Amendments of filings that are here.
  private var amending: Set<Int32> = []

  static let absent: Int32 = -1
  static let unknown: Int32 = -2

  package init() {}

  /// Filings that were added.
  package var count: Int { kinds.count }

  /// To be called for each amendment before any filing is added.
  package mutating func expect(_ amendment: Filing) {
    families.expect(amendment)
  }

  /// Takes the next filing; its place is the number of those before it.
  package mutating func add(_ filing: Filing) {
    let place = count
    let summary = Summary(filing)
    kinds.append(summary.kinds)
    forms.append(summary.form)
    addRoles(of: filing)
    tickers.append(ticker(of: filing))
    isOpen.append(summary.hasOpenCode(filing))
    if isOpen[place] { unclear.insert(Int32(truncatingIfNeeded: place)) }
    // A collision leaves two filings to the evaluator that it need not have looked at, and nothing else.
    let report = GroupKey.text(of: filing, []).hashValue
    if let other = reports[report] {
      isOpen[place] = true
      isOpen[other] = true
      pairs.join(Int32(truncatingIfNeeded: place), Int32(truncatingIfNeeded: other))
    } else {
      reports[report] = place
    }
    for member in families.family(of: filing, at: Int32(truncatingIfNeeded: place)) {
      isOpen[Int(member.place)] = true
      pairs.join(Int32(truncatingIfNeeded: place), member.place)
      if member.isAmendment { amending.insert(member.place) }
    }
    for row in filing.transactions {
      let bits = KindMask(of: row).rawValue
      guard bits.nonzeroBitCount == 1 else { continue }
      partitions[bits.trailingZeroBitCount, default: Partition()].add(row, of: Int32(place))
    }
  }

  /// To be called once, when all are there.
  package mutating func finish() {
    (reports, families, numbersByProfile) = ([:], AmendedFilings(), [:])
    openPlaces = isOpen.indices.filter { isOpen[$0] }.map { Int32(truncatingIfNeeded: $0) }
    kin = Kin(openPlaces, &pairs, of: self, unclear: unclear)
    (pairs, unclear) = (KinPairs(), [])
    for place in openPlaces { profileNumbers[Int(place)] = 0 }
    for key in Array(partitions.keys) { partitions[key]?.finish(openPlaces) }
  }

  /// Whether the filing may have to do with other filings of its report, or says too little for columns.
  package func isOpen(at place: Int) -> Bool { isOpen[place] }

  /// The open ones with rows of some kind whose kin is meant, ascending.
  func openPlaces(of kinds: KindMask, where isMeant: (_ kin: Int) -> Bool) -> [Int32] {
    openPlaces.filter { place in
      !self.kinds[Int(place)].isDisjoint(with: kinds) && isMeant(Int(kin.numbers[Int(place)]))
    }
  }

  /// The open filings that have to do with one of these, themselves among them.
  package func kin(of places: Set<Int32>) -> [Int32] {
    let meant = Set(places.map { kin.numbers[Int($0)] })
    return openPlaces.filter { meant.contains(kin.numbers[Int($0)]) }
  }

  /// What the filings that have to do with this one have in common; `nil` for one that stands alone.
  package func kin(at place: Int) -> Int32? {
    kin.numbers[place] == Kin.none ? nil : kin.numbers[place]
  }

  /// Whether the issuer may have one of the tickers.
  func mayHave(_ tickers: Set<Int32>, _ place: Int) -> Bool {
    self.tickers[place] == FilingColumns.unknown || tickers.contains(self.tickers[place])
  }

  /// Whether it is an amendment of a filing that is here, so that rules that said something of that one look again.
  package func isAmending(at place: Int) -> Bool {
    isOpen[place] && amending.contains(Int32(truncatingIfNeeded: place))
  }

  private mutating func addRoles(of filing: Filing) {
    var sure: RoleMask = []
    var possible: RoleMask = filing.owners.isEmpty ? [.boxes, .titles] : []
    for owner in filing.owners {
      for role in Vocabulary.roles {
        switch role.isHeld(by: owner) {
        case .yes:
          sure.insert(role.mask)
          possible.insert(role.mask)
        case .maybe: possible.insert(role.mask)
        case .no: break
        }
      }
    }
    possibleRoles.append(possible)
    let profile = Profile(form: FormMask(filing.form), sure: sure, possible: possible)
    let number = numbersByProfile[profile] ?? Int32(truncatingIfNeeded: profiles.count)
    if Int(number) == profiles.count {
      profiles.append(profile)
      numbersByProfile[profile] = number
    }
    profileNumbers.append(number)
  }

  private mutating func ticker(of filing: Filing) -> Int32 {
    switch filing.issuer.ticker {
    case .absent: return FilingColumns.absent
    case .unknown: return FilingColumns.unknown
    case .known(let text):
      let folded = Report.folded(text, .ticker)
      if let number = tickerNumbers[folded] { return number }
      let number = Int32(truncatingIfNeeded: tickerNumbers.count)
      tickerNumbers[folded] = number
      return number
    }
  }
}

/// What a filing's form and the roles of its owners are, or may be.
struct Profile: Hashable, Sendable {
  let form: FormMask
  let sure: RoleMask
  let possible: RoleMask
}

extension Summary {
  /// A row's code is not known, so that the row may be of several kinds.
  fileprivate func hasOpenCode(_ filing: Filing) -> Bool {
    filing.transactions.contains { $0.code.value == nil }
  }
}
