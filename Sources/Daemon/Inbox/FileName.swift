import Filings

/// A file's name, or its path from the inbox with a slash between the parts: bytes, which need not be text. Two names
/// that look alike are two names.
package struct FileName: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The path of the directory that it lies in, below the inbox; `nil` for a name without one.
  var folder: ArraySlice<UInt8>? {
    bytes.lastIndex(of: FileName.slash).map { bytes[..<$0] }
  }

  /// The name in that directory.
  var last: [UInt8] {
    bytes.lastIndex(of: FileName.slash).map { Array(bytes[($0 + 1)...]) } ?? bytes
  }

  /// Where the name in that directory begins.
  var lastStart: Int { bytes.lastIndex(of: FileName.slash).map { $0 + 1 } ?? 0 }

  /// The name in that directory ends so.
  func ends(with suffix: StaticString) -> Bool {
    let start = bytes.count - suffix.utf8CodeUnitCount
    guard start >= lastStart else { return false }
    return suffix.withUTF8Buffer { letters in
      letters.indices.allSatisfy { bytes[start + $0] == letters[$0] }
    }
  }

  /// How many directories the path names, with itself.
  var depth: Int { bytes.count { $0 == FileName.slash } + 1 }

  func appending(_ name: FileName) -> FileName {
    FileName(bytes + [FileName.slash] + name.bytes)
  }

  /// It is the directory, or lies somewhere in it.
  func isWithin(_ directory: FileName) -> Bool {
    bytes.starts(with: directory.bytes)
      && (bytes.count == directory.bytes.count || bytes[directory.bytes.count] == FileName.slash)
  }

  private static let slash = UInt8(ascii: "/")

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
