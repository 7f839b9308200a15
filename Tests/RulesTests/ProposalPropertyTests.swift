import Filings
import Testing

@testable import Rules

@Suite("Proposed sales, at random")
struct ProposalPropertyTests {
  @Test(
    "A yes or a no holds for every way to fill in what a notice leaves open",
    arguments: 1...20 as ClosedRange<UInt64>)
  func agreesWithBruteForce(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 15_485_863)
    for _ in 0..<40 {
      let example = generator.proposalCase()
      let found = try verdict(example.clauses, example.filing)
      for completion in example.completions where found != .possible || example.completions.count == 1 {
        let filled = try verdict(example.clauses, completion)
        try #require(
          filled == found, "\(example.clauses)\nleft open: \(example.filing)\nfilled in: \(completion)")
      }
    }
  }

  @Test("Verdicts of every sort come out")
  func mixed() throws {
    var generator = Generator(seed: 5)
    var counts: [Verdict: Int] = [:]
    for _ in 0..<300 {
      let example = generator.proposalCase()
      counts[try verdict(example.clauses, example.filing), default: 0] += 1
    }
    for verdict in Verdict.allCases { #expect(counts[verdict, default: 0] > 20, "\(verdict): \(counts)") }
  }

  @Test("No rule about trades or holdings ever counts one", arguments: 1...10 as ClosedRange<UInt64>)
  func neverASale(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 32_452_843)
    for _ in 0..<40 {
      let example = generator.randomCase()
      var both = example.filing
      both.notice = generator.proposalCase().filing.notice
      // A notice has no box for a plan: who relies on one names the day of its adoption.
      both.notice?.plansAdopted = []
      guard both.plan10b51 != .absent else { continue }
      let (alone, together) = (
        try verdict(example.clauses, example.filing), try verdict(example.clauses, both)
      )
      try #require(alone == together, "\(example.clauses)\n\(both)")
    }
  }
}

extension Generator {
  /// A notice on Form 144 with holes, and a rule about it.
  fileprivate mutating func proposalCase() -> RandomCase {
    var filing = Filing(provenance: Provenance(container: .scan), form: .form144, issuer: Issuer())
    filing.issuer.ticker = pick([.known("AAA"), .known("BBB"), .absent])
    filing.owners = [Owner()]
    var holes: [Hole] = []
    var notice = SaleNotice()
    notice.proposedSales = (0..<pick([1, 1, 2])).map { proposedSale($0, &holes) }
    filing.notice = notice
    return RandomCase(
      clauses: proposalClauses(), filing: filing, completions: Hole.completions(of: filing, holes))
  }

  private mutating func proposedSale(_ index: Int, _ holes: inout [Hole]) -> ProposedSale {
    var sale = ProposedSale()
    sale.security = .known(pick(["Common Stock", "Class A"]))
    sale.date = .known(Day(number: pick([1, 2])))
    sale.broker = pick([.known("Harbor"), .absent])
    sale.shares = number(&holes) { $0.notice?.proposedSales[index].shares = $1 }
    // No units are worth nothing, whatever the box for their value may have held.
    if sale.shares == .known(.zero) { sale.shares = .known(Decimal(1)) }
    sale.marketValue = number(&holes) { $0.notice?.proposedSales[index].marketValue = $1 }
    sale.outstanding = number(&holes) { $0.notice?.proposedSales[index].outstanding = $1 }
    return sale
  }

  private mutating func proposalClauses() -> String {
    let comparison = pick(["<", "<=", "=", "!=", ">", ">="])
    let filter = pick([
      "shares \(comparison) \(pick([1, 5, 10]))", "value \(comparison) $\(pick([1, 5, 10]))",
      "outstanding \(comparison) 5 shares", "broker = \"harbor\"", "date = 1970-01-02",
      "security contains \"class\"", "issuer.ticker = @AAA",
    ])
    let condition = pick([
      "sum(shares) \(comparison) \(pick([1, 10, 55]))", "sum(value) \(comparison) $\(pick([5, 50]))",
      "max(shares) \(comparison) 5", "count() \(comparison) 1",
      "sum(shares) * 2 \(comparison) sum(outstanding)",
    ])
    let negation = pick(["", "not "])
    return "match proposed_sale"
      + (chance(60) ? " where \(negation)(\(filter))" : "") + (chance(70) ? " when \(condition)" : "")
  }
}
