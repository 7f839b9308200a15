import NIOSSL
import Testing
import Wire

@testable import insiderd_relay

extension RelayProcessTests.Receivers {
  /// Nobody listens on 127.0.0.9.
  @Test(
    "when an address takes no connection the next one is tried, and after the last there is a reason",
    arguments: [["127.0.0.9", "127.0.0.1"], ["127.0.0.1", "127.0.0.9"], ["127.0.0.9", "127.0.0.9"]])
  func nextAddress(addresses: [String]) async throws {
    let receiver = try Receiver()
    let url = "https://localhost:\(receiver.greeting.ports["good"] ?? 0)/status/204"
    let request = RelayRequest(
      delivery: 1, destination: "desk", url: .text(url), identifier: "ia1_test-1", body: "{}")
    let attempt = Attempt(
      outgoing: try Outgoing(request, credentials: Credentials(directory: nil, checksMode: true), now: 0),
      authorities: try NIOSSLCertificate.fromPEMFile(receiver.greeting.authority), seconds: 5, now: 0)
    let candidates = addresses.compactMap(Address.init)
    let result = await attempt.send(
      over: Link(attempt.pin(candidates[0])), others: Array(candidates.dropFirst()))
    await result.link?.close()
    guard addresses.contains("127.0.0.1") else {
      #expect(result.outcome == .failed(reason: "no connection to `localhost`: connection refused"))
      return
    }
    #expect(result.outcome == .answered(status: 204, retryAfter: nil, excerpt: ""))
    #expect(try receiver.arrival().headers["webhook-id"] == "ia1_test-1")
  }
}
