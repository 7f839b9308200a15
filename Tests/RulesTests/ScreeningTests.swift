import Filings
import Testing

@testable import Rules

@Suite("Columns")
struct ScreeningTests {
  @Test(
    "never disagree with the evaluator: what they decide it decides alike",
    arguments: 1...6 as ClosedRange<UInt64>)
  func agreement(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 41)
    let text = (0..<60).map { "rule r\($0) { \(generator.columnClauses()) }" }.joined(separator: "\n")
    let rules = try compiled("list watched of ticker = { @AAA, @CCC }\n\(text)")
    var columns = FilingColumns()
    var filings: [Filing] = []
    for number in 0..<60 {
      var filing = generator.randomCase().filing
      filing.form = generator.pick([.form4, .form4, .form5])
      filing.issuer.cik = .known("\(1_000 + number / generator.pick([1, 1, 1, 2]))")
      filing.issuer.ticker = generator.pick([.known("aaa"), .known("BBB"), .absent, .unknown(.anything)])
      // Every third is another part of the report before it.
      if number % 3 == 1, let part = filings.last {
        (filing.form, filing.issuer.cik) = (part.form, part.issuer.cik)
        (filing.owners, filing.period) = (part.owners, part.period)
      }
      filings.append(filing)
      columns.add(filing)
    }
    columns.finish()
    let screening = Screening(rules, columns)
    var decided = 0
    var doubts = 0
    for (number, plan) in rules.plans.enumerated() {
      let sure = Set(screening.sure[number])
      let open = Set(screening.open[number])
      let undecided = Set(screening.undecided[number])
      #expect(sure.isDisjoint(with: open) && undecided.isDisjoint(with: sure.union(open)))
      doubts += undecided.count
      for (place, filing) in filings.enumerated() where !open.contains(Int32(place)) {
        // What columns decide has no other part of its report among the filings, or one with which it comes to too little.
        var history = History()
        for other in filings.prefix(place) { history.add(other) }
        let verdict = Judge(plan: plan, filing: filing, history: history).verdict()
        try #require(
          verdict
            == (sure.contains(Int32(place))
              ? .match : undecided.contains(Int32(place)) ? .possible : .none),
          "\(plan.name)\n\(text)\n\(filing)")
        decided += 1
      }
    }
    let narrowed = columns.openPlaces.count * rules.plans.count - screening.open.joined().count
    #expect(decided > 1_000 && doubts > 0 && narrowed > 100)
  }

  @Test("leave numbers beyond their range to the evaluator")
  func range() throws {
    let rules = try compiled("rule r { match sale when sum(shares) > 100 shares }")
    var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    filing.owners = [Owner()]
    for _ in 0..<3 {
      var row = Transaction(position: Position(row: 1, isDerivative: false))
      row.code = .known(try #require(TransactionCode("S")))
      row.shares = .known(Decimal(mantissa: 999_999_999_999_999_999, scale: 0))
      filing.transactions.append(row)
    }
    var columns = FilingColumns()
    columns.add(filing)
    columns.finish()
    let screening = Screening(rules, columns)
    #expect(screening.sure == [[0]])
    #expect(screening.open == [[]])
  }
}

extension Generator {
  /// Shapes that columns answer, answer in part and leave alone.
  fileprivate mutating func columnClauses() -> String {
    let match = pick([
      "sale", "purchase", "sale or purchase", "transaction", "derivative exercise", "sale by officer",
      "transaction by ceo or director", "purchase by ten_percent_owner", "holding", "filing",
    ])
    let filter = pick([
      "", "", "", "", " where not filing.plan_10b5_1", " where issuer.ticker in watched",
      " where shares > 5 shares",
      " where filing.form = 4",
    ])
    if match == "holding" || match == "filing" { return "match \(match)" }
    let threshold = pick(["0", "1", "5", "10", "50", "100", "1_000", "50_000", "2.5"])
    let comparison = pick([">", ">=", "<", "<=", "="])
    let measure = pick([
      "sum(shares) \(comparison) \(threshold) shares", "count() \(comparison) 2",
      "sum(value) \(comparison) $\(threshold)", "$\(threshold) \(comparison) sum(value)",
      "max(price) \(comparison) $\(threshold) per share", "sum(shares) > 10 shares and count() < 3",
      "sum(shares) > 10 shares and percent_of_holding() > 1%", "sum(shares) > 10 shares or sum(value) > $100",
    ])
    let group = pick(["", "", "", "", " group by code"])
    return "match \(match)\(filter)\(group)\(pick([" when \(measure)", " when \(measure)", ""]))"
  }
}
