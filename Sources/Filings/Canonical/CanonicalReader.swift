/// Reads a canonical form. After the first thing that cannot be right every further read gives `nil`.
struct CanonicalReader {
  private let bytes: [UInt8]
  private var offset = 1
  /// Where the checksum begins.
  private let end: Int

  init?(_ bytes: [UInt8], version: UInt8) {
    guard bytes.count > 8, bytes[0] == version else { return nil }
    self.bytes = bytes
    end = bytes.count - 8
    guard bytes.span.bytes.word(at: end).bits == CanonicalChecksum.of(bytes.span.bytes, count: end) else {
      return nil
    }
  }

  var isAtEnd: Bool { offset == end }

  mutating func byte() -> UInt8? {
    guard offset < end else { return nil }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func number() -> UInt128? {
    var value: UInt128 = 0
    var shift = 0
    while let byte = byte() {
      guard shift < 128 else { return nil }
      value |= UInt128(byte & 0x7F) << UInt128(shift)
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// A number of things that the rest of the bytes can hold: nothing is reserved on the word of damaged bytes.
  mutating func count() -> Int? {
    guard let value = number(), value <= UInt128(end - offset) else { return nil }
    return Int(value)
  }

  mutating func text() -> String? {
    guard let count = count() else { return nil }
    defer { offset += count }
    return String(validating: bytes[offset..<offset + count], as: UTF8.self)
  }
}
