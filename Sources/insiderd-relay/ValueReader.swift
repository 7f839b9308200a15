import Wire

/// Fetches the values of one destination's request, from the request itself or from the credentials.
struct ValueReader {
  let destination: String
  let credentials: Credentials

  /// As text for a URL or a header.
  func text(_ value: RelayRequest.Value) throws(Refusal) -> String {
    guard let text = String(validating: try bytes(value), as: UTF8.self) else {
      throw Refusal("the credential of `\(destination)` for a URL or a header is not text")
    }
    return text
  }

  /// The signing keys, in their order.
  func keys(_ secrets: [RelayRequest.Value]) throws -> [[UInt8]] {
    try secrets.map { try Signature.key(from: bytes($0)) }
  }

  private func bytes(_ value: RelayRequest.Value) throws(Refusal) -> [UInt8] {
    switch value {
    case .text(let text): return Array(text.utf8)
    case .credential(let name):
      do {
        return try credentials.read(name)
      } catch {
        throw Refusal(error.reason)
      }
    }
  }
}

extension RelayRequest.Value {
  var isCredential: Bool {
    if case .credential = self { true } else { false }
  }
}
