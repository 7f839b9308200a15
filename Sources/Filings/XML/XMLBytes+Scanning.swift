/// Scans work on the bytes alone: a cursor that lends itself to a scan would be copied for it.
extension XMLBytes {
  /// Where the blanks that begin at `start` end. Nearly all are a line feed or two and the spaces that indent the next
  /// line.
  @inline(__always)
  func endOfBlanks(from start: Int) -> Int {
    var at = start
    while byte(at: at) == 0x0A { at &+= 1 }
    var word = word(at: at)
    while word.isAllSpaces {
      at &+= 8
      word = self.word(at: at)
    }
    let spaces = word.leadingSpaces
    return word.byte(spaces) > 0x20 ? at &+ spaces : endOfUncommonBlanks(from: at &+ spaces)
  }

  private func endOfUncommonBlanks(from start: Int) -> Int {
    var at = start
    while XMLCursor.isBlank(byte(at: at)) { at &+= 1 }
    return at
  }

  /// The first byte from `start` that needs a look in the middle of text, or the end.
  @inline(__always)
  func endOfPlainText(from start: Int) -> Int {
    let found = word(at: start).findsTextStop
    return found != 0 ? start &+ ByteWord.index(of: found) : endOfLongPlainText(from: start &+ 8)
  }

  private func endOfLongPlainText(from start: Int) -> Int {
    var at = start
    var stops = ByteWord.textStops(in: words(at: at))
    while stops[0] | stops[1] | stops[2] | stops[3] == 0 {
      at &+= 32
      stops = ByteWord.textStops(in: words(at: at))
    }
    for index in 0..<3 where stops[index] != 0 { return at &+ index &* 8 &+ ByteWord.index(of: stops[index]) }
    return at &+ 24 &+ ByteWord.index(of: stops[3])
  }

  /// The text of the `<value>` at `start`, when nothing but plain text and its end tag follow.
  @inline(__always)
  func plainValue(from start: Int) -> XMLText? {
    guard word(at: start).prefix(7) == ByteWord.valueTag else { return nil }
    let end = endOfPlainText(from: start &+ 7)
    guard word(at: end).bits == ByteWord.valueEndTag else { return nil }
    return XMLText(start: start &+ 7, end: end, isPlain: true)
  }

  /// Where the end tag at `start` ends, when it closes the element whose name is `name`; else `nil`.
  func endOfEndTag(from start: Int, name: XMLRange) -> Int? {
    let tag = start &+ 2
    for index in 0..<(name.end &- name.start)
    where byte(at: tag &+ index) != byte(at: name.start &+ index) { return nil }
    let end = endOfBlanks(from: tag &+ name.end &- name.start)
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
