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

  @Test(
    "What is unclear is said in the alert, and again when a twin makes it so",
    arguments: [
      "0001999003-24-000001", "0001999003-24-000002",
    ])
  func said(last: String) throws {
    let bench = try DeskBench(Self.rules)
    let twin = original.with { $0.accession = "0001999003-24-000002" }
    let filings = original.accession == last ? [twin, original] : [original, twin]
    try bench.take(filings[0].filing, amendment(11_000).filing, filings[1].filing)
    let said = try bench.texts("SELECT body FROM revision ORDER BY recorded, number")
    #expect(
      said.last?.contains(
        "0001999003-24-000009 amends a filing of 2024-05-07 and it is not clear which, so that it replaces nothing"
      ) == true)
    #expect(said.first?.contains("it is not clear which") == false)
  }

  @Test("Of two filings of one day the amendment means that of its own period")
  func twoPeriods() throws {
    let bench = try DeskBench(Self.rules)
    let other = original.with {
      $0.accession = "0001999003-24-000002"
      $0.period = "2024-05-03"
    }
    try bench.take(original.filing, other.filing, amendment(9_000).filing)
    #expect(try bench.states().sorted() == ["large 1 raised", "large 2 withdrawn"])
  }

  @Test("A sibling of which nobody knows when it was filed makes it unclear as well")
  func undated() throws {
    let bench = try DeskBench(Self.rules)
    let sibling = original.with {
      ($0.accession, $0.filed) = (nil, nil)
      $0.rows[0].shares = 500
    }
    try bench.take(original.filing, sibling.filing, amendment(9_000).filing)
    #expect(try bench.states() == ["large 3 revised"])
  }

  @Test(
    "Whoever names the trade's day in place of the filing's is understood; any other day leaves it unclear",
    arguments: [
      ("2024-05-06", "large 2 withdrawn"), ("2024-05-08", "large 2 revised"),
    ])
  func wrongDay(day: String, expected: String) throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(original.filing, amendment(9_000, of: day).filing)
    #expect(try bench.states() == [expected])
    let said = try bench.texts("SELECT body FROM revision ORDER BY number DESC")
    #expect(said.first?.contains("it is not clear which") == (expected == "large 2 revised"))
  }

  @Test("A day on which the SEC takes no filings means the next on which it does")
  func weekend() throws {
    let bench = try DeskBench(Self.rules)
    // 11 May 2024 is a Saturday.
    try bench.take(
      original.with { $0.filed = "2024-05-13" }.filing, amendment(9_000, of: "2024-05-11").filing)
    #expect(try bench.states() == ["large 2 withdrawn"])
  }

  @Test(
    "An amendment of an amendment is the original's as well, in any order", arguments: [0, 1, 2, 3, 4, 5])
  func chained(order: Int) throws {
    let bench = try DeskBench(Self.rules)
    let second = amendment(8_000, of: "2024-05-20").with {
      $0.accession = "0001999003-24-000011"
      $0.filed = "2024-05-28"
    }
    var filings = [original.filing, amendment(11_000).filing, second.filing]
    let first = filings.remove(at: order / 2)
    filings = [first] + (order % 2 == 0 ? filings : filings.reversed())
    for filing in filings { try bench.take(filing) }
    #expect(try bench.states().allSatisfy { $0.hasSuffix("withdrawn") })
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
