extension Container {
  /// A document in XML that was cut out of a submission with EDGAR's tags around it, or several. Like XML by itself it
  /// carries no accession number and no filing date.
  static let taggedXML = Container(recognises: { $0.isTaggedXML }) { opening throws(FilingError) in
    let bytes = opening.bytes
    var filings: [Filing] = []
    var at = opening.start
    while let start = bytes.startOfTaggedXML(from: at) {
      guard let end = bytes.firstOffset(of: "</XML>", from: start) else {
        throw FilingError(
          "a document's `<XML>` is not closed", at: FilingError.Place(of: start, in: bytes),
          help: "the file is cut off or still being written", isTruncation: true)
      }
      filings.append(try XMLDocument.read(start..<end, of: bytes))
      at = end
    }
    guard !filings.isEmpty else {
      throw FilingError(
        "the documents in the file hold no insider filing", help: "Forms 3, 4, 5 and 144 are read")
    }
    return filings
  }
}

extension Opening {
  /// EDGAR's tags of a document, and `<XML>` among them or behind them.
  var isTaggedXML: Bool {
    let tags: [StaticString] = ["<DOCUMENT>", "<TYPE>", "<TEXT>", "<XML>"]
    return tags.contains(where: begins) && bytes.firstOffset(of: "<XML>", from: start) != nil
  }
}

extension [UInt8] {
  /// Behind the next `<XML>` with markup in it; an exhibit may speak of the tag.
  fileprivate func startOfTaggedXML(from start: Int) -> Int? {
    var at = start
    while let tag = firstOffset(of: "<XML>", from: at) {
      at = tag &+ 5
      let content = self[at...].firstIndex { !XMLCursor.isBlank($0) } ?? endIndex
      if begins(with: "<", at: content), !begins(with: "</", at: content) { return at }
    }
    return nil
  }
}
