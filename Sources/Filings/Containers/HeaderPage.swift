extension Container {
  /// `ACCESSION-index-headers.html`: the header of a submission as preformatted text on a page.
  static let headerPage = Container(recognises: {
    $0.isPage && ($0.mentions("&lt;SEC-HEADER&gt;") || $0.mentions("<SEC-HEADER>"))
  }) { opening throws(FilingError) in
    let text = opening.bytes.withoutReferences
    let start = text.firstOffset(of: "<SEC-HEADER>") ?? 0
    return [try SubmissionHeader.filing(from: Array(text[start...]))]
  }
}

extension [UInt8] {
  /// The text with `&lt;`, `&gt;`, `&amp;`, `&quot;` and `&nbsp;` replaced by what they stand for.
  var withoutReferences: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(count)
    var at = 0
    while let found = firstOffset(of: "&", from: at) {
      text += self[at..<found]
      let reference = Self.references.first { begins(with: $0.name, at: found) }
      text.append(reference?.byte ?? UInt8(ascii: "&"))
      at = found &+ (reference?.name.utf8CodeUnitCount ?? 1)
    }
    return text + self[at...]
  }

  private static var references: [(name: StaticString, byte: UInt8)] {
    [("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26), ("&quot;", 0x22), ("&nbsp;", 0x20)]
  }
}
