import Filings

/// Which filings of many an amendment may concern: those of its report, and those of its owners that were filed on the day
/// that it names.
struct AmendedFilings: Sendable {
  /// A filing, by its place.
  struct Member: Sendable {
    let place: Int32
    let isAmendment: Bool
    /// Of the issuer's number; `nil` where a page gives none.
    fileprivate let issuer: Int?

    /// Amendments change nothing at another issuer.
    fileprivate func mayConcern(_ other: Member) -> Bool {
      issuer == nil || other.issuer == nil || issuer == other.issuer
    }
  }

  /// By what an amendment names, everything that came under it.
  private var families: [Int: [Member]] = [:]
  /// Some amendment names people by their names alone.
  private var looksAtNames = false

  mutating func expect(_ amendment: Filing) {
    for key in AmendedFilings.named(by: amendment) { families[key] = [] }
    if amendment.owners.contains(where: { $0.cik.value == nil }) { looksAtNames = true }
  }

  /// The filing with all that it belongs with, where it is among those that an amendment names; else nothing.
  mutating func family(of filing: Filing, at place: Int32) -> [Member] {
    guard !families.isEmpty else { return [] }
    let own = Member(
      place: place, isAmendment: filing.isAmendment,
      issuer: filing.issuer.cik.value.map { Report.folded($0, .cik).hashValue })
    let named = filing.isAmendment ? AmendedFilings.named(by: filing) : []
    var found: [Member] = []
    for key in Set(keys(of: filing) + named) {
      guard let others = families[key] else { continue }
      found += others.filter(own.mayConcern)
      families[key] = others + [own]
    }
    return found.isEmpty ? [] : found + [own]
  }

  /// Of whom nobody knows when it was filed may be meant by an amendment for the same period.
  private func keys(of filing: Filing) -> [Int] {
    let isDated = filing.provenance.filed != nil
    guard let day = filing.provenance.filed ?? filing.period.value else { return [] }
    return filing.owners.flatMap { owner in
      AmendedFilings.names(of: owner, all: looksAtNames).map {
        AmendedFilings.key($0, filing.form, day, isDated: isDated)
      }
    }
  }

  private static func named(by amendment: Filing) -> [Int] {
    guard let day = amendment.originalFiled.value else { return [] }
    let days = Set([day, BusinessCalendar().rolledForward(day)])
    return amendment.owners.flatMap { owner in
      names(of: owner, all: true).flatMap { name in
        days.map { key(name, amendment.form, $0, isDated: true) }
          + [amendment.period.value].compactMap { $0 }.map { key(name, amendment.form, $0, isDated: false) }
      }
    }
  }

  private static func names(of owner: Owner, all: Bool) -> [String] {
    if !all, let number = owner.cik.value { return ["cik \(Report.folded(number, .cik))"] }
    return Party(owner).keys
  }

  private static func key(_ name: String, _ form: Form, _ day: Day, isDated: Bool) -> Int {
    var hasher = Hasher()
    hasher.combine(isDated)
    hasher.combine(name)
    hasher.combine(form)
    hasher.combine(day)
    return hasher.finalize()
  }
}
