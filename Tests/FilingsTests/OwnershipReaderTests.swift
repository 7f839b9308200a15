import Filings
import Testing

@Suite struct OwnershipReaderTests {
  @Test func `a sale is read with every field`() throws {
    let filing = try read(Fixture.document())
    #expect(filing.form == .form4)
    #expect(!filing.isAmendment)
    #expect(filing.schema == "X0306")
    #expect(filing.period == .known(try #require(Day("2012-09-05"))))
    #expect(filing.issuer.cik == .known("0001999001"))
    #expect(filing.issuer.name == .known("LARKSPUR INSTRUMENTS INC"))
    #expect(filing.issuer.ticker == .known("LRKS"))
    #expect(filing.issuer.foreignTicker == .absent)
    let owner = try #require(filing.owners.first)
    #expect(owner.cik == .known("0001999002"))
    #expect(owner.name == .known("Quill Ada B"))
    let row = try #require(filing.transactions.first)
    #expect(row.position.row == 1)
    #expect(!row.position.isDerivative)
    #expect(row.position.security == .known("Common Stock"))
    #expect(row.date == .known(try #require(Day("2012-09-05"))))
    #expect(row.deemed == .absent)
    #expect(row.code == .known(try #require(TransactionCode("S"))))
    #expect(row.formType == .known("4"))
    #expect(row.isSwap == .known(false))
    #expect(row.timeliness == .absent)
    #expect(row.isAcquired == .known(false))
    #expect(row.shares == .known(Decimal(8802)))
    #expect(row.price == .known(try #require(Decimal("1.88"))))
    #expect(row.position.ownedAfter == .known(Decimal(25000)))
    #expect(row.position.isDirect == .known(true))
    #expect(row.position.nature == .absent)
    #expect(row.position.terms == nil)
    #expect(row.position.quality == [])
    #expect(filing.signatures.first?.name == .known("/s/ Ada B. Quill"))
    #expect(filing.signatures.first?.date == .known(try #require(Day("2012-09-06"))))
    #expect(filing.unreadable.isEmpty)
    #expect(filing.provenance == Provenance(container: .xml))
  }

  // MARK: Roles

  @Test(arguments: [
    ("1", true), ("0", false), ("true", true), ("false", false), ("TRUE", true), ("False", false),
    (" 1 ", true),
    ("\n true\n", true), ("", false),
  ])
  func `a box is ticked by 1 or true in any case`(text: String, expected: Bool) throws {
    let owner = try #require(
      try read(Fixture.document(owners: Fixture.owner("<isOfficer>\(text)</isOfficer>"))).owners.first)
    #expect(owner.isOfficer == .known(expected))
    #expect(owner.isDirector == .known(false), "a box that is left out is not ticked")
  }

  @Test func `a box that says neither yes nor no is unknown and told`() throws {
    let filing = try read(Fixture.document(owners: Fixture.owner("<isOfficer>X</isOfficer>")))
    #expect(filing.owners.first?.isOfficer == .unknown(.anything))
    #expect(
      filing.unreadable == [Unreadable(field: "owners[0].officer", shown: "X", reason: "neither yes nor no")])
  }

  @Test func `several owners keep their order and share one set of rows`() throws {
    let filing = try read(
      Fixture.document(owners: Fixture.owner(name: "Zephyr Fund LP") + Fixture.owner(name: "Abel Cora")))
    #expect(filing.owners.map(\.name) == [.known("Zephyr Fund LP"), .known("Abel Cora")])
    #expect(filing.transactions.count == 1)
  }

  // MARK: The document's boxes

  @Test func `the box of Rule 10b5-1 that a form lacks is absent and not no`() throws {
    #expect(try read(Fixture.document()).plan10b51 == .absent)
    #expect(try read(Fixture.document(tail: "<aff10b5One>0</aff10b5One>")).plan10b51 == .known(false))
    #expect(try read(Fixture.document(tail: "<aff10b5One>true</aff10b5One>")).plan10b51 == .known(true))
    #expect(try read(Fixture.document(tail: "<aff10b5One></aff10b5One>")).plan10b51 == .absent)
  }

  @Test(arguments: [
    ("3", Form.form3, false), ("4", .form4, false), ("5", .form5, false), ("4/A", .form4, true),
    (" 3/A ", .form3, true),
  ])
  func `the form and its amendment mark are read`(text: String, form: Form, isAmendment: Bool) throws {
    let filing = try read(
      Fixture.document(
        head: """
          <documentType>\(text)</documentType>
              <periodOfReport>2012-09-05-05:00</periodOfReport>
              <dateOfOriginalSubmission>2012-09-01</dateOfOriginalSubmission>
              <noSecuritiesOwned>1</noSecuritiesOwned>
              <notSubjectToSection16>true</notSubjectToSection16>
          """))
    #expect(filing.form == form)
    #expect(filing.isAmendment == isAmendment)
    #expect(filing.period == .known(try #require(Day("2012-09-05"))), "a zone never moves a date")
    #expect(filing.originalFiled == .known(try #require(Day("2012-09-01"))))
    #expect(filing.noSecuritiesOwned == .known(true))
    #expect(filing.exit == .known(true))
  }

  @Test(arguments: ["144", "10-K", ""])
  func `a document of another form is refused`(form: String) {
    let error = refusal(of: Fixture.document(head: "<documentType>\(form)</documentType>"))
    #expect(error?.problem == "the document's form is `\(form)`")
  }

  @Test func `a refusal is one printable line, whatever it quotes`() {
    let error = refusal(of: Fixture.document(head: "<documentType>10\n\u{1B}[31mK</documentType>"))
    #expect(error?.description.hasPrefix("the document's form is `10\\u{a}[31mK` at line 6") == true)
  }

  @Test func `a document without a form is refused`() {
    #expect(refusal(of: Fixture.document(head: ""))?.problem.contains("documentType") == true)
  }

  // MARK: Rows

  @Test func `transactions and holdings may interleave and are numbered together`() throws {
    let holding = """
      <nonDerivativeHolding>
        <securityTitle><value>Common Stock</value></securityTitle>
        <transactionCoding><transactionFormType>3</transactionFormType><footnoteId id="F2"/></transactionCoding>
        <postTransactionAmounts><valueOwnedFollowingTransaction><value>12.5</value></valueOwnedFollowingTransaction></postTransactionAmounts>
        <ownershipNature>
          <directOrIndirectOwnership><value>I</value></directOrIndirectOwnership>
          <natureOfOwnership><value>By Trust</value></natureOfOwnership>
        </ownershipNature>
      </nonDerivativeHolding>
      """
    let filing = try read(Fixture.document(table: Fixture.sale() + holding + Fixture.sale() + holding))
    #expect(filing.transactions.map(\.position.row) == [1, 3])
    #expect(filing.holdings.map(\.position.row) == [2, 4])
    let first = try #require(filing.holdings.first)
    #expect(first.formType == .known("3"))
    #expect(first.position.valueOwnedAfter == .known(try #require(Decimal("12.5"))))
    #expect(first.position.isDirect == .known(false))
    #expect(first.position.nature == .known("By Trust"))
    #expect(first.position.footnotes == ["F2"])
    #expect(first.position.quality == .footnoteMissing)
  }

  @Test func `two equal rows are two trades`() throws {
    #expect(try read(Fixture.document(table: Fixture.sale() + Fixture.sale())).transactions.count == 2)
  }

  @Test func `a row of table two has its own columns`() throws {
    let row = """
      <derivativeTransaction>
        <securityTitle><value>Stock Option (right to buy)</value></securityTitle>
        <conversionOrExercisePrice><value>12.75</value></conversionOrExercisePrice>
        <transactionDate><value>2012-09-04</value></transactionDate>
        <deemedExecutionDate><value>2012-09-05</value></deemedExecutionDate>
        <transactionCoding>
          <transactionFormType>5</transactionFormType><transactionCode>m</transactionCode>
          <equitySwapInvolved>true</equitySwapInvolved>
        </transactionCoding>
        <transactionTimeliness><value>E</value></transactionTimeliness>
        <transactionAmounts>
          <transactionTotalValue><value>60000000</value></transactionTotalValue>
          <transactionPricePerShare><value>60000000.00</value></transactionPricePerShare>
          <transactionAcquiredDisposedCode><value>A</value></transactionAcquiredDisposedCode>
        </transactionAmounts>
        <exerciseDate><footnoteId id="F1"/></exerciseDate>
        <expirationDate><value>2020-01-31</value></expirationDate>
        <underlyingSecurity>
          <underlyingSecurityTitle><value>Common Stock</value></underlyingSecurityTitle>
          <underlyingSecurityShares><value>2170.3157</value></underlyingSecurityShares>
          <underlyingSecurityValue><value>5</value></underlyingSecurityValue>
        </underlyingSecurity>
      </derivativeTransaction>
      """
    let filing = try read(
      Fixture.document(
        derivativeTable: row, tail: "<footnotes><footnote id='F1'>Fully vested.</footnote></footnotes>"))
    let transaction = try #require(filing.transactions.last)
    #expect(transaction.position.isDerivative)
    #expect(transaction.position.row == 1)
    #expect(transaction.deemed == .known(try #require(Day("2012-09-05"))))
    #expect(transaction.code == .known(try #require(TransactionCode("M"))))
    #expect(transaction.formType == .known("5"))
    #expect(transaction.isSwap == .known(true))
    #expect(transaction.timeliness == .known("E"))
    #expect(transaction.isAcquired == .known(true))
    #expect(transaction.shares == .absent)
    #expect(transaction.totalValue == .known(Decimal(60_000_000)))
    #expect(transaction.position.quality == .priceIsTotal)
    let terms = try #require(transaction.position.terms)
    #expect(terms.exercisePrice == .known(try #require(Decimal("12.75"))))
    #expect(terms.exercisable == .absent)
    #expect(terms.expires == .known(try #require(Day("2020-01-31"))))
    #expect(terms.underlyingSecurity == .known("Common Stock"))
    #expect(terms.underlyingShares == .known(try #require(Decimal("2170.3157"))))
    #expect(terms.underlyingValue == .known(Decimal(5)))
    #expect(transaction.position.footnotes == ["F1"])
  }

  @Test func `a row without coding has no code, and says so`() throws {
    let row = try #require(
      try read(Fixture.document(table: Fixture.sale(["transactionCoding": ""]))).transactions.first)
    #expect(row.code == .absent)
    #expect(row.isSwap == .known(false))
    #expect(row.position.quality == .codeMissing)
  }

  @Test func `footnotes of a row are all that its elements refer to, once each, in order`() throws {
    let row = Fixture.sale([
      "securityTitle": "<securityTitle><value>Common Stock</value><footnoteId id=\"F3\"/></securityTitle>",
      "transactionCoding": """
      <transactionCoding><transactionCode>S</transactionCode><footnoteId id="F1"/><footnoteId id="F3"/></transactionCoding>
      """,
      "transactionTimeliness": "<novelty><value>9</value><footnoteId id='F7'></footnoteId></novelty>",
    ])
    let notes =
      "<footnotes><footnote id=\"F1\">One.</footnote><footnote id=\"F3\">\n Three. \n</footnote></footnotes>"
    let filing = try read(Fixture.document(table: row, tail: notes))
    #expect(filing.transactions.first?.position.footnotes == ["F3", "F1", "F7"])
    #expect(filing.transactions.first?.position.quality == .footnoteMissing)
    #expect(filing.footnotes == [Footnote(id: "F1", text: "One."), Footnote(id: "F3", text: "Three.")])
  }

  // MARK: Values

  @Test(arguments: ["-5", "1,000", "$1.88", "7500 [F1]", "1e5", ".", "1.2.3", "1234567890123456789", "٣"])
  func `what is no number is unknown and never repaired`(text: String) throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale([
          "transactionShares": "<transactionShares><value>\(text)</value></transactionShares>"
        ])))
    #expect(filing.transactions.first?.shares == .unknown(.anything))
    #expect(filing.transactions.first?.position.quality == .nonNumeric)
    #expect(
      filing.unreadable == [Unreadable(field: "transactions[0].shares", shown: text, reason: "no number")])
  }

  @Test(arguments: [("8802", "8802"), ("10000.0000", "10000"), ("0.5", "0.5"), (" 7 ", "7"), ("00012", "12")])
  func `numbers are exact decimals`(text: String, expected: String) throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale([
          "transactionShares": "<transactionShares><value>\(text)</value></transactionShares>"
        ])))
    #expect(filing.transactions.first?.shares.value?.description == expected)
  }

  @Test(arguments: ["", "<value></value>", "<value/>", "<value>  </value>", "<footnoteId id='F1'/>"])
  func `an empty element is absent`(content: String) throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale(["transactionShares": "<transactionShares>\(content)</transactionShares>"])))
    #expect(filing.transactions.first?.shares == .absent)
  }

  @Test(arguments: ["2012-13-05", "2012-02-30", "09/05/2012", "2012", "tomorrow"])
  func `what is no date is unknown`(text: String) throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale(["transactionDate": "<transactionDate><value>\(text)</value></transactionDate>"]))
    )
    #expect(filing.transactions.first?.date == .unknown(.anything))
    #expect(filing.transactions.first?.position.quality == .nonDate)
    #expect(filing.unreadable.map(\.field) == ["transactions[0].date"])
  }

  @Test(arguments: ["0022-09-05", "2035-09-05"])
  func `a date on which nobody can have traded is kept and doubted`(text: String) throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale(["transactionDate": "<transactionDate><value>\(text)</value></transactionDate>"]))
    )
    #expect(filing.transactions.first?.date == .known(try #require(Day(text))))
    #expect(filing.transactions.first?.position.quality == .dateTypo)
  }

  @Test func `a value may stand without its wrapper`() throws {
    let filing = try read(
      Fixture.document(
        table: Fixture.sale([
          "transactionShares": "<transactionShares>12<footnoteId id=\"F1\"/></transactionShares>"
        ])))
    #expect(filing.transactions.first?.shares == .known(Decimal(12)))
    #expect(filing.transactions.first?.position.footnotes == ["F1"])
  }

  // MARK: Prices

  static let averages: [(note: String, range: String?)] = [
    ("a weighted average price, sold at prices ranging from $1.87 to $1.89, inclusive.", "1.87...1.89"),
    ("sold in multiple transactions at prices ranging from $1.80 to $1.90.", "1.8...1.9"),
    ("Weighted-Average price, in the range of $1.88 per share to $ 1.89 per share", "1.88...1.89"),
    ("weighted average; between US$1 and US$2", "1...2"),
    ("a weighted average price, the range will be supplied upon request", nil),
    ("weighted average of NT$1 to NT$2", nil),
    ("a WEIGHTED AVERAGE; first $5 to $6, then $1,000.50 to $2,000 and $1.5 - 2.5", "1.5...2.5"),
  ]

  @Test(arguments: averages)
  func `a weighted average has the range that its footnote names`(note: String, range: String?) throws {
    let row = try priced(note: note)
    #expect(row.position.quality == .weightedAverage)
    #expect(row.priceRange.map { "\($0.low)...\($0.high)" } == range)
  }

  @Test(arguments: [
    "a weighted average price; prices ranged from $2.00 to $3.00",
    "weighted average, $1.00 to $1.50 and $1.9 to $2",
  ])
  func `a price outside of the range that its footnote names is doubted and not repaired`(note: String) throws
  {
    let row = try priced(note: note)
    #expect(row.position.quality == [.weightedAverage, .priceOutsideRange])
    #expect(row.priceRange == nil && row.price.value?.description == "1.88")
  }

  @Test(arguments: [
    "sold under a plan for $5 to $6", "the weight averaged 3", "", "$", "$1.2 to", "prices from $2 to $1",
  ])
  func `a footnote about something else changes no price`(note: String) throws {
    let row = try priced(note: note)
    #expect(row.position.quality == [])
    #expect(row.priceRange == nil)
  }

  @Test func `a range counts only where the price refers to it`() throws {
    let row = Fixture.sale([
      "transactionShares": "<transactionShares><value>1</value><footnoteId id=\"F1\"/></transactionShares>"
    ])
    let notes = "<footnotes><footnote id=\"F1\">weighted average, from $1 to $2</footnote></footnotes>"
    let transaction = try #require(try read(Fixture.document(table: row, tail: notes)).transactions.first)
    #expect(transaction.priceRange == nil)
    #expect(transaction.position.quality == [])
  }

  private func priced(note: String) throws -> Transaction {
    let row = Fixture.sale([
      "transactionPricePerShare": """
      <transactionPricePerShare><value>1.88</value><footnoteId id="F1"/></transactionPricePerShare>
      """
    ])
    let notes = "<footnotes><footnote id=\"F1\">\(note)</footnote></footnotes>"
    return try #require(try read(Fixture.document(table: row, tail: notes)).transactions.first)
  }

  @Test(
    arguments: [
      ("<transactionPricePerShare><value>0</value></transactionPricePerShare>", Quality.priceZero),
      (
        "<transactionPricePerShare><footnoteId id=\"F1\"/></transactionPricePerShare>",
        [.priceMissing, .footnoteMissing]
      ),
      ("", .priceMissing),
    ] as [(String, Quality)])
  func `a price of nothing is not a missing price`(price: String, expected: Quality) throws {
    let row = try #require(
      try read(Fixture.document(table: Fixture.sale(["transactionPricePerShare": price]))).transactions.first)
    #expect(row.position.quality == expected)
  }

  @Test func `a balance that does not follow from the row before is doubted`() throws {
    let rows = try read(Fixture.document(table: Fixture.sale() + Fixture.sale())).transactions
    #expect(rows.map(\.position.quality) == [[], .balanceMismatch])
  }

  // MARK: Titles

  @Test(arguments: [
    ("Chief Financial Officer", "anything", "Chief Financial Officer"),
    (
      "See Remarks", "EVP, Chief Financial Officer and Treasurer",
      "EVP, Chief Financial Officer and Treasurer"
    ),
    ("See remarks", "Title: President &amp; CEO. Exhibit 24 attached.", "President & CEO"),
    ("(See Remarks)", "Officer title: Senior Vice President", "Senior Vice President"),
    ("EVP, see Remarks", "EVP and Chief Financial Officer", "EVP and Chief Financial Officer"),
    ("EVP, see Remarks", "Exhibit 24 - Power of Attorney", "EVP, see Remarks"),
    ("See Page, Chief Reader", "", "See Page, Chief Reader"),
    ("Secretary", "President", "Secretary"),
    ("N/A", "President", "N/A"),
  ])
  func `a title that points to the remarks is resolved where they are plain`(
    title: String, remarks: String, expected: String
  ) throws {
    let relationship = "<isOfficer>1</isOfficer><officerTitle>\(title)</officerTitle>"
    let filing = try read(
      Fixture.document(owners: Fixture.owner(relationship), tail: "<remarks>\(remarks)</remarks>"))
    #expect(filing.owners.first?.title == .known(title))
    #expect(filing.owners.first?.resolvedTitle == .known(expected))
  }

  @Test(arguments: [
    ("See Remarks", "These shares were sold by an officer under a plan."),
    ("See Remarks", "Exhibit 24 - Power of Attorney"), ("See Remarks", ""),
    ("See Footnote (1)", "Chief Executive Officer"), ("see below", ""), ("(1)", ""), ("*", ""),
    ("Footnote 2", ""), ("See Explanation of Responses", ""), ("Refer to Exhibit 99.1", ""),
  ])
  func `a title that points to where none is plain is unknown`(title: String, remarks: String) throws {
    let relationship = "<isOfficer>1</isOfficer><officerTitle>\(title)</officerTitle>"
    let filing = try read(
      Fixture.document(owners: Fixture.owner(relationship), tail: "<remarks>\(remarks)</remarks>"))
    #expect(filing.owners.first?.title == .known(title))
    #expect(filing.owners.first?.resolvedTitle == .unknown(.anything))
    #expect(filing.unreadable.isEmpty)
    #expect(filing.unresolvedTitles.map(\.shown) == [title])
  }

  @Test func `remarks that serve two owners resolve no title`() throws {
    let relationship = "<isOfficer>1</isOfficer><officerTitle>See Remarks</officerTitle>"
    let filing = try read(
      Fixture.document(
        owners: Fixture.owner(relationship) + Fixture.owner(relationship),
        tail: "<remarks>President</remarks>"))
    #expect(filing.owners.map(\.resolvedTitle) == [.unknown(.anything), .unknown(.anything)])
  }
}
