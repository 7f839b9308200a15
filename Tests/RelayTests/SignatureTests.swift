import Testing

@testable import insiderd_relay

@Suite struct SignatureTests {
  /// From the tests of the reference libraries of Standard Webhooks 1.0.
  @Test(
    "the signature is that of the reference libraries",
    arguments: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
  func knownVector(secret: String) throws {
    let key = try Signature.key(from: Array(secret.utf8))
    let header = try Signature.header(
      keys: [key], identifier: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
      body: #"{"test": 2432232314}"#)
    #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  /// Reckoned by Python's `hmac` as a second opinion.
  @Test("a secret without the prefix is its bytes as they are")
  func rawKey() throws {
    let key = try Signature.key(from: Array("Jefe".utf8))
    #expect(key == Array("Jefe".utf8))
    let one = try Signature.header(keys: [key], identifier: "a", timestamp: 1, body: "b")
    #expect(one == "v1,0b+Q6TcYoRmqqnbg3vIwMFStb5NeqHhB3kprRCCJED0=")
  }

  @Test("while a secret is rotated there is a signature for each, the newest first")
  func rotation() throws {
    let keys = [Array("new".utf8), Array("old".utf8)]
    let both = try Signature.header(keys: keys, identifier: "a", timestamp: 1, body: "b")
    let single = try keys.map { try Signature.header(keys: [$0], identifier: "a", timestamp: 1, body: "b") }
    #expect(both == single.joined(separator: " "))
    #expect(Set(single).count == 2)
  }

  @Test(
    "a secret that is none is refused",
    arguments: [
      ("", Signature.Problem.empty), ("whsec_", .empty), ("whsec_***", .notBase64), ("whsec_abc", .notBase64),
    ])
  func refused(secret: String, problem: Signature.Problem) {
    #expect(throws: problem) { try Signature.key(from: Array(secret.utf8)) }
  }
}
