import Testing

@testable import insiderd_relay

@Suite struct AddressGuardTests {
  private static let secure = try? WebhookURL("https://desk.example/")
  private static let plain = try? WebhookURL("http://desk.example/")

  @Test(
    "an address of the inside is refused, whatever form it has",
    arguments: [
      ("0.0.0.0", "an unspecified address"), ("0.1.2.3", "an unspecified address"),
      ("10.0.0.1", "a private address"), ("10.255.255.255", "a private address"),
      ("100.64.0.1", "a shared address (carrier-grade NAT)"),
      ("100.127.255.255", "a shared address (carrier-grade NAT)"),
      ("127.0.0.1", "a loopback address"), ("127.1.2.3", "a loopback address"),
      ("127.255.255.254", "a loopback address"),
      ("168.63.129.16", "a cloud provider's own address"),
      ("::ffff:168.63.129.16", "a cloud provider's own address"),
      ("169.254.0.1", "a link-local address"), ("169.254.169.254", "a link-local address"),
      ("100.100.100.200", "a shared address (carrier-grade NAT)"), ("192.0.0.192", "a reserved address"),
      ("fd00:ec2::254", "a unique-local address"),
      ("172.16.0.1", "a private address"), ("172.31.255.255", "a private address"),
      ("192.0.0.1", "a reserved address"), ("192.0.0.170", "a reserved address"),
      ("192.0.2.1", "a documentation address"), ("192.88.99.1", "a reserved address"),
      ("192.168.0.1", "a private address"), ("192.168.255.255", "a private address"),
      ("198.18.0.1", "a benchmark address"), ("198.19.255.255", "a benchmark address"),
      ("198.51.100.7", "a documentation address"), ("203.0.113.7", "a documentation address"),
      ("224.0.0.1", "a multicast address"), ("239.255.255.250", "a multicast address"),
      ("240.0.0.1", "a reserved address"), ("255.255.255.255", "a reserved address"),
      ("::", "an unspecified address"), ("::1", "a loopback address"),
      ("0:0:0:0:0:0:0:1", "a loopback address"),
      ("::ffff:127.0.0.1", "a loopback address"), ("::ffff:7f00:1", "a loopback address"),
      ("::ffff:10.1.2.3", "a private address"), ("::ffff:169.254.169.254", "a link-local address"),
      ("::FFFF:192.168.1.1", "a private address"), ("::ffff:0.0.0.0", "an unspecified address"),
      ("::127.0.0.1", "a loopback address inside an IPv6 address"),
      ("::10.0.0.1", "a private address inside an IPv6 address"),
      ("::2", "an unspecified address inside an IPv6 address"),
      ("::ffff:0:127.0.0.1", "a loopback address inside an IPv6 address"),
      ("64:ff9b::127.0.0.1", "a loopback address inside an IPv6 address"),
      ("64:ff9b::a9fe:a9fe", "a link-local address inside an IPv6 address"),
      ("64:ff9b::192.168.0.1", "a private address inside an IPv6 address"),
      ("64:ff9b:1::1", "a private address"), ("64:ff9b:1:ffff::8.8.8.8", "a private address"),
      ("2002:7f00:1::", "a loopback address inside an IPv6 address"),
      ("2002:a00:1::1", "a private address inside an IPv6 address"),
      ("2002:a9fe:a9fe::1", "a link-local address inside an IPv6 address"),
      ("2002:c0a8:101::", "a private address inside an IPv6 address"),
      ("2001:0:5ef5:79fb::1", "a Teredo address"),
      ("2001:0:4136:e378:8000:63bf:80ff:fffe", "a Teredo address"),
      ("2001:2::1", "a benchmark address"), ("2001:10::1", "a reserved address"),
      ("2001:20::1", "a reserved address"), ("2001:1ff::1", "a reserved address"),
      ("2001:db8::1", "a documentation address"), ("3fff:fff::1", "a documentation address"),
      ("100::1", "a reserved address"), ("5f00::1", "a reserved address"), ("4000::1", "a reserved address"),
      ("1::1", "a reserved address"), ("fc00::1", "a unique-local address"),
      ("fd12:3456:789a::1", "a unique-local address"), ("fe80::1", "a link-local address"),
      ("febf::1", "a link-local address"), ("fec0::1", "a site-local address"),
      ("ff02::1", "a multicast address"), ("ff0e::1", "a multicast address"),
      ("64:ff9c::1", "a reserved address"),
    ])
  func refused(text: String, objection: String) throws {
    let address = try #require(Address(text))
    #expect(AddressGuard.objection(to: address) == objection)
  }

  @Test(
    "a public address is let through, also right beside a refused block",
    arguments: [
      "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
      "128.0.0.1", "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255",
      "172.32.0.0", "192.0.1.0", "192.0.3.0",
      "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
      "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2000::1", "2001:200::1",
      "2001:4860:4860::8888",
      "2606:4700:4700::1111", "2a00:1450::1", "3ffe:ffff::1",
    ])
  func permitted(text: String) throws {
    let address = try #require(Address(text))
    #expect(AddressGuard.objection(to: address) == nil)
  }

  @Test(
    "what is no canonical address is none",
    arguments: [
      "", "127.1", "127.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.01", "127.0.0.1.",
      "127.0.0.256",
      "1.2.3.4.5", " 127.0.0.1", "127.0.0.1 ", "::1%lo", "fe80::1%eth0", "[::1]", ":::", "1:2", "12345::",
      "::ffff:127.1", "localhost", "127.0.0.1/8", "１２７.0.0.1",
    ])
  func notAnAddress(text: String) {
    #expect(Address(text) == nil)
  }

  @Test("only vetted addresses of a mixed answer are connected to, in the resolver's order")
  func mixedAnswer() throws {
    let url = try #require(Self.secure)
    let answer = ["10.0.0.1", "8.8.8.8", "::1", "2606:4700::1", "127.0.0.1"].compactMap(Address.init)
    let networks = [Network("127.0.0.0/8")].compactMap(\.self)
    #expect(
      AddressGuard.permitted(answer, for: url, allowing: []).map(\.description) == [
        "8.8.8.8", "2606:4700::1",
      ])
    #expect(
      AddressGuard.permitted(answer, for: url, allowing: networks).map(\.description)
        == ["8.8.8.8", "2606:4700::1", "127.0.0.1"])
  }

  @Test("without TLS only the allowed networks are reached, not even a public address")
  func plainHTTP() throws {
    let url = try #require(Self.plain)
    let answer = ["8.8.8.8", "10.0.0.1"].compactMap(Address.init)
    let networks = [Network("10.0.0.0/8")].compactMap(\.self)
    #expect(AddressGuard.permitted(answer, for: url, allowing: networks).map(\.description) == ["10.0.0.1"])
    #expect(AddressGuard.reason(for: answer[0], of: url).contains("without TLS"))
  }
}

@Suite struct NetworkTests {
  @Test(
    "a network holds its addresses and no other",
    arguments: [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
      ("10.0.0.0/9", "10.127.255.255", true),
      ("10.0.0.0/9", "10.128.0.0", false), ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.1.2.2", false),
      ("10.1.2.3/32", "10.1.2.3", true), ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false),
      ("::/0", "fd00::1", true), ("::/0", "10.0.0.1", false), ("fd00::/8", "fd12::1", true),
      ("fd00::/8", "fc00::1", false), ("fe80::/10", "febf::1", true), ("fe80::/10", "fec0::1", false),
      ("127.0.0.0/8", "::ffff:127.0.0.1", true), ("10.9.9.9/8", "10.0.0.1", true),
    ])
  func contains(network: String, address: String, isInside: Bool) throws {
    let network = try #require(Network(network))
    #expect(network.contains(try #require(Address(address))) == isInside)
  }

  @Test(
    "what is no network is none",
    arguments: [
      "", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8",
      "10.0.0.0/08 ",
      "10.0.0/8", "10/8", "private", "10.0.0.0/9999999999999999999999",
    ])
  func notANetwork(text: String) {
    #expect(Network(text) == nil)
  }
}
