import Filings
import Testing

@testable import Rules

/// Where each open field stands once in a rule, and all rows are certain, *possible* means that both can come out. Where
/// one stands twice, or a row may or may not take part, the evaluator may say so although no reading would match:
/// it never says yes or no too early, which is the side that it errs on.
@Suite("A rule that is possible")
struct MaybeTests {
  @Test("Can match and can fail, whatever stands in the fields", arguments: 1...40 as ClosedRange<UInt64>)
  func bothOutcomesExist(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 41)
    var possible = 0
    for _ in 0..<25 {
      let example = generator.readOnceCase()
      let found = try verdict(example.clauses, example.filing)
      let outcomes = Set(try example.completions.map { try verdict(example.clauses, $0) })
      try #require(!outcomes.contains(.possible), "\(example.clauses)")
      switch found {
      case .possible:
        possible += 1
        try #require(outcomes == [.match, .none], "\(example.clauses) \(example.filing.transactions)")
      case .match: try #require(outcomes == [.match], "\(example.clauses) \(example.filing.transactions)")
      case .none: try #require(outcomes == [.none], "\(example.clauses) \(example.filing.transactions)")
      }
    }
    #expect(possible > 0)
  }

  @Test("May be one of a field that stands twice: the two are not taken for the same")
  func fieldsThatStandTwice() throws {
    var filing = readOnceFiling()
    filing.transactions[0].shares = .unknown(.between(Decimal(2), Decimal(10)))
    #expect(try verdict("match sale when sum(shares) - sum(shares) > 1 shares", filing) == .possible)
  }

  @Test(
    "May be one of a row that may not take part: it adds nothing or itself, and its absence is tried as well")
  func rowsThatMayNotTakePart() throws {
    var filing = readOnceFiling()
    filing.transactions[0].code = .unknown(.anything)
    #expect(try verdict("match sale when sum(shares) < 5 shares", filing) == .possible)
  }

  @Test(
    "Says so where a footnote cannot be read, or a mark of one",
    arguments: [
      (field: "footnotes.F1", marks: ["F1"]), ("footnotes", []), ("transactions[0].footnotes", []),
      ("footnotes.F2", ["F1"]), ("", ["F1", "F3"]),
    ])
  func footnotesThatAreNotLegible(field: String, marks: [String]) throws {
    var filing = readOnceFiling()
    filing.footnotes = [Footnote(id: "F1", text: "Sold to pay tax")]
    filing.transactions[0].position.footnotes = marks
    if !field.isEmpty { filing.unreadable = [Unreadable(field: field, shown: "", reason: "it is torn")] }
    #expect(try verdict("match sale where footnotes contains \"10b5-1\"", filing) == .possible)
    #expect(try verdict("match sale where not footnotes contains \"10b5-1\"", filing) == .possible)
    let found = try verdict("match sale where footnotes contains \"tax\"", filing)
    #expect(found == (marks.isEmpty ? .possible : .match))
  }

  @Test("Is none where every footnote of the row was read, whatever stands in those of others")
  func footnotesThatAreLegible() throws {
    var filing = readOnceFiling()
    filing.footnotes = [Footnote(id: "F1", text: "Sold to pay tax"), Footnote(id: "F2", text: "???")]
    var other = filing.transactions[0]
    filing.transactions[0].position.footnotes = ["F1"]
    other.code = .known(TransactionCode("P")!)
    other.position.footnotes = ["F2"]
    filing.transactions.append(other)
    filing.unreadable = [Unreadable(field: "footnotes.F2", shown: "???", reason: "it is torn")]
    #expect(try verdict("match sale where footnotes contains \"10b5-1\"", filing) == .none)
    #expect(try verdict("match purchase where footnotes contains \"10b5-1\"", filing) == .possible)
  }
}

private func readOnceFiling() -> Filing {
  var filing = Filing(provenance: Provenance(container: .scan), form: .form4, issuer: Issuer())
  filing.owners = [Owner()]
  var row = Transaction(position: Position(row: 1, isDerivative: false))
  row.code = Reading(TransactionCode("S"))
  row.shares = .known(Decimal(10))
  row.price = .known(Decimal(10))
  row.position.ownedAfter = .known(Decimal(10))
  filing.transactions = [row]
  return filing
}

extension Generator {
  /// A rule that names each field once, over one row, and every value of its open fields near which a comparison of
  /// the rule can turn.
  fileprivate mutating func readOnceCase() -> RandomCase {
    var filing = readOnceFiling()
    filing.plan10b51 = pick([.known(true), .known(false), .unknown(.anything)])
    let plans = filing.plan10b51.isUnknown ? [true, false].map { Reading.known($0) } : [filing.plan10b51]
    let shares = support()
    let price = support()
    let after = support()
    filing.transactions[0].shares = shares.reading
    filing.transactions[0].price = price.reading
    filing.transactions[0].position.ownedAfter = after.reading
    var completions: [Filing] = []
    for plan in plans {
      for shares in shares.values {
        for price in price.values {
          for after in after.values {
            var filled = filing
            filled.plan10b51 = plan
            filled.transactions[0].shares = .known(shares)
            filled.transactions[0].price = .known(price)
            filled.transactions[0].position.ownedAfter = .known(after)
            completions.append(filled)
          }
        }
      }
    }
    return RandomCase(clauses: readOnceClauses(), filing: filing, completions: completions)
  }

  private mutating func support() -> (reading: Reading<Decimal>, values: [Decimal]) {
    let numbers = [0, 1, 2, 4, 5, 6, 9, 10, 11, 50, 1_000].map { Decimal($0) }
    return pick([
      (.known(Decimal(5)), [Decimal(5)]), (.known(Decimal(10)), [Decimal(10)]),
      (.unknown(.anything), numbers),
      (.unknown(.atLeast(Decimal(5))), numbers.filter { $0 >= Decimal(5) }),
      (
        .unknown(.between(Decimal(2), Decimal(10))), numbers.filter { $0 >= Decimal(2) && $0 <= Decimal(10) }
      ),
      (.unknown(.candidates([Decimal(5), Decimal(10)])), [Decimal(5), Decimal(10)]),
    ])
  }

  private mutating func readOnceClauses() -> String {
    let comparison = ["<", "<=", ">", ">="]
    let fold = pick(["sum", "min", "max", "avg"])
    let parts = [
      "\(fold)(shares) \(pick(comparison)) \(pick([1, 5, 9, 10]))",
      "\(pick(["min", "max"]))(price) \(pick(comparison)) $\(pick([1, 5, 9, 10]))",
      "max(owned_after) \(pick(comparison)) \(pick([1, 5, 9, 10]))", "filing.plan_10b5_1",
    ].map { chance(25) ? "not (\($0))" : $0 }.shuffled(using: &self)
    let connective = { (generator: inout Generator) in generator.pick([" and ", " or "]) }
    let left = "(\(parts[0])\(connective(&self))\(parts[1]))"
    let right = "(\(parts[2])\(connective(&self))\(parts[3]))"
    return "match sale when \(chance(20) ? "not " : "")\(left)\(connective(&self))\(right)"
  }
}
