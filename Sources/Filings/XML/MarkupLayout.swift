/// How a document lays out its markup: which bytes stood between two names the last time at the same depth.
///
/// Programs write filings, so that nearly every line is indented like the one before it at its depth. What is byte for
/// byte what was read before need not be read again: one comparison takes the place of skipping blanks and looking at what
/// follows, and the processor goes on with the name behind it while the comparison is made.
struct MarkupLayout {
  /// From the end of a tag to the name of the next child: blanks and `<`.
  var child = KnownMarkup()
  /// From the end of a tag to the name of the end tag: blanks and `</`.
  var end = KnownMarkup()
  /// From a leaf's start tag to its value: blanks and `<value>`.
  var value = KnownMarkup()
  /// From a leaf's value to the name of its end tag: `</value>`, blanks and `</`.
  var valueEnd = KnownMarkup()

  /// The depths that are kept: the leaves of a row lie at the fifth.
  static var depths: Int { 8 }
}

/// Bytes that stood in the document, no more than a vector has.
struct KnownMarkup {
  /// Where; outside of the document before any are known.
  private var start = UInt32.max
  /// Ones for the bytes.
  private var bits = UInt32.max
  private var length: UInt8 = 0

  init() {}

  /// `nil` for more bytes than a vector has.
  init?(start: Int, end: Int) {
    guard end &- start <= ByteVector.width, end > start else { return nil }
    self.start = UInt32(truncatingIfNeeded: start)
    length = UInt8(truncatingIfNeeded: end &- start)
    bits = UInt32.max >> UInt32(ByteVector.width &- Int(length))
  }

  /// Where the markup ends when it stands at `offset`, too.
  @inline(__always)
  func end(at offset: Int, in bytes: XMLBytes) -> Int? {
    let same = bytes.vector(at: offset).findsSame(as: bytes.vector(at: Int(start)))
    return same & bits == bits ? offset &+ Int(length) : nil
  }
}
