import Filings
import Testing

@Suite struct SubmissionHeaderTests {
  @Test func `a feed submission is read with and without its line ends`() throws {
    let feed = SubmissionHeaderTests.feed(Fixture.document())
    let filing = try read(feed)
    #expect(filing.provenance.container == .feed)
    #expect(filing.provenance.accession?.description == "0001999003-12-000017")
    #expect(filing.provenance.filed == Day("2012-09-07"))
    #expect(filing.provenance.accepted == nil)
    var bare = try read(Fixture.document())
    bare.provenance = filing.provenance
    #expect(filing == bare)
    #expect(try read(feed.replacing("\n", with: "")) == filing)
    #expect(try read(feed.replacing("\n", with: "\r\n")) == filing)
  }

  @Test func `a feed submission that is cut off is on its way`() {
    let feed = SubmissionHeaderTests.feed(Fixture.document())
    #expect(refusal(of: feed.replacing("</SUBMISSION>", with: ""))?.isTruncation == true)
  }

  @Test(arguments: ["</SEC-HEADER>\n", "</SEC-HEADER>"])
  func `a header by itself says who and when, and that it shows no rows`(end: String) throws {
    let filing = try read(SubmissionHeaderTests.header + end)
    #expect(filing.provenance.container == .header)
    #expect(filing.provenance.accepted?.description == "2012-09-07T16:30:02")
    #expect(filing.form == .form4)
    #expect(filing.isAmendment)
    #expect(filing.period.value == Day("2012-09-05"))
    #expect(filing.issuer.cik == .known("0001999001"))
    #expect(filing.issuer.name == .known("LARKSPUR INSTRUMENTS INC"))
    #expect(filing.owners.map(\.name) == [.known("Quill Ada B"), .known("Quill Ben")])
    #expect(filing.owners.map(\.cik) == [.known("0001999002"), .known("0001999009")])
    #expect(filing.owners.allSatisfy { $0.isDirector.isUnknown && $0.isOfficer.isUnknown })
    #expect(filing.unreadable.map(\.field) == ["transactions"])
  }

  @Test(arguments: [
    ("<FILING-DATE>20120907", "<FILING-DATE>20121307", "filed", "20121307", "no date"),
    (
      "<ACCEPTANCE-DATETIME>20120907163002", "<ACCEPTANCE-DATETIME>20120907 16:30", "accepted",
      "20120907 16:30",
      "no time"
    ),
    (
      "<ACCESSION-NUMBER>0001999003-12-000017", "<ACCESSION-NUMBER>17", "accession", "17",
      "no accession number"
    ),
  ])
  func `what stands in the place of a stamp and is none is told`(
    line: String, other: String, field: String, shown: String, reason: String
  ) throws {
    let filing = try read((SubmissionHeaderTests.header + "</SEC-HEADER>").replacing(line, with: other))
    #expect(filing.doubts == [Unreadable(field: field, shown: shown, reason: reason)])
  }

  @Test func `a header in labels reads like one in tags`() throws {
    let labels = """
      <SEC-HEADER>0001999003-12-000017.hdr.sgml : 20120907
      <ACCEPTANCE-DATETIME>20120907163002
      ACCESSION NUMBER:		0001999003-12-000017
      CONFORMED SUBMISSION TYPE:	4/A
      CONFORMED PERIOD OF REPORT:	20120905
      FILED AS OF DATE:		20120907

      REPORTING-OWNER:

      	OWNER DATA:
      		COMPANY CONFORMED NAME:			Quill Ada B
      		CENTRAL INDEX KEY:			0001999002

      REPORTING-OWNER:

      	OWNER DATA:
      		COMPANY CONFORMED NAME:			Quill Ben
      		CENTRAL INDEX KEY:			0001999009

      ISSUER:

      	COMPANY DATA:
      		COMPANY CONFORMED NAME:			LARKSPUR INSTRUMENTS INC
      		CENTRAL INDEX KEY:			0001999001

      	FORMER COMPANY:
      		FORMER CONFORMED NAME:	LARKSPUR CLOCKS INC
      		DATE OF NAME CHANGE:	20010101
      </SEC-HEADER>

      """
    #expect(try read(labels) == read(SubmissionHeaderTests.header + "</SEC-HEADER>"))
  }

  @Test func `the header of another form is refused by its type`() {
    let header = SubmissionHeaderTests.header.replacing("<TYPE>4/A", with: "<TYPE>10-K") + "</SEC-HEADER>"
    #expect(refusal(of: header)?.problem.contains("type `10-K`") == true)
    #expect(refusal(of: SubmissionHeaderTests.header)?.isTruncation == true)
  }

  @Test(arguments: [true, false])
  func `the header on a page of EDGAR's index is read`(isEscaped: Bool) throws {
    let header = SubmissionHeaderTests.header + "</SEC-HEADER>"
    let shown = isEscaped ? header.replacing("<", with: "&lt;").replacing(">", with: "&gt;") : header
    let page = """
      <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
      <HTML><HEAD><TITLE>EDGAR filing index</TITLE></HEAD>
      <BODY><PRE>
      &lt;SEC-DOCUMENT&gt;0001999003-12-000017-index.html : 20120907
      \(shown)
      </PRE></BODY></HTML>
      """
    #expect(try read(page) == read(header))
  }

  @Test func `the page Filing Detail is read as a header`() throws {
    let filing = try read(SubmissionHeaderTests.index)
    let header = try read(SubmissionHeaderTests.header + "</SEC-HEADER>")
    #expect(filing == header)
  }

  @Test func `a submission without documents is read as its header`() throws {
    let header = SubmissionHeaderTests.header
    let filing = try read(
      "<SEC-DOCUMENT>0001999003-12-000017.txt : 20120907\n\(header)</SEC-HEADER>\n</SEC-DOCUMENT>\n")
    #expect(try filing == read(header + "</SEC-HEADER>"))
    #expect(filing.unreadable.map(\.field) == ["transactions"])
  }

  @Test func `every beginning of the page Filing Detail is told from the whole`() {
    let bytes = Array(SubmissionHeaderTests.index.utf8)
    for count in bytes.indices {
      #expect(refusal(of: Array(bytes.prefix(count)))?.isTruncation == true, "the first \(count) bytes")
    }
  }

  @Test func `every beginning of a header on a page is told from the whole`() {
    let text = "<HTML><BODY><PRE>\n\(SubmissionHeaderTests.header)</SEC-HEADER>"
    let bytes = Array(text.utf8)
    for count in bytes.indices {
      let error = refusal(of: Array(bytes.prefix(count)))
      #expect(error?.isTruncation == true, "the first \(count) bytes: \(error?.description ?? "read")")
    }
  }

  static func feed(_ document: String) -> String {
    """
    <SUBMISSION>
    <ACCESSION-NUMBER>0001999003-12-000017
    <TYPE>4
    <PUBLIC-DOCUMENT-COUNT>1
    <PERIOD>20120905
    <FILING-DATE>20120907
    <REPORTING-OWNER>
    <OWNER-DATA>
    <CONFORMED-NAME>Quill Ada B
    <CIK>0001999002
    </OWNER-DATA>
    <FILING-VALUES>
    <FORM-TYPE>4
    </FILING-VALUES>
    </REPORTING-OWNER>
    <DOCUMENT>
    <TYPE>4
    <SEQUENCE>1
    <FILENAME>form4.xml
    <TEXT>
    <XML>
    \(document)
    </XML>
    </TEXT>
    </DOCUMENT>
    </SUBMISSION>

    """
  }

  static let header = """
    <SEC-HEADER>0001999003-12-000017.hdr.sgml : 20120907
    <ACCEPTANCE-DATETIME>20120907163002
    <ACCESSION-NUMBER>0001999003-12-000017
    <TYPE>4/A
    <PERIOD>20120905
    <FILING-DATE>20120907
    <REPORTING-OWNER>
    <OWNER-DATA>
    <CONFORMED-NAME>Quill Ada B
    <CIK>0001999002
    </OWNER-DATA>
    <FILING-VALUES>
    <FORM-TYPE>4/A
    </FILING-VALUES>
    </REPORTING-OWNER>
    <REPORTING-OWNER>
    <OWNER-DATA>
    <CONFORMED-NAME>Quill Ben
    <CIK>0001999009
    </OWNER-DATA>
    </REPORTING-OWNER>
    <ISSUER>
    <COMPANY-DATA>
    <CONFORMED-NAME>LARKSPUR INSTRUMENTS INC
    <CIK>0001999001
    <FISCAL-YEAR-END>1231
    </COMPANY-DATA>
    </ISSUER>

    """

  private static let index = """
    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">
    <html xmlns="http://www.w3.org/1999/xhtml">
    <head><title>EDGAR Filing Documents for 0001999003-12-000017</title></head>
    <body>
    <div id="breadCrumbs">Filing Detail</div>
    <div id="formHeader"><div id="formName"><strong>Form 4/A</strong> - Statement of changes in beneficial ownership:</div>
    <div id="secNum"><strong><acronym title="Securities and Exchange Commission">SEC</acronym> Accession <acronym title="Number">No.</acronym></strong> 0001999003-12-000017</div></div>
    <div class="infoHead">Filing Date</div><div class="info">2012-09-07</div>
    <div class="infoHead">Accepted</div><div class="info">2012-09-07 16:30:02</div>
    <div class="infoHead">Period of Report</div><div class="info">2012-09-05</div>
    <span class="companyName">Quill Ada B (Reporting) <acronym title="Central Index Key">CIK</acronym>: <a href="/x">0001999002 (see all company filings)</a></span>
    <span class="companyName">Quill Ben (Reporting) <acronym title="Central Index Key">CIK</acronym>: <a href="/x">0001999009 (see all company filings)</a></span>
    <span class="companyName">LARKSPUR INSTRUMENTS INC (Issuer) <acronym title="Central Index Key">CIK</acronym>: <a href="/x">0001999001 (see all company filings)</a></span>
    </body></html>
    """
}
