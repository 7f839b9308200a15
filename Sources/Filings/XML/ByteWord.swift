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
  /// `</`, two bytes.
  static var endTagMark: UInt64 { 0x2F3C }
  /// `<!`, two bytes.
  static var sectionMark: UInt64 { 0x213C }
  /// `<footnot`, eight bytes.
  static var footnoteTag: UInt64 { 0x746F_6E74_6F6F_663C }
  /// `eId id="`, eight bytes.
  static var referenceAttribute: UInt64 { 0x223D_6469_2064_4965 }
  /// `e id="`, six bytes.
  static var footnoteAttribute: UInt64 { 0x223D_6469_2065 }
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

  /// What needs a look in the middle of text: markup, a reference, `]]>`, a control character, a line's end.
  @inline(__always)
  var findsTextStop: UInt64 {
    finds(UInt8(ascii: "<")) | finds(UInt8(ascii: "&")) | finds(UInt8(ascii: "]")) | findsBelow(0x20)
  }

  var isASCII: Bool { bits & ByteWord.highs == 0 }

  /// The first `count` bytes, 0...7, zeros behind them.
  @inline(__always)
  func prefix(_ count: Int) -> UInt64 {
    bits & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }

  /// One of the bytes, 0...7.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: index &* 8))
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

  private func lastWord(at offset: Int) -> ByteWord {
    guard offset >= 0, offset < byteCount else { return ByteWord(bits: 0) }
    if byteCount >= 8 {
      // The text's last eight bytes, without those before `offset`.
      let last = unsafeLoadUnaligned(fromByteOffset: byteCount &- 8, as: UInt64.self)
      return ByteWord(
        bits: UInt64(littleEndian: last) >> UInt64(truncatingIfNeeded: (8 &- byteCount &+ offset) &* 8))
    }
    var bits: UInt64 = 0
    for at in (offset..<byteCount).reversed() { bits = bits << 8 | UInt64(byte(at: at)) }
    return ByteWord(bits: bits)
  }

  /// The byte at `offset`; zero where the text has ended.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    offset < byteCount ? unsafeLoad(fromByteOffset: offset, as: UInt8.self) : 0
  }
}
