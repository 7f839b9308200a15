extension XMLCursor {
  /// The byte at `at`; zero where the document has ended.
  @inline(__always)
  func byte(_ at: Int) -> UInt8 {
    document.byte(at: at)
  }

  /// The document without the zeros behind it: for errors and for what is rare.
  var bytes: ArraySlice<UInt8> { document.storage[..<document.count] }

  func isAt(_ text: StaticString) -> Bool {
    document.storage.begins(with: text, at: offset)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The characters below the blank that no XML may have (XML 1.0, production 2).
  static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !isBlank(byte)
  }

  /// Names of elements and attributes: letters, `_`, `:` and all that is not ASCII (XML 1.0, production 4).
  static func isNameStart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || byte >= 0x80
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

extension [UInt8] {
  /// Whether `text` stands at `offset`.
  func begins(with text: StaticString, at offset: Int = 0) -> Bool {
    guard offset >= 0, offset <= count &- text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { expected in
      for index in expected.indices where self[offset &+ index] != expected[index] { return false }
      return true
    }
  }

  /// Where `text` first stands at or behind `offset`.
  func firstOffset(of text: StaticString, from offset: Int = 0, before end: Int = .max) -> Int? {
    guard text.utf8CodeUnitCount > 0, end > 0 else { return nil }
    let (first, second) = text.withUTF8Buffer { ($0[0], $0.count > 1 ? $0[1] : nil) }
    let raw = span.bytes.extracting(0..<Swift.min(end, count))
    var at = offset
    // Many files have a tag every few bytes: two bytes tell apart what one does not.
    while let found = raw.firstOffset(of: first, second, from: at),
      found <= raw.byteCount &- text.utf8CodeUnitCount
    {
      if begins(with: text, at: found) { return found }
      at = found &+ 1
    }
    return nil
  }
}
