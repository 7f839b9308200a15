import Filings
import Testing

@testable import Rules

@Suite("Three-valued evaluation")
struct CompletionTests {
  /// Brute force is the oracle: whatever may stand where nobody could read, a yes has to stay a yes and a no a no.
  @Test(
    "A yes or a no holds for every way to fill in what could not be read",
    arguments: 1...30 as ClosedRange<UInt64>)
  func agreesWithBruteForce(seed: UInt64) throws {
    var generator = Generator(seed: seed)
    for _ in 0..<40 {
      let example = generator.randomCase()
      let found = try verdict(example.clauses, example.filing)
      guard found != .possible else { continue }
      for completion in example.completions {
        let filled = try verdict(example.clauses, completion)
        try #require(
          filled == found, "\(example.clauses)\nleft open: \(example.filing)\nfilled in: \(completion)")
      }
    }
  }

  @Test("So it does where a rule looks at several filings", arguments: 1...15 as ClosedRange<UInt64>)
  func agreesOverSeveralFilings(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 104_729)
    var counts: [Verdict: Int] = [:]
    for _ in 0..<25 {
      let example = generator.windowCase()
      let rules = try compiled("rule example { \(example.clauses) }")
      let found = try last(rules, example.filings)
      counts[found, default: 0] += 1
      guard found != .possible else { continue }
      let rows = try compiled("rule example { \(example.rows) }")
      for completion in example.completions {
        // A filing without a row for the rule has no window of its own, and says nothing of the others'.
        guard try last(rows, completion) == .match else { continue }
        try #require(
          try last(rules, completion) == found,
          "\(example.clauses)\nleft open: \(example.filings)\nfilled in: \(completion)")
      }
    }
    #expect(counts.values.reduce(0, +) == 25 && counts.count > 1, "\(counts)")
  }

  private func last(_ rules: RuleSet, _ filings: [Filing]) throws -> Verdict {
    var history = History()
    for filing in filings.dropLast() { history.add(filing) }
    let filing = try #require(filings.last)
    return try #require(rules.verdict(of: "example", on: filing, history: history))
  }

  @Test("Where all is read, nothing is possible", arguments: 1...10 as ClosedRange<UInt64>)
  func decides(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 7919)
    for _ in 0..<40 {
      let example = generator.randomCase()
      guard let filing = example.completions.first else { continue }
      try #require(try verdict(example.clauses, filing) != .possible, "\(example.clauses)\n\(filing)")
    }
  }

  @Test("What could not be read leaves many rules undecided and many decided all the same")
  func examplesAreMixed() throws {
    var generator = Generator(seed: 11)
    var counts: [Verdict: Int] = [:]
    for _ in 0..<400 {
      let example = generator.randomCase()
      counts[try verdict(example.clauses, example.filing), default: 0] +=
        example.completions.count > 1 ? 1 : 0
    }
    for verdict in Verdict.allCases { #expect(counts[verdict, default: 0] > 20, "\(verdict): \(counts)") }
  }
}
