import CVector

/// 32 bytes of a text, looked at together.
///
/// Each search gives a word with a bit for each byte, that of the first lowest; zero when none answers.
struct ByteVector {
  let bytes: SIMD32<UInt8>

  /// Bytes of a vector.
  static var width: Int { 32 }

  @inline(__always)
  func finds(_ byte: UInt8) -> UInt32 { cvector_find(bytes, byte) }

  /// A letter in either case; of other bytes that differ from it in the same bit it finds some, too.
  @inline(__always)
  func findsLetter(_ small: UInt8) -> UInt32 { cvector_find_letter(bytes, small) }

  @inline(__always)
  var findsDigit: UInt32 { cvector_find_digits(bytes) }

  /// Anything but the space and the line feed.
  @inline(__always)
  var findsContent: UInt32 { cvector_find_content(bytes) }

  /// What needs a look in the middle of text: markup, a reference, `]]>`, a control character, a line's end.
  @inline(__always)
  var findsTextStop: UInt32 { cvector_find_text_stops(bytes) }

  /// The bytes that stand in the other at the same place.
  @inline(__always)
  func findsSame(as other: ByteVector) -> UInt32 { cvector_equal(bytes, other.bytes) }
}

/// Searches through texts: a footnote's words and a document's marks are looked for in every filing, and are nearly never
/// there.
extension RawSpan {
  /// The first place at or behind `start` where `first` stands, and behind it `second` if there is one.
  @inline(__always)
  func firstOffset(of first: UInt8, _ second: UInt8? = nil, from start: Int) -> Int? {
    guard let second else { return firstOffset(from: start, ahead: 0) { bytes, _ in bytes.finds(first) } }
    return firstOffset(from: start, ahead: 1) { bytes, next in bytes.finds(first) & next.finds(second) }
  }

  /// The same for two small letters, in either case; what `findsLetter` takes for them is found, too.
  @inline(__always)
  func firstOffset(ofLetters first: UInt8, _ second: UInt8, from start: Int) -> Int? {
    firstOffset(from: start, ahead: 1) { bytes, next in bytes.findsLetter(first) & next.findsLetter(second) }
  }

  /// The first digit at or behind `start`.
  @inline(__always)
  func firstDigit(from start: Int) -> Int? {
    firstOffset(from: start, ahead: 0) { bytes, _ in bytes.findsDigit }
  }

  /// Where the first byte lies that `finds` finds. It is given the bytes that begin so many ahead, too, and finds no zero:
  /// there are zeros where a short text has ended.
  @inline(__always)
  private func firstOffset(
    from start: Int, ahead: Int, _ finds: (ByteVector, ByteVector) -> UInt32
  ) -> Int? {
    var at = max(0, start)
    /// The last place with as many bytes behind it as are looked at.
    let last = byteCount &- ahead &- ByteVector.width
    while at <= last {
      let found = finds(uncheckedVector(at: at), uncheckedVector(at: at &+ ahead))
      if found != 0 { return at &+ found.trailingZeroBitCount }
      at &+= ByteVector.width
    }
    guard at &- last < ByteVector.width || last < 0, at < byteCount else { return nil }
    // What is left lies at the end of the last vector that the text has room for.
    let found =
      last < 0
      ? finds(shortVector(at: at), shortVector(at: at &+ ahead))
      : finds(uncheckedVector(at: last), uncheckedVector(at: last &+ ahead))
        &>> UInt32(truncatingIfNeeded: at &- last)
    return found == 0 ? nil : at &+ found.trailingZeroBitCount
  }

  @inline(__always)
  private func uncheckedVector(at offset: Int) -> ByteVector {
    ByteVector(bytes: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD32<UInt8>.self))
  }

  /// The bytes from `offset`, zeros where the text has ended.
  @inline(never)
  private func shortVector(at offset: Int) -> ByteVector {
    let words = SIMD4(
      word(at: offset).bits, word(at: offset &+ 8).bits, word(at: offset &+ 16).bits,
      word(at: offset &+ 24).bits)
    return ByteVector(bytes: unsafeBitCast(words, to: SIMD32<UInt8>.self))
  }
}
