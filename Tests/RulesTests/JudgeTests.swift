import Filings
import Testing

@testable import Rules

@Suite("Judging")
struct JudgeTests {
  @Test(
    "A page whose role boxes nobody can read is neither a yes nor a no",
    arguments: [
      ("match sale by officer when sum(shares) > 5_000 shares", Verdict.possible),
      ("match sale by officer when sum(shares) > 10_000 shares", .none),
      ("match sale when sum(value) > $16_000", .match),
      ("match purchase", .none),
      ("match sale by ceo", .possible),
      ("match sale when count() = 1", .match),
    ])
  func scannedPage(clauses: String, expected: Verdict) throws {
    #expect(try verdict(clauses, scannedSale()) == expected)
  }

  @Test(
    "How a text is wrapped does not count, in the filing and in the rule",
    arguments: [
      ("contains \"10b5-1 trading plan\"", Verdict.match), ("contains \"trading  plan\"", .match),
      ("matches \"trading plan dated\"", .match), ("matches \"rule  10b5-1 trading\"", .match),
      ("matches \"trading\\splan\"", .match), ("contains \"tradingplan\"", .none),
      ("not contains \"trading plan\"", .none),
    ])
  func wrappedTexts(test: String, expected: Verdict) throws {
    var filing = try officerSales([("30000", "10")])
    filing.transactions[0].position.footnotes = ["F1"]
    for text in [
      "Under a Rule 10b5-1 trading\n plan dated May 1.",
      "Under a Rule\u{A0}10b5-1 trading\r\n\tplan  dated May 1.",
      "Under a Rule 10b5-1\u{2009}trading\u{202F}plan\u{2028}dated May 1.",
    ] {
      filing.footnotes = [Footnote(id: "F1", text: text)]
      #expect(try verdict("match sale where footnotes \(test)", filing) == expected)
    }
  }

  @Test("A possible alert says what it hangs on and what the page shows there")
  func needs() throws {
    let alert = try #require(
      try alerts("match sale by officer when sum(shares) > 5_000 shares", scannedSale()).first)
    #expect(alert.certainty == .possible)
    #expect(
      alert.needs == [
        Unreadable(field: "owners[0].officer", shown: "Officer (gi ole)", reason: "the box is not legible")
      ])
    #expect(
      alert.message
        == "Tamsin Odell R. sold 8,802 shares of BRIARWICK LOOM CO (BWLC) at $1.88 for $16,547.76 on 2012-09-05; "
        + "possible, it hangs on owners[0].officer, shown as `Officer (gi ole)`")
  }

  @Test("A verdict that hangs on a number says for which numbers it would match")
  func wouldMatchIf() throws {
    let filing = try officerSales([("30000", "10"), (nil, "11")])
    let alert = try #require(try alerts("match sale when sum(shares) > 50_000", filing).first)
    #expect(alert.needs.map(\.field) == ["transactions[1].shares"])
    #expect(alert.wouldMatchIf == "would match if shares > 20,000")
  }
}
