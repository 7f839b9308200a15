import Filings
import Testing

@testable import Filings

/// A page with made-up names, of which the parts that matter here are given.
private func page(
  form: String = "FORM 4", head: String, blocks: String = "", tables: String = "", signatures: String,
  behind: String = ""
) -> String {
  """
  \(form)

  OMB APPROVAL
  OMB Number: 3235-0287

  STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

  \(head)
  \(tables)
  \(blocks)

  Explanation of Responses:

  Remarks:

  \(signatures)

  ** Signature of Reporting Person Date

  Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
  \(behind)
  """
}

private let relationship = "Relationship of Reporting Person(s) to Issuer (Check all applicable) "

private func head(roles: String, texts: String = "below) below)", group: String) -> String {
  """
  1. Name and Address of Reporting Person* <u>Quill Ada B.</u>\t2. Issuer Name and Ticker or Trading Symbol LARKSPUR INSTRUMENTS INC [LRKS]\t5. \(relationship)\(roles)
  (Last) (First) (Middle) 1 FERRY LANE\t3. Date of Earliest Transaction (Month/Day/Year) 06/03/2013\t\(texts)
  (Street) PORT ELDER ME 04999 (Zip)\t4. If Amendment, Date of Original Filed (Month/Day/Year)\t6. Individual or Joint/Group Filing (Check Applicable Line) \(group)
  Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
  1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)
  \t\tCode\tV\tAmount\t(A) or (D)\tPrice
  Common Stock\t06/03/2013\tS\t\t1,000\tD\t$4.17\t9,000\tD
  """
}

private let joint = "Form filed by One Reporting Person X Form filed by More than One Reporting Person"
private let director = "X Director 10% Owner Officer (give title below) Other (specify below)"
private let signed = "Ada B. Quill 06/04/2013"

@Suite struct JointPageTests {
  private let block = """
    1. Name and Address of Reporting Person* <u>Vale Otto</u>\t\(relationship)Director 10% Owner X Officer (give title below) Other (specify below)
    (Last) (First) (Middle) 2 QUAY STREET\tChief Financial Officer
    (Street) PORT ELDER ME 04999 (Zip)
    """

  @Test func `each reporting person has a name and boxes of its own`() throws {
    let filing = try read(
      page(
        head: head(roles: director, group: joint), blocks: block,
        signatures: "\(signed)\nOtto Vale 06/05/2013"))
    #expect(filing.owners.map(\.name) == [.known("Quill Ada B."), .known("Vale Otto")])
    #expect(filing.owners.map(\.isDirector) == [.known(true), .known(false)])
    #expect(filing.owners.map(\.isOfficer) == [.known(false), .known(true)])
    #expect(filing.owners.last?.title == .known("Chief Financial Officer"))
    #expect(filing.signatures.map(\.name) == [.known("Ada B. Quill"), .known("Otto Vale")])
    #expect(filing.transactions.count == 1 && filing.remarks == nil)
    #expect(!filing.unreadable.contains { $0.field.hasPrefix("owners") || $0.field == "transactions" })
  }

  @Test func `a block without boxes says nothing of the relationship`() throws {
    let blocks = """
      1. Name and Address of Reporting Person* <u>ORMER FUND LP</u>
      (Last) (First) (Middle) 2 QUAY STREET
      (Street) PORT ELDER ME 04999 (Zip)
      """
    let signatures = "\(signed)\nORMER FUND LP, by Otto Vale, Managing Member 06/05/2013"
    let filing = try read(
      page(head: head(roles: director, group: joint), blocks: blocks, signatures: signatures))
    #expect(filing.owners.last?.name == .known("ORMER FUND LP"))
    #expect(filing.owners.last?.isTenPercentOwner.isUnknown == true)
    #expect(
      filing.unreadable.contains {
        $0.field == "owners[1].ten_percent" && $0.reason == "the page does not show it"
      })
  }

  @Test func `the boxes of one person are never taken for those of another`() throws {
    let illegible =
      "1. Name and Address of Reporting Person* <u>Quill Ada B.</u>\t2. Issuer Name and Ticker or Trading Symbol LARKSPUR INSTRUMENTS INC [LRKS]\tCheck a onship of F II applicab Director Officer (gi\tole)"
    let lines = head(roles: director, group: joint).split(separator: "\n").dropFirst()
    let text = page(
      head: ([illegible] + lines.map(String.init)).joined(separator: "\n"), blocks: block, signatures: signed)
    let owners = try read(text).owners
    #expect(owners.first?.isOfficer.isUnknown == true && owners.first?.isDirector.isUnknown == true)
    #expect(owners.last?.isOfficer == .known(true))
  }

  /// In columns that blanks align, a joint filer's boxes and title are not those of the first person.
  @Test func `the title of one person is never taken for that of another`() throws {
    func line(_ one: String, _ two: String, _ three: String = "") -> String {
      one + String(repeating: " ", count: 90 - one.count) + two
        + (three.isEmpty ? "" : String(repeating: " ", count: 110 - two.count) + three)
    }
    let head = [
      line(
        "1. Name and Address of Reporting Person* <u>Quill Ada B.</u>",
        "2. Issuer Name and Ticker or Trading Symbol LARKSPUR INSTRUMENTS INC [LRKS]",
        "Check a onship of F II applicab Director Officer (gi ole) p Person(s) to Is 10% C"),
      line(
        "(Last) (First) (Middle) 1 FERRY LANE",
        "3. Date of Earliest Transaction (Month/Day/Year) 06/03/2013", "below) below)"),
      line("(Street) PORT ELDER ME 04999 (Zip)", "4. If Amendment, Date of Original Filed (Month/Day/Year)"),
      "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
    ]
    let block = [
      line(
        "1. Name and Address of Reporting Person* <u>Vale Otto</u>",
        relationship + "Director 10% Owner X Officer (give title below) Other (specify below)"),
      line("(Last) (First) (Middle) 2 QUAY STREET", "Chief Financial Officer"),
      "(Street) PORT ELDER ME 04999 (Zip)",
    ]
    let text = page(
      head: head.joined(separator: "\n"), blocks: block.joined(separator: "\n"), signatures: signed)
    let owners = try read(text).owners
    #expect(owners.first?.isOfficer.isUnknown == true && owners.first?.title.value == nil)
    #expect(owners.last?.isOfficer == .known(true))
    #expect(owners.last?.title.value == "Chief Financial Officer")
  }

  @Test func `an exhibit of joint filers is read as far as its words go`() throws {
    let list = """
      Joint Filer Information
      Name: ORMER FUND LP
      Address: 2 QUAY STREET
      Relationship to Issuer: 10% Owner
      Name: Vale Otto
      """
    let filing = try read(
      page(head: head(roles: director, group: joint), signatures: signed, behind: list))
    #expect(filing.owners.map(\.name.value) == ["Quill Ada B.", "ORMER FUND LP", "Vale Otto"])
    #expect(filing.owners[1].isTenPercentOwner == .known(true) && filing.owners[1].isOfficer.isUnknown)
    #expect(filing.owners[2].isTenPercentOwner.isUnknown)
  }

  @Test func `more signatures than names say that somebody was not read`() throws {
    let filing = try read(
      page(
        head: head(roles: director, group: joint), blocks: block,
        signatures: "\(signed)\nOtto Vale 06/05/2013\nMira Ormer 06/05/2013"))
    #expect(filing.owners.count == 3)
    #expect(filing.unreadable.contains { $0.field == "owners[2]" })
  }

  // MARK: What is specified

  @Test(
    arguments: [
      ("X Director 10% Owner X Officer", "Treasurer / Former Trustee", "Treasurer", nil),
      ("X Director 10% Owner Officer", "Former Trustee", nil, "Former Trustee"),
    ] as [(String, String, String?, String?)])
  func `a stroke parts an officer's title from what another is`(
    boxes: String, texts: String, title: String?, other: String?
  ) throws {
    let isBoth = texts.contains("/")
    let roles = "\(boxes) (give title below) X Other (specify below)"
    let filing = try read(
      page(
        head: head(roles: roles, texts: texts, group: "X Form filed by One Reporting Person"),
        signatures: signed))
    let owner = try #require(filing.owners.first)
    #expect(owner.title.value == title)
    #expect(owner.otherText.value == (isBoth ? "Former Trustee" : other))
  }

  // MARK: Other forms

  private func initial(_ rows: String...) throws -> Filing {
    let head = """
      1. Name and Address of Reporting Person* <u>Quill Ada B.</u>\t2. Date of Event Requiring Statement (Month/Day/Year) 06/03/2013\t3. Issuer Name and Ticker or Trading Symbol LARKSPUR INSTRUMENTS INC [LRKS]
      (Last) (First) (Middle) 1 FERRY LANE\t4. \(relationship)Director 10% Owner X Officer (give title below) Other (specify below) Treasurer\t5. If Amendment, Date of Original Filed (Month/Day/Year) 06/05/2013
      (Street) PORT ELDER ME 04999 (Zip)\t6. Individual or Joint/Group Filing (Check Applicable Line) X Form filed by One Reporting Person
      Table I - Non-Derivative Securities Beneficially Owned
      1. Title of Security (Instr. 4)\t2. Amount of Securities Beneficially Owned (Instr. 4)
      """
    let table =
      "Table II - Derivative Securities Beneficially Owned\n1. Title of Derivative Security (Instr. 4)\n"
    return try read(
      page(form: "FORM 3", head: head, tables: table + rows.joined(separator: "\n"), signatures: signed))
  }

  @Test func `a Form 3 has holdings and no transactions`() throws {
    let filing = try initial(
      "Stock Option (Right to Buy)\t06/01/2014\t06/01/2023\tCommon Stock\t12,000\t$4.10\tD")
    #expect(filing.transactions.isEmpty && filing.isAmendment)
    #expect(filing.owners.first?.title == .known("Treasurer"))
    let terms = try #require(filing.holdings.first?.position.terms)
    #expect(terms.exercisable == .known(try #require(Day("2014-06-01"))))
    #expect(terms.expires == .known(try #require(Day("2023-06-01"))))
    #expect(terms.underlyingShares == .known(Decimal(12_000)))
  }

  @Test func `one date alone may be that of either column`() throws {
    let filing = try initial("Stock Option (Right to Buy)\t06/01/2023\tCommon Stock\t12,000\t$4.10\tD")
    let terms = try #require(filing.holdings.first?.position.terms)
    #expect(terms.exercisable.isUnknown && terms.expires.isUnknown)
    let noted = try initial("Stock Option (Right to Buy)\t(1)\t06/01/2023\tCommon Stock\t12,000\t$4.10\tD")
    #expect(noted.holdings.first?.position.terms?.expires == .known(try #require(Day("2023-06-01"))))
  }

  @Test(
    arguments: [
      ("$0", "0", true), ("$\t0", "0", true), ("", nil, false),
    ] as [(String, String?, Bool)])
  func `a printed zero is a price, and an empty place is none`(shown: String, price: String?, isZero: Bool)
    throws
  {
    let row = "Common Stock\t06/03/2013\tG\t\t500\tD\t\(shown)\t8,500\tD"
    let filing = try read(
      page(
        head: head(roles: director, group: "X Form filed by One Reporting Person") + "\n" + row,
        signatures: signed))
    let last = try #require(filing.transactions.last)
    #expect(last.price.value?.description == price)
    #expect(last.position.quality.contains(.priceZero) == isZero)
  }
}
