import Filings

/// An issuer or an owner as far as filings name it: to tell whether two filings mean the same one.
struct Party: Sendable, Hashable {
  /// Without leading zeros.
  var cik: String?
  /// Letters and digits in lower case.
  var name: String?
  /// An issuer's, in lower case.
  var ticker: String?

  init(_ issuer: Issuer) {
    cik = issuer.cik.value.map { Report.folded($0, .cik) }
    name = issuer.name.value.map(GroupKey.words)
    ticker = issuer.ticker.value.map { Report.folded($0, .ticker) }
  }

  init(_ owner: Owner) {
    cik = owner.cik.value.map { Report.folded($0, .cik) }
    name = owner.name.value.map(GroupKey.words)
  }

  /// Under which words it can be found.
  var keys: [String] {
    [cik.map { "cik \($0)" }, name.map { "name \($0)" }, ticker.map { "ticker \($0)" }].compactMap { $0 }
  }

  /// CIKs decide where both have one; else the names do, and where one has none the tickers.
  func isSame(as other: Party) -> Bool {
    if let cik, let otherCIK = other.cik { return cik == otherCIK }
    if let name, let otherName = other.name { return name == otherName }
    if let ticker, let otherTicker = other.ticker { return ticker == otherTicker }
    return false
  }
}

extension Filing {
  var issuingParty: Party { Party(issuer) }
  var owningParties: [Party] { owners.map(Party.init) }

  /// One issuer, and an owner in common.
  func sharesOwner(with other: Filing) -> Bool {
    owningParties.contains { owner in other.owningParties.contains { owner.isSame(as: $0) } }
  }
}
