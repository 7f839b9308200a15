package import Filings

/// What amendments replace. A 4/A replaces the sections that it contains of the filing that it amends, never across
/// forms; where it is not clear which filing that is it replaces nothing: a visible duplicate is better than a row that
/// silently goes.
enum Supersession {
  /// The parts of a form that an amendment replaces as a whole.
  struct Sections: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let tableOne = Sections(rawValue: 1)
    static let tableTwo = Sections(rawValue: 2)
    static let holdings = Sections(rawValue: 4)
    static let notice = Sections(rawValue: 8)
    static let all: [Sections] = [.tableOne, .tableTwo, .holdings, .notice]

    init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// The sections in which the filing has rows.
    init(of filing: Filing) {
      self = filing.holdings.isEmpty ? [] : .holdings
      for row in filing.transactions { insert(row.position.isDerivative ? .tableTwo : .tableOne) }
      if filing.notice != nil { insert(.notice) }
    }
  }

  /// What amendments replace among the filings that somebody looks at.
  struct Replacements: Sendable {
    /// Of the filing that is judged.
    var current: Sections = []
    /// Of filings of the history, by their places.
    var before: [Int: Sections] = [:]

    static let none = Replacements()
  }

  /// For each filing the sections that another one replaces.
  static func replaced(in filings: [Filing]) -> [Sections] {
    var replaced = filings.map { _ in Sections() }
    guard filings.contains(where: \.isAmendment) else { return replaced }
    for (original, amendments) in amendments(of: filings) {
      let family = [original] + amendments.sorted { isOlder(filings[$0], filings[$1]) }
      for section in Sections.all {
        let bearers = family.filter { Sections(of: filings[$0]).contains(section) }
        for bearer in bearers.dropLast() { replaced[bearer].insert(section) }
      }
    }
    return replaced
  }

  /// Each original with its amendments.
  private static func amendments(of filings: [Filing]) -> [Int: [Int]] {
    filings.indices.reduce(into: [:]) { families, index in
      guard filings[index].isAmendment, let original = original(of: filings[index], among: filings) else {
        return
      }
      families[original, default: []].append(index)
    }
  }

  /// The one filing that was filed on the day that the amendment names; `nil` where there is none or several.
  private static func original(of amendment: Filing, among filings: [Filing]) -> Int? {
    guard let day = amendment.originalFiled.value else { return nil }
    let candidates = filings.indices.filter { isCandidate(filings[$0], amendment) }
    let dated = candidates.filter { filings[$0].provenance.filed == day }
    if dated.count == 1 { return dated[0] }
    let undated = candidates.filter {
      filings[$0].provenance.filed == nil && filings[$0].period == amendment.period
    }
    return dated.isEmpty && undated.count == 1 ? undated[0] : nil
  }

  private static func isCandidate(_ filing: Filing, _ amendment: Filing) -> Bool {
    !filing.isAmendment && filing.form == amendment.form
      && filing.issuingParty.isSame(as: amendment.issuingParty) && filing.sharesOwner(with: amendment)
  }

  /// The one filed later wins, on one day the one with the higher accession number.
  private static func isOlder(_ one: Filing, _ other: Filing) -> Bool {
    guard let day = one.provenance.filed, let otherDay = other.provenance.filed, day != otherDay else {
      return (one.provenance.accession?.description ?? "") < (other.provenance.accession?.description ?? "")
    }
    return day < otherDay
  }
}

extension History {
  /// The sections of the filing and of those of the history that another one replaces.
  func replacements(with filing: Filing?) -> Supersession.Replacements {
    var replacements = Supersession.Replacements.none
    let related = amendments(relatedTo: filing)
    guard !related.isEmpty || filing?.isAmendment == true else { return replacements }
    // Whoever may be amended, or amends the same: the owners' filings at the issuer.
    let sources = related.map { self[$0] } + [filing].compactMap { $0 }.filter(\.isAmendment)
    let places = Set(related + sources.flatMap { indices(.ownerAndIssuer, of: $0) }).sorted()
    let isDifferent = filing.map { filing in { !self[$0].isSame(as: filing) } } ?? { _ in true }
    let others = places.filter(isDifferent)
    let sections = Supersession.replaced(in: others.map { self[$0] } + [filing].compactMap { $0 })
    if filing != nil { replacements.current = sections.last ?? [] }
    for (place, sections) in zip(others, sections) where sections != [] {
      replacements.before[place] = sections
    }
    return replacements
  }

  /// The filings of which the filing's coming changes what counts of them; `formerly` is what it was known as before.
  package func touched(by filing: Filing, formerly: Filing? = nil) -> [Numbered] {
    guard !isEmpty else { return [] }
    let (before, after) = (replacements(with: formerly).before, replacements(with: filing).before)
    guard before != after else { return [] }
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      Numbered(filing: self[$0], number: number(of: $0))
    }
  }
}
