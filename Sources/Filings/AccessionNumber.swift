/// The number under which EDGAR keeps a filing: `0001127602-25-001055`, the filer agent's CIK, the year and a serial.
package struct AccessionNumber: Sendable, Hashable, CustomStringConvertible {
  /// Ten digits, two and six, with hyphens between them.
  package let description: String

  /// Accepts the form with hyphens and the bare eighteen digits; `nil` for anything else.
  package init?(_ text: some Collection<UInt8>) {
    var digits: [UInt8] = []
    digits.reserveCapacity(20)
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "-"), text.count == 20, index == 10 || index == 13 { continue }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits.count < 18 else { return nil }
      digits.append(byte)
    }
    guard digits.count == 18, text.count == 18 || text.count == 20 else { return nil }
    digits.insert(UInt8(ascii: "-"), at: 12)
    digits.insert(UInt8(ascii: "-"), at: 10)
    description = String(decoding: digits, as: UTF8.self)
  }

  package init?(_ text: String) {
    self.init(Array(text.utf8))
  }
}
