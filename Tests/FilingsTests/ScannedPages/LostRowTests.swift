import Filings
import Testing

@testable import Filings

/// A page with made-up names, its cells parted by tabs; `rows` are the lines of Table I.
func tabbedPage(rows: String..., notes: String = "", signature: String = "Ada B, Quill 06/04/2013")
  -> String
{
  """
  FORM 4

  OMB Number: 3235-0287

  STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

  1. Name and Address of Reporting Person* <u>Quill Ada B.</u>\t2. Issuer Name and Ticker or Trading Symbol LARKSPUR INC [LRKS]
  (Last) (First) (Middle) 1 FERRY LANE\t3. Date of Earliest Transaction (Month/Day/Year) 06/03/2013
  Table I - Non-Derivative Securities
  1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)\t4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)
  \(rows.joined(separator: "\n"))
  Table II - Derivative Securities
  1. Title of Derivative Security (Instr. 3)

  Explanation of Responses:

  \(notes)

  Remarks:

  \(signature)

  ** Signature of Reporting Person Date

  Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
  """
}

/// Lines that are not what they were, and pages of which more than a row is doubtful.
@Suite struct LostRowTests {
  @Test func `a row that cannot be read keeps its place`() throws {
    let filing = try read(
      tabbedPage(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
        "06/O#/20l3\tStock Common\t?\t,5O0\tD\t\\$4.?8\t9~,500\tD",
        "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t90,000\tD"))
    #expect(filing.transactions.count == 3 && filing.holdings.isEmpty)
    #expect(filing.transactions.map(\.shares.value) == [Decimal(1_000), nil, Decimal(7_500)])
    #expect(filing.transactions.dropFirst().first?.date.isUnknown == true)
  }

  @Test func `rows that run into one are as many, and nothing of them is known`() throws {
    let one = "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD"
    let other = "Common Stock\t06/04/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD"
    let filing = try read(
      tabbedPage(rows: one + " " + other, "Common Stock\t06/04/2013\tS\t500\tD\t\\$4.2\t92,000\tD"))
    #expect(filing.transactions.map(\.shares.value) == [nil, nil, Decimal(500)])
    #expect(filing.unreadable.contains { $0.reason == "2 rows run into one" })
  }

  @Test func `a row that stands twice is one where the balance counts it once`() throws {
    let rows = [
      "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
      "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    ]
    let once = try read(tabbedPage(rows: rows[0], rows[1], rows[1]))
    #expect(once.transactions.map(\.shares.value) == [Decimal(1_000), Decimal(7_500)])
    #expect(once.unreadable.contains { $0.reason == "the row stands twice, and is one" })
    let open = try read(tabbedPage(rows: rows[0], rows[0]))
    #expect(open.transactions.map(\.shares.value) == [Decimal(1_000), nil])
  }

  @Test func `of a row from which a cell is lost only what the page says twice is taken`() throws {
    let rows = [
      "Common Stock\t06/03/2013\tS\t\t1\t,000\tD\t\\$4.17\t100\t,000\tD",
      "Common Stock\t06/03/2013\tS\t\t7\t,500\tD\t\\$4.19\t92\t,500\tD",
      "Common Stock\t06/03/2013\tS\t\t3\tD\t\\$4.21\t89\t,500\tD",
    ]
    let last = try #require(try read(tabbedPage(rows: rows[0], rows[1], rows[2])).transactions.last)
    #expect(last.shares.isUnknown && last.price.isUnknown)
    #expect(last.code == .known(try #require(TransactionCode("S"))))
  }

  @Test func `digits of the captions tell whether numbers can be taken`() throws {
    let rows = [
      "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
      "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
    ]
    let text = tabbedPage(rows: rows[0], rows[1]).replacing("(Instr. 3, 4", with: "(Instr. 7, 4")
      .replacing("2. Transaction Date", with: "9. Transaction Date")
    let filing = try read(text)
    #expect(filing.transactions.map(\.position.ownedAfter.value) == [Decimal(100_000), Decimal(92_500)])
    #expect(filing.transactions.map(\.shares.value) == [nil, Decimal(7_500)])
    #expect(filing.transactions.allSatisfy(\.price.isUnknown) && filing.period.value != nil)
    #expect(filing.signatures.first?.date.isUnknown == true)
  }

  @Test func `a page signed before its transactions has neither date`() throws {
    let row = "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD"
    let filing = try read(tabbedPage(rows: row, signature: "Ada B, Quill 06/01/2013"))
    #expect(filing.period.isUnknown && filing.signatures.first?.date.isUnknown == true)
    #expect(filing.transactions.first?.date.isUnknown == true)
  }

  @Test(arguments: [
    ("a weighted\taverage price", "a border cuts its text"),
    ("a we~ghted average price", "glyphs of its text are not legible"),
    ("a weigh7ed average price", "words of its text are torn"),
    ("the average price of the", "its text ends within a sentence"),
    ("The average is of arks:", "its text ends within a sentence"),
    ("The price reported in Column 4 is a weighrices ranging from \\$1.10", "words of its text are torn"),
    ("The shares held by the Quill famust of which Ada Quill is the trustee.", "words of its text are torn"),
  ])
  func `a footnote that shows damage is told as it stands`(text: String, reason: String) throws {
    let row = "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17(1)\t100,000\tD"
    let other = "The shares held by the Quill family trust of which Ada Quill is the trustee."
    let filing = try read(
      tabbedPage(rows: row.replacing("100,000", with: "100,000(2)"), notes: "1. \(text)\n2. \(other)"))
    #expect(filing.footnotes.map(\.text) == [text.replacing("\\", with: ""), other])
    #expect(!filing.unreadable.contains { $0.field == "footnotes.F2" })
    #expect(filing.unreadable.contains { $0.field == "footnotes.F1" && $0.reason == reason })
  }

  @Test func `an average of two decimals may be rounded where the others are`() throws {
    let notes = "1. A weighted average price, sold at prices ranging from \\$165.10 to \\$167.20, inclusive."
    let filing = try read(
      tabbedPage(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$166.09(1)\t100,000\tD",
        "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$166.079(1)\t92,500\tD", notes: notes))
    let low = try #require(Decimal("166.0895")), high = try #require(Decimal("166.0905"))
    #expect(filing.transactions.first?.price == .unknown(.between(low, high)))
  }

  private static let sale = "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD"
  private static let last = "Common Stock\t06/03/2013\tS\t7,500\tD\t\\$4.19\t90,000\tD"

  /// The end of one row stands behind the beginning of another: how many are gone between them, nobody knows.
  @Test(arguments: [
    "Common S/03/2013\tS\t2,500\tD\t\\$4.18\t97,500\tD",
    "Common Stock\t06/03/2013\tS\t2,5n Stock\t06/03/2013\tS\t900\tD",
    "Common Stock\t06/03/2013\tS\t06/03/2013\tS\t2,500\tD\t\\$4.18\t97,500\tD",
  ])
  func `rows behind a torn one are known to be there, and no more of them`(torn: String) throws {
    let filing = try read(tabbedPage(rows: Self.sale, torn, Self.last))
    #expect(filing.transactions.first?.shares == .known(Decimal(1_000)))
    #expect(filing.transactions.count >= 3 && filing.holdings.isEmpty)
    #expect(filing.transactions.dropFirst().allSatisfy { $0.shares.isUnknown && $0.price.isUnknown })
  }

  @Test(arguments: ["Common Stock\tD", "Common St\t97,500\tD"])
  func `what is left of a row among others is no holding, and may be of two rows`(rest: String) throws {
    let filing = try read(tabbedPage(rows: Self.sale, rest, Self.last))
    #expect(filing.transactions.map(\.shares.value) == [Decimal(1_000), nil, nil])
    #expect(filing.holdings.isEmpty)
  }

  @Test func `of a row with a cell that is empty in no other only what the page says twice is taken`() throws
  {
    let rows = [
      "Common Stock\t06/03/2013\tS\t1\t,000\tD\t\\$4.17\t100\t,000\tD",
      "Common Stock\t06/03/2013\tS\t7\t,500\tD\t\\$4.19\t92\t,500\tD",
      "Common Stock\t06/03/2013\tS\t3\t\tD\t\\$4.21\t89\t,500\tD",
    ]
    let filing = try read(tabbedPage(rows: rows[0], rows[1], rows[2]))
    #expect(filing.transactions.last?.shares.isUnknown == true)
    #expect(filing.transactions.map(\.shares.value).prefix(2) == [Decimal(1_000), Decimal(7_500)])
  }

  @Test func `dates and numbers that no form prints so tell that digits are misread`() throws {
    let filing = try read(
      tabbedPage(
        rows: Self.sale, "Common Stock\t06/3/2013\tS\t7,50\tD\t\\$4.19\t92,500\tD",
        "Common Stock\t06/03/2013\tS\t500\tD\t\\$4.2\t92,000\tD"))
    #expect(filing.transactions.first?.shares.isUnknown == true)
  }

  @Test(arguments: [
    // A day that is none, and a balance that breaks by a digit.
    [
      "Common Stock\t06/33/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
      "Common Stock\t06/03/2013\tS\t500\tD\t\\$4.2\t92,800\tD",
    ],
    // Two days behind the signature.
    [
      "Common Stock\t06/23/2013\tS\t7,500\tD\t\\$4.19\t92,500\tD",
      "Common Stock\t06/30/2013\tS\t500\tD\t\\$4.2\t92,000\tD",
    ],
  ])
  func `rows that contradict each other by digits tell that digits are misread`(rows: [String]) throws {
    let filing = try read(tabbedPage(rows: Self.sale, rows[0], rows[1]))
    #expect(filing.transactions.count == 3)
    #expect(filing.transactions.first?.shares.isUnknown == true)
    let areUnknown = filing.transactions.allSatisfy(\.price.isUnknown)
    #expect(areUnknown)
  }

  @Test func `the range in a footnote does not tell the last digits of a price where digits are misread`()
    throws
  {
    let note = "1. A weighted average price; the shares were sold at prices ranging from $4.10 to $4.30."
    let page = tabbedPage(rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17(1)\t100,000\tD", notes: note)
    let price = try read(page).transactions.first?.price.value
    #expect(price == Decimal("4.17"))
    let misread = page.replacing("2. Transaction Date", with: "9. Transaction Date")
      .replacing("3. Date of Earliest", with: "8. Date of Earliest")
    let doubted = try read(misread).transactions.first?.price
    #expect(doubted?.isUnknown == true)
  }

  @Test func `where blanks align the columns, a row whose date stands elsewhere is left of two`() throws {
    func row(_ date: String, _ shares: String, _ owned: String) -> String {
      let texts = ["Common Stock", date, "S", shares, "D", "$4.17", owned, "D"]
      let widths = [30, 16, 8, 14, 6, 12, 14, 1]
      return zip(texts, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined()
    }
    let (one, two) = (row("06/03/2013", "1,000", "100,000"), row("06/03/2013", "7,500", "92,500"))
    let three = row("06/03/2013", "500", "92,000")
    let whole = try read(tabbedPage(rows: one, two, three))
    let all: [Decimal?] = [Decimal(1_000), Decimal(7_500), Decimal(500)]
    #expect(whole.transactions.map(\.shares.value) == all)
    let torn = try read(tabbedPage(rows: one, "Common Stock          " + two.dropFirst(12), three))
    let first: [Decimal?] = [Decimal(1_000), nil, nil]
    #expect(torn.transactions.map(\.shares.value) == first)
    #expect(torn.unreadable.contains { $0.reason == "rows in front of it, or of its own, are lost" })
  }

  @Test(arguments: [
    ("(Instr. 3, 4 and 5)", "(Ins,270 D\t$2\t90,240 D"),
    ("Disposed Of (D) (Instr. 3, 4 and 5)", "Disp 25,232\tD"),
  ])
  func `captions that go on with the end of a row tell that it is lost`(caption: String, torn: String) throws
  {
    let whole = tabbedPage(rows: Self.sale, Self.last)
    let page = whole.replacing(caption, with: torn)
    #expect(page != whole)
    let filing = try read(page)
    #expect(filing.transactions.allSatisfy { $0.shares.isUnknown && $0.price.isUnknown })
    #expect(filing.unreadable.contains { $0.reason == "rows in front of it, or of its own, are lost" })
  }

  @Test func `what is left of a row behind the rest of a price is no holding`() throws {
    let filing = try read(tabbedPage(rows: Self.sale, "Common Stock\t03.62\t391,997\tD"))
    #expect(filing.holdings.isEmpty)
  }

  @Test func `what is left of a row does not give its title`() throws {
    let page = tabbedPage(rows: "Common Stock, par value\t14,000\tD\t\\$4.17\t100,000\tD", Self.last)
    let title = try read(page).transactions.first?.position.security
    #expect(title?.isUnknown == true)
  }

  @Test func `a signature that its line's end tore is not a name`() throws {
    let whole = try read(tabbedPage(rows: Self.sale, Self.last, signature: "Ada B. Quill 06/04/2013"))
    #expect(whole.signatures.first?.name.value == "Ada B. Quill")
    let torn = try read(tabbedPage(rows: Self.sale, Self.last, signature: "Ada B.\nQuill 06/04/2013"))
    #expect(torn.signatures.first?.name.isUnknown == true)
  }
}
