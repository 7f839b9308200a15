import Filings
import Testing

@testable import Rules

/// A report as a scanned page gives it: one sale, weighted average, role boxes that nobody can read.
func scannedSale() throws -> Filing {
  var filing = Filing(provenance: Provenance(container: .scan), form: .form4, issuer: Issuer())
  filing.issuer.name = .known("BRIARWICK LOOM CO")
  filing.issuer.ticker = .known("BWLC")
  filing.period = .known(try day("2012-09-05"))
  var owner = Owner()
  owner.name = .known("Tamsin Odell R.")
  owner.isOfficer = .unknown(.anything)
  owner.isDirector = .unknown(.anything)
  owner.isTenPercentOwner = .unknown(.anything)
  owner.isOther = .unknown(.anything)
  owner.title = .unknown(.anything)
  owner.resolvedTitle = .unknown(.anything)
  filing.owners = [owner]
  var row = try sale(shares: "8802", price: "1.88")
  row.date = filing.period
  row.priceRange = PriceRange(low: try decimal("1.87"), high: try decimal("1.89"))
  row.position.ownedAfter = .known(try decimal("25000"))
  row.position.quality = .weightedAverage
  filing.transactions = [row]
  filing.unreadable = [
    Unreadable(field: "owners[0].director", shown: "Director", reason: "the box is not legible"),
    Unreadable(field: "owners[0].officer", shown: "Officer (gi ole)", reason: "the box is not legible"),
  ]
  return filing
}

/// An XML filing of one officer who sold some tranches.
func officerSales(_ tranches: [(shares: String?, price: String?)]) throws -> Filing {
  var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
  filing.issuer.cik = .known("0009990001")
  filing.issuer.name = .known("Quillon Sound Corp")
  filing.issuer.ticker = .known("QLSN")
  filing.period = .known(try day("2024-03-04"))
  var owner = Owner()
  owner.cik = .known("0009990077")
  owner.name = .known("MARSH DELIA P")
  owner.isOfficer = .known(true)
  owner.title = .known("Chief Financial Officer")
  owner.resolvedTitle = owner.title
  filing.owners = [owner]
  filing.transactions = try tranches.enumerated().map { index, tranche in
    var row = try sale(shares: tranche.shares, price: tranche.price)
    row.position.row = index + 1
    row.date = filing.period
    return row
  }
  return filing
}

func sale(shares: String?, price: String?) throws -> Transaction {
  var row = Transaction(position: Position(row: 1, isDerivative: false))
  row.position.security = .known("Common Stock")
  row.position.isDirect = .known(true)
  row.code = Reading(TransactionCode("S"))
  row.isAcquired = .known(false)
  row.shares = try shares.map { .known(try decimal($0)) } ?? .unknown(.anything)
  row.price = try price.map { .known(try decimal($0)) } ?? .unknown(.anything)
  return row
}

func decimal(_ text: String) throws -> Decimal {
  try #require(Decimal(text), "\(text) is a number")
}

func day(_ text: String) throws -> Day {
  try #require(Day(text), "\(text) is a day")
}

/// A rule set of one text, which has to be without errors.
func compiled(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> RuleSet {
  let compilation = RuleSet.compile([SourceFile(name: "desk.rules", text: text)])
  let errors = compilation.diagnostics.filter { $0.level == .error }.map { "\($0.code) \($0.message)" }
  #expect(errors == [], sourceLocation: sourceLocation)
  return try #require(compilation.ruleSet, sourceLocation: sourceLocation)
}

/// What a rule with these clauses says of a filing.
func verdict(_ clauses: String, _ filing: Filing, sourceLocation: SourceLocation = #_sourceLocation) throws
  -> Verdict
{
  let rules = try compiled("rule example { \(clauses) }", sourceLocation: sourceLocation)
  return try #require(rules.verdict(of: "example", on: filing), sourceLocation: sourceLocation)
}

/// The alerts of one rule with these clauses.
func alerts(_ clauses: String, _ filing: Filing, sourceLocation: SourceLocation = #_sourceLocation) throws
  -> [Alert]
{
  try compiled("rule example { \(clauses) }", sourceLocation: sourceLocation).judge(filing)
}
