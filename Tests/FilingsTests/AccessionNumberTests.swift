import Filings
import Testing

@Suite struct AccessionNumberTests {
  @Test(
    arguments: [
      ("000199900324000017/form4.xml", "0001999003-24-000017"),
      ("data/1999001/000199900324000017/xslF345X05/form4.xml", "0001999003-24-000017"),
      ("0001999003-24-000017.xml", "0001999003-24-000017"),
      ("000199900324000017.xml", "0001999003-24-000017"),
      ("form4_0001999003-24-000017.xml", "0001999003-24-000017"),
      ("000199900324000017/0001999003-24-000017-index.htm", "0001999003-24-000017"),
      ("set.zip/000199900324000017/form4.xml", "0001999003-24-000017"),
      ("000199900324000017/0001999003-24-000018.xml", nil), ("form4.xml", nil),
      ("0001999003240000171.xml", nil),
      ("a000199900324000017.xml", nil), ("10001999003-24-000017.xml", nil),
      ("0001999003-24-0000170.xml", nil),
      ("0001999003-24-000017_0001999003-24-000018.xml", nil), ("", nil), ("//", nil),
    ] as [(String, String?)])
  func `a path names a filing's number, or several and then none`(path: String, number: String?) {
    #expect(AccessionNumber(inPath: path.utf8)?.description == number)
  }

  @Test func `what the container says stands before what a path says`() throws {
    var filing = try read(Fixture.submission(Fixture.document()))
    let number = filing.provenance.accession
    filing.takeAccession(fromPath: "000199900324000099/form4.txt".utf8)
    #expect(filing.provenance.accession == number && number != nil)
    var bare = try read(Fixture.document())
    bare.takeAccession(fromPath: "000199900324000099/form4.xml".utf8)
    #expect(bare.provenance.accession?.description == "0001999003-24-000099")
  }
}
