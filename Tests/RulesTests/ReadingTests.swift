import Filings
import Testing

@testable import Rules

@Suite("Known, absent and unknown")
struct ReadingTests {
  private struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var clauses: String
    var change: @Sendable (inout Filing) throws -> Void
    var expected: Verdict

    init(
      _ name: String, _ clauses: String, _ expected: Verdict,
      _ change: @escaping @Sendable (inout Filing) throws -> Void
    ) {
      (testDescription, self.clauses, self.change, self.expected) = (name, clauses, change, expected)
    }
  }

  private static let absences: [Case] = [
    Case("a plan box that the form does not have", "match sale where filing.plan_10b5_1", .possible) { _ in },
    Case("nor the other way round", "match sale where not filing.plan_10b5_1", .possible) { _ in },
    Case("the day of filing, on bare XML", "match sale where filing.filed > 2024-01-01", .possible) { _ in },
    Case("a price", "match sale where price > $5", .possible) { $0.transactions[0].price = .absent },
    Case("what is owned after", "match sale where owned_after > 5", .possible) { _ in },
    Case("an exercise price", "match derivative sale where exercise_price > $5", .possible) {
      $0.transactions[0].position.isDerivative = true
    },
    Case("a title is the empty text", "match sale where owner.title contains \"chief\"", .none) {
      $0.owners[0].resolvedTitle = .absent
    },
    Case("remarks are the empty text", "match sale where filing.remarks = \"\"", .match) { _ in },
    Case("a ticker is in no list", "match sale where issuer.ticker in { @QLSN }", .none) {
      $0.issuer.ticker = .absent
    },
    Case("nor is NONE", "match sale where issuer.ticker = @NONE", .none) {
      $0.issuer.ticker = .known("NONE")
    },
    Case("and so is not in it", "match sale where issuer.ticker not in { @QLSN }", .match) {
      $0.issuer.ticker = .known("N/A")
    },
    Case("a role box", "match sale by officer", .none) { $0.owners[0].isOfficer = .absent },
    Case("the exit box", "match sale where filing.exit", .none) { _ in },
    Case("an equity swap", "match sale where swap", .none) { $0.transactions[0].isSwap = .absent },
    Case("shares, where a row gives a total alone", "match sale where shares > 5", .possible) {
      $0.transactions[0].shares = .absent
      $0.transactions[0].totalValue = .known(Decimal(100))
    },
    Case("and then the value is the total", "match sale where value = $100", .match) {
      $0.transactions[0].shares = .absent
      $0.transactions[0].totalValue = .known(Decimal(100))
    },
    Case("a price of nothing is nothing", "match sale where value = $0", .match) {
      $0.transactions[0].price = .known(.zero)
    },
    Case("a code that is missing", "match sale", .possible) { $0.transactions[0].code = .absent },
    Case(
      "a lateness without a day of filing", "match sale where filing.days_late >= 1 business day", .possible
    ) { _ in },
    Case("which begins at the signature", "match sale where filing.days_late >= 1 business day", .match) {
      $0.signatures = [Signature(name: .absent, date: .known(try day("2024-03-20")))]
    },
  ]

  @Test("An absent value compares as the field table says", arguments: absences)
  private func absence(example: Case) throws {
    var filing = try officerSales([("60000", "10")])
    try example.change(&filing)
    #expect(try verdict(example.clauses, filing) == example.expected)
  }

  private static let supports: [Case] = [
    Case("nothing at all", "match sale where shares > 5", .possible) {
      $0.transactions[0].shares = .unknown(.anything)
    },
    Case("never less than none", "match sale where shares >= 0", .match) {
      $0.transactions[0].shares = .unknown(.anything)
    },
    Case("two candidates", "match sale where shares > 5", .match) {
      $0.transactions[0].shares = .unknown(.candidates([Decimal(8), Decimal(80)]))
    },
    Case("a bound", "match sale where shares > 5", .match) {
      $0.transactions[0].shares = .unknown(.atLeast(Decimal(6)))
    },
    Case("two bounds", "match sale where shares > 9", .none) {
      $0.transactions[0].shares = .unknown(.between(Decimal(6), Decimal(9)))
    },
    Case("candidates for a code", "match sale or gift", .match) {
      $0.transactions[0].code = .unknown(.candidates(["S", "G"].compactMap { TransactionCode($0) }))
    },
    Case("of which one does not match", "match sale", .possible) {
      $0.transactions[0].code = .unknown(.candidates(["S", "G"].compactMap { TransactionCode($0) }))
    },
    Case("candidates for a title", "match sale by cfo", .match) {
      $0.owners[0].resolvedTitle = .unknown(.candidates(["CFO", "Chief Financial Officer"]))
    },
    Case("a price that its footnote bounds", "match sale where value >= $112_200", .match) {
      $0.transactions[0].price = .unknown(.anything)
      $0.transactions[0].priceRange = PriceRange(low: try decimal("1.87"), high: try decimal("1.89"))
    },
    Case("states are two-valued", "match sale where shares is unknown and price is known", .match) {
      $0.transactions[0].shares = .unknown(.anything)
    },
    Case("absent is not unknown", "match sale where filing.plan_10b5_1 is absent", .match) { _ in },
  ]

  @Test("An unreadable value is what the page still supports", arguments: supports)
  private func support(example: Case) throws {
    var filing = try officerSales([("60000", "10")])
    try example.change(&filing)
    #expect(try verdict(example.clauses, filing) == example.expected)
  }

  @Test(
    "A title makes a role, as whole words and not another's",
    arguments: [
      ("Chief Executive Officer", "ceo", Verdict.match), ("President & C.E.O.", "ceo", .match),
      ("EVP & CFO", "cfo", .match), ("Former CEO", "ceo", .none), ("Vice President", "president", .none),
      ("Senior Vice-President, Sales", "president", .none), ("President and COO", "president", .match),
      ("Vice Chairman", "chair", .none), ("Executive Chair", "chair", .match),
      ("Deputy General Counsel", "general_counsel", .none),
      ("Chief Legal Officer", "general_counsel", .match),
      ("Placeofficer", "ceo", .none),
    ])
  func titles(title: String, role: String, expected: Verdict) throws {
    var filing = try officerSales([("60000", "10")])
    filing.owners[0].resolvedTitle = .known(title)
    #expect(try verdict("match sale by \(role)", filing) == expected)
  }

  @Test("Nobody is taken for no chief executive whose title says where to look for it")
  func pointingTitle() throws {
    var filing = try officerSales([("60000", "10")])
    filing.owners[0].title = .known("See Remarks")
    filing.owners[0].resolvedTitle = .unknown(.anything)
    #expect(try verdict("match sale by ceo", filing) == .possible)
    #expect(try verdict("match sale by officer", filing) == .match)
    let needs = try alerts("match sale by ceo", filing).flatMap(\.needs)
    #expect(
      needs == [
        Unreadable(
          field: "owners[0].title", shown: "See Remarks",
          reason: "it points elsewhere, and no title is plain there")
      ])
  }

  @Test("Of several owners one is enough, and the rows count once")
  func owners() throws {
    var filing = try officerSales([("30000", "10")])
    filing.owners.append(Owner())
    #expect(try verdict("match sale by officer when sum(shares) = 30_000", filing) == .match)
    #expect(try verdict("match sale where owner.name contains \"marsh\"", filing) == .match)
    #expect(try verdict("match sale where owner.cik != 9990077", filing) == .none)
  }
}
