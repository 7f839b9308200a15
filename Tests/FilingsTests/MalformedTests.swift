import Filings
import Testing

/// Documents that are not well formed, or not in the encoding that they declare, and that are read all the same.
@Suite struct MalformedTests {
  static let windows = "bytes that are no UTF-8 were taken for Windows-1252"
  static let untrue = "the bytes are UTF-8, whatever the declaration says"
  static let control = "control characters were left out"
  static let ampersand = "an ampersand that begins no reference was taken for itself"
  static let lonely = "an attribute without a value was passed over"

  /// A document whose security's title has this content, with its declaration replaced.
  private static func document(
    _ title: String = "<value>Common Stock</value>", declaration: String = "<?xml version=\"1.0\"?>\n"
  ) -> [UInt8] {
    let table = Fixture.sale(["securityTitle": "<securityTitle>\(title)</securityTitle>"])
    return Array((declaration + Fixture.document(table: table).dropFirst(22)).utf8)
  }

  // MARK: Read without a doubt

  @Test(arguments: [
    "", "<?xml version='1.0' ?>", "<?xml version=\"1.1\" standalone=\"yes\"?>\r\n",
    "\n\n<?xml version=\"1.0\"?>",
    "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "\u{FEFF}\n", " \t\r\n<!-- saved by hand -->",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "<?xml-stylesheet href='x.xsl'?>",
  ])
  func `a declaration may be missing, odd or behind blanks`(declaration: String) throws {
    #expect(try read(Self.document(declaration: declaration)) == read(Self.document()))
  }

  @Test(arguments: ["\r\n", "\r", ""])
  func `every line end reads alike`(lineEnd: String) throws {
    let text = String(decoding: Self.document(), as: UTF8.self)
    #expect(try read(text.replacing("\n", with: lineEnd)) == read(text))
  }

  @Test func `prefixes and namespaces change nothing, declared or not`() throws {
    let plain = Fixture.document(
      table: Fixture.sale([
        "transactionPricePerShare": """
        <transactionPricePerShare><value>1</value><footnoteId id="F1"/></transactionPricePerShare>
        """
      ]))
    let prefixed = plain.replacing("</", with: "</n1:").replacing("<", with: "<n1:")
      .replacing("<n1:/n1:", with: "</n1:").replacing("<n1:?", with: "<?")
    #expect(prefixed.contains("<n1:value>1</n1:value>"))
    #expect(try read(prefixed) == read(plain))
    let declared = prefixed.replacing("<n1:ownershipDocument", with: "<n1:ownershipDocument xmlns:n1='urn:x'")
    #expect(try read(declared) == read(plain))
  }

  // MARK: Read with a doubt that is told

  static let doubted: [(bytes: [UInt8], title: String, doubts: [String], shown: [String])] = [
    (document("<value>AT&T Stock</value>"), "AT&T Stock", [ampersand], ["&T Stock"]),
    (document("<value>R & D & more</value>"), "R & D & more", [ampersand], ["& D & more"]),
    (document("<value>A&B&amp;C</value>"), "A&B&C", [ampersand], ["&B&amp;C"]),
    (
      document("<value>Common\u{B} St\u{0}ock\u{1A}</value>"), "Common Stock", [control],
      ["\u{B} St\u{0}ock\u{1A}"]
    ),
    (document("<value><![CDATA[a\u{1}b]]></value>"), "ab", [control], ["\u{1}b]]>"]),
    (document("<value>a<!-- \u{2} -->b</value>"), "ab", [control], ["\u{2} -->b"]),
    (document("<value><?page \u{3}?>a</value>"), "a", [control], ["\u{3}?>a"]),
    (document("<value ativeTable>a</value>"), "a", [lonely], ["ativeTable>a"]),
    (document("<value b='&' c>a</value>"), "a", [ampersand, lonely], ["&' c>a", "c>a"]),
    (document("<value>Gro@e</value>").latin("@", 0xDF), "Große", [windows], ["ße"]),
    (
      document("<value>\u{1}@ & @</value>").latin("@", 0x80), "€ & €", [windows, control, ampersand],
      ["€ & €", "\u{1}€ & €", "& €"]
    ),
    (
      [0xEF, 0xBB, 0xBF] + document("<value>@</value>").latin("@", 0x92), "\u{2019}", [windows], ["\u{2019}"]
    ),
    (
      document("<value>@</value>", declaration: "<?xml version='1.0' encoding='UTF-8'?>").latin("@", 0xE9),
      "é",
      [windows], ["é"]
    ),
    (
      document("<value>é</value>", declaration: "<?xml version='1.0' encoding='ISO-8859-1'?>"), "é", [untrue],
      ["é"]
    ),
    (
      document("<value>@</value>", declaration: "<?xml version='1.0' encoding='windows-1252'?>").latin(
        "@", 0x93),
      "\u{201C}", [], []
    ),
  ]

  @Test(arguments: doubted.indices)
  func `what is not well formed is read where it can be, and said`(index: Int) throws {
    let (bytes, title, doubts, shown) = Self.doubted[index]
    for bytes in [bytes, Self.submission(bytes)] {
      let filing = try read(bytes)
      #expect(filing.transactions.first?.position.security == .known(title))
      #expect(filing.doubts.map(\.reason) == doubts)
      #expect(filing.doubts.map(\.shown) == shown)
      #expect(filing.doubts.allSatisfy { $0.field == "document" })
      #expect(filing.unreadable.isEmpty)
    }
  }

  private static func submission(_ document: [UInt8]) -> [UInt8] {
    let parts = Fixture.submission("@").utf8.split(separator: 0x40)
    return Array(parts.joined(separator: document))
  }

  @Test func `a filing that was saved again in another encoding is the same filing`() throws {
    let one = try read(Self.document("<value>Größe</value>"))
    let other = try read(Self.document("<value>Gr@$e</value>").latin("@", 0xF6).latin("$", 0xDF))
    #expect(one.canonicalForm == other.canonicalForm)
    #expect(one.doubts.isEmpty && !other.doubts.isEmpty)
  }

  @Test func `what is shown of a doubt is short`() throws {
    let filing = try read(Self.document("<value>&\(String(repeating: "é", count: 5_000))</value>"))
    #expect(filing.doubts.first?.shown.count == Limits.shownCharacters)
  }

  // MARK: Values

  @Test(arguments: [
    ("1<value>5</value>", "5"), ("<value>5</value>1", "5"), ("<value>5</value><value>6</value>", "6"),
    ("\u{1}<value>5</value>", "5"), ("1<!-- x -->2", "12"), ("<footnoteId id='F1'/>7", "7"),
    ("8 <x>9</x>", "8 9"),
  ])
  func `pieces of text never make a number that nobody wrote`(content: String, expected: String) throws {
    let row = Fixture.sale(["transactionShares": "<transactionShares>\(content)</transactionShares>"])
    let filing = try read(Fixture.document(table: row))
    let shares = try #require(filing.transactions.first).shares
    #expect((shares.value?.description ?? filing.unreadable.first?.shown) == expected)
  }

  @Test(arguments: ["s", "S", " s\n"])
  func `codes are read in either case`(text: String) throws {
    let coding = "<transactionCoding><transactionCode>\(text)</transactionCode></transactionCoding>"
    let row = try #require(
      try read(Fixture.document(table: Fixture.sale(["transactionCoding": coding]))).transactions.first)
    #expect(row.code == .known(try #require(TransactionCode("S"))))
  }

  @Test(arguments: ["2026-05-13-05:00", "2026-05-13Z", "2026-05-13T23:59:59-05:00", " 2026-05-13 "])
  func `a zone never moves a date`(text: String) throws {
    let row = Fixture.sale(["transactionDate": "<transactionDate><value>\(text)</value></transactionDate>"])
    #expect(
      try read(Fixture.document(table: row)).transactions.first?.date
        == .known(try #require(Day("2026-05-13"))))
  }

  // MARK: Refused, with the place

  @Test func `an error has its place in the file and not in the text that was made of it`() throws {
    let text = "<?xml version=\"1.0\"?>\n<ownershipDocument>\n  <issuer>@@@&bad;</issuer>"
    let error = try #require(refusal(of: Array(text.utf8).latin("@", 0x80)))
    #expect(error.place == FilingError.Place(line: 3, column: 14, byte: 55))
    let marked = try #require(refusal(of: [0xEF, 0xBB, 0xBF] + Array(text.utf8).latin("@", 0x80)))
    #expect(marked.place == FilingError.Place(line: 3, column: 14, byte: 58))
  }

  @Test func `the end of a page in Windows-1252 is the end of the file`() throws {
    let text = "<html><body>FORM 4<p>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP<p>@@@ ( ) Director"
    let bytes = Array(text.utf8).latin("@", 0x80)
    let error = try #require(refusal(of: bytes))
    #expect(error.isTruncation)
    #expect(error.place?.byte == bytes.count)
  }

  @Test(arguments: [
    "<!DOCTYPE ownershipDocument>", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>",
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
    "\n<!DOCTYPE x>\n",
  ])
  func `a document type is refused before anything of it is read`(declaration: String) throws {
    let text = "<?xml version=\"1.0\"?>" + declaration + Fixture.document().dropFirst(22)
    let error = try #require(refusal(of: text))
    #expect(error.problem == "the document has a document type declaration")
    #expect(error.place != nil)
  }

  @Test func `attributes and texts of a megabyte cost no more than their bytes`() throws {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(refusal(of: Self.document("<value a='\(long)'>a</value>")) == nil)
    #expect(refusal(of: Self.document("<value>\(String(repeating: "& ", count: 1 << 19))</value>")) == nil)
    #expect(
      refusal(of: Self.document("<value>\(String(repeating: "<!--&-->", count: 1 << 16))</value>")) == nil)
  }
}

extension [UInt8] {
  /// The same bytes with another in the place of an ASCII letter.
  fileprivate func latin(_ letter: Character, _ byte: UInt8) -> [UInt8] {
    map { $0 == letter.asciiValue ? byte : $0 }
  }
}
