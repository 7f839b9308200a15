/// A block of addresses in CIDR notation: `10.0.0.0/8`, `fd00::/8`, or one address.
struct Network: Hashable, Sendable {
  private let base: [UInt8]
  /// Leading bits that count, at most 32 or 128.
  private let prefixLength: Int

  /// All of IPv4 and IPv6.
  static let everyAddress = Network(base: [], prefixLength: 0)

  private init(base: [UInt8], prefixLength: Int) {
    self.base = base
    self.prefixLength = prefixLength
  }

  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = parts.first.flatMap({ Address(String($0)) }) else { return nil }
    let width = base.bytes.count * 8
    guard let length = parts.count == 1 ? width : Network.length(parts[1]), length <= width else {
      return nil
    }
    self.init(base: base.bytes, prefixLength: length)
  }

  private static func length(_ digits: Substring) -> Int? {
    guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }

  func contains(_ address: Address) -> Bool {
    guard address.bytes.count == base.count else { return base.isEmpty }
    return zip(address.bytes, base).enumerated().allSatisfy { index, pair in
      let bits = min(8, max(0, prefixLength - index * 8))
      return (pair.0 ^ pair.1) >> (8 - bits) == 0
    }
  }
}
