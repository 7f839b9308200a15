import Filings
import Testing

@testable import Rules

@Suite("Identity of an alert")
struct IdentityTests {
  private static let plain = """
    rule example {
      match sale by officer or director
      where shares > 1_000 and not owner.ten_percent_owner
      when sum(value) > $250_000
    }
    """

  @Test(
    "An edit that does not change what a rule finds keeps the id",
    arguments: [
      "# a comment\n" + plain,
      plain.replacingAll("\n", " "),
      "rule example { when sum(value) > $250k where shares > 1k and not owner.ten_percent_owner match sale by officer or director }",
      plain.replacingAll("by officer or director", "by director or officer"),
      plain.replacingAll("shares > 1_000", "shares > 1_000 shares"),
      plain.replacingAll("shares > 1_000", "(shares > 1000.00)"),
      plain.replacingAll(
        "rule example {", "rule example \"A title\" { severity critical stage shadow unknown alert"),
      plain.replacingAll("when", "message \"{owner.name}\" when"),
      plain.replacingAll("shares > 1_000", "many") + " define many = shares > 1_000",
    ])
  func kept(text: String) throws {
    #expect(try identity(text) == identity(Self.plain))
  }

  @Test(
    "An edit that changes what a rule finds is another rule",
    arguments: [
      plain.replacingAll("1_000", "1_001"), plain.replacingAll("sale", "sale or purchase"),
      plain.replacingAll("officer or director", "officer"), plain.replacingAll("not ", ""),
      plain.replacingAll("rule example", "rule other"),
      plain.replacingAll("when sum", "group by date when sum"),
      plain.replacingAll("match sale", "match derivative sale or sale"),
    ])
  func changed(text: String) throws {
    let ruleSet = try compiled(text)
    #expect(
      ruleSet.plans[0].canonical + ruleSet.plans[0].name != (try compiled(Self.plain).plans[0].canonical)
        + "example")
  }

  @Test("Whoever is added to a list leaves the ids of the others as they are")
  func lists() throws {
    let short =
      "list watched of ticker = { @QLSN } rule example { match sale where issuer.ticker in watched }"
    let long = short.replacingAll("@QLSN", "@QLSN, @ABC")
    #expect(try identity(short) == identity(long))
  }

  @Test(
    "The group is one issuer, one set of owners, one form family and one period, however they are written")
  func group() throws {
    let one = try report()
    var other = one
    other.owners.reverse()
    other.isAmendment = true
    other.provenance.container = .submission
    other.issuer.cik = .known("9990001")
    other.transactions.reverse()
    #expect(GroupKey.text(of: one, []) == GroupKey.text(of: other, []))
    other.period = .known(try day("2024-03-05"))
    #expect(GroupKey.text(of: one, []) != GroupKey.text(of: other, []))
  }

  @Test("Without a CIK the names tell issuers and owners apart, as another typist writes them")
  func names() throws {
    var one = try scannedSale()
    var other = one
    one.issuer.name = .known("BRIARWICK LOOM CO.")
    other.issuer.name = .known("Briarwick  Loom, Co")
    other.owners[0].name = .known("TAMSIN ODELL R")
    #expect(GroupKey.text(of: one, []) == GroupKey.text(of: other, []))
  }

  private func report() throws -> Filing {
    var filing = try officerSales([("60000", "10"), ("100", "11")])
    var fund = Owner()
    fund.cik = .known("0009990078")
    filing.owners.append(fund)
    return filing
  }

  private func identity(_ text: String) throws -> String {
    try #require(try compiled(text).judge(report()).first).identity
  }
}

extension String {
  fileprivate func replacingAll(_ part: String, _ other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
