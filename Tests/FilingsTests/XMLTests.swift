import Filings
import Testing

@testable import Filings

@Suite struct XMLTests {
  /// The security's title, which is the text of an element.
  private func title(_ content: String) throws(FilingError) -> String? {
    let row = Fixture.sale(["securityTitle": "<securityTitle>\(content)</securityTitle>"])
    return try read(Fixture.document(table: row)).transactions.first?.position.security.value
  }

  @Test(
    arguments: [
      ("<value>A &amp; B &lt;C&gt; &quot;D&quot; &apos;E&apos;</value>", "A & B <C> \"D\" 'E'"),
      ("<value>&#65;&#x42;&#X43;</value>", nil),
      ("<value>&#65;&#x42;&#x20AC;</value>", "AB€"),
      ("<value><![CDATA[a <b> & ]] c]]></value>", "a <b> & ]] c"),
      ("<![CDATA[bare]]>", "bare"),
      ("<value>one<!-- two -->three<?four five?></value>", "onethree"),
      ("<!-- x --><value>after</value><?y?>", "after"),
      ("<value>child <b title=\">\">markup</b> counts</value>", "child markup counts"),
      ("<value>lines\r\nend\rwith\nfeeds</value>", "lines\nend\nwith\nfeeds"),
      ("<value>\t padded \n</value>", "padded"),
      ("<value>AT&T and R & D &</value>", "AT&T and R & D &"),
      ("<value>]] ] ></value>", "]] ] >"),
      ("<value>Aktiengesellschaft für Bücher 株式</value>", "Aktiengesellschaft für Bücher 株式"),
      ("<value >spaced</value\n>", "spaced"),
      ("<x:value xmlns:x='urn:x'>prefixed</x:value>", "prefixed"),
      ("<value a=\"1\" b='&lt;' c>attributes</value>", "attributes"),
      ("stray <other/>", "stray"),
    ] as [(String, String?)])
  func `text is what XML says it is`(content: String, expected: String?) {
    #expect((try? title(content)) == expected)
  }

  @Test(arguments: [
    ("<value>&nbsp;</value>", "`&nbsp;` is no reference that a filing may have"),
    ("<value>&#0;</value>", "`&#0;` is no reference"),
    ("<value>&#xD800;</value>", "`&#xD800;` is no reference"),
    ("<value>&#xFFFE;</value>", "`&#xFFFE;` is no reference"),
    ("<value>&#99999999999999999999;</value>", "is no reference"),
    ("<value>&#;</value>", "`&#;` is no reference"),
    ("<value>&#12 </value>", "`&#12` is no reference"),
    ("<value>a ]]> b</value>", "`]]>` stands in text"),
    ("<va\u{1}lue></value>", "a blank, `/>` or `>` is expected, not the control character 1"),
    ("<value></va\u{0}lue>", "the element `value` is closed by `va`"),
    ("<value></valve>", "the element `value` is closed by `valve`"),
    ("<value></values>", "the element `value` is closed by `values`"),
    ("<value", "an attribute, `/>` or `>` is expected, not `<`"),
    ("<value a='1' a='2'></value>", "the attribute `a` stands twice in one tag"),
    ("<value a=1></value>", "the attribute's value in quotes is expected, not `1`"),
    ("<value a='<'></value>", "`<` stands in an attribute's value"),
    ("<value a='1'b='2'></value>", "a blank, `/>` or `>` is expected, not `b`"),
    ("< value></value>", "`<` begins no tag: a blank stands behind it"),
    ("<1></1>", "`<` begins no tag: `1` stands behind it"),
    ("<?xml version='1.0'?>", "an XML declaration stands in the middle of the document"),
    ("<!-- a -- b -->", "`--` stands in a comment"),
    ("<!ENTITY x 'y'>", "`<!` begins neither a comment nor a CDATA section"),
    ("<!DOCTYPE x>", "the document has a document type declaration"),
    ("<value/ >", "`>` is expected, not a blank"),
  ])
  func `what is not well formed is refused in words`(content: String, message: String) throws {
    let error = try #require(refusal(of: Fixture.document(table: Fixture.sale(["securityTitle": content]))))
    #expect(error.problem.contains(message))
    #expect(error.place != nil)
    #expect(!error.isTruncation)
  }

  @Test func `an error knows its line, column and byte`() throws {
    let error = try #require(
      refusal(of: "<?xml version=\"1.0\"?>\n<ownershipDocument>\n  <issuer>&bad;</issuer>"))
    #expect(error.place == FilingError.Place(line: 3, column: 11, byte: 52))
    #expect(
      error.description
        == "`&bad;` is no reference that a filing may have at line 3, column 11 (byte 52); "
        + "`&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbers of characters are read")
  }

  @Test(arguments: ["</x>", "x", "<ownershipDocument/>", "&amp;", "\u{0}"])
  func `nothing may stand behind the document`(trailer: String) throws {
    let error = try #require(refusal(of: Fixture.document() + trailer))
    #expect(error.problem == "something stands after the end of the document")
  }

  @Test(arguments: ["\n\n", "<!-- made by hand -->\n", "<?page break?>"])
  func `blanks, comments and instructions may stand around the document`(extra: String) throws {
    #expect(try read(Fixture.document() + extra) == read(Fixture.document()))
  }

  @Test(arguments: [
    "<footnoteId id='F1'/>", "<footnoteId id=\"F1\" />", "<footnoteId  id=\"F1\"/>",
    "<footnoteId id = \"F1\"></footnoteId>", "<footnoteId\nid=\"F1\"/>", "<x:footnoteId id=\"F1\"/>",
    "<footnoteId id=\"&#70;1\"/>", "<footnoteId other=\"F2\" id=\"F1\"/>", "<footnoteId id=\"\tF1    \"/>",
  ])
  func `a reference to a footnote may be spelled in every way that XML has`(reference: String) throws {
    func footnotes(_ reference: String) throws -> [String] {
      let shares = "<transactionShares><value>1</value>\(reference)</transactionShares>"
      let row = Fixture.sale(["transactionShares": shares])
      return try #require(try read(Fixture.document(table: row)).transactions.first).position.footnotes
    }
    #expect(try footnotes("<footnoteId id=\"F1\"/>") == ["F1"])
    #expect(try footnotes(reference) == ["F1"])
  }

  // MARK: Limits

  @Test func `elements nest to a limit`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    // The document, its table and the row are around the nest.
    let room = Limits.elementDepth - 3
    #expect(refusal(of: Fixture.document(table: Fixture.sale(["securityTitle": nested(room)]))) == nil)
    let error = refusal(of: Fixture.document(table: Fixture.sale(["securityTitle": nested(room + 1)])))
    #expect(error?.problem == "elements are nested more than 64 deep")
  }

  @Test func `names, attributes, texts and lists have limits`() {
    func message(_ row: [String: String]) -> String? {
      refusal(of: Fixture.document(table: Fixture.sale(row)))?.problem
    }
    let long = String(repeating: "n", count: Limits.nameBytes + 1)
    #expect(message(["securityTitle": "<\(long)/>"]) == "a name has more than 64 bytes")
    let attributes = (0...Limits.attributes).map { "a\($0)='1'" }.joined(separator: " ")
    #expect(message(["securityTitle": "<x \(attributes)/>"]) == "an element has more than 16 attributes")
    let text = String(repeating: "t", count: Limits.textBytes + 1)
    #expect(
      message(["securityTitle": "<securityTitle>\(text)</securityTitle>"])?.contains("text has more than")
        == true)
    let references = String(repeating: "<footnoteId id='F1'/>", count: Limits.footnoteReferences + 1)
    #expect(message(["securityTitle": references])?.contains("references to footnotes") == true)
    let rows = String(repeating: "<nonDerivativeHolding/>", count: Limits.rows + 1)
    #expect(refusal(of: Fixture.document(table: rows))?.problem == "the document has more than 5000 rows")
    let owners = String(repeating: "<reportingOwner/>", count: Limits.owners + 1)
    #expect(refusal(of: Fixture.document(owners: owners))?.problem.contains("reporting owners") == true)
    let notes = "<footnotes>" + String(repeating: "<footnote/>", count: Limits.footnotes + 1) + "</footnotes>"
    #expect(refusal(of: Fixture.document(tail: notes))?.problem.contains("footnotes") == true)
    let signatures = String(repeating: "<ownerSignature/>", count: Limits.signatures + 1)
    #expect(refusal(of: Fixture.document(tail: signatures))?.problem.contains("signatures") == true)
    #expect(
      refusal(of: [UInt8](repeating: 0x20, count: Limits.filingBytes + 1))?.problem.contains("bytes") == true)
  }

  @Test func `every name that a reader knows is found in the table`() {
    let table = ElementNameTable.standard
    for name in ElementName.allCases where name != .other {
      let tag = XMLBytes(Array("\(name.rawValue)>".utf8))
      #expect(table.name(table.bareName(in: tag, from: 0)) == name)
      #expect(table.name(in: tag, start: 0, end: name.rawValue.utf8.count) == name)
    }
    #expect(ElementName.allCases.count <= 128, "the cursor has room for what follows on so many names")
  }

  // MARK: Encodings

  @Test func `a byte order mark and blanks before the declaration are passed over`() throws {
    let plain = try read(Fixture.document())
    #expect(try read("\u{FEFF}" + Fixture.document()) == plain)
    #expect(try read("\n\r\n " + Fixture.document()) == plain)
    #expect(try read("\u{FEFF}\n" + Fixture.document()) == plain)
  }

  @Test(arguments: ["", " encoding='ISO-8859-1'", " encoding=\"windows-1252\"", " encoding=\"UTF-8\""])
  func `bytes that are no UTF-8 are taken for Windows-1252`(declaration: String) throws {
    let text = Fixture.document(owners: Fixture.owner(name: "Mu@oz Jos# $"))
      .replacing("version=\"1.0\"", with: "version=\"1.0\"\(declaration)")
    let bytes = text.utf8.map { $0 == 0x40 ? 0xF1 : $0 == 0x23 ? 0xE9 : $0 == 0x24 ? 0x80 : $0 }
    #expect(try read(bytes).owners.first?.name == .known("Muñoz José €"))
  }

  @Test func `valid UTF-8 is UTF-8, whatever the declaration says`() throws {
    let text = Fixture.document(owners: Fixture.owner(name: "Muñoz José")).replacing(
      "version=\"1.0\"", with: "version=\"1.0\" encoding=\"ISO-8859-1\"")
    #expect(try read(text).owners.first?.name == .known("Muñoz José"))
  }

  @Test(arguments: [
    [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
  ])
  func `ill-formed UTF-8 never reaches a text`(sequence: [UInt8]) throws {
    let parts = Fixture.document(owners: Fixture.owner(name: "@")).utf8.split(separator: 0x40)
    let bytes = Array(parts.joined(separator: sequence))
    let name = try #require(try read(bytes).owners.first?.name.value)
    #expect(name.unicodeScalars.count == sequence.count)
    #expect(!name.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test(arguments: [true, false])
  func `UTF-16 is refused in its own words`(isBigEndian: Bool) {
    let bytes = Fixture.document().utf16.flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    #expect(refusal(of: bytes)?.problem == "this is text in UTF-16, which is not read")
    #expect(refusal(of: mark + bytes)?.problem == "this is text in UTF-16, which is not read")
  }

  @Test(arguments: ["UTF-7", "UTF-16", "Shift_JIS"])
  func `a declared encoding that is not read is named`(encoding: String) {
    let text = Fixture.document().replacing(
      "version=\"1.0\"", with: "version=\"1.0\" encoding=\"\(encoding)\"")
    #expect(refusal(of: text)?.problem == "the declared encoding `\(encoding)` is not read")
  }

  @Test(arguments: ["", " xmlns=\"http://www.sec.gov/edgar/ownership\""])
  func `any namespace or none will do`(namespace: String) throws {
    let text = Fixture.document().replacing("<ownershipDocument>", with: "<ownershipDocument\(namespace)>")
    #expect(try read(text) == read(Fixture.document()))
  }
}
