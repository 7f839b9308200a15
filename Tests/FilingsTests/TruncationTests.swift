import Filings
import Testing

@Suite struct TruncationTests {
  /// Has every kind of markup that a document can be cut in.
  static let rich = Fixture.document(
    table: Fixture.sale([
      "securityTitle":
        "<securityTitle><value>A &amp; B &#65;<![CDATA[ c ]]><!-- d --></value></securityTitle>",
      "transactionPricePerShare":
        "<transactionPricePerShare><value>1.88</value><footnoteId id=\"F1\"/></transactionPricePerShare>",
    ]),
    tail: "<footnotes><footnote id=\"F1\">Größe &lt;1&gt;</footnote></footnotes><remarks></remarks>")

  /// One file of each container that is text.
  static let whole = [
    rich, Fixture.submission(rich),
    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n\n\(Fixture.submission(rich))-----END PRIVACY-ENHANCED MESSAGE-----",
    SubmissionHeaderTests.feed(rich), SubmissionHeaderTests.feed(rich).replacing("\n", with: ""),
    SubmissionHeaderTests.header + "</SEC-HEADER>", SaleNoticeTests.document(),
    SubmissionHeaderTests.feed(SaleNoticeTests.document()),
  ]

  @Test(arguments: whole)
  func `every beginning of a file is told from the whole`(text: String) {
    let bytes = Array(text.utf8)
    let end = bytes.lastIndex { $0 > 0x20 } ?? 0
    for count in 0...end {
      let error = refusal(of: Array(bytes.prefix(count)))
      #expect(error?.isTruncation == true, "the first \(count) bytes: \(error?.description ?? "read")")
    }
    #expect(refusal(of: Array(bytes.prefix(end + 1))) == nil)
  }

  @Test(arguments: [[], [0x20, 0x0A], [0xEF, 0xBB, 0xBF], [0, 0, 0]])
  func `a file without content is still on its way`(bytes: [UInt8]) {
    #expect(refusal(of: bytes)?.isTruncation == true)
  }

  @Test func `no change of bytes crashes the reader`() {
    let sources = Self.whole.map { Array($0.utf8) }
    var random = SeededGenerator(seed: 4)
    var readable = 0
    for round in 0..<20_000 {
      var bytes = sources[round % sources.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&bytes, using: &random) }
      if refusal(of: bytes) == nil { readable += 1 }
    }
    #expect(readable > 100, "the changes leave some files readable")
    #expect(readable < 19_000, "the changes break some files")
  }

  @Test func `no change of elements and lines crashes the reader`() {
    let sources = Self.whole.map { Array($0.utf8) }
    var mutator = FilingMutator(seed: 11)
    var readable = 0
    for round in 0..<3_000 {
      var bytes = sources[round % sources.count]
      for _ in 0...(round / sources.count % 4) { bytes = mutator.mutate(bytes, limit: 1 << 16) }
      if refusal(of: bytes) == nil { readable += 1 }
    }
    #expect(readable > 300, "the changes leave some files readable")
    #expect(readable < 2_900, "the changes break some files")
  }

  static func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    guard let at = bytes.indices.randomElement(using: &random) else { return }
    let length = min(bytes.count - at, Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
    case 1: bytes[at] = "<>&;/!?]['\"= \n".utf8.randomElement(using: &random) ?? 0
    case 2: bytes.removeSubrange(at..<at + length)
    case 3: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
    case 4: bytes.swapAt(at, bytes.indices.randomElement(using: &random) ?? at)
    default: bytes.removeLast(bytes.count - at)
    }
  }
}
