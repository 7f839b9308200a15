import Filings

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
