import Filings
import Foundation
import Testing

@testable import Filings

/// A page as recognition leaves it, with made-up names; `rows` are the lines of Table I.
private func page(
  rows: String..., owner: String = "Quill Ada B.", issuer: String = "LARKSPUR INSTRUMENTS INC [LRKS]",
  roles: String = "Check a\tonship of F II applicab Director Officer (gi\tole)\tp Person(s) to Is 10% C",
  period: String = "06/03/2013", original: String = "", notes: String = "", remarks: String = "",
  signature: String = "Ada B, Quill 06/04/2013", form: String = "FORM 4"
) -> String {
  """
  \(form)

  UNITED STATES SECURITIES AND EXCHANGE COMMISSION

  \tOMB APPROVAL\t\t
  \tOMB Number:\t3235-0287\t

  Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).

  STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

  1. Name and Address of Reporting Person* <u>\(owner)</u>\t\t2. Issuer Name and Ticker or Trading Symbol \(issuer)\t\t\(roles)\t
  (Last) (First) (Middle) 1 FERRY LANE\t\t3. Date of Earliest Transaction (Month/Day/Year) \(period)\t\tbelow)\tbelow)
  (Street) PORT ELDER ME 04999 (Zip)\t4. If Amendment, Date of Original Filed (Month/Day/Year) \(original)\tX Form filed by One Reporting Person
  \t\tTab\tle I - Nor\tn-Deriv\tative Securities
  1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)\t4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)
  \t\t\tCode\tV\tAmount\t(A) or (D)\tPrice
  \(rows.joined(separator: "\n"))
  \t\tTa\table II - Derivative Securities
  1. Title of Derivative Security (Instr. 3)\t2. Conversion or Exercise Price of Derivative Security

  Explanation of Responses:

  \(notes)

  Remarks:

  \(remarks)

  \(signature)

  ** Signature of Reporting Person Date

  Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
  """
}

private let relationship = "5. Relationship of Reporting Person(s) to Issuer (Check all applicable) "

private let range =
  "1. This is a weighted average price, sold at prices ranging from \\$4.10 to \\$4.20, inclusive."

@Suite struct ScannedPageTests {
  private func row(_ text: String, notes: String = "") throws -> Transaction {
    try #require(try read(page(rows: text, notes: notes)).transactions.first)
  }

  @Test func `a page is read as far as it is legible`() throws {
    let filing = try read(
      page(
        rows: "Common Stock 06/03/\t\t3/2013\t\tS\ts 7,650\t\tD\t\\$4.1\t17(1)\t12,000\t\tI\tBy Trust",
        notes: range,
        remarks: "All is well."))
    #expect(filing.provenance == Provenance(container: .scan))
    #expect(filing.form == .form4)
    #expect(filing.issuer.name == .known("LARKSPUR INSTRUMENTS INC"))
    #expect(filing.issuer.ticker == .known("LRKS"))
    #expect(filing.issuer.cik == .absent)
    #expect(filing.period == .known(try #require(Day("2013-06-03"))))
    #expect(filing.exit == .known(false))
    #expect(filing.plan10b51 == .absent)
    let owner = try #require(filing.owners.first)
    #expect(owner.name == .known("Quill Ada B."))
    for role in [owner.isDirector, owner.isOfficer, owner.isTenPercentOwner, owner.isOther] {
      #expect(role == .unknown(.anything))
    }
    #expect(owner.title == .unknown(.anything))
    let row = try #require(filing.transactions.first)
    #expect(row.position.security == .known("Common Stock"))
    #expect(row.date == .known(try #require(Day("2013-06-03"))))
    #expect(row.code == .known(try #require(TransactionCode("S"))))
    #expect(row.shares == .known(Decimal(7650)))
    #expect(row.isAcquired == .known(false))
    #expect(row.price == .known(try #require(Decimal("4.17"))))
    #expect(row.priceRange?.low == Decimal("4.10"))
    #expect(row.position.ownedAfter == .known(Decimal(12000)))
    #expect(row.position.isDirect == .known(false))
    #expect(row.position.nature == .known("By Trust"))
    #expect(row.position.footnotes == ["F1"])
    #expect(row.position.quality == .weightedAverage)
    #expect(filing.remarks == "All is well.")
    #expect(
      filing.signatures == [
        Signature(name: .known("Ada B. Quill"), date: .known(try #require(Day("2013-06-04"))))
      ])
    #expect(
      filing.unreadable.map(\.field) == [
        "owners[0].director", "owners[0].officer", "owners[0].ten_percent", "owners[0].other",
        "owners[0].title",
      ])
    #expect(filing.unreadable.map(\.shown) == ["Director", "Officer (gi ole)", "10% C", "", "below) below)"])
  }

  // MARK: Cells that borders cut

  @Test(
    arguments: [
      (["09/05/", "5/2012"], ["09/05/5/2012", "09/05/2012"]), (["1.8", "88"], ["1.888", "1.88"]),
      (["S", "s"], ["Ss", "S"]), (["12"], ["12"]), (["04", "18/2014"], ["0418/2014", "04/18/2014"]),
      (["04/18", "2014"], ["04/182014", "04/18/2014"]), (["12", "345"], ["12345", "12,345"]),
    ] as [([String], [String])])
  func `a border gives a reading for each overlap`(cells: [String], readings: [String]) {
    #expect(CellJoin.readings(of: Piece.pieces(of: cells.joined(separator: "\t"))) == readings)
  }

  @Test(.timeLimit(.minutes(1))) func `a name without end is no name`() throws {
    let endless = String(repeating: "Ada ", count: 20_000)
    let page = page(rows: "", owner: endless, signature: endless + "06/04/2013")
    #expect((try? read(page))?.owners.first?.name.value == nil)
  }

  @Test(arguments: [
    ("X Form filed by One Reporting Person\n Form filed by More than One Reporting Person", 1),
    ("Form filed by One Reporting Person\nX Form filed by More than One Reporting Person", 2),
    ("Form filed by One Reporting Person\nX\tForm filed by More than One Reporting Person", 2),
  ])
  func `reporting persons behind the first are unknown, and said`(boxes: String, owners: Int) throws {
    let text = page(rows: "").replacing("X Form filed by One Reporting Person", with: boxes)
    let filing = try read(text)
    #expect(filing.owners.count == owners)
    #expect(filing.owners.dropFirst().allSatisfy { $0.isOfficer.isUnknown && $0.isDirector.isUnknown })
    #expect(filing.unreadable.contains { $0.field == "owners[1]" } == (owners > 1))
  }

  /// Found by fuzzing: each such word was held against every word that stands on the form, letter by letter.
  @Test(.timeLimit(.minutes(1)))
  func `words without end that are nearly those of the form are read in no time`() {
    let words = ["Securitles", "Derivatlve", "Transactlon", "Beneficialiy", "Exercisabie", "Quaiified"]
    let endless = (0..<6_000).map { words[$0 % words.count] + ($0 % 7 == 0 ? "\t" : " ") }.joined()
    _ = try? read(page(rows: "\(endless)(Instr. 3)\t\(endless)\n", owner: endless))
  }

  @Test func `borders without end give no reading`() {
    let cells = Array(repeating: "111", count: 40).joined(separator: "\t")
    #expect(CellJoin.readings(of: Piece.pieces(of: cells)) == [])
  }

  @Test(arguments: [
    ("7\t05,\t,110", "705110"), ("7\t70\t00\t,110", "700110"), ("694,0\t022", "694022"),
    ("687,0\t22", "687022"),
    ("25,000", "25000"), (") 0", "0"),
  ])
  func `the grouping of digits decides between readings of a number`(cells: String, expected: String) throws {
    let row = try row("Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17(1)\t\(cells)\tD", notes: range)
    #expect(row.position.ownedAfter.value?.description == expected)
    #expect(row.price == .known(try #require(Decimal("4.17"))))
  }

  @Test func `two readings that nothing decides between stay two`() throws {
    let row = try row("Common Stock\t06/03/2013\tS\t1\t12,500\tD\t\\$3\t33.10\t9,000\tD")
    #expect(row.shares == .unknown(.candidates([Decimal(112_500), Decimal(12_500)])))
    #expect(
      row.price == .unknown(.candidates([try #require(Decimal("333.1")), try #require(Decimal("33.1"))])))
    #expect(row.position.ownedAfter == .known(Decimal(9_000)))
  }

  @Test func `the balance decides where the row before is certain`() throws {
    let filing = try read(
      page(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
        "Common Stock\t06/03/2013\tS\t1\t12,500\tD\t\\$4.17\t87,500\tD"))
    #expect(filing.transactions.map(\.shares) == [.known(Decimal(1_000)), .known(Decimal(12_500))])
  }

  @Test func `a date that was cut twice agrees with the head`() throws {
    let row = try row("Common Stock 0\t06/03/201\t13\tl S\t1,000\tD\t\\$4.17\t9,000\tD")
    #expect(row.date == .known(try #require(Day("2013-06-03"))))
    #expect(row.position.security == .known("Common Stock"))
    #expect(row.code == .known(try #require(TransactionCode("S"))))
  }

  @Test(arguments: [
    "Common Stock\t06/03/2013\t5\t1,0O0\t1\tS4.17\t9,0O0\tO", "Common Stock\t06/03/2013",
    "Common Stock\t06/\t2013\t\\$",
  ])
  func `what cannot be read stays unknown and is told`(line: String) throws {
    let filing = try read(page(rows: line))
    let row = try #require(filing.transactions.first)
    #expect(row.code.isUnknown && row.shares.isUnknown && row.price.isUnknown && row.isAcquired.isUnknown)
    #expect(row.position.ownedAfter.isUnknown && row.position.isDirect.isUnknown)
    #expect(
      filing.unreadable.contains {
        $0.field == "transactions[0].shares" && $0.shown.hasPrefix("Common Stock")
      })
  }

  /// A symbol has four letters at most: with four there none was lost, and with five one stands there twice.
  @Test(
    arguments: [
      ("LRK5", nil), ("", nil), ("LRK\tK", nil), ("LRK\t1", nil), ("LR\tK", nil), ("LRK\t", nil),
      ("LRC\tS", nil), ("LRN\tNS", "LRNS"), ("LR\tKSTU", nil), ("LR\tKS", "LRKS"), ("LRKS\t", "LRKS"),
      ("LRKS\tS", "LRKS"), ("LRN\tMS", "LRMS"), ("L\tLRKA\t1", "LRKA"), ("L\tR\tK\tS\t", nil),
    ] as [(String, String?)])
  func `a symbol that is cut is taken where nothing else has as few letters`(shown: String, symbol: String?)
    throws
  {
    let ticker = try read(page(issuer: "LARKSPUR INSTRUMENTS INC [\(shown)]")).issuer.ticker
    #expect(ticker == symbol.map(Reading.known) ?? .unknown(.anything))
  }

  @Test(
    arguments: [
      ("45\t( ,226", "45226"), ("1\t. 05,10\t( 4", "105104"), ("24,60\tx", nil), ("7\t24,60\t", nil),
    ] as [(String, String?)])
  func `a speck in a number is passed over, and half a number is none`(shown: String, expected: String?)
    throws
  {
    let row = try row("Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t\(shown)\tD")
    #expect(row.position.ownedAfter.value?.description == expected)
  }

  @Test(arguments: [
    ("\\$230.306", "it looks rounded to six digits"),
    ("\\$75.\t8", "the border may have taken one of its glyphs"),
  ])
  func `a price that is not printed like a price is doubted`(shown: String, reason: String) throws {
    let filing = try read(page(rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\(shown)\t9,000\tD"))
    #expect(filing.transactions.first?.price.isUnknown == true)
    #expect(filing.unreadable.contains { $0.field == "transactions[0].price" && $0.reason == reason })
  }

  @Test func `a letter that was misread is taken when the row agrees with it`() throws {
    let agreeing = try row("Common Stock\t06/03/2013\tP\t1,000\t1\t\\$4.17\t9,000\t(")
    #expect(agreeing.isAcquired == .known(true) && agreeing.position.isDirect == .known(true))
    let open = try row("Common Stock\t06/03/2013\tG\t1,000\t1\t\\$0\t9,000\t(\tBy Trust")
    #expect(open.isAcquired.isUnknown && open.position.isDirect.isUnknown)
  }

  @Test func `a number that a border cuts is doubted when the balance breaks`() throws {
    let filing = try read(
      page(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
        "Common Stock\t06/03/2013\tS\t2,500\tD\t\\$4.17\t9\t,500\tD"))
    #expect(filing.transactions.last?.position.ownedAfter == .unknown(.anything))
  }

  @Test(arguments: [("100,000", "9,500"), ("100,000", "99,600"), ("10,000", "99,500")])
  func `a number with which the balance would run but for one digit is doubted`(before: String, after: String)
    throws
  {
    let filing = try read(
      page(
        rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t\(before)\tD",
        "Common Stock\t06/03/2013\tS\t500\tD\t\\$4.17\t\(after)\tD"))
    #expect(filing.transactions.map(\.position.ownedAfter).contains(.unknown(.anything)))
  }

  @Test func `a price outside of the range of its footnote is doubted`() throws {
    let row = try row("Common Stock\t06/03/2013\tS\t1,000\tD\t\\$41.70(1)\t9,000\tD", notes: range)
    #expect(row.price == .unknown(.anything) && row.position.footnotes == ["F1"])
  }

  @Test func `a line with nothing but what is owned is a holding`() throws {
    let filing = try read(page(rows: "Common Stock\t\t\t\t4,000\tI\tBy Spouse"))
    #expect(filing.transactions.isEmpty)
    let holding = try #require(filing.holdings.first).position
    #expect(holding.security == .known("Common Stock"))
    #expect(holding.ownedAfter == .known(Decimal(4_000)))
    #expect(holding.isDirect == .known(false))
    #expect(holding.nature == .known("By Spouse"))
  }

  @Test func `a line of which nothing is legible is told and not dropped`() throws {
    let filing = try read(page(rows: "C0mm Stk\t\t4,0O0 ? 12"))
    #expect(filing.transactions.isEmpty && filing.holdings.isEmpty)
    #expect(filing.unreadable.contains { $0.field == "transactions" && $0.shown == "C0mm Stk 4,0O0 ? 12" })
  }

  // MARK: Boxes

  @Test(arguments: [
    ("X Director 10% Owner Officer (give title below) Other (specify below)", [true, false, false, false]),
    ("Director X 10% Owner X Officer (give title below) Other (specify below)", [false, true, true, false]),
    ("Director 10% Owner Officer (give title below) X Other (specify below)", [false, false, false, true]),
  ])
  func `legible boxes are read`(roles: String, expected: [Bool]) throws {
    let owner = try #require(try read(page(roles: relationship + roles)).owners.first)
    let found = [owner.isDirector, owner.isTenPercentOwner, owner.isOfficer, owner.isOther]
    #expect(found == expected.map(Reading.known))
    #expect(owner.title.isUnknown == expected[2])
  }

  @Test(
    arguments: [
      ("Director 10% Owner Officer (give title below) Other (specify below)", [nil, nil, nil, nil]),
      ("Director k 10% Owner X Officer (give title below) Other (specify below)", [false, nil, true, false]),
      (
        "X Director 10% Ow\tncr Officer (givc title below) Other (spccify below)",
        [true, false, false, false]
      ),
      (
        "X Dir\trector 10% Owner k Officer (give title below) Other (specify below)",
        [true, false, false, false]
      ),
      ("XDirector", [true, nil, false, nil]), ("DirectorX", [false, true, false, nil]),
      ("Director1", [false, false, nil, nil]), ("Officer Director 10% C", [nil, nil, nil, nil]),
    ] as [(String, [Bool?])])
  func `each box is read for itself`(roles: String, expected: [Bool?]) throws {
    let owner = try #require(try read(page(roles: relationship + roles)).owners.first)
    let found = [owner.isDirector, owner.isTenPercentOwner, owner.isOfficer, owner.isOther]
    #expect(found.map(\.value) == expected)
  }

  @Test func `a mark behind a caption that lacks its last letter is of the next box`() throws {
    let roles = relationship + "X Director 10% Owne X Officer (give title below) Other (specify below)"
    let text = page(roles: roles).replacing("06/03/2013\t\tbelow)\tbelow)", with: "06/03/2013\t\tSVP, Sales")
    let owner = try #require(try read(text).owners.first)
    #expect(owner.isOfficer == .known(true) && owner.isDirector == .known(true))
    #expect(owner.title == .known("SVP, Sales"))
  }

  @Test(
    arguments: [
      ("Chief Operating Of\tficer", "Chief Operating Officer"), ("General Coinsel", "General Counsel"),
      ("\thıef Oper\tratıng Officer", "Chief Operating Officer"), ("Controll\tcr", "Controller"),
      ("Vizier of the Realm", "Vizier of the Realm"), ("Viz\tier", nil), ("CEO", "CEO"), ("SVP", "SVP"),
      ("If Amendment, Date of Original Filed (Month/Day/Year)", nil),
      ("Individual or Joint/Group Filing (Check Applicable Line)", nil),
    ] as [(String, String?)])
  func `a title beside an illegible box makes an officer`(shown: String, title: String?) throws {
    let text = page().replacing("06/03/2013\t\tbelow)\tbelow)", with: "06/03/2013\t\t\(shown)")
    let owner = try #require(try read(text).owners.first)
    #expect(owner.title.value == title)
    #expect(owner.isOfficer.value == (title == nil ? nil : true))
    #expect(owner.isDirector.isUnknown)
  }

  @Test func `the date of an original filing makes an amendment`() throws {
    let filing = try read(page(original: "06/01/2013"))
    #expect(filing.isAmendment)
    #expect(filing.originalFiled == .known(try #require(Day("2013-06-01"))))
  }

  // MARK: Several sheets

  private static let sheetRows = (
    "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t100,000\tD",
    "Common Stock\t06/03/2013\tS\t2,500\tD\t\\$4.18\t97,500\tD"
  )

  @Test(arguments: [
    "", "Page 1 of 2\n\u{C}",
    "https://www.sec.gov/Archives/edgar/data/1/0/form4.xml 1/2\n\u{C}6/4/13, 3:14 PM SEC FORM 4",
  ])
  func `a table that goes on over the page is one table`(furniture: String) throws {
    let captions = """
      \t\tTab\tle I - Non-Deriv\tative Securities
      1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)
      \t\t\tCode\tV\tAmount\t(A) or (D)\tPrice
      """
    let rows = [Self.sheetRows.0, furniture, captions, Self.sheetRows.1].joined(separator: "\n")
    let filing = try read(page(rows: rows))
    #expect(filing.transactions.map(\.shares) == [.known(Decimal(1_000)), .known(Decimal(2_500))])
    #expect(filing.transactions.allSatisfy { !$0.position.isDerivative } && filing.holdings.isEmpty)
    #expect(!filing.unreadable.contains { $0.field == "transactions" })
  }

  @Test func `a head that stands on each sheet is one head`() throws {
    let lines = page(rows: Self.sheetRows.0).split(separator: "\n").map(String.init)
    let head = try #require(lines.firstIndex { $0.hasPrefix("1. Name") })
    let table = try #require(lines.firstIndex { $0.hasPrefix("1. Title of Security") })
    let again = lines[head...table].joined(separator: "\n")
    let filing = try read(page(rows: Self.sheetRows.0, again, Self.sheetRows.1))
    #expect(filing.transactions.map(\.shares) == [.known(Decimal(1_000)), .known(Decimal(2_500))])
    #expect(filing.owners.count == 1)
    #expect(!filing.unreadable.contains { $0.field == "transactions" || $0.field == "owners[1]" })
  }

  // MARK: Whole pages

  @Test func `rows are found where the captions of their table are not`() throws {
    let text = page(rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t9,000\tD")
      .replacing("1. Title of Security (Instr. 3)", with: "l. T of S").replacing(
        "Tab\tle I - Nor\tn-Deriv\tative", with: "T"
      )
      .replacing("Code\tV\tAmount\t(A) or (D)\tPrice", with: "C")
    let filing = try read(text)
    #expect(filing.transactions.map(\.shares) == [.known(Decimal(1_000))])
    #expect(filing.unreadable.contains { $0.reason == "no caption of the tables is legible" })
  }

  @Test(arguments: ["FORM 9", "FORM 144"]) func `a page of another form is refused`(form: String) {
    #expect(refusal(of: page(form: form))?.problem == "the page does not say which form it is")
  }

  @Test(arguments: [
    "", "FORM A", "F0RM 4", "SEC Form 4\n\nFORM 4", "| FORM 4 | |\n|---|---|", "## **FORM 4**",
  ])
  func `where the form's name is not legible the date's caption tells it`(form: String) throws {
    #expect(try read(page(form: form)).form == .form4)
    #expect(try read(page(form: form)).provenance.container == .scan)
  }

  // MARK: Shapes

  @Test func `columns that were cut before they were aligned are as good as cells`() throws {
    let text = page(
      rows: "Common Stock      06/03/2      013      S      12      ,500      D   $4.17   9,0      000   D")
    let cut = text.replacing(
      "\t\tTab\tle I - Nor\tn-Deriv\tative", with: "  Tab   le I - Nor   n-Deriv   ative"
    )
    .replacing("\t", with: "     ")
    let row = try #require(try read(cut).transactions.first)
    #expect(row.date == .known(try #require(Day("2013-06-03"))))
    #expect(row.shares == .known(Decimal(12_500)) && row.position.ownedAfter == .known(Decimal(9_000)))
  }

  @Test func `half a number beside the space between two columns is no number`() throws {
    let text = page(rows: "Common Stock     06/03/2013     S     12     ,500     D   $4.17   9,000   D")
    let whole = text.replacing("Tab\tle I - Nor\tn-Deriv\tative", with: "Table I - Non-Derivative")
      .replacing("Ta\table II", with: "Table II").replacing("\t", with: "     ")
    #expect(try #require(try read(whole).transactions.first).shares.isUnknown)
  }

  @Test(arguments: [
    "| **Common Stock** | 06/03/2013 | S | 7,650 | D | $4.17<sup>(1)</sup> | 12,000 | I | By&nbsp;Trust |",
    "|Common<br/>Stock|06/03/2013|S|7,650|D|\\$4.17 ${ }^{(1)}$|12,000|I|By Trust|",
    "| Common Stock | 06/03/2013 | \\| | S | 7,650 | D | \\$4.17(1) | 12,000 | I | By Trust |",
    "| Common Stock | 06/03/2013 | S | 7,650 | D | \\$4.17(1) | 12,000 | I | By Trust |   ",
  ])
  func `marks of Markdown are no text`(line: String) throws {
    let rule = "|---|:--:|---|\n"
    let row = try #require(try read(page(rows: rule + line, notes: range)).transactions.first)
    #expect(row.position.security == .known("Common Stock") && row.shares == .known(Decimal(7_650)))
    #expect(row.price == .known(try #require(Decimal("4.17"))) && row.position.footnotes == ["F1"])
    #expect(row.position.nature == .known("By Trust"))
  }

  @Test func `a table without pipes at its ends is a table`() throws {
    let lines = "--- | --- | ---\nCommon Stock | 06/03/2013 | S | 1 | 7,650 | D | \\$4.17 | 9,0 | 00 | D"
    let row = try #require(try read(page(rows: lines)).transactions.first)
    #expect(row.position.ownedAfter == .known(Decimal(9_000)) && row.shares == .known(Decimal(17_650)))
  }

  @Test func `ligatures and the dashes and quotes of a PDF are letters and signs`() throws {
    let text = page(
      roles: relationship + "Director 10% Owner X Officer (give title below) Other (specify below)"
    )
    .replacing("below)\tbelow)", with: "Chief Financial Officer")
    let set = text.replacing("fi", with: "\u{FB01}").replacing("ff", with: "\u{FB00}")
      .replacing(" - ", with: " \u{2013} ").replacing("\n", with: "  \r\n").replacing(
        "Ta\t", with: "\u{C}Ta\t")
    let (one, other) = (try read(text), try read(set))
    #expect(other.owners == one.owners && one.owners.first?.title == .known("Chief Financial Officer"))
    #expect(other.issuer == one.issuer && other.period == one.period && other.signatures == one.signatures)
  }

  @Test(arguments: [
    "Common Stock S D", "\tCode\tV\tAmount", "Washington, D.C. 20549",
    "(Last) (First) (Middle) 3. Date of Earliest Transaction (Month/Day/Year) 06/03/2013",
  ])
  func `what got above the signature's caption is nobody's name`(line: String) throws {
    #expect(try read(page(signature: line)).signatures.first?.name.isUnknown == true)
  }

  @Test func `a page without end is refused`() {
    let line = "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t9,000\tD\n"
    let many = String(repeating: line, count: Limits.pageLines)
    #expect(refusal(of: page(rows: many))?.problem == "the page has more than 1000 lines")
    let long = String(repeating: "a", count: Limits.pageBytes)
    #expect(refusal(of: page(rows: long))?.problem == "the page has more than 524288 bytes")
  }

  @Test func `a page that ends before its signature is still on its way`() throws {
    let text = page(rows: "Common Stock\t06/03/2013\tS\t1,000\tD\t\\$4.17\t9,000\tD", notes: range)
    let signature = try #require(text.firstRange(of: "Signature of Reporting Person"))
    let whole = text.utf8.distance(from: text.startIndex, to: signature.upperBound)
    for count in 1..<whole {
      #expect(refusal(of: Array(text.utf8.prefix(count)))?.isTruncation == true, "the first \(count) bytes")
    }
  }

  @Test func `no mutation of a page crashes the reader`() {
    let source = Array(
      page(rows: "Common Stock\t06/03/2013\tS\t1,\t,000\tD\t\\$4.17(1)\t9,0\t000\tD", notes: range).utf8)
    var random = SeededGenerator(seed: 12)
    for _ in 0..<2_000 {
      var bytes = source
      for _ in 0..<6 {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        bytes[at] = "\t /$(),.019DSX\n\\".utf8.randomElement(using: &random) ?? 0
      }
      _ = refusal(of: bytes)
    }
  }
}

@Suite(.enabled(if: Corpus.isHere, "the scanned pages are not beside the checkout"))
struct ScannedCorpusTests {
  @Test func `the page of 2012 is read as it stands`() throws {
    let file = Corpus.root.appending(path: "seed/form4-sonus-2012.txt")
    let filing = try read(Array(try Data(contentsOf: file)))
    #expect(filing.form == .form4 && !filing.isAmendment && filing.originalFiled == .absent)
    #expect(filing.period == .known(try #require(Day("2012-09-05"))))
    #expect(filing.exit == .known(false) && filing.plan10b51 == .absent)
    #expect(filing.issuer.name == .known("SONUS NETWORKS INC") && filing.issuer.ticker == .known("SONS"))
    let row = try #require(filing.transactions.first)
    #expect(filing.transactions.count == 1 && filing.holdings.isEmpty)
    #expect(row.position.security == .known("Common Stock") && row.date == filing.period)
    #expect(row.code == .known(try #require(TransactionCode("S"))) && row.isAcquired == .known(false))
    #expect(row.shares == .known(Decimal(8802)))
    #expect(row.price == .known(try #require(Decimal("1.88"))))
    #expect(row.priceRange.map { "\($0.low) \($0.high)" } == "1.87 1.89")
    #expect(row.position.ownedAfter == .known(Decimal(25000)) && row.position.isDirect == .known(true))
    #expect(row.position.footnotes == ["F1"] && row.position.quality == .weightedAverage)
    #expect(filing.footnotes.map(\.id) == ["F1"] && filing.remarks == nil)
    #expect(
      filing.signatures == [
        Signature(name: .known("Elmer A. Lai"), date: .known(try #require(Day("2012-09-06"))))
      ])
    #expect(filing.owners.map(\.name) == [.known("Lai Elmer A.")])
    #expect(filing.owners.first?.title.isUnknown == true)
    #expect(
      filing.unreadable.map { "\($0.field): \($0.shown): \($0.reason)" } == [
        "owners[0].director: Director: the box is not legible",
        "owners[0].officer: Officer (gi ole): the box is not legible",
        "owners[0].ten_percent: 10% C: the box is not legible",
        "owners[0].other: : the box is not legible",
        "owners[0].title: below) below): it is not legible",
      ])
  }
}
