import Filings
import Rules
import Testing

@testable import Daemon

@Suite("Windows over what the ledger holds")
struct WindowTests {
  private static let rules = """
    rule cluster { match purchase group by issuer within 7 days when count(distinct owner) >= 3 }
    rule people { match purchase group by issuer within 7 days when count(distinct owner.cik) >= 3 }
    """

  private func purchase(_ owners: Int..., on date: String, number: Int) -> Filing {
    FilingMaker("P", on: date).with {
      $0.owners = owners
      $0.accession = "0001999003-24-0000\(number + 10)"
      $0.filed = "2024-06-01"
    }.filing
  }

  @Test("A fourth insider in the window is a revision, and one far away is none of it")
  func grows() throws {
    let bench = try DeskBench(Self.rules)
    for owner in 1...3 { try bench.take(purchase(owner, on: "2024-05-0\(owner)", number: owner)) }
    #expect(try bench.states().first == "cluster 1 raised")
    try bench.restart()
    try bench.take(purchase(4, on: "2024-05-08", number: 4))
    #expect(try bench.states().first == "cluster 2 revised")
    try bench.take(purchase(5, on: "2024-08-08", number: 5))
    #expect(try bench.states().first == "cluster 2 revised")
  }

  @Test("A late filing completes an old window, and one before its first day goes on under a new id")
  func late() throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(
      purchase(1, on: "2024-05-02", number: 1), purchase(3, on: "2024-05-06", number: 3),
      purchase(9, on: "2024-09-09", number: 9))
    #expect(try bench.states() == [])
    try bench.take(purchase(2, on: "2024-05-04", number: 2))
    #expect(try bench.states() == ["cluster 1 raised", "people 1 raised"])
    try bench.take(purchase(4, on: "2024-05-01", number: 4))
    #expect(
      try bench.states() == [
        "cluster 1 raised", "cluster 2 withdrawn", "people 1 raised", "people 2 withdrawn",
      ])
    let bodies = try bench.texts("SELECT body FROM revision WHERE number = 2")
    #expect(bodies.allSatisfy { $0.contains("withdrawn, for its rows are now part of alert ") })
  }

  @Test("Owners who file together are one insider, unless a rule asks for their numbers")
  func joint() throws {
    let bench = try DeskBench(Self.rules)
    try bench.take(purchase(1, 2, 3, on: "2024-05-02", number: 1), purchase(3, on: "2024-05-03", number: 2))
    #expect(try bench.states() == [])
    try bench.take(purchase(4, on: "2024-05-03", number: 3))
    #expect(try bench.states() == ["people 1 raised"])
    try bench.take(purchase(5, on: "2024-05-03", number: 4))
    #expect(try bench.states() == ["cluster 1 raised", "people 2 revised"])
  }

  @Test("Whoever files with others has windows of his own, and those who always file together one")
  func owners() throws {
    let bench = try DeskBench(
      "rule swing { match purchase or sale group by owner, issuer within 6 months when short_swing_profit() > $0 }"
    )
    try bench.take(purchase(1, 2, on: "2024-05-02", number: 1))
    let sale = FilingMaker("S", on: "2024-06-03", price: 12).with {
      $0.owners = [1, 2]
      $0.accession = "0001999003-24-000077"
    }
    try bench.take(sale.filing)
    #expect(try bench.states() == ["swing 1 raised"])
    try bench.take(
      sale.with {
        $0.owners = [2]; $0.accession = "0001999003-24-000078"
      }.filing)
    #expect(try bench.states() == ["swing 1 raised", "swing 1 raised"])
  }
}
