/// Which addresses a webhook may reach. A rule file or a name server that points at the inside of the network must
/// not turn the relay into a way in (server-side request forgery).
enum AddressGuard {
  /// `nil` when the address is public; else what it is, as in `a loopback address`.
  static func objection(to address: Address) -> String? {
    if let block = blocks.first(where: { $0.network.contains(address) }) { return block.name }
    guard address.isIPv6 else { return nil }
    if let inner = embedded(in: address) {
      return objection(to: inner).map { "\($0) inside an IPv6 address" }
    }
    return isGlobalUnicast(address) ? nil : "a reserved address"
  }

  /// The addresses to connect to, in the resolver's order: those of the allowed networks, and the public ones, but
  /// these with TLS only.
  static func permitted(_ addresses: [Address], for url: WebhookURL, allowing networks: [Network])
    -> [Address]
  {
    addresses.filter { address in
      networks.contains { $0.contains(address) } || (url.isSecure && objection(to: address) == nil)
    }
  }

  /// Why the guard let none of the addresses through, by the first of them.
  static func reason(for address: Address, of url: WebhookURL) -> String {
    if let objection = objection(to: address) {
      "`\(url.host)` is at \(objection), which a webhook reaches only when `allow` names its network"
    } else {
      "`\(url.host)` would be reached without TLS, which is only for networks that `allow` names; write `https://`"
    }
  }

  /// The IPv4 address to which a translator or a tunnel would forward, for the forms that carry a public one too.
  private static func embedded(in address: Address) -> Address? {
    carriers.first { $0.network.contains(address) }
      .flatMap { Address(bytes: Array(address.bytes[$0.offset..<($0.offset + 4)])) }
  }

  private typealias Block = (network: Network, name: String)
  private typealias Carrier = (network: Network, offset: Int)

  /// 2000::/3, the only part of IPv6 that is given out (IANA, IPv6 Global Unicast Address Assignments).
  private static func isGlobalUnicast(_ address: Address) -> Bool {
    address.bytes.first.map { $0 >> 5 == 0b001 } ?? false
  }

  /// A mistyped row refuses everything, not nothing.
  private static func network(_ text: String) -> Network {
    Network(text) ?? .everyAddress
  }

  /// IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), NAT64 (RFC 6052) and 6to4 (RFC 3056).
  private static let carriers: [Carrier] = [
    ("::/96", 12), ("::ffff:0:0:0/96", 12), ("64:ff9b::/96", 12), ("2002::/16", 2),
  ].map { (network: network($0), offset: $1) }

  /// IANA's registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), and multicast.
  private static let blocks: [Block] = [
    ("0.0.0.0/8", "an unspecified address"),
    ("10.0.0.0/8", "a private address"),
    ("100.64.0.0/10", "a shared address (carrier-grade NAT)"),
    ("127.0.0.0/8", "a loopback address"),
    // Public by its number, and answered by the host beneath an Azure machine, with its secrets.
    ("168.63.129.16/32", "a cloud provider's own address"),
    ("169.254.0.0/16", "a link-local address"),
    ("172.16.0.0/12", "a private address"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.0.2.0/24", "a documentation address"),
    ("192.88.99.0/24", "a reserved address"),
    ("192.168.0.0/16", "a private address"),
    ("198.18.0.0/15", "a benchmark address"),
    ("198.51.100.0/24", "a documentation address"),
    ("203.0.113.0/24", "a documentation address"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("::/128", "an unspecified address"),
    ("::1/128", "a loopback address"),
    ("64:ff9b:1::/48", "a private address"),
    ("100::/64", "a reserved address"),
    ("2001::/32", "a Teredo address"),
    ("2001:2::/48", "a benchmark address"),
    ("2001::/23", "a reserved address"),
    ("2001:db8::/32", "a documentation address"),
    ("3fff::/20", "a documentation address"),
    ("fc00::/7", "a unique-local address"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a site-local address"),
    ("ff00::/8", "a multicast address"),
  ].map { (network: network($0), name: $1) }
}
