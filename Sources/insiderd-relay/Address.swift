import Glibc

/// An IP address: 4 bytes or 16, in network order.
struct Address: Hashable, Sendable, CustomStringConvertible {
  let bytes: [UInt8]

  /// Reads the canonical forms only: four decimal numbers without leading zeros, or RFC 4291's for IPv6, without a
  /// zone. An IPv4-mapped IPv6 address is its IPv4 address, because that is where a connection to it goes.
  init?(_ text: String) {
    if let bytes = Address.parse(text, family: AF_INET, count: 4) {
      self.init(bytes: bytes)
    } else if let bytes = Address.parse(text, family: AF_INET6, count: 16) {
      self.init(bytes: bytes)
    } else {
      return nil
    }
  }

  /// `nil` unless there are 4 or 16 bytes.
  init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    let isMapped = bytes.count == 16 && bytes.starts(with: Address.mappedPrefix)
    self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
  }

  /// `::ffff:0:0/96` (RFC 4291, section 2.5.5.2).
  private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  private static func parse(_ text: String, family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }

  var isIPv6: Bool { bytes.count == 16 }

  /// The canonical text (RFC 5952 for IPv6).
  var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = isIPv6 ? AF_INET6 : AF_INET
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "?" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
