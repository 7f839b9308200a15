import Filings
import Rules
import Testing

@testable import Daemon

@Suite("Amendments in the ledger")
struct AmendmentTests {
  private static let rules = """
    rule large { match sale when sum(shares) > 10_000 shares }
    rule cluster { match purchase group by issuer within 30 days when count(distinct owner) >= 3 }
    """

  private let original = FilingMaker("S", 12_000).with {
    $0.accession = "0001999003-24-000001"
    $0.filed = "2024-05-07"
  }

  private func amendment(_ shares: Int, of day: String? = "2024-05-07") -> FilingMaker {
    FilingMaker("S", shares).with {
      $0.accession = "0001999003-24-000009"
      $0.filed = "2024-05-20"
      $0.amends = day
    }
  }

  @Test("What no longer holds is withdrawn, what changed is revised, under one id", arguments: [true, false])
  func replaced(isRestarted: Bool) throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(original.filing)
    if isRestarted { try bench.restart() }
    try bench.take(amendment(11_000).filing)
    #expect(try bench.states() == ["large 2 revised"])
    if isRestarted { try bench.restart() }
    let second = amendment(9_000).with { $0.accession = "0001999003-24-000010" }
    try bench.take(second.filing)
    #expect(try bench.states() == ["large 3 withdrawn"])
    let body = try #require(try bench.texts("SELECT body FROM revision WHERE number = 3").first)
    #expect(body.contains("withdrawn, for 0001999003-24-000010 changed what it rested on: Quill Ada 1 sold"))
  }

  @Test("An original that comes after its amendment brings back nothing", arguments: [true, false])
  func late(isRestarted: Bool) throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(amendment(9_000).filing)
    if isRestarted { try bench.restart() }
    try bench.take(original.filing)
    #expect(try bench.states() == [])
  }

  @Test("An amendment that moves the trade to another period withdraws the alert of the first")
  func moved() throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(original.filing)
    let moved = FilingMaker("S", 12_000, on: "2024-05-03").with {
      $0.accession = "0001999003-24-000009"
      $0.filed = "2024-05-20"
      $0.amends = "2024-05-07"
    }
    try bench.take(moved.filing)
    #expect(try bench.states().sorted() == ["large 1 raised", "large 2 withdrawn"])
  }

  @Test("Where two filings would do as the original, both keep what they say")
  func ambiguous() throws {
    let bench = try DeskBench(Self.rules)
    let twin = original.with {
      $0.accession = "0001999003-24-000002"
      $0.rows[0].shares = 13_000
    }
    try bench.take(original.filing, amendment(1_000).filing)
    #expect(try bench.states() == ["large 2 withdrawn"])
    // A second filing of that day: now nobody can say which was meant.
    try bench.take(twin.filing)
    #expect(try bench.states() == ["large 3 raised"])
  }

  @Test("An amendment takes a row out of a window")
  func window() throws {
    let bench = try DeskBench(Self.rules)
    for owner in 1...3 {
      try bench.take(
        FilingMaker("P").with {
          $0.owners = [owner]
          $0.accession = "0001999003-24-00001\(owner)"
          $0.filed = "2024-05-07"
        }.filing)
    }
    #expect(try bench.states() == ["cluster 1 raised"])
    try bench.take(
      FilingMaker("G").with {
        $0.owners = [2]
        $0.accession = "0001999003-24-000029"
        $0.filed = "2024-05-09"
        $0.amends = "2024-05-07"
      }.filing)
    #expect(try bench.states() == ["cluster 2 withdrawn"])
  }
}
