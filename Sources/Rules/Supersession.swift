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
    /// The filing that is judged is an amendment, and several filings would do as what it amends.
    var isCurrentUnclear = false
    /// Such amendments of the history, by their places.
    var unclear: Set<Int> = []

    static let none = Replacements()
  }
}

extension Supersession {
  /// Filings in their order, and what each amendment among them amends.
  struct Families {
    /// For each filing the sections that another one replaces.
    private(set) var replaced: [Sections]
    /// Amendments of which nobody can tell what they amend.
    private(set) var unclear: Set<Int> = []
    private let filings: [Filing]
    private let people: People
    private var originals = Shelf()
    /// Those that stand before the one that is looked at.
    private var earlier = Shelf()

    /// - Parameter parties: of each filing its issuer and its owners.
    init(_ filings: [Filing], _ parties: [(issuer: Party, owners: [Party])]) {
      self.filings = filings
      people = People(parties, amending: filings.map(\.isAmendment))
      replaced = filings.map { _ in [] }
      var families: [Int: [Int]] = [:]
      var roots: [Int: Int] = [:]
      for filing in filings.indices where !filings[filing].isAmendment {
        originals.add(filing, filings[filing])
      }
      for filing in FilingOrder.indices(of: filings) where filings[filing].isAmendment {
        defer { earlier.add(filing, filings[filing]) }
        switch amended(by: filing) {
        case .one(let amended):
          let root = roots[amended] ?? amended
          roots[filing] = root
          families[root, default: []].append(filing)
        case .unclear: unclear.insert(filing)
        case .unknown: break
        }
      }
      for (root, amendments) in families { replace(in: [root] + amendments) }
    }

    /// The newest that has a section replaces it in all before; the newest is the last.
    private mutating func replace(in family: [Int]) {
      for section in Sections.all {
        let bearers = family.filter { Sections(of: filings[$0]).contains(section) }
        for bearer in bearers.dropLast() { replaced[bearer].insert(section) }
      }
    }

    // MARK: What an amendment amends

    private enum Amended {
      case one(Int)
      /// Several filings would do, or those of the same report were filed on another day than it names.
      case unclear
      /// Nothing is known that it could amend.
      case unknown
    }

    /// The one filing that was filed on the day that the amendment names, or that may have been. Of several the one for the
    /// same period by the same people, if there is one; where no original is of that day, an amendment of before. A filing
    /// of the same report that was filed on another day may be another part of it, and the part that is meant is not here.
    private func amended(by amendment: Int) -> Amended {
      let filing = filings[amendment]
      let day = filing.originalFiled.value
      let days = Set(day.map { [$0, BusinessCalendar().rolledForward($0)] } ?? [])
      // Of one that was filed nobody knows when, the period is compared.
      let undated = days.isEmpty ? [] : originals.undated(for: filing.period)
      let named = related(originals.filed(on: days) + undated, to: amendment)
      if !named.isEmpty { return only(named, amendment) }
      let before = related(earlier.filed(on: days), to: amendment)
      if !before.isEmpty { return only(before, amendment) }
      let parts = related(originals.parts(ofReportOf: filing), to: amendment)
      // Some name the day of the trade, on which hardly anybody files.
      let namesTrade = day != nil && day == filing.period.value
      return namesTrade && parts.count == 1 ? .one(parts[0]) : parts.isEmpty ? .unknown : .unclear
    }

    private func only(_ candidates: [Int], _ amendment: Int) -> Amended {
      if candidates.count == 1 { return .one(candidates[0]) }
      let parts = ofReport(candidates, amendment)
      return parts.count == 1 ? .one(parts[0]) : .unclear
    }

    private func ofReport(_ candidates: [Int], _ amendment: Int) -> [Int] {
      let report = GroupKey.text(of: filings[amendment], [])
      return candidates.filter { GroupKey.text(of: filings[$0], []) == report }
    }

    private func related(_ candidates: [Int], to amendment: Int) -> [Int] {
      candidates.filter {
        filings[$0].form == filings[amendment].form && people.areRelated($0, to: amendment)
      }
    }
  }
}

extension History {
  /// The sections of the filing and of those of the history that another one replaces.
  func replacements(with filing: Filing?) -> Supersession.Replacements {
    var replacements = Supersession.Replacements.none
    guard let (others, filings) = families(with: filing) else { return replacements }
    let own = filing.map { [(issuer: $0.issuingParty, owners: $0.owningParties)] } ?? []
    let known = Supersession.Families(filings, others.map(parties) + own)
    let sections = known.replaced
    if filing != nil { replacements.current = sections.last ?? [] }
    for (place, sections) in zip(others, sections) where sections != [] {
      replacements.before[place] = sections
    }
    replacements.isCurrentUnclear = filing != nil && known.unclear.contains(filings.count - 1)
    replacements.unclear = Set(others.indices.filter(known.unclear.contains).map { others[$0] })
    return replacements
  }

  /// Whoever may be amended, or amends the same: the owners' filings at the issuer, as places in the history and as
  /// filings, with the filing itself at the end; `nil` where nothing is amended.
  private func families(with filing: Filing?) -> (places: [Int], filings: [Filing])? {
    let related = amendments(relatedTo: filing)
    guard !related.isEmpty || filing?.isAmendment == true else { return nil }
    let sources = related.map { self[$0] } + [filing].compactMap { $0 }.filter(\.isAmendment)
    let others = sources.ofDifferentParties.flatMap { indices(.ownerAndIssuer, of: $0) }
    let places = Set(related + others).sorted()
    let isDifferent = filing.map { filing in { !self[$0].isSame(as: filing) } } ?? { _ in true }
    let family = places.filter(isDifferent)
    return (family, family.map { self[$0] } + [filing].compactMap { $0 })
  }

  /// Sentences on amendments, the filing itself or others, of which nobody can tell what they amend.
  package func unclearAmendments(with filing: Filing?) -> Set<String> {
    let replacements = replacements(with: filing)
    let current = replacements.isCurrentUnclear ? [filing].compactMap { $0 } : []
    return Set((current + replacements.unclear.map { self[$0] }).map(English.unclear))
  }

  /// The filings of which the filing's coming changes what counts of them; `formerly` is what it was known as before.
  package func touched(by filing: Filing, formerly: Filing? = nil) -> [Numbered] {
    guard !isEmpty, [filing, formerly].compactMap({ $0 }).contains(where: mayTouch) else { return [] }
    let (before, after) = (replacements(with: formerly).before, replacements(with: filing).before)
    guard before != after else { return [] }
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      Numbered(filing: self[$0], number: number(of: $0))
    }
  }

  /// Whether its coming may change what is replaced: it is an amendment, or its owners have amended something at its issuer.
  private func mayTouch(_ filing: Filing) -> Bool {
    if filing.isAmendment { return true }
    let (issuer, owners) = (filing.issuingParty, filing.owningParties)
    return amendments(relatedTo: nil).contains { place in
      let parties = parties(place)
      return parties.issuer.isSame(as: issuer)
        && parties.owners.contains { owner in owners.contains { $0.isSame(as: owner) } }
    }
  }
}

extension [Filing] {
  /// One for each issuer and set of owners: somebody who amends often does so in his own name.
  fileprivate var ofDifferentParties: [Filing] {
    var seen: Set<[Party]> = []
    return filter { seen.insert([$0.issuingParty] + $0.owningParties).inserted }
  }
}
