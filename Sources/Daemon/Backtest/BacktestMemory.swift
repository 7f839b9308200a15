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
  /// By the owners' numbers.
  private var amendments: [Int32: [Amendment]] = [:]
  private var parties = BacktestParties()
  private var byDay: [Submission: [Int]] = [:]
  /// Of each amendment that was passed, by its place.
  private var sought: [Int: Sought] = [:]
  private var decoded = DecodedFilings()

  private struct Report: Hashable {
    let period: Day
    let form: Form
    let issuer: String?
    let owner: String
  }

  /// What an amendment names; the owner by number.
  private struct Submission: Hashable {
    let owner: Int32
    let form: Form
    let filed: Day
  }

  /// Where the filings lie that an amendment may mean.
  private struct Sought {
    let submissions: [Submission]
    let reports: [Report]
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
    /// The last day of all that name the same and came before, and of itself.
    var latest: Int32

    init(place: Int32, first: Int32, last: Int32, issuer: Int32) {
      (self.place, self.first, self.last, self.issuer, latest) = (place, first, last, issuer, last)
    }
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

  /// The places to look at, ascending: those given, and those at which a filing at one of `open` may look.
  func places(_ places: some Sequence<Int32>, _ open: Set<Int32>, below end: Int, of tape: BacktestTape)
    -> [Int]
  {
    if reachesParties { return Array(0..<end) }
    return Set(places).union(tape.columns.kin(of: open)).map(Int.init).filter { $0 < end }.sorted()
  }

  // MARK: - Remembering

  mutating func add(_ filing: Filing, at place: Int) {
    // Parts of a report have the same owners, in whatever order.
    for owner in filing.owners {
      if let report = Self.report(of: filing, owner) { byReport[report, default: []].append(place) }
    }
    parties.add(filing, at: place)
    let names = parties.names(at: place)
    let issuer = names.issuer
    if filing.isAmendment {
      sought[place] = Self.sought(by: filing, names)
      for owner in names.owners {
        amendments[owner, default: []].append(Amendment(place: place, issuer: issuer))
      }
    }
    if let filed = filing.provenance.filed {
      for owner in names.owners {
        byDay[Submission(owner: owner, form: filing.form, filed: filed), default: []].append(place)
      }
    }
    guard reachesParties else { return }
    let days = filing.windowDays
    let mention = Mention(
      place: Int32(truncatingIfNeeded: place), first: days.min()?.number ?? .max,
      last: days.max()?.number ?? .min,
      issuer: issuer)
    for key in Set(filing.partyNames.flatMap(\.keys)) {
      var mention = mention
      if let before = byParty[key]?.last { mention.latest = max(mention.latest, before.latest) }
      byParty[key, default: []].append(mention)
    }
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
    collectFamilies(of: filing, into: &places)
    if places.isEmpty, since == nil { return .none }
    var history = History(since: since)
    history.isCut = isCut
    if isCut { cut += 1 }
    for place in places.sorted() {
      if let entry = decoded.entry(at: place, on: tape) { history.add(entry, number: Int64(place)) }
    }
    return history
  }

  private mutating func collect(around filing: Filing, into places: inout Set<Int>, _ isCut: inout Bool) {
    let days = filing.windowDays
    guard let first = days.min()?.number, let last = days.max()?.number else { return }
    let issuer = PartyName(filing.issuer)
    let owners = Set(filing.owners.flatMap { PartyName($0).keys })
    for (keys, span) in [(Set(issuer.keys), reach.issuerDays), (owners, reach.ownerDays)] {
      guard let span = span.map(Int32.init) else { continue }
      for key in keys { collect(key, in: first - span...last + span, into: &places, &isCut) { _ in true } }
    }
    guard reach.looksBack || reach.officeDays != nil else { return }
    let number = parties.number(of: filing.issuer)
    let span = reach.looksBack ? nil : reach.officeDays.map(Int32.init)
    let around = span.map { first - $0...last + $0 }
    for key in owners {
      collect(key, in: around, into: &places, &isCut) { mention in
        number == -1 || mention.issuer == number || mention.issuer == -1
      }
    }
  }

  /// The latest that have rows on the days; all where none are given.
  private func collect(
    _ key: String, in days: ClosedRange<Int32>?, into places: inout Set<Int>, _ isCut: inout Bool,
    where isMeant: (Mention) -> Bool
  ) {
    guard let mentions = byParty[key] else { return }
    var left = Limits.recalledFilings
    for mention in mentions.reversed() {
      if let days {
        // Nothing before it has a row that is late enough.
        if mention.latest < days.lowerBound { return }
        guard mention.last >= days.lowerBound, mention.first <= days.upperBound else { continue }
      }
      guard isMeant(mention) else { continue }
      guard left > 0 else {
        isCut = true
        return
      }
      left -= 1
      places.insert(Int(mention.place))
    }
  }

  /// Of everybody who filed what was found: his amendments at that issuer, and what they name.
  private mutating func collectFamilies(of filing: Filing, into places: inout Set<Int>) {
    guard !amendments.isEmpty || filing.isAmendment else { return }
    var amending: Set<Int> = []
    let names = parties.names(of: filing)
    collectAmendments(of: names, into: &amending)
    for place in places { collectAmendments(of: parties.names(at: place), into: &amending) }
    places.formUnion(amending)
    if filing.isAmendment { collectOriginals(Self.sought(by: filing, names), into: &places) }
    for amendment in amending {
      if let sought = sought[amendment] { collectOriginals(sought, into: &places) }
    }
  }

  private func collectAmendments(of parties: BacktestParties.Names, into places: inout Set<Int>) {
    for owner in parties.owners {
      for amendment in amendments[owner] ?? [] {
        if parties.issuer == -1 || amendment.issuer == -1 || amendment.issuer == parties.issuer {
          places.insert(amendment.place)
        }
      }
    }
  }

  private static func sought(by amendment: Filing, _ names: BacktestParties.Names) -> Sought {
    let days = amendment.originalFiled.value.map { Set([$0, BusinessCalendar().rolledForward($0)]) } ?? []
    return Sought(
      submissions: names.owners.flatMap { owner in
        days.map { Submission(owner: owner, form: amendment.form, filed: $0) }
      },
      reports: amendment.owners.compactMap { report(of: amendment, $0) })
  }

  private func collectOriginals(_ sought: Sought, into places: inout Set<Int>) {
    for submission in sought.submissions { places.formUnion(byDay[submission] ?? []) }
    for report in sought.reports { places.formUnion(byReport[report] ?? []) }
  }
}

/// Filings of the tape that were decoded lately: windows that follow one another look at the same ones.
private struct DecodedFilings {
  private var recent: [Int: History.Entry] = [:]
  private var before: [Int: History.Entry] = [:]

  mutating func entry(at place: Int, on tape: BacktestTape) -> History.Entry? {
    if let entry = recent[place] { return entry }
    guard let entry = before[place] ?? tape.filing(at: place).map(History.Entry.init) else { return nil }
    if recent.count >= DecodedFilings.generation(of: tape) { (before, recent) = (recent, [:]) }
    recent[place] = entry
    return entry
  }

  /// From some fifty megabytes to some five hundred: where all issuers' filings of a month are looked at by turns, all of
  /// them should stay, and they are not more than a quarter of the tape.
  private static func generation(of tape: BacktestTape) -> Int { min(32_000, max(4_000, tape.count / 8)) }
}
