import Filings
import Rules

/// What a backtest remembers of the filings that it has passed, by their places on the tape: for each filing the same as
/// the ledger would have recalled, the parts of its report, what was filed about its parties around its days, and the
/// amendments of all that.
struct BacktestMemory {
  /// Filings of which only the latest of a party were looked at.
  private(set) var cut = 0
  private let reach: RuleSet.Reach
  private let since: Day?
  private var byReport: [Report: [Int]] = [:]
  private var byParty: [String: [Mention]] = [:]
  private var amendments: [String: [Amendment]] = [:]
  private var byDay: [Submission: [Int]] = [:]
  private var issuers: [String: Int32] = [:]
  private var decoded = DecodedFilings()

  private struct Report: Hashable {
    let period: Day
    let form: Form
    let issuer: String?
    let owner: String
  }

  /// What an amendment names.
  private struct Submission: Hashable {
    let owner: String
    let form: Form
    let filed: Day
  }

  private struct Amendment {
    let place: Int
    /// As in `Mention`.
    let issuer: Int32
  }

  /// A filing that names somebody, and the days on which its rows lie.
  private struct Mention {
    let place: Int32
    let first: Int32
    let last: Int32
    /// Of the issuer; less than nothing where a page gives it no number.
    let issuer: Int32
  }

  init(_ rules: [RuleSet], since: Day?) {
    reach = rules.map(\.reach).reduce(.report) { $0.union($1) }
    self.since = since
  }

  private var reachesParties: Bool { reach != .report }

  /// Whether a later filing may look at this one.
  func needs(_ place: Int, of tape: BacktestTape) -> Bool {
    reachesParties || tape.columns.isOpen(at: place)
  }

  /// The places to look at, ascending: those given, and those at which a later filing may look.
  func places(_ places: some Sequence<Int32>, below end: Int, of tape: BacktestTape) -> [Int] {
    if reachesParties { return Array(0..<end) }
    let open = tape.columns.openPlaces
    return Set(places).union(open).map(Int.init).filter { $0 < end }.sorted()
  }

  // MARK: - Remembering

  mutating func add(_ filing: Filing, at place: Int) {
    // Parts of a report have the same owners, in whatever order.
    for owner in filing.owners {
      if let report = Self.report(of: filing, owner) { byReport[report, default: []].append(place) }
    }
    let issuer = number(of: filing.issuer)
    for owner in filing.owners.flatMap({ PartyName($0).keys }) {
      if filing.isAmendment {
        amendments[owner, default: []].append(Amendment(place: place, issuer: issuer))
      }
      guard let filed = filing.provenance.filed else { continue }
      byDay[Submission(owner: owner, form: filing.form, filed: filed), default: []].append(place)
    }
    guard reachesParties else { return }
    let days = filing.windowDays
    let mention = Mention(
      place: Int32(truncatingIfNeeded: place), first: days.min()?.number ?? .max,
      last: days.max()?.number ?? .min,
      issuer: issuer)
    for key in Set(filing.partyNames.flatMap(\.keys)) { byParty[key, default: []].append(mention) }
  }

  private mutating func number(of issuer: Issuer) -> Int32 {
    guard let key = PartyName(issuer).number else { return -1 }
    let number = issuers[key] ?? Int32(truncatingIfNeeded: issuers.count)
    issuers[key] = number
    return number
  }

  private static func report(of filing: Filing, _ owner: Owner) -> Report? {
    guard let period = filing.period.value, let name = owner.cik.value ?? owner.name.value?.lowercased()
    else {
      return nil
    }
    return Report(period: period, form: filing.form, issuer: filing.issuer.cik.value, owner: name)
  }

  // MARK: - Recalling

  /// What the rules look at beside the filing itself.
  mutating func history(of filing: Filing, on tape: BacktestTape) -> History {
    var places: Set<Int> = []
    var isCut = false
    let report = filing.owners.first.flatMap { Self.report(of: filing, $0) }
    let parts = report.flatMap { byReport[$0] } ?? []
    places.formUnion(parts.suffix(Limits.reportParts))
    isCut = parts.count > Limits.reportParts
    if reachesParties { collect(around: filing, into: &places, &isCut) }
    collectFamilies(of: filing, on: tape, into: &places)
    if places.isEmpty, since == nil { return .none }
    var history = History(since: since)
    history.isCut = isCut
    if isCut { cut += 1 }
    for place in places.sorted() {
      if let filing = decoded.filing(at: place, on: tape) { history.add(filing, number: Int64(place)) }
    }
    return history
  }

  private func collect(around filing: Filing, into places: inout Set<Int>, _ isCut: inout Bool) {
    let days = filing.windowDays
    guard let first = days.min()?.number, let last = days.max()?.number else { return }
    let issuer = PartyName(filing.issuer)
    let owners = Set(filing.owners.flatMap { PartyName($0).keys })
    if let span = reach.issuerDays.map(Int32.init) {
      for key in issuer.keys {
        collect(key, into: &places, &isCut) { $0.last >= first - span && $0.first <= last + span }
      }
    }
    if let span = reach.ownerDays.map(Int32.init) {
      for key in owners {
        collect(key, into: &places, &isCut) { $0.last >= first - span && $0.first <= last + span }
      }
    }
    guard reach.looksBack || reach.officeDays != nil else { return }
    let number = issuer.number.map { issuers[$0] ?? -2 } ?? -1
    let span = reach.looksBack ? nil : reach.officeDays.map(Int32.init)
    for key in owners {
      collect(key, into: &places, &isCut) { mention in
        guard number == -1 || mention.issuer == number || mention.issuer == -1 else { return false }
        return span.map { mention.last >= first - $0 && mention.first <= last + $0 } ?? true
      }
    }
  }

  private func collect(
    _ key: String, into places: inout Set<Int>, _ isCut: inout Bool, where isMeant: (Mention) -> Bool
  ) {
    guard let mentions = byParty[key] else { return }
    var left = Limits.recalledFilings
    for mention in mentions.reversed() where isMeant(mention) {
      guard left > 0 else {
        isCut = true
        return
      }
      left -= 1
      places.insert(Int(mention.place))
    }
  }

  /// Of everybody who filed what was found: his amendments at that issuer, and what they name.
  private mutating func collectFamilies(
    of filing: Filing, on tape: BacktestTape, into places: inout Set<Int>
  ) {
    guard !amendments.isEmpty || filing.isAmendment else { return }
    var amending = amendments(by: filing.owners, at: number(of: filing.issuer))
    for place in places {
      guard let other = decoded.filing(at: place, on: tape) else { continue }
      amending.formUnion(amendments(by: other.owners, at: number(of: other.issuer)))
    }
    places.formUnion(amending)
    var sources = filing.isAmendment ? [filing] : []
    for place in amending { if let other = decoded.filing(at: place, on: tape) { sources.append(other) } }
    for amendment in sources { places.formUnion(originals(of: amendment)) }
  }

  private func amendments(by owners: [Owner], at issuer: Int32) -> Set<Int> {
    var places: Set<Int> = []
    for key in owners.flatMap({ PartyName($0).keys }) {
      for amendment in amendments[key] ?? [] {
        if issuer == -1 || amendment.issuer == -1 || amendment.issuer == issuer {
          places.insert(amendment.place)
        }
      }
    }
    return places
  }

  private func originals(of amendment: Filing) -> [Int] {
    let days = amendment.originalFiled.value.map { Set([$0, BusinessCalendar().rolledForward($0)]) } ?? []
    return amendment.owners.flatMap { owner in
      let named = PartyName(owner).keys.flatMap { key in
        days.flatMap { byDay[Submission(owner: key, form: amendment.form, filed: $0)] ?? [] }
      }
      return named + (Self.report(of: amendment, owner).flatMap { byReport[$0] } ?? [])
    }
  }
}

/// Filings of the tape that were decoded lately: windows that follow one another look at the same ones.
private struct DecodedFilings {
  private var recent: [Int: Filing] = [:]
  private var before: [Int: Filing] = [:]
  /// Some fifty megabytes of them.
  private static let generation = 4_000

  mutating func filing(at place: Int, on tape: BacktestTape) -> Filing? {
    if let filing = recent[place] { return filing }
    guard let filing = before[place] ?? tape.filing(at: place) else { return nil }
    if recent.count >= DecodedFilings.generation { (before, recent) = (recent, [:]) }
    recent[place] = filing
    return filing
  }
}
