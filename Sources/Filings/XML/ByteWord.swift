/// Eight bytes of a text, looked at together ("SIMD within a register"): the first in the lowest bits.
///
/// Each search gives a word whose lowest set bit lies in the first byte that answers; zero when none does. Only that
/// lowest bit is meant: borrows may set bits behind it.
struct ByteWord {
  let bits: UInt64

  /// `<value>`, seven bytes.
  static var valueTag: UInt64 { 0x003E_6575_6C61_763C }
  /// `</value>`, eight bytes.
  static var valueEndTag: UInt64 { 0x3E65_756C_6176_2F3C }
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  @inline(__always)
  func finds(_ byte: UInt8) -> UInt64 {
    let difference = bits ^ (ByteWord.ones &* UInt64(byte))
    return (difference &- ByteWord.ones) & ~difference & ByteWord.highs
  }

  /// Bytes below `bound`, which is at most 128.
  @inline(__always)
  func findsBelow(_ bound: UInt8) -> UInt64 {
    (bits &- ByteWord.ones &* UInt64(bound)) & ~bits & ByteWord.highs
  }

  var findsNonASCII: UInt64 { bits & ByteWord.highs }

  /// What needs a look in the middle of text: markup, a reference, `]]>`, a control character, a line's end.
  var findsTextStop: UInt64 {
    finds(UInt8(ascii: "<")) | finds(UInt8(ascii: "&")) | finds(UInt8(ascii: "]")) | findsBelow(0x20)
  }

  /// Bytes before the first that is no space; 8 when all are spaces.
  var leadingSpaces: Int {
    (bits ^ (ByteWord.ones &* 0x20)).trailingZeroBitCount >> 3
  }

  /// The first `count` bytes, 0...7, zeros behind them.
  @inline(__always)
  func prefix(_ count: Int) -> UInt64 {
    bits & ((1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }

  /// The byte in which the lowest bit of a search's result lies, 0...7.
  static func index(of found: UInt64) -> Int {
    found.trailingZeroBitCount >> 3
  }
}

extension RawSpan {
  /// The eight bytes from `offset`, zeros where the text has ended.
  @inline(__always)
  func word(at offset: Int) -> ByteWord {
    // Written like the check inside of the load, so that the compiler makes one of the two.
    if UInt(bitPattern: offset) <= UInt(bitPattern: byteCount), byteCount &- offset >= 8 {
      return ByteWord(
        bits: UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    return lastWord(at: offset)
  }

  @inline(never)
  private func lastWord(at offset: Int) -> ByteWord {
    var bits: UInt64 = 0
    var shift: UInt64 = 0
    var at = offset
    while at < byteCount {
      bits |= UInt64(byte(at: at)) << shift
      shift &+= 8
      at &+= 1
    }
    return ByteWord(bits: bits)
  }

  /// The byte at `offset`; zero where the text has ended.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    offset < byteCount ? unsafeLoad(fromByteOffset: offset, as: UInt8.self) : 0
  }
}

// MARK: - Scanning

/// Scans work on the bytes alone: a cursor that lends itself to a scan would be copied for it.
extension RawSpan {
  /// Where the blanks that begin at `start` end.
  @inline(__always)
  func endOfBlanks(from start: Int) -> Int {
    var at = start
    while true {
      let spaces = word(at: at).leadingSpaces
      at &+= spaces
      if spaces == 8 { continue }
      guard XMLCursor.isBlank(byte(at: at)) else { return at }
      at &+= 1
    }
  }

  /// The first byte from `start` that needs a look in the middle of text, or the end.
  @inline(__always)
  func endOfPlainText(from start: Int) -> Int {
    var at = start
    while true {
      let found = word(at: at).findsTextStop
      if found != 0 { return at &+ ByteWord.index(of: found) }
      at &+= 8
    }
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
  @inline(__always)
  func endOfEndTag(from start: Int, name: XMLRange) -> Int? {
    var at = start &+ 2
    var expected = name.start
    while name.end &- expected >= 8 {
      guard word(at: at).bits == word(at: expected).bits else { return nil }
      at &+= 8
      expected &+= 8
    }
    let left = name.end &- expected
    let last = word(at: at)
    guard last.prefix(left) == word(at: expected).prefix(left) else { return nil }
    at &+= left
    if byte(at: at) != UInt8(ascii: ">") {
      at = endOfBlanks(from: at)
      guard byte(at: at) == UInt8(ascii: ">") else { return nil }
    }
    return at &+ 1
  }
}
