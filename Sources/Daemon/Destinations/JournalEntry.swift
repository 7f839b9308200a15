import Filings
/// One entry for the journal: fields with their values, a field as often as it has values.
package struct JournalEntry: Sendable, Hashable {
  package private(set) var fields: [Field] = []

  /// A field's name with one of its values.
  package struct Field: Sendable, Hashable {
    /// `[A-Z0-9_]`, no underscore or digit first, at most 64: journald drops any other without a word.
    package let name: String
    package let value: String
  }

  /// Bytes of one value. `journalctl -o json` shows `null` for more than 4,096, so longer texts are cut, and say so.
  private static let valueBytes = 4_000

  package init() {}

  /// Text from a filing is untrusted: whatever could move a cursor on the reader's terminal is escaped.
  package mutating func add(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    fields.append(Field(name: name, value: JournalEntry.cut(Printable.text(value))))
  }

  package subscript(name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// The native protocol's bytes (systemd, "Native Journal Protocol"). A value with a newline would forge a field in
  /// the short form, and takes the one with a length.
  package var datagram: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 16 })
    for field in fields {
      bytes += field.name.utf8
      if field.value.utf8.contains(UInt8(ascii: "\n")) {
        bytes.append(UInt8(ascii: "\n"))
        withUnsafeBytes(of: UInt64(field.value.utf8.count).littleEndian) { bytes += $0 }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += field.value.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func cut(_ value: String) -> String {
    guard value.utf8.count > valueBytes else { return value }
    var kept = String.UnicodeScalarView()
    var count = 0
    for scalar in value.unicodeScalars {
      count += UTF8.width(scalar)
      if count > valueBytes { break }
      kept.append(scalar)
    }
    return String(kept) + " (cut)"
  }
}
