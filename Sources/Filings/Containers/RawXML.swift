extension Container {
  /// A document in XML by itself: it carries no accession number and no filing date.
  static let xml = Container(recognises: { $0.begins(with: "<") }) { opening throws(FilingError) in
    [try XMLDocument.read(opening.bytes)]
  }
}

extension Opening {
  /// A document in XML by itself that says so at once.
  var isDeclaredXML: Bool { begins(with: "<?xml") || begins(with: "<ownershipDocument") }
}

/// A document in XML, whichever container it came in: its root element says what it is.
enum XMLDocument {
  static func read(_ bytes: consuming [UInt8]) throws(FilingError) -> Filing {
    guard bytes.count <= Limits.documentBytes else {
      throw FilingError(
        "the document has \(bytes.count) bytes, more than the \(Limits.documentBytes) that are read")
    }
    // What EDGAR writes is read where it is.
    if try TextEncoding.isASCII(bytes) { return try read(XMLCursor(XMLBytes(consume bytes, isASCII: true))) }
    return try readDecoded(consume bytes)
  }

  /// A document that stands in a file with other things. Places in errors are those of the file, which is whole: a document
  /// that ends too early is broken and not on its way.
  static func read(
    _ range: Range<Int>, of bytes: [UInt8],
    by reader: ([UInt8]) throws(FilingError) -> Filing = XMLDocument.read
  ) throws(FilingError) -> Filing {
    do {
      return try reader(Array(bytes[range]))
    } catch {
      var error = error
      error.isTruncation = false
      error.place = error.place.map { FilingError.Place(of: range.lowerBound &+ $0.byte, in: bytes) }
      throw error
    }
  }

  private static func readDecoded(_ bytes: [UInt8]) throws(FilingError) -> Filing {
    let decoded = try TextEncoding.decoded(bytes)
    var xml = XMLCursor(XMLBytes(decoded.text))
    if let (doubt, offset) = decoded.doubt { xml.note(doubt, at: offset) }
    do {
      return try read(xml)
    } catch {
      var error = error
      // Places are those of the file, which need not be those of the text that was made of it.
      error.place = error.place.map { decoded.place(of: $0.byte, in: bytes) }
      throw error
    }
  }

  private static func read(_ document: consuming XMLCursor) throws(FilingError) -> Filing {
    var xml = document
    let root = try xml.root()
    switch root {
    case .ownershipDocument: return try OwnershipReader.read(xml)
    case .edgarSubmission: return try SaleNoticeReader.read(xml)
    default:
      if xml.localName == "Error" { throw Container.errorPageRefusal }
      throw FilingError(
        "the root element is `\(xml.shown(xml.openName))`", at: xml.place(of: xml.openName.start),
        help: "Forms 3, 4 and 5 begin with `<ownershipDocument>`, a Form 144 with `<edgarSubmission>`")
    }
  }
}
