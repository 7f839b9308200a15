import Filings
import Testing

@testable import Rules

@Suite("Alerts")
struct AlertTests {
  @Test("The sentence says who did what, in which company, for how much and when")
  func sentences() throws {
    var filing = try officerSales([("30000", "10"), ("30000.5", "11.25")])
    filing.transactions[1].date = .known(try day("2024-03-05"))
    var exercise = try sale(shares: "500", price: "0.5")
    exercise.code = Reading(TransactionCode("M"))
    exercise.date = filing.period
    filing.transactions.append(exercise)
    #expect(
      try alerts("match transaction", filing).map(\.message) == [
        "MARSH DELIA P sold 60,000.5 shares of Quillon Sound Corp (QLSN) at $10 to $11.25 for $637,505.625 between "
          + "2024-03-04 and 2024-03-05 and exercised 500 shares at $0.50 for $250 on 2024-03-04"
      ])
  }

  @Test("A text of the filing cannot write on the terminal")
  func controlCharacters() throws {
    var filing = try officerSales([("30000", "10")])
    filing.owners[0].name = .known("A\u{1B}[31m\u{202E}B")
    let message = try #require(try alerts("match sale message \"{owner.name}\"", filing).first?.message)
    #expect(message == "A [31m B")
  }

  @Test(
    "A template's holes are filled with fields and sums",
    arguments: [
      (
        "{owner.name} sold {sum(shares)} shares for {sum(value)}",
        "MARSH DELIA P sold 60,000 shares for $630,000"
      ),
      ("{price} on {date}, {{braces}}", "$10, $11 on 2024-03-04, {braces}"),
      ("{filing.plan_10b5_1} {issuer.foreign_ticker} {direct} {code}", "unknown none yes S"),
      ("{percent_of_holding()} {count()} {owner.title}", "from 0 % to 100 % 2 Chief Financial Officer"),
    ])
  func templates(template: String, expected: String) throws {
    let filing = try officerSales([("30000", "10"), ("30000", "11")])
    #expect(try alerts("match sale message \"\(template)\"", filing).map(\.message) == [expected])
  }

  @Test("`unknown` says what a possible match does", arguments: ["possible", "ignore", "alert"])
  func unknown(policy: String) throws {
    let alerts = try alerts("match sale by officer unknown \(policy)", scannedSale())
    let expected: [String: [Certainty]] = ["possible": [.possible], "ignore": [], "alert": [.certain]]
    #expect(alerts.map(\.certainty) == expected[policy])
    #expect(alerts.allSatisfy { $0.needs.map(\.field) == ["owners[0].officer"] })
  }

  @Test("An alert carries its rows, what they add up to, and where it goes")
  func contents() throws {
    let rules = try compiled(
      """
      webhook desk { url credential "desk-url" }
      rule r "Big" { severity critical stage shadow match sale where price > $10 notify desk, desk }
      """)
    let filing = try officerSales([("30000", "10"), ("20000", "11"), (nil, "12")])
    let alert = try #require(rules.judge(filing).first)
    #expect(alert.rows.map(\.position.row) == [2, 3])
    #expect(alert.shares == Interval(low: Decimal(20_000), high: nil))
    #expect(alert.value == Interval(low: Decimal(220_000), high: nil))
    #expect(alert.title == "Big" && alert.severity == .critical && alert.isShadow)
    #expect(alert.destinations == ["desk"])
  }

  @Test("Groups raise an alert each, under ids of their own")
  func groups() throws {
    var filing = try officerSales([("30000", "10"), ("20000", "11"), ("1", "12")])
    filing.transactions[1].date = .known(try day("2024-03-05"))
    filing.transactions[2].date = .known(try day("2024-03-05"))
    let alerts = try alerts("match sale group by issuer, date when sum(shares) > 10_000", filing)
    #expect(alerts.map { $0.rows.map(\.position.row) } == [[1], [2, 3]])
    #expect(Set(alerts.map(\.identity)).count == 2)
    #expect(alerts.map { $0.identity.hasSuffix("\ndate=2024-03-04") } == [true, false])
  }

  @Test("A page that leaves more than three rules undecided raises one digest")
  func digest() throws {
    let roles = ["officer", "director", "ten_percent_owner", "ceo"]
    let rules = try compiled(
      roles.map { "rule by_\($0) { match sale by \($0) }" }.joined(separator: "\n")
        + " rule plain { severity critical match sale }")
    let alerts = rules.judge(try scannedSale())
    #expect(alerts.map(\.rule) == ["plain", "undecided-rules"])
    #expect(alerts[1].certainty == .possible)
    #expect(
      alerts[1].needs.map(\.field) == [
        "owners[0].officer", "owners[0].director", "owners[0].ten_percent", "owners[0].title",
      ])
    #expect(
      alerts[1].message
        == "4 rules cannot be decided on the form 4 of Tamsin Odell R. at BRIARWICK LOOM CO (BWLC): "
        + "by_officer, by_director, by_ten_percent_owner, by_ceo; it hangs on owners[0].officer, owners[0].director, "
        + "owners[0].ten_percent, owners[0].title")
    let three = try compiled(
      roles.prefix(3).map { "rule by_\($0) { match sale by \($0) }" }.joined(separator: "\n"))
    #expect(three.judge(try scannedSale()).count == 3)
  }

  @Test("Holdings and filings raise alerts without rows")
  func otherSorts() throws {
    var filing = try officerSales([])
    filing.exit = .known(true)
    #expect(
      try alerts("match filing where filing.exit", filing).map(\.message) == [
        "MARSH DELIA P filed a form 4 on Quillon Sound Corp (QLSN)"
      ])
    var amendment = filing
    amendment.isAmendment = true
    amendment.provenance.accession = nil
    #expect(
      try alerts("match filing where filing.exit", amendment).map(\.message) == [
        "MARSH DELIA P filed a form 4/A on Quillon Sound Corp (QLSN)"
      ])
    #expect(amendment.reference.hasPrefix("form 4/A of MARSH DELIA P"))
    #expect(try verdict("match holding", filing) == .none)
    filing.holdings = [Holding(position: Position(row: 1, isDerivative: false))]
    filing.holdings[0].position.ownedAfter = .known(Decimal(10))
    #expect(try verdict("match holding when max(owned_after) > 5", filing) == .match)
  }
}

@Suite("What would decide a possible match")
struct NeedsTests {
  @Test(
    "It is the smallest set of unreadable fields",
    arguments: [
      ("match sale by officer when sum(shares) > 5_000 shares", ["owners[0].officer"], nil),
      ("match sale by director or officer", ["owners[0].director"], nil),
      ("match sale by ceo", ["owners[0].title"], nil),
      ("match sale by officer where owner.director", ["owners[0].officer", "owners[0].director"], nil),
      ("match sale where filing.plan_10b5_1", ["plan_10b5_1"], nil),
      ("match sale where not filing.plan_10b5_1 when percent_of_holding() > 20%", ["plan_10b5_1"], nil),
      ("match sale where filing.filed >= 2012-10-01", ["filed"], "would match if filing.filed >= 2012-10-01"),
    ] as [(String, [String], String?)])
  func smallest(clauses: String, fields: [String], condition: String?) throws {
    let alert = try #require(try alerts(clauses, scannedSale()).first)
    #expect(alert.needs.map(\.field) == fields)
    #expect(alert.wouldMatchIf == condition)
  }

  @Test(
    "Where it hangs on a number, for which numbers it would match",
    arguments: [
      ("sum(shares) > 50_000", "shares > 20,000"), ("sum(shares) >= 50_000", "shares >= 20,000"),
      ("sum(shares) < 31_000", "shares < 1,000"),
      ("sum(shares) <= 31_000.5", "shares <= 1,000.5"), ("sum(value) > $500k", "shares >= 18,181.8182"),
      ("max(shares) > 40k", "shares > 40,000"),
    ])
  func conditions(threshold: String, expected: String) throws {
    let filing = try officerSales([("30000", "10"), (nil, "11")])
    let alert = try #require(try alerts("match sale when \(threshold)", filing).first)
    #expect(alert.needs.map(\.field) == ["transactions[1].shares"])
    #expect(alert.needs.map(\.reason) == ["it cannot be read"])
    #expect(alert.wouldMatchIf == "would match if " + expected)
  }

  @Test(
    "Where it hangs on a footnote it says which, what the page shows and why, and a text that is read there settles it",
    arguments: [
      (field: "footnotes.F1", marks: ["F1"], reason: "footnotes.F1: words of it are torn"),
      ("transactions[0].footnotes", ["F1"], "words of it are torn"),
      ("footnotes.F1", [], "footnotes.F1: words of it are torn"),
      ("", ["F2"], "footnotes.F2: the row refers to it, and its text is not there"),
    ])
  func footnotes(field: String, marks: [String], reason: String) throws {
    var filing = try officerSales([("30000", "10")])
    filing.footnotes = [Footnote(id: "F1", text: "under a pl#n")]
    filing.transactions[0].position.footnotes = marks
    if !field.isEmpty {
      filing.unreadable = [Unreadable(field: field, shown: "pl#n", reason: "words of it are torn")]
    }
    let clauses = "match sale where footnotes contains \"10b5-1\""
    let alert = try #require(try alerts(clauses, filing).first)
    #expect(alert.needs.map(\.field) == ["transactions[0].footnotes"])
    #expect(alert.needs.map(\.reason) == [reason])
    #expect(alert.needs.map(\.shown) == [field.isEmpty ? "" : "pl#n"])
    for (text, expected) in [("Under a 10b5-1 plan", Verdict.match), ("Under a plan", .none), ("", .none)] {
      let read = try Completion("footnotes", text, among: alert.needs.map(\.field), of: filing)
      #expect(try verdict(clauses, read.applied(to: filing)) == expected)
    }
  }

  @Test("An absent value that counts as unknown says so")
  func absent() throws {
    let alert = try #require(
      try alerts("match sale where filing.plan_10b5_1", officerSales([("1", "1")])).first)
    #expect(alert.needs.map(\.reason) == ["the filing does not say it, and that counts as unknown"])
  }

  @Test("Where something is divided by nothing, that is what it says")
  func division() throws {
    var filing = try officerSales([("100", "1")])
    filing.transactions[0].position.ownedAfter = .known(.zero)
    for clauses in [
      "match sale when sum(shares) / max(owned_after) > 10%", "match sale where shares / owned_after > 10%",
      "match sale when max(shares / owned_after) > 10%",
    ] {
      let alert = try #require(try alerts(clauses, filing).first)
      #expect(alert.needs.map(\.field) == ["division"])
      #expect(
        alert.needs.map(\.reason).allSatisfy { $0.contains("is 0, and nothing can be divided by that") })
    }
  }

  @Test("A page of thousands of unreadable rows is judged all the same")
  func bounded() throws {
    var filing = try officerSales((0..<2_000).map { _ in (nil, nil) })
    filing.owners[0].isOfficer = .unknown(.anything)
    let alert = try #require(
      try alerts(
        "match sale by officer when sum(shares) > 1bn and min(price) > $5 and max(shares) < 7", filing
      ).first)
    #expect(alert.certainty == .possible)
    #expect(alert.needs.count <= Limits.needsFields)
  }
}
