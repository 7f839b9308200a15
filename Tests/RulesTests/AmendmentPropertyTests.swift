import Filings
import Testing

@testable import Rules

@Suite("Amendments, at random")
struct AmendmentPropertyTests {
  @Test(
    "An amendment and what it amends say what one filing with the rows that are left would say",
    arguments: 1...30 as ClosedRange<UInt64>)
  func merged(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 7_368_787)
    var compared = 0
    for _ in 0..<40 {
      let (original, amendment) = generator.amended()
      let kept = original.without(sectionsOf: amendment)
      let (rows, condition) = generator.reportClauses()
      var whole = amendment
      whole.isAmendment = false
      whole.transactions = kept.transactions + amendment.transactions
      let expected = try verdict("\(rows) \(condition)", whole)
      for (judged, other, own) in [(amendment, original, amendment), (original, amendment, kept)] {
        // A filing none of whose rows are left has nothing to say of the others.
        guard try verdict(rows, own) != .none else { continue }
        let rules = try compiled("rule example { \(rows) \(condition) }")
        var history = History()
        history.add(other)
        let found = rules.verdict(of: "example", on: judged, history: history)
        try #require(found == expected, "\(rows) \(condition)\n\(original)\n\(amendment)")
        compared += 1
      }
    }
    #expect(compared > 10)
  }
}

extension Generator {
  /// A filing, and another that amends it, by the same people and for the same period.
  fileprivate mutating func amended() -> (original: Filing, amendment: Filing) {
    var original = randomCase().filing
    var amendment = randomCase().filing
    original.identify(1, filed: 100)
    amendment.identify(2, filed: 120)
    amendment.isAmendment = true
    amendment.originalFiled = .known(Day(number: 100))
    original.issuer.ticker = amendment.issuer.ticker
    original.plan10b51 = amendment.plan10b51
    original.owners = amendment.owners
    return (original, amendment)
  }
}

extension Filing {
  fileprivate mutating func identify(_ number: Int, filed: Int32) {
    provenance.accession = AccessionNumber("0000000001-24-00000\(number)")
    provenance.filed = Day(number: filed)
    issuer.cik = .known("0009990001")
    period = .known(Day(number: 99))
    for index in owners.indices { owners[index].name = .known("Ames \(index)") }
  }

  /// Only the rows of tables in which the other has none.
  fileprivate func without(sectionsOf other: Filing) -> Filing {
    let tables = Set(other.transactions.map(\.position.isDerivative))
    var filing = self
    filing.transactions.removeAll { tables.contains($0.position.isDerivative) }
    return filing
  }
}
