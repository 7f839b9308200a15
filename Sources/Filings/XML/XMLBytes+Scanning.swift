/// Scans work on the bytes alone: a cursor that lends itself to a scan would be copied for it.
extension XMLBytes {
  /// Where the blanks that begin at `start` end. Nearly all are a line feed or two and the spaces that indent the next
  /// line.
  @inline(__always)
  func endOfBlanks(from start: Int) -> Int {
    var at = start
    var found = vector(at: at).findsContent
    while found == 0 {
      at &+= ByteVector.width
      found = vector(at: at).findsContent
    }
    at &+= found.trailingZeroBitCount
    return byte(at: at) > 0x20 ? at : endOfUncommonBlanks(from: at)
  }

  private func endOfUncommonBlanks(from start: Int) -> Int {
    var at = start
    while XMLCursor.isBlank(byte(at: at)) { at &+= 1 }
    return at
  }

  /// The first byte from `start` that needs a look in the middle of text, or the end.
  @inline(__always)
  func endOfPlainText(from start: Int) -> Int {
    var at = start
    var found = vector(at: at).findsTextStop
    while found == 0 {
      at &+= ByteVector.width
      found = vector(at: at).findsTextStop
    }
    return at &+ found.trailingZeroBitCount
  }

  /// The text of the `<value>` at `start`, when nothing but plain text and its end tag follow.
  @inline(__always)
  func plainValue(from start: Int) -> XMLText? {
    guard word(at: start).prefix(7) == ByteWord.valueTag else { return nil }
    let end = endOfPlainText(from: start &+ 7)
    guard word(at: end).bits == ByteWord.valueEndTag else { return nil }
    return XMLText(start: start &+ 7, end: end, isPlain: true)
  }

  /// Where the end tag ends whose name stands at `name`, when it closes the element whose name is `opened`; else `nil`.
  func endOfEndTag(name: Int, opened: XMLRange) -> Int? {
    let length = opened.end &- opened.start
    for index in 0..<length where byte(at: name &+ index) != byte(at: opened.start &+ index) { return nil }
    let end = endOfBlanks(from: name &+ length)
    return byte(at: end) == UInt8(ascii: ">") ? end &+ 1 : nil
  }

  /// The tag `<footnoteId id="…"/>` or `<footnote id="…">` at `start`, spelled just so, with an id of at most seven
  /// plain bytes.
  @inline(__always)
  func footnoteTag(at start: Int) -> FootnoteTag? {
    let attribute = word(at: start &+ 8)
    let isReference = attribute.bits == ByteWord.referenceAttribute
    guard isReference || attribute.prefix(6) == ByteWord.footnoteAttribute else { return nil }
    let id = start &+ (isReference ? 16 : 14)
    let value = word(at: id)
    let quote = value.finds(UInt8(ascii: "\""))
    let stop = value.findsTextStop
    guard quote != 0, stop == 0 || ByteWord.index(of: quote) < ByteWord.index(of: stop) else { return nil }
    let end = id &+ ByteWord.index(of: quote)
    guard byte(at: isReference ? end &+ 2 : end &+ 1) == UInt8(ascii: ">"),
      !isReference || byte(at: end &+ 1) == UInt8(ascii: "/")
    else { return nil }
    return FootnoteTag(
      isReference: isReference, name: XMLRange(start: start &+ 1, end: start &+ (isReference ? 11 : 9)),
      id: XMLText(start: id, end: end, isPlain: true), end: end &+ (isReference ? 3 : 2))
  }
}

/// A start tag that names a footnote.
struct FootnoteTag {
  /// It refers to a footnote (`footnoteId`) and is empty; else it begins one (`footnote`).
  var isReference: Bool
  var name: XMLRange
  var id: XMLText
  /// Behind its `>`.
  var end: Int
}
