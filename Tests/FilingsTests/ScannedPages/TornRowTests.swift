import Filings
import Testing

@testable import Filings

/// Rows that the end of a line breaks, and lines in which pieces of several rows stand.
@Suite struct TornRowTests {
  private let whole = [
    "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
    "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    "Common Stock\t06/03/2013\tS\t500\tD\t\\$4.21\t92,000\tD",
  ]

  // MARK: Broken

  @Test(arguments: [
    "Common Stock\t06/03/2013\tS\t7,5|00\tD\t\\$4.19\t92,500\tD",
    "Common Stock\t06/03/2013\tS|\t7,500\tD\t\\$4.19\t92,500\tD",
    "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92|,500\tD",
    "Common Stock\t06/0|3/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    "Comm|on Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    "Common| Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
  ])
  func `a row that breaks is one, and what the balance says of it is known`(row: String) throws {
    let filing = try read(
      tabbedPage(rows: whole[0], row.replacing("|", with: "\n"), whole[2]))
    #expect(filing.transactions.count == 3 && filing.holdings.isEmpty)
    #expect(filing.transactions.map(\.shares.value) == [Decimal(1_000), Decimal(7_500), Decimal(500)])
    #expect(
      filing.transactions.map(\.position.security.value) == ["Common Stock", "Common Stock", "Common Stock"])
    #expect(filing.unreadable.contains { $0.reason == "the end of a line breaks the row" })
  }

  @Test func `of a row that breaks nothing is taken that the page says once`() throws {
    let filing = try read(
      tabbedPage(rows: "Common Stock\t06/03/2013\tS\t7,5", "00\tD\t\\$4.19\t92,500\tD"))
    let row = try #require(filing.transactions.first)
    #expect(filing.transactions.count == 1 && row.shares.isUnknown && row.price.isUnknown)
    #expect(row.code == .known(try #require(TransactionCode("S"))))
  }

  @Test func `two rows, each of which lacks something, stay two`() throws {
    let filing = try read(
      tabbedPage(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000",
        "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD"))
    #expect(filing.transactions.count == 2)
  }

  @Test(arguments: ["Ada\nB, Quill 06/04/2013", "Ada B.\nQuill 06/04/2013"])
  func `the rest of a signature is no name`(signature: String) throws {
    let filing = try read(tabbedPage(rows: whole[0], signature: signature))
    #expect(filing.signatures.first?.name.isUnknown == true)
  }

  // MARK: Torn

  @Test(arguments: [
    "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.1500\tD\t\\$4.21\t92,000\tD",
    "Common Stock\t06/03/\t/2013\tS\t2\t/2013\tS\t500\tD\t\\$4.21\t92,000\tD",
    "Common Stock\t06/03/2013\tS\t.0/03/2013\tS\t500\tD\t\\$4.21\t92,000\tD",
    "Common Stock\t06/03/2013\tS\t7,500\t92,000\tD\t\\$4.21\t92,000\tD",
    "Common Stock, par val\tuTrust",
    "Common Stock\t06/03/2013\tS\t7,500\t4.19\t92,500\tD",
    "Commock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    "Common Stock\t06/03/2013\tS\t500\tD.21\t92,000\tD",
    "Common Stock, par value \\$.01 perck, par value \\$.01\t06/03/2013\tS\t500\tD\t\\$4.21\t92,000\tD",
  ])
  func `behind pieces of several rows no row has a place`(line: String) throws {
    let filing = try read(tabbedPage(rows: whole[0], line, whole[2]))
    #expect(filing.transactions.first?.shares == .known(Decimal(1_000)))
    #expect(filing.transactions.count > 1 && filing.transactions.dropFirst().allSatisfy(\.shares.isUnknown))
    #expect(filing.unreadable.contains { $0.reason == "rows in front of it, or of its own, are lost" })
  }

  @Test func `an initial in the nature of ownership is no price`() throws {
    let row = "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tI\tBy A. Quill"
    let filing = try read(tabbedPage(rows: row))
    #expect(filing.transactions.first?.shares == .known(Decimal(7_500)))
  }

  @Test func `a line with more cells than any other holds more than its row`() throws {
    let long = "\t\tComon Stock\t06/03/2013\tS\t500\tD\t\\$4.21\t92,000\tD"
    let filing = try read(tabbedPage(rows: whole[0], whole[1], long))
    #expect(filing.transactions.map(\.shares.isUnknown) == [false, false, true])
  }

  @Test func `captions that break off may have taken a row with them`() throws {
    let heads = "\t\tCode\tV\tAmoD"
    let filing = try read(tabbedPage(rows: heads, whole[0], whole[1], whole[2]))
    #expect(filing.transactions.count == 3 && filing.transactions.allSatisfy(\.shares.isUnknown))
  }

  @Test func `what looks like a holding among rows and has fewer cells is no holding`() throws {
    let filing = try read(tabbedPage(rows: whole[0], whole[1], "Common Share2.43\t841,068\tD"))
    #expect(filing.holdings.isEmpty && filing.transactions.count == 3)
    #expect(filing.transactions.last?.shares.isUnknown == true)
  }

  @Test func `a row of Table II that cannot be read keeps its place where its code is seen`() throws {
    let lost =
      "Stock Option\t\\$2.46\t\t1/16/2021\tX\t\t1,000\t0\t1/08/202\t01/08/2029\tCommon\t~\t\\$3\t5,000\tD"
    let next =
      "Warrants\t\\$2.50\t06/03/2013\tX\t\t2,000\t06/01/2012\t06/01/2022\tCommon Stock\t2,000\t\\$0\t3,000\tD"
    let text = tabbedPage(rows: whole[0]).replacing(
      "1. Title of Derivative Security (Instr. 3)",
      with: "1. Title of Derivative Security (Instr. 3)\n" + lost + "\n" + next)
    let derivatives = try read(text).transactions.filter { $0.position.isDerivative }
    #expect(derivatives.count == 2 && derivatives[0].shares.isUnknown)
    #expect(derivatives[1].position.security == .known("Warrants"))
  }

  // MARK: Letters

  @Test(arguments: ["OakhursT", "ViGtor", "HallaM", "PEmberton", "INc", "WHArFEDALE", "NORTHGATe", "STock"])
  func `a capital at the wrong place is a misread letter`(word: String) {
    #expect(PrintedCase.isOdd(word))
  }

  @Test(arguments: [
    "McDonald", "O'Hallan", "DeSantis", "LaRue", "JPMorgan", "ADSs", "RSUs", "LLC", "Quill", "van", "PhD",
  ])
  func `a capital within a name is none`(word: String) {
    #expect(!PrintedCase.isOdd(word))
  }
}
