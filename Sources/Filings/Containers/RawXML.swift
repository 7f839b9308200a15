extension Container {
  /// A document in XML by itself: it carries no accession number and no filing date.
  static let xml = Container(recognises: { $0.begins(with: "<") }) { opening throws(FilingError) in
    [try XMLDocument.read(opening.bytes)]
  }
}

/// A document in XML, whichever container it came in: its root element says what it is.
enum XMLDocument {
  static func read(_ bytes: [UInt8]) throws(FilingError) -> Filing {
    var xml = XMLCursor(try TextEncoding.utf8(bytes))
    let root = try xml.root()
    switch root {
    case .ownershipDocument: return try OwnershipReader.read(xml)
    case .edgarSubmission: return try SaleNoticeReader.read(xml)
    default:
      throw FilingError(
        "the root element is `\(xml.shown(xml.openNames[0]))`", at: xml.place(of: xml.openNames[0].start),
        help: "Forms 3, 4 and 5 begin with `<ownershipDocument>`, a Form 144 with `<edgarSubmission>`")
    }
  }
}
