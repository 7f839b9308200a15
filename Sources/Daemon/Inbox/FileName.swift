/// A file's name: bytes, which need not be text. Two names that look alike are two names.
package struct FileName: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  package static func < (left: FileName, right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// For people: whatever could move a cursor or deceive an eye is escaped, `\x1b`, `\n`.
  package var description: String {
    printable(String(decoding: bytes, as: UTF8.self), valid: String(validating: bytes, as: UTF8.self) != nil)
  }

  private func printable(_ text: String, valid: Bool) -> String {
    guard valid else {
      return bytes.map { (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : escaped($0) }.joined()
    }
    return Printable.text(text)
  }

  private func escaped(_ byte: UInt8) -> String {
    "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

/// Text of others, made harmless for a terminal and a log.
package enum Printable {
  /// Control characters, and the marks that turn the direction of writing, become `\u{..}`; all else stays.
  package static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if isHarmful(scalar) {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isHarmful(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
