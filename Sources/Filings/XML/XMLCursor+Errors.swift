/// Every message about a document that is not well formed.
extension XMLCursor {
  func error(_ problem: String, at offset: Int? = nil, help: String? = nil) -> FilingError {
    FilingError(problem, at: place(of: offset ?? self.offset), help: help)
  }

  func truncation() -> FilingError {
    let open = depth > 0 ? ", inside of `\(shown(openName))`" : ""
    return FilingError(
      "the document ends in the middle\(open)", at: place(of: bytes.count),
      help: "the file is cut off or still being written", isTruncation: true)
  }

  func expected(_ what: String, at offset: Int) -> FilingError {
    offset >= bytes.count
      ? truncation() : error("\(what) is expected, not \(described(byte(offset)))", at: offset)
  }

  func nameTooLong() -> FilingError {
    error("a name has more than \(Limits.nameBytes) bytes")
  }

  func misplacedLessThan(at offset: Int) -> FilingError {
    offset &+ 1 >= bytes.count
      ? truncation()
      : error("`<` begins no tag: \(described(byte(offset &+ 1))) stands behind it", at: offset)
  }

  /// An end tag that is not that of the innermost open element, or the beginning of one.
  func wrongEndTag() -> FilingError {
    let name = openName
    let rest = bytes[min(offset &+ 2, bytes.count)...]
    let tag = bytes[name.start..<name.end]
    if tag.starts(with: rest) { return truncation() }
    if rest.starts(with: tag), rest.dropFirst(tag.count).allSatisfy(XMLCursor.isBlank) { return truncation() }
    let found = rest.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") && $0 > 0x20 }
    return error("the element `\(shown(name))` is closed by `\(Self.shown(found))`")
  }

  func badReference(at offset: Int, end: Int) -> FilingError {
    error(
      "`\(Self.shown(bytes[offset..<min(end, bytes.count)]))` is no reference that a filing may have",
      at: offset,
      help: "`&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbers of characters are read")
  }

  /// `<!` that begins neither comment nor section.
  func refusedDeclaration() -> FilingError {
    let rest = bytes[offset...]
    if "<!--".utf8.starts(with: rest) || "<![CDATA[".utf8.starts(with: rest) { return truncation() }
    if isAt("<!DOCTYPE") {
      return error(
        "the document has a document type declaration",
        help: "filings have none, and entities are never expanded")
    }
    return error("`<!` begins neither a comment nor a CDATA section")
  }

  // MARK: Parts

  /// Line and column are counted only when an error asks for them.
  func place(of offset: Int) -> FilingError.Place {
    FilingError.Place(of: offset, in: document.storage)
  }

  func shown(_ range: XMLRange) -> String {
    Self.shown(bytes[range.start..<range.end])
  }

  /// At most 40 bytes of the document's own text.
  private static func shown(_ text: ArraySlice<UInt8>) -> String {
    text.count <= 40
      ? String(decoding: text, as: UTF8.self) : String(decoding: text.prefix(40), as: UTF8.self) + "…"
  }

  func described(_ byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "`\(Unicode.Scalar(byte))`"
    case 0x20, 0x09, 0x0A, 0x0D: "a blank"
    case 0x80...: "a character beyond ASCII"
    default: "the control character \(byte)"
    }
  }
}

extension FilingError.Place {
  /// The place of a byte, counted by the line feeds before it.
  init(of offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    self.init(line: line, column: before.count - lineStart + 1, byte: before.count)
  }
}
