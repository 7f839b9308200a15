struct CanonicalWriter {
  private var bytes: [UInt8] = []

  init(version: UInt8) {
    bytes.reserveCapacity(2_048)
    bytes.append(version)
  }

  mutating func byte(_ value: UInt8) {
    bytes.append(value)
  }

  /// Seven bits to a byte, the lowest first; the highest bit says that more follow (LEB128).
  mutating func count(_ value: Int) {
    number(UInt64(truncatingIfNeeded: value))
  }

  mutating func number(_ value: UInt128) {
    var rest = value
    while rest >> 64 != 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    number(UInt64(truncatingIfNeeded: rest))
  }

  /// Nearly every number is one of a byte or two.
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      count(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// The bytes with their checksum.
  consuming func sealed() -> [UInt8] {
    var checksum = CanonicalChecksum.of(bytes.span.bytes, count: bytes.count)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: checksum))
      checksum >>= 8
    }
    return bytes
  }
}

/// Tells damage, not intent: whoever can write the ledger can write a checksum.
enum CanonicalChecksum {
  static func of(_ bytes: RawSpan, count: Int) -> UInt64 {
    var sum = UInt64(truncatingIfNeeded: count)
    var at = 0
    while at &+ 8 <= count {
      sum = mixed(sum, bytes.word(at: at).bits)
      at &+= 8
    }
    return mixed(sum, bytes.word(at: at).prefix(count &- at))
  }

  /// Each step can be undone, so a change of one word always changes the sum.
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }
}
