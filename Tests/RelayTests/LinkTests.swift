import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@testable import insiderd_relay

extension RelayProcessTests.Receivers {
  /// The name exists nowhere, so that only the pin can lead to the receiver, and only the name can satisfy TLS.
  @Test("a link goes to the checked address and proves the name, whatever the name servers say by then")
  func pinned() async throws {
    let receiver = try Receiver()
    let address = try #require(Address("127.0.0.1"))
    let authorities = try NIOSSLCertificate.fromPEMFile(receiver.greeting.authority)
    let link = Link(.init(host: "pinned.invalid", address: address, authorities: authorities, patience: 5))
    let port = receiver.greeting.ports["good"] ?? 0
    let response = try? await link.client.execute(
      HTTPClientRequest(url: "https://pinned.invalid:\(port)/status/204"), timeout: .seconds(5))
    await link.close()
    #expect(response?.status == .noContent)
    #expect(try receiver.arrival().headers["host"] == "pinned.invalid:\(port)")
  }
}
