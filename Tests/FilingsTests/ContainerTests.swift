import Filings
import Testing

@Suite struct ContainerTests {
  @Test func `the submission text gives the filing its accession number and dates`() throws {
    let filing = try read(Fixture.submission(Fixture.document()))
    #expect(filing.provenance.container == .submission)
    #expect(filing.provenance.accession?.description == "0001999003-12-000017")
    #expect(filing.provenance.filed == Day("2012-09-07"))
    #expect(filing.provenance.accepted?.description == "2012-09-07T16:30:02")
    var bare = try read(Fixture.document())
    bare.provenance = filing.provenance
    #expect(filing == bare)
  }

  @Test func `a submission in its PEM envelope is read`() throws {
    let text = """
      -----BEGIN PRIVACY-ENHANCED MESSAGE-----
      Proc-Type: 2001,MIC-CLEAR
      Originator-Name: webmaster@www.sec.gov

      \(Fixture.submission(Fixture.document()))-----END PRIVACY-ENHANCED MESSAGE-----
      """
    #expect(try read(text) == read(Fixture.submission(Fixture.document())))
    #expect(refusal(of: text.replacing("-----END", with: "-----"))?.isTruncation == true)
  }

  @Test func `several documents give several filings and exhibits none`() throws {
    let exhibit =
      "<DOCUMENT>\n<TYPE>EX-24\n<TEXT>\nKnow all men by these presents <XML>\n</TEXT>\n</DOCUMENT>\n"
    let text = Fixture.submission(Fixture.document(), Fixture.document(), end: exhibit + "</SEC-DOCUMENT>")
    let filings = try FilingReader.read(Array(text.utf8))
    #expect(filings.count == 2)
    #expect(Set(filings.compactMap(\.provenance.accession)).count == 1)
  }

  @Test func `a document in a submission need not stand between the tags of XML`() throws {
    let text = Fixture.submission(Fixture.document())
    let bare = text.replacing("<XML>\n", with: "").replacing("</XML>\n", with: "")
    #expect(bare != text)
    #expect(try read(bare) == read(text))
  }

  @Test(arguments: [
    "<XML>\n%\n</XML>\n",
    "<TEXT>\n<XML>\n%</XML>\n</TEXT>",
    "<TYPE>4\n<SEQUENCE>1\n<TEXT>\n<XML>%</XML>\n</TEXT>\n</DOCUMENT>\n",
    "\n<DOCUMENT>\n<TYPE>4\n<SEQUENCE>1\n<FILENAME>a.xml\n<TEXT>\n<XML>\n%</XML>\n</TEXT>\n</DOCUMENT>\n",
  ])
  func `a document that was cut out with EDGAR's tags around it is the document`(tags: String) throws {
    let document = Fixture.document()
    #expect(try read(tags.replacing("%", with: document)) == read(document))
    let pair = tags + tags
    #expect(try FilingReader.read(Array(pair.replacing("%", with: document).utf8)).count == 2)
    let broken = tags.replacing("%", with: document.replacing("</issuer>", with: "</owner>"))
    let place = try #require(refusal(of: broken)?.place)
    #expect(Array(broken.utf8)[place.byte...].starts(with: "</owner>".utf8))
    let whole = tags.replacing("%", with: document)
    let end = try #require(whole.firstRange(of: "</XML>")).lowerBound
    #expect(refusal(of: String(whole[..<end]))?.isTruncation == true)
  }

  @Test func `exhibits that were cut out with a document are passed over`() throws {
    let exhibit = "<DOCUMENT>\n<TYPE>EX-24\n<TEXT>\nKnow all men <XML>\n</TEXT>\n</DOCUMENT>\n"
    let document = Fixture.document()
    let text = exhibit + "<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n\(document)</XML>\n</TEXT>\n</DOCUMENT>\n"
    #expect(try FilingReader.read(Array(text.utf8)) == [read(document)])
    #expect(refusal(of: exhibit + "<XML>")?.problem == "the documents in the file hold no insider filing")
  }

  @Test func `a typed page in HTML in a submission has all of its rows`() throws {
    let page = """
      <HTML><BODY><P>FORM 4</P><P>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</P>
      <P>Table I - Non-Derivative Securities</P><TABLE><TR><TD>Common Stock</TD><TD>9/5/02</TD></TR></TABLE>
      <P>Table II - Derivative Securities</P><P>Explanation of Responses:</P><P>/s/ Ada B. Quill</P>
      """
    let text = Fixture.submission(
      end: "<DOCUMENT>\n<TYPE>4\n<TEXT>\n\(page)\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>")
    let filing = try read(text)
    #expect(filing.transactions.first?.shares == .unknown(.anything))
    #expect(filing.unreadable.contains { $0.field == "transactions[0]" })
  }

  @Test func `of a typed Form 144 the header is left, and a sale of which nothing is known`() throws {
    let text = Fixture.submission(
      end:
        "<DOCUMENT>\n<TYPE>144\n<TEXT>\nFORM 144\nNOTICE OF PROPOSED SALE\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>"
    ).replacing("CONFORMED SUBMISSION TYPE:\t4", with: "CONFORMED SUBMISSION TYPE:\t144")
    let filing = try read(text)
    #expect(filing.form == .form144 && filing.transactions.isEmpty)
    #expect(filing.notice?.proposedSales.map(\.shares) == [.unknown(.anything)])
    #expect(filing.unreadable.map(\.field) == ["proposed_sales"])
  }

  @Test func `a header without stamps leaves them out`() throws {
    let text = Fixture.submission(Fixture.document())
      .replacing("<ACCEPTANCE-DATETIME>20120907163002\n", with: "")
      .replacing("FILED AS OF DATE:\t\t20120907\n", with: "FILED AS OF DATE:\t\tsoon\n")
    let provenance = try read(text).provenance
    #expect(provenance.accepted == nil)
    #expect(provenance.filed == nil)
    #expect(provenance.accession != nil)
  }

  @Test func `lines may end with a carriage return`() throws {
    let text = Fixture.submission(Fixture.document()).replacing("\n", with: "\r\n")
    #expect(try read(text) == read(Fixture.submission(Fixture.document())))
  }

  @Test func `an error inside of a submission has its place in the file`() throws {
    let text = Fixture.submission(Fixture.document().replacing("<value>8802", with: "<value>&what;8802"))
    let error = try #require(refusal(of: text))
    let byte = try #require(text.utf8.firstRange(of: "&what;".utf8)).lowerBound
    #expect(error.place?.byte == text.utf8.distance(from: text.utf8.startIndex, to: byte))
    #expect(!error.isTruncation)
  }

  @Test func `a typed form in a submission stands beside what the header says`() throws {
    let page = """
      FORM 4
      STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
      1. Name and Address of Reporting Person
         Quill, Ada B.
      2. Issuer Name and Ticker or Trading Symbol
         Larkspur Instruments Inc.
         LRKS
      4. Statement for Month/Year
         September 2012
      6. Relationship of Reporting Person(s) to Issuer (Check all applicable)
         (X) Director ( ) 10% Owner ( ) Officer (give title below) ( ) Other (specify below)
      Table I -- Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
      Explanation of Responses:
      SIGNATURE OF REPORTING PERSON
        /s/ Ada B. Quill
      DATE
      September 7, 2012
      """
    let text = Fixture.submission(
      end: "<DOCUMENT>\n<TYPE>4\n<SEQUENCE>1\n<TEXT>\n\(page)\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>")
    let filing = try read(text)
    #expect(filing.provenance.container == .submission)
    #expect(filing.provenance.accession?.description == "0001999003-12-000017")
    #expect(filing.issuer.ticker == .known("LRKS"))
    #expect(filing.owners.map(\.name) == [.known("Quill, Ada B.")])
    #expect(filing.owners.map(\.cik) == [.known("0001999002")])
    #expect(filing.owners.map(\.isDirector) == [.known(true)])
    // The page says a month; the header's day takes its place, and nothing is left that cannot be read.
    #expect(filing.period == .known(try #require(Day("2012-09-05"))))
    #expect(!filing.unreadable.contains { $0.field == "period" })
  }

  @Test func `of a page that nobody can make out the header is left, and a row of which nothing is known`()
    throws
  {
    let filing = try read(
      Fixture.submission(
        end: "<DOCUMENT>\n<TYPE>4\n<TEXT>\nCHANGES IN BENEFICIAL OWNERSHIP\n</TEXT>\n</SEC-DOCUMENT>"))
    #expect(filing.provenance.container == .submission)
    #expect(filing.owners.map(\.cik) == [.known("0001999002")])
    #expect(filing.transactions.map(\.shares) == [.unknown(.anything)])
    #expect(filing.unreadable.map(\.field) == ["transactions"])
  }

  @Test func `a document that is never closed is not passed over`() {
    let open = "<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n<ownershipDocument>\n"
    let text = Fixture.submission(Fixture.document(), end: open + "</SEC-DOCUMENT>")
    #expect(refusal(of: text)?.problem == "a document's `<XML>` is not closed")
  }

  @Test func `a broken document inside of a whole submission is not on its way`() throws {
    let text = Fixture.submission(Fixture.document().replacing("</ownershipDocument>", with: ""))
    #expect(try #require(refusal(of: text)).isTruncation == false)
  }

  static let refusals: [(bytes: [UInt8], names: String)] = [
    (Array("%PDF-1.4".utf8), "this is a PDF document"),
    (
      Array("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>".utf8),
      "this is an error page of sec.gov"
    ),
    (
      Array("<!DOCTYPE html><html><body>Your Request Originates from an Undeclared Automated Tool".utf8),
      "this is an error page of sec.gov"
    ),
    (
      Array(
        "\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01\">\n<html><title>Filing Detail</title></html>".utf8),
      "this is a page (HTML) that shows no Form 3, 4 or 5"
    ),
    (
      Array("ACCESSION_NUMBER\tFILING_DATE\n".utf8),
      "this is a table of the SEC's insider transactions data sets"
    ),
    (Array("<feed><entry/></feed>".utf8), "the root element is `feed`"),
    (Array("hello".utf8), "this is no filing that is known"),
    (
      Array(
        Fixture.submission().replacing("SUBMISSION TYPE:\t4", with: "SUBMISSION TYPE:\t8-K").utf8),
      "the submission, of type `8-K`, holds no insider filing"
    ),
  ]

  @Test(arguments: refusals)
  func `what is not read is named`(bytes: [UInt8], names: String) throws {
    let error = try #require(refusal(of: bytes))
    #expect(error.description.hasPrefix(names))
    #expect(!error.isTruncation)
    #expect(!error.description.contains("\n"))
  }
}
