import Filings
import Testing

@testable import Rules

@Suite("Filings judged together")
struct HistoryTests {
  /// Blocks with given rows are the plainest way to write several filings down.
  private func check(_ rule: String, _ steps: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let rules = try compiled(
      "rule r { \(rule) } test \"t\" { \(steps) }", sourceLocation: sourceLocation)
    let results = rules.runTests { _, _ throws(FilingError) in [] }
    #expect(results.flatMap(\.failures).map(\.message) == [], sourceLocation: sourceLocation)
  }

  private static let cluster =
    "match purchase where value >= $10k group by issuer within 7 days when count(distinct owner) >= 3"

  private func purchase(_ name: String, _ date: String, price: String = "$10", more: String = "") -> String {
    "given purchase { owner.name: \"\(name)\", date: \(date), shares: 2_000, price: \(price)\(more) }\n"
  }

  @Test(
    "A window puts the filings of several people together, over the days of the trades",
    arguments: [
      (["A 2024-05-01", "B 2024-05-03", "C 2024-05-08"], "match"),
      (["A 2024-05-01", "B 2024-05-03", "C 2024-05-09"], "nothing"),
      // A late filing completes an old window.
      (["A 2024-05-01", "C 2024-05-08", "X 2024-09-01", "B 2024-05-03"], "match"),
      (["A 2024-05-01", "A 2024-05-03", "B 2024-05-04"], "nothing"),
      (["A 2024-05-01", "B 2024-05-03", "A 2024-05-04", "C 2024-05-05"], "match"),
      (["A 2024-05-01", "B 2024-05-03", "C unknown"], "possible"),
      (["A 2024-05-01", "B 2024-05-03", "D 2024-05-05 absent"], "possible"),
    ])
  func windows(filings: [String], expected: String) throws {
    let steps = filings.map { filing in
      let words = filing.split(separator: " ").map(String.init)
      return purchase(words[0], words[1], price: words.count > 2 ? words[2] : "$10")
    }
    try check(Self.cluster, steps.joined() + "expect r \(expected)")
  }

  @Test("Owners who file together are one, and so are those who share an owner")
  func joint() throws {
    let rules = try compiled("rule r { \(Self.cluster) }")
    var history = History()
    func filing(_ owners: [String], _ date: String) throws -> Filing {
      var filing = try officerSales([("2000", "10")])
      filing.owners = owners.map { name in
        var owner = Owner()
        owner.name = .known(name)
        return owner
      }
      filing.transactions[0].code = Reading(TransactionCode("P"))
      filing.transactions[0].date = .known(try day(date))
      return filing
    }
    for (owners, date) in [(["Fund", "Partner"], "2024-05-01"), (["Partner"], "2024-05-02")] {
      history.add(try filing(owners, date))
    }
    #expect(try rules.judge(filing(["Fund"], "2024-05-03"), history: history).isEmpty)
    history.add(try filing(["Third"], "2024-05-03"))
    let alert = try #require(rules.judge(try filing(["Fourth"], "2024-05-04"), history: history).first)
    #expect(alert.certainty == .certain)
    #expect(
      alert.rows.count == 1 && alert.earlier.map(\.owners) == [["Fund", "Partner"], ["Partner"], ["Third"]])
    #expect(alert.shares == Interval(Decimal(8_000)))
    #expect(
      alert.message
        == "Fourth bought 2,000 shares of Quillon Sound Corp (QLSN) at $10 for $20,000 on 2024-05-04, "
        + "together with 3 earlier filings since 2024-05-01 of Fund and Partner, Partner, Third")
  }

  @Test("Another issuer's filings are left out, and so is the same filing in another container")
  func others() throws {
    let rules = try compiled("rule r { match sale group by issuer within 1 month when sum(shares) > 250 }")
    var one = try officerSales([("100", "10")])
    one.provenance.accession = AccessionNumber("0001234567-24-000001")
    var history = History()
    history.add(one)
    var again = one
    again.provenance.container = .submission
    again.provenance.accession = nil
    history.add(again)
    var other = one
    other.provenance.accession = nil
    other.issuer.cik = .known("77")
    history.add(other)
    var second = one
    second.provenance.accession = AccessionNumber("0001234567-24-000002")
    #expect(rules.judge(second, history: history).isEmpty)
    history.add(second)
    #expect(rules.judge(second, history: history).isEmpty)
    var third = second
    third.provenance.accession = AccessionNumber("0001234567-24-000003")
    #expect(rules.judge(third, history: history).count == 1)
  }

  @Test("The parts of one report are one, under one id")
  func parts() throws {
    let rules = try compiled("rule r { match sale by officer when sum(shares) > 50_000 }")
    let parts = try [officerSales([("30000", "10")]), officerSales([("30000", "11")])]
    var history = History()
    #expect(rules.judge(parts[0], history: history).isEmpty)
    history.add(parts[0])
    let alert = try #require(rules.judge(parts[1], history: history).first)
    #expect(alert.shares == Interval(Decimal(60_000)))
    #expect(alert.rows.count == 1 && alert.earlier.count == 1)
    var elsewhen = parts[1]
    elsewhen.period = .known(try day("2024-03-05"))
    #expect(rules.judge(elsewhen, history: history).isEmpty)
    #expect(rules.judge(parts[1], history: .none).isEmpty)
    history.add(parts[1])
    let third = try #require(rules.judge(officerSales([("1", "12")]), history: history).first)
    #expect(third.identity == alert.identity)
  }

  @Test(
    "An amendment replaces the sections that it has of the filing that it names, and nothing where that is not clear",
    arguments: [("2024-03-06", true), ("2024-03-07", false), (nil, false)] as [(String?, Bool)])
  func amendments(originalFiled: String?, replaces: Bool) throws {
    let rules = try compiled("rule r { match sale when sum(shares) > 30_000 }")
    var original = try officerSales([("30000", "10")])
    original.provenance.filed = try day("2024-03-06")
    var amendment = try officerSales([("20000", "10")])
    amendment.isAmendment = true
    amendment.provenance.filed = try day("2024-03-08")
    amendment.originalFiled = try originalFiled.map { .known(try day($0)) } ?? .absent
    var history = History()
    history.add(original)
    #expect(rules.judge(amendment, history: history).isEmpty == replaces)
    // An original that comes late does not bring its rows back.
    var other = History()
    other.add(amendment)
    #expect(rules.judge(original, history: other).isEmpty == replaces)
    // Holdings alone replace no trades.
    amendment.holdings = [Holding(position: Position(row: 1, isDerivative: false))]
    amendment.transactions = []
    var third = History()
    third.add(amendment)
    third.add(original)
    #expect(try rules.judge(officerSales([("1", "10")]), history: third).count == 1)
  }

  @Test(
    "Silence is proved as far as the history reaches",
    arguments: [
      (["2019-05-01 sale", "2024-05-01 purchase"], "> 730 days", Verdict.match),
      (["2023-05-01 sale", "2024-05-01 purchase"], "> 730 days", .possible),
      (["2024-05-01 purchase"], "> 730 days", .possible),
      (["2019-05-01 purchase", "2024-05-01 purchase"], "> 730 days", .match),
      (["2019-05-01 purchase", "2023-05-01 purchase", "2024-05-01 purchase"], "> 730 days", .none),
      (["2023-05-01 purchase", "2024-05-01 purchase"], "= 366 days", .match),
      (["2024-05-01 purchase", "2024-05-01 purchase"], "> 0 days", .possible),
      (["2024-05-01 purchase", "2023-05-01 purchase"], "> 730 days", .possible),
    ])
  func silence(filings: [String], comparison: String, expected: Verdict) throws {
    let rules = try compiled("rule r { match purchase when days_since_last(purchase) \(comparison) }")
    var history = History()
    var verdict: Verdict?
    for (index, text) in filings.enumerated() {
      let words = text.split(separator: " ")
      var filing = try officerSales([("\(index + 1)", "10")])
      filing.period = .known(try day(String(words[0])))
      filing.transactions[0].date = filing.period
      filing.transactions[0].code = Reading(TransactionCode(words[1] == "sale" ? "S" : "P"))
      verdict = rules.verdict(of: "r", on: filing, history: history)
      history.add(filing)
    }
    #expect(verdict == expected)
  }

  @Test("What a ledger vouches for counts, and a possible match says what is not known")
  func coverage() throws {
    let rules = try compiled("rule r { match sale when days_since_last(sale) > 730 days }")
    let filing = try officerSales([("1", "1")])
    #expect(rules.judge(filing).first?.needs.map(\.field) == ["history"])
    #expect(rules.judge(filing).first?.needs.map(\.reason) == ["what was filed before is not known"])
    let short = History(since: try day("2024-01-01"))
    #expect(rules.judge(filing, history: short).first?.certainty == .possible)
    let long = History(since: try day("2020-01-01"))
    #expect(rules.judge(filing, history: long).first?.certainty == .certain)
  }

  @Test("A history of which only the latest is here proves no silence")
  func cut() throws {
    let rules = try compiled("rule r { match sale when days_since_last(sale) > 730 days }")
    var history = History(since: try day("2000-01-01"))
    #expect(try rules.judge(officerSales([("1", "1")]), history: history).first?.certainty == .certain)
    history.isCut = true
    #expect(try rules.judge(officerSales([("1", "1")]), history: history).first?.certainty == .possible)
  }

  @Test("An explanation names the filings that a window reaches, and how far the history does")
  func explained() throws {
    let rules = try compiled(
      """
      rule cluster { match purchase group by issuer within 1 week when count(distinct owner) >= 2 }
      rule silent { match purchase when days_since_last(purchase) > 100 days }
      rule swing { match purchase or sale group by owner, issuer within 6 months when short_swing_profit() > $0 }
      """)
    var first = try officerSales([("500", "9")])
    first.transactions[0].code = Reading(TransactionCode("P"))
    var second = try officerSales([("400", "11")])
    second.transactions[0].date = .known(try day("2024-03-10"))
    second.provenance.accession = AccessionNumber("0001234567-24-000002")
    var third = first
    third.owners[0].cik = .known("5")
    third.owners[0].name = .known("OTHER P")
    third.transactions[0].date = second.transactions[0].date
    var history = History()
    var screen = ""
    for filing in [first, second, third] {
      screen += rules.explain(filing, history: history).map(\.text).joined(separator: "\n") + "\n\n"
      history.add(filing)
    }
    try Golden.check(screen, against: "explain/history.screen")
  }
}

@Suite("Throttles")
struct ThrottleTests {
  @Test("An alert says under which key and for how long it is told once")
  func keys() throws {
    let filing = try officerSales([("100", "10")])
    func throttle(_ clause: String) throws -> Throttle? {
      try alerts("match sale throttle once per \(clause)", filing).first?.throttle
    }
    let found = try #require(try throttle("issuer every 14 days"))
    #expect(found.key == "example\nissuer 9990001" && found.every.description == "14 days")
    #expect(try found.every.end(from: day("2024-03-01")) == day("2024-03-15"))
    let other = try #require(try throttle("owner, issuer, code every 1 month"))
    #expect(other.key == "example\nissuer 9990001\nowners 9990077\ncode=s")
    #expect(try other.every.end(from: day("2024-01-31")) == day("2024-02-29"))
    #expect(try alerts("match sale", filing).first?.throttle == nil)
  }
}

@Suite("Form 144")
struct NoticeTests {
  private func notice() throws -> Filing {
    var filing = Filing(provenance: Provenance(container: .xml), form: .form144, issuer: Issuer())
    filing.issuer.cik = .known("9990001")
    filing.issuer.name = .known("Quillon Sound Corp")
    var owner = Owner()
    owner.name = .known("Delia Marsh")
    filing.owners = [owner]
    var proposal = ProposedSale()
    proposal.security = .known("Common")
    proposal.shares = .known(Decimal(10_000))
    proposal.marketValue = .known(Decimal(250_000))
    proposal.outstanding = .known(Decimal(500_000))
    proposal.date = .known(try day("2024-03-04"))
    filing.notice = SaleNotice()
    filing.notice?.proposedSales = [proposal]
    return filing
  }

  @Test(
    "A notice is judged by what it proposes, and is never a sale",
    arguments: [
      ("match proposed_sale", Verdict.match), ("match sale", .none), ("match transaction", .none),
      ("match proposed_sale when sum(shares) > 9_999", .match),
      ("match proposed_sale where value > $250k", .none),
      ("match proposed_sale where shares / outstanding >= 2%", .match),
      ("match proposed_sale where broker contains \"x\"", .none),
      (
        "match proposed_sale where date < 2024-03-05 and security = \"common\" and not filing.plan_10b5_1",
        .match
      ),
      ("match proposed_sale group by issuer within 30 days when sum(value) > $300k", .none),
      ("match filing where filing.form = 144", .match),
    ])
  func judged(clauses: String, expected: Verdict) throws {
    #expect(try verdict(clauses, notice()) == expected)
  }

  @Test("What cannot be read of it leaves a verdict open, and what would decide it is found")
  func unknown() throws {
    var filing = try notice()
    filing.notice?.proposedSales[0].shares = .unknown(.anything)
    filing.notice?.proposedSales[0].marketValue = .absent
    let alert = try #require(try alerts("match proposed_sale when sum(shares) > 10k", filing).first)
    #expect(alert.needs.map(\.field) == ["proposed_sales[0].shares"])
    #expect(alert.wouldMatchIf == "would match if shares > 10,000")
    let other = try #require(try alerts("match proposed_sale when sum(value) > $10k", filing).first)
    #expect(other.needs.map(\.field) == ["proposed_sales[0].market_value"])
  }

  @Test("Its texts tell rows apart and are shown")
  func texts() throws {
    var filing = try notice()
    let proposed = try #require(filing.notice?.proposedSales)
    filing.notice?.proposedSales = proposed + proposed
    filing.notice?.proposedSales[0].broker = .known("Alder LLC")
    filing.notice?.proposedSales[1].broker = .known("Birch LLC")
    #expect(try verdict("match proposed_sale when count(distinct broker) = 2", filing) == .match)
    let found = try alerts("match proposed_sale group by broker message \"by {broker}\"", filing)
    #expect(found.map(\.message) == ["by Alder LLC", "by Birch LLC"])
  }

  @Test("Its sentence says what is intended, and a test can give one")
  func sentence() throws {
    #expect(
      try alerts("match proposed_sale", notice()).map(\.message) == [
        "Delia Marsh proposes to sell 10,000 shares of Quillon Sound Corp for $250,000 on 2024-03-04"
      ])
    let rules = try compiled(
      """
      rule r { match proposed_sale when sum(value) > $1m }
      test "t" { given proposed_sale { value: $600k, shares: 5 } given proposed_sale { value: $500k } expect r match }
      """)
    let results = rules.runTests { _, _ throws(FilingError) in [] }
    #expect(results.flatMap(\.failures).map(\.message) == [])
  }
}
