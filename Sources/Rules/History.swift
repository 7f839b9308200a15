package import Filings

/// What was filed before, as a value: the evaluator asks nobody. It is what the ledger remembers, or the filings that
/// one command was given, in their order.
package struct History: Sendable {
  /// Nothing is remembered.
  package static let none = History()

  /// The day since which every filing is here; `nil` when nobody vouches for that.
  package let since: Day?
  /// More belongs with the filing than is looked at: what is here are the latest.
  package var isCut = false
  private var filings: [Filing] = []
  private var numbers: [Int64?] = []
  private var issuers: [Party] = []
  private var owners: [[Party]] = []
  private var byIssuer: [String: [Int]] = [:]
  private var byOwner: [String: [Int]] = [:]
  private var byReport: [String: [Int]] = [:]
  private var amendments: [Int] = []

  package init(since: Day? = nil) {
    self.since = since
  }

  package var isEmpty: Bool { filings.isEmpty }

  /// Remembers a filing. One that is here already, whatever it came in, is kept once, with the most that was said of
  /// when it was filed. `number` is what whoever remembers calls it by.
  package mutating func add(_ filing: Filing, number: Int64? = nil) {
    add(Entry(filing), number: number)
  }

  /// A filing with what it is found by, for whoever puts it into many histories.
  package struct Entry: Sendable {
    fileprivate let filing: Filing
    fileprivate let report: String
    fileprivate let issuer: Party
    fileprivate let owners: [Party]
    fileprivate let issuerKeys: [String]
    fileprivate let ownerKeys: Set<String>

    package init(_ filing: Filing) {
      self.filing = filing
      report = GroupKey.text(of: filing, [])
      issuer = filing.issuingParty
      owners = filing.owningParties
      issuerKeys = issuer.keys
      ownerKeys = Set(owners.flatMap(\.keys))
    }
  }

  /// The same as for the filing of the entry.
  package mutating func add(_ entry: Entry, number: Int64? = nil) {
    let filing = entry.filing
    for index in byReport[entry.report] ?? [] where filings[index].isSame(as: filing) {
      let held = filings[index].provenance
      filings[index].provenance.filed = held.filed ?? filing.provenance.filed
      filings[index].provenance.accession = held.accession ?? filing.provenance.accession
      return
    }
    let index = filings.count
    filings.append(filing)
    numbers.append(number)
    byReport[entry.report, default: []].append(index)
    if filing.isAmendment { amendments.append(index) }
    issuers.append(entry.issuer)
    owners.append(entry.owners)
    for key in entry.issuerKeys { byIssuer[key, default: []].append(index) }
    for key in entry.ownerKeys { byOwner[key, default: []].append(index) }
  }

  /// Whose filings are looked at.
  enum Scope: Hashable, Sendable {
    /// The parts of one report: one issuer, one set of owners, one form family, one period.
    case report
    case issuer
    /// An owner in common, at any issuer.
    case owner
    case ownerAndIssuer
  }

  /// The places of the filings that belong with this one, without itself, in the order in which they were added.
  func indices(_ scope: Scope, of filing: Filing) -> [Int] {
    let found =
      switch scope {
      case .report: parts(of: filing)
      case .issuer: filed(at: filing.issuingParty)
      case .owner: owned(by: filing)
      case .ownerAndIssuer: owned(by: filing).filter(isOfIssuer(of: filing))
      }
    return found.sorted().filter { !filings[$0].isSame(as: filing) }
  }

  subscript(index: Int) -> Filing { filings[index] }

  func number(of index: Int) -> Int64? { numbers[index] }

  /// Another part of the report that the filing was known to belong to, where it is no longer the filing's own report.
  package func part(ofReportOf formerly: Filing, insteadOf filing: Filing) -> Numbered? {
    guard GroupKey.text(of: formerly, []) != GroupKey.text(of: filing, []) else { return nil }
    return indices(.report, of: formerly).first.map { Numbered(filing: filings[$0], number: numbers[$0]) }
  }

  /// A filing of the history and what it is called by.
  package struct Numbered: Sendable {
    package var filing: Filing
    package var number: Int64?
  }

  /// The amendments at the filing's issuer and by its owners; without a filing, all.
  func amendments(relatedTo filing: Filing?) -> [Int] {
    guard let filing, !amendments.isEmpty else { return amendments }
    let (issuer, people) = (filing.issuingParty, filing.owningParties)
    return amendments.filter { issuers[$0].isSame(as: issuer) || isFiled($0, by: people) }
  }

  /// A report whose period nobody could read is not known to be another's part.
  private func parts(of filing: Filing) -> [Int] {
    guard filing.period.value != nil, !filing.owners.isEmpty else { return [] }
    return byReport[GroupKey.text(of: filing, [])] ?? []
  }

  private func owned(by filing: Filing) -> [Int] {
    let people = filing.owningParties
    let found = people.flatMap(\.keys).flatMap { byOwner[$0] ?? [] }
    return Set(found).filter { isFiled($0, by: people) }
  }

  private func isFiled(_ index: Int, by people: [Party]) -> Bool {
    people.contains { person in owners[index].contains { person.isSame(as: $0) } }
  }

  private func isOfIssuer(of filing: Filing) -> (Int) -> Bool {
    let issuer = filing.issuingParty
    return { issuer.isSame(as: self.issuers[$0]) }
  }

  private func filed(at issuer: Party) -> [Int] {
    Set(issuer.keys.flatMap { byIssuer[$0] ?? [] }).filter { issuer.isSame(as: issuers[$0]) }
  }

  /// The issuer and the owners of a filing of the history.
  func parties(_ index: Int) -> (issuer: Party, owners: [Party]) { (issuers[index], owners[index]) }
}

extension Set<Int> {
  fileprivate func filter(_ isIncluded: (Int) -> Bool) -> [Int] {
    Array(self).filter(isIncluded)
  }
}

extension Filing {
  /// The same filing, perhaps in another container: two parts of one report never have the same rows, unless accession
  /// numbers tell them apart.
  func isSame(as other: Filing) -> Bool {
    if let accession = provenance.accession, let otherAccession = other.provenance.accession {
      return accession == otherAccession
    }
    return transactions == other.transactions && holdings == other.holdings && notice == other.notice
      && isAmendment == other.isAmendment && GroupKey.text(of: self, []) == GroupKey.text(of: other, [])
  }
}
