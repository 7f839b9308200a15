import Filings
import Foundation
import Testing

@Suite struct RenderedPageTests {
  @Test func `a page says what its captions name`() throws {
    let filing = try read(PageFixture.page(plan: "X", remarks: "None &mdash; &#8220;so far&#x201D;"))
    #expect(filing.provenance == Provenance(container: .html))
    #expect(filing.form == .form4 && !filing.isAmendment && filing.schema == nil)
    #expect(filing.period == .known(try #require(Day("2012-09-05"))))
    #expect(filing.exit == .known(false) && filing.plan10b51 == .known(true))
    #expect(filing.issuer.name == .known("LARKSPUR & FERRY INC") && filing.issuer.cik == .known("0001999001"))
    #expect(filing.issuer.ticker == .known("LRKS"))
    #expect(filing.owners.first?.name == .known("Quill Ada B"))
    #expect(filing.owners.first?.cik == .known("0001999002"))
    #expect(
      filing.owners.first?.isDirector == .known(true) && filing.owners.first?.isOfficer == .known(false))
    let row = try #require(filing.transactions.first)
    #expect(row.shares == .known(Decimal(8802)) && row.price == .known(Decimal(mantissa: 188, scale: 2)))
    #expect(row.isAcquired == .known(false) && row.code.value?.description == "S")
    #expect(row.position.ownedAfter == .known(Decimal(25_000)) && row.position.isDirect == .known(true))
    #expect(row.position.footnotes == ["F1"] && row.position.quality == .weightedAverage)
    #expect(row.priceRange?.low == Decimal(mantissa: 187, scale: 2))
    #expect(filing.remarks == "None — “so far”")
    #expect(filing.signatures.map(\.name) == [.known("/s/ Ada B. Quill")])
    #expect(filing.unreadable.isEmpty)
  }

  @Test(arguments: [
    ("X", Reading.known(true)), ("x", .known(true)), ("&nbsp;", .known(false)), ("", .known(false)),
    ("?", .unknown(.anything)),
  ])
  func `a box has a mark, or none, or one that nobody knows`(mark: String, reading: Reading<Bool>) throws {
    let filing = try read(PageFixture.page(exit: mark))
    #expect(filing.exit == reading)
    #expect(filing.unreadable.map(\.field) == (reading.isUnknown ? ["exit"] : []))
    #expect(filing.plan10b51 == .absent, "the page has no such box")
  }

  @Test func `columns are told by their captions, in any order`() throws {
    let captions = """
      <tr><td>Table I - Non-Derivative Securities</td></tr>
      <tr><td>Ownership Form: Direct (D) or Indirect (I)</td><td>Price</td><td>(A) or (D)</td><td>Amount</td>
      <td>Nature of Indirect Beneficial Ownership</td><td>Transaction Date</td><td>V</td><td>Code</td>
      <td>Amount of Securities Beneficially Owned</td><td>Deemed Execution Date</td><td>Title of Security</td></tr>
      """
    let row = PageFixture.row(
      "D", "$1.88<sup>(1)</sup>", "D", "8,802", "", "09/05/2012", "", "S", "25,000", "", "Common Stock")
    #expect(try read(PageFixture.page(rows: row, captions: captions)) == read(PageFixture.page()))
  }

  @Test func `what stands in a column that no form has is told`() throws {
    let captions = PageFixture.captions.replacing(
      "7. Nature of Indirect Beneficial Ownership", with: "7. Mood")
    let row = PageFixture.row(
      "Common Stock", "09/05/2012", "", "S", "", "8,802", "D", "$1.88", "25,000", "D", "glad")
    let filing = try read(PageFixture.page(rows: row, captions: captions))
    #expect(
      filing.unreadable.map(\.shown) == ["glad"] && filing.unreadable.map(\.field) == ["transactions[0]"])
    #expect(filing.transactions.first?.shares == .known(Decimal(8802)))
  }

  @Test func `a row without a change is a holding`() throws {
    let row = PageFixture.row("Common Stock", "", "", "", "", "", "", "", "1,000", "I", "By Trust")
    let filing = try read(PageFixture.page(rows: row + PageFixture.sale))
    #expect(filing.holdings.map(\.position.row) == [1] && filing.transactions.map(\.position.row) == [2])
    #expect(filing.holdings.first?.position.nature == .known("By Trust"))
  }

  @Test(
    arguments: [
      ("S", "", "S", false, nil), ("SK", "", "S", true, nil), ("S/K", "V", "S", true, "E"),
      ("SV", "", "S", false, "E"),
      ("K", "", "K", true, nil), ("JKV", "", "J", true, "E"),
    ] as [(String, String, String, Bool, String?)])
  func `swaps and early reports stand behind the code`(
    shown: String, early: String, code: String, isSwap: Bool, timeliness: String?
  ) throws {
    let row = PageFixture.row(
      "Common Stock", "09/05/2012", "", shown, early, "8,802", "D", "$1.88", "25,000", "D", "")
    let filing = try read(PageFixture.page(rows: row))
    let transaction = try #require(filing.transactions.first)
    #expect(transaction.code.value?.description == code)
    #expect(transaction.isSwap == .known(isSwap) && transaction.timeliness == Reading(timeliness))
    #expect(filing.unreadable.isEmpty)
  }

  @Test(
    arguments: [
      ("8,80,2", "shares", "no number"), ("8,802.", "shares", nil), ("1.88.2", "shares", "no number"),
      ("(8,802)", "shares", "no number"), ("8802", "shares", nil), ("$8,802", "total_value", nil),
    ] as [(String, String, String?)])
  func `a number is taken as the form prints it and no other way`(
    shown: String, field: String, reason: String?
  ) throws {
    let row = PageFixture.row(
      "Common Stock", "09/05/2012", "", "S", "", shown, "D", "$1.88", "25,000", "D", "")
    let filing = try read(PageFixture.page(rows: row))
    let transaction = try #require(filing.transactions.first)
    let reading = field == "shares" ? transaction.shares : transaction.totalValue
    #expect(reading == (reason == nil ? .known(Decimal(8802)) : .unknown(.anything)))
    #expect(filing.unreadable.map(\.reason) == (reason.map { [$0] } ?? []))
    #expect(transaction.position.quality.contains(.nonNumeric) == (reason != nil))
  }

  @Test func `the rows of a table whose columns nobody can tell are not passed over`() throws {
    let captions = PageFixture.captions.replacing("6. Ownership Form", with: "6. Form")
    let filing = try read(PageFixture.page(captions: captions))
    #expect(filing.transactions.map(\.shares) == [.unknown(.anything)])
    #expect(filing.unreadable.map(\.field) == ["transactions[0]"])
  }

  @Test func `a row that does not fit its columns is there and unknown`() throws {
    let filing = try read(
      PageFixture.page(rows: "<tr><td>Common Stock</td><td>100</td></tr>" + PageFixture.sale))
    #expect(filing.transactions.count == 2)
    #expect(filing.transactions.first?.shares == .unknown(.anything))
    #expect(filing.unreadable.map(\.field) == ["transactions[0]"])
    #expect(filing.unreadable.map(\.shown) == ["Common Stock 100"])
  }

  @Test(arguments: [
    ("1,000", "", Reading.known(true)), ("", "1,000", .known(false)), ("", "", .unknown(.anything)),
    ("1,000", "1,000", .unknown(.anything)),
  ])
  func `in Table II the number's place says the direction`(
    acquired: String, disposed: String, reading: Reading<Bool>
  ) throws {
    let row = PageFixture.row(
      "Option", "$2", "09/05/2012", "", "M", "", acquired, disposed, "", "", "Common Stock", "1,000", "", "0",
      "D", "")
    let filing = try read(PageFixture.page(derivatives: row))
    let transaction = try #require(filing.transactions.last)
    #expect(transaction.isAcquired == reading)
    #expect(
      transaction.shares
        == (reading.isUnknown ? (acquired.isEmpty ? .absent : .unknown(.anything)) : .known(Decimal(1000))))
    #expect(filing.unreadable.isEmpty != reading.isUnknown)
  }

  @Test func `what a joint filer is, the page need not show`() throws {
    let block = PageFixture.name.replacing("Quill Ada B", with: "FERRY L P").replacing(
      "0001999002", with: "1999009")
    let filing = try read(PageFixture.page(joint: "<table><tr>\(block)</tr></table>", isJoint: true))
    #expect(filing.owners.map(\.name.value) == ["Quill Ada B", "FERRY L P"])
    #expect(filing.owners.map(\.cik.value) == ["0001999002", "0001999009"])
    #expect(filing.owners.last?.isDirector == .unknown(.anything))
    #expect(
      filing.unreadable.contains {
        $0.field == "owners[1].ten_percent" && $0.reason == "the page does not show it"
      })
    let boxes = try read(
      PageFixture.page(
        joint: "<table><tr>\(block)\(PageFixture.boxes("  X ", texts: "CFO"))</tr></table>", isJoint: true))
    #expect(boxes.owners.last?.isOfficer == .known(true) && boxes.owners.last?.title == .known("CFO"))
    #expect(boxes.unreadable.isEmpty)
  }

  @Test(arguments: [
    ("  X ", "CFO", Reading.known("CFO"), Reading.absent), ("   X", "Adviser", .absent, .known("Adviser")),
    ("  XX", "<span>CFO</span><span>Adviser</span>", .known("CFO"), .known("Adviser")),
    ("  XX", "CFO / Adviser", .known("CFO"), .known("Adviser")),
    ("  XX", "CFO", .unknown(.anything), .unknown(.anything)),
    ("    ", "CFO", .unknown(.anything), .unknown(.anything)),
  ])
  func `the boxes say whose text stands below them`(
    ticks: String, shown: String, title: Reading<String>, other: Reading<String>
  ) throws {
    let filing = try read(PageFixture.page(boxes: PageFixture.boxes(ticks, texts: shown)))
    #expect(filing.owners.first?.title == title)
    #expect(filing.owners.first?.otherText == other)
    #expect(filing.unreadable.isEmpty != title.isUnknown)
  }

  // MARK: Damage

  @Test(arguments: [false, true])
  func `a page that is cut off is refused, or says what the whole says`(isJoint: Bool) throws {
    let block = isJoint ? "<table><tr>\(PageFixture.name)</tr></table>" : ""
    let text = PageFixture.page(derivatives: "", joint: block, isJoint: isJoint)
    let bytes = Array(text.utf8)
    let whole = try read(bytes)
    var refused = 0
    for count in bytes.indices {
      do {
        #expect(try read(Array(bytes.prefix(count))) == whole, "the first \(count) bytes")
      } catch {
        #expect(error.isTruncation, "the first \(count) bytes: \(error)")
        refused += 1
      }
    }
    #expect(refused > bytes.count * 9 / 10)
  }

  @Test func `no mutation of a page crashes the reader`() {
    let source = Array(PageFixture.page().utf8)
    var random = SeededGenerator(seed: 6)
    var readable = 0
    for _ in 0..<4_000 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...4, using: &random) { TruncationTests.mutate(&bytes, using: &random) }
      if refusal(of: bytes) == nil { readable += 1 }
    }
    #expect((100..<3_900).contains(readable))
  }

  @Test(arguments: [
    String(repeating: "<table><tr><td>", count: 50_000), String(repeating: "<td", count: 50_000),
    String(repeating: "<!--", count: 50_000), String(repeating: "</", count: 50_000),
    String(repeating: "<style>", count: 50_000), String(repeating: "<a href=\"", count: 50_000),
    String(repeating: "&#", count: 50_000),
    String(repeating: "<table>", count: 10) + String(repeating: "<tr><td>1.", count: 20_000),
    String(repeating: "<sup><a href=x>", count: 30_000),
    "<table><tr><td colspan=99999999999999999999 rowspan=4000000000>1. Title of Security",
  ])
  func `hostile markup is refused`(markup: String) {
    #expect(refusal(of: "<html><title>SEC FORM 4</title>\(markup)</html>") != nil)
  }

  @Test func `every row of a long page is read`() throws {
    let page = Array(PageFixture.page(rows: String(repeating: PageFixture.sale, count: 1_200)).utf8)
    #expect(try read(page).transactions.count == 1_200)
  }

  // MARK: The same as the XML

  @Test(
    .enabled(if: PageScript.canRun, "there is no python3"),
    arguments: ["edgar", "saved", "bare", "joint"])
  func `a page gives the same values as its XML`(style: String) throws {
    let pairs = try PageScript.madeUp(300, seed: 5, style: style)
    #expect(pairs.count == 300)
    try expectEqual(pairs, style)
  }

  @Test(
    .enabled(if: PageScript.canRun && Corpus.isHere, "python3 or the corpus of real filings is not there"),
    arguments: ["edgar", "saved", "bare", "joint"])
  func `a page of a real filing gives the same values as its XML`(style: String) throws {
    let files = Corpus.files(in: "corpus/xml")
    let pairs = try PageScript.pages(of: files, style: style)
    #expect(pairs.count == files.count)
    try expectEqual(pairs, style)
  }

  private func expectEqual(_ pairs: [PageScript.Pair], _ style: String) throws {
    for pair in pairs {
      let expected = shown(try read(pair.xml), style)
      let filing = try #require(
        try? read(pair.page), "\(pair.name): \(refusal(of: pair.page)?.description ?? "")")
      let parts = differences(filing, expected)
      #expect(parts.isEmpty, "\(pair.name): \(parts.joined(separator: "\n"))")
      #expect(
        filing.unreadable.allSatisfy { $0.reason.contains("does not show") || $0.field == "no_securities" })
    }
  }

  /// What the page of a filing shows: all of it but these.
  private func shown(_ filing: Filing, _ style: String) -> Filing {
    var filing = filing
    filing.provenance.container = .html
    let hasBoxes = filing.form != .form3
    let hasPlanBox = hasBoxes && (filing.schema ?? "") >= "X0407"
    // A box that the XML leaves out is an empty box on the page.
    filing.exit = hasBoxes ? .known(filing.exit.value ?? false) : .absent
    filing.plan10b51 = hasPlanBox ? .known(filing.plan10b51.value ?? false) : .absent
    if filing.form != .form3 { filing.noSecuritiesOwned = .absent }
    if filing.form == .form3, filing.noSecuritiesOwned != .known(true) {
      filing.noSecuritiesOwned = filing.holdings.isEmpty ? .unknown(.anything) : .known(false)
    }
    filing.schema = nil
    for index in filing.transactions.indices {
      filing.transactions[index].formType = .unknown(.candidates(["4", "5"]))
    }
    for index in filing.holdings.indices { filing.holdings[index].formType = .absent }
    if style == "bare" { hideLinks(of: &filing) }
    if style != "joint", filing.owners.count > 1 {
      // Another owner's title may point to the remarks too.
      if filing.owners[0].title != filing.owners[0].resolvedTitle {
        filing.owners[0].resolvedTitle = .unknown(.anything)
      }
      for index in filing.owners.indices.dropFirst() { hideRoles(of: &filing.owners[index]) }
    }
    filing.unreadable = []
    return filing
  }

  private func hideLinks(of filing: inout Filing) {
    filing.issuer.cik = .absent
    for index in filing.owners.indices { filing.owners[index].cik = .absent }
  }

  private func hideRoles(of owner: inout Owner) {
    (owner.isDirector, owner.isOfficer) = (.unknown(.anything), .unknown(.anything))
    (owner.isTenPercentOwner, owner.isOther) = (.unknown(.anything), .unknown(.anything))
    (owner.title, owner.resolvedTitle) = (.unknown(.anything), .unknown(.anything))
    owner.otherText = .unknown(.anything)
  }

  /// The parts of two filings that differ, as their source would have them.
  private func differences(_ filing: Filing, _ expected: Filing) -> [String] {
    var filing = filing
    filing.unreadable = []
    guard filing != expected else { return [] }
    return zip(Mirror(reflecting: filing).children, Mirror(reflecting: expected).children).flatMap {
      one, other in
      let parts = zip(elements(one.value), elements(other.value)).filter { $0 != $1 }
      return parts.map { "\(one.label ?? ""): page \($0)\n  XML \($1)" }
    }
  }

  private func elements(_ value: Any) -> [String] {
    let mirror = Mirror(reflecting: value)
    let values = mirror.displayStyle == .collection ? mirror.children.map(\.value) : [value]
    return ["\(values.count)"]
      + values.map {
        "\($0)".replacing("Filings.", with: "").replacing("Swift.", with: "").replacing(
          /Reading<\w+>/, with: "")
      }
  }
}
