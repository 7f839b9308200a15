import CGcrypt
import FoundationEssentials

/// The signature of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`.
enum Signature {
  /// The value of `webhook-signature`: one signature for each key, separated by a space.
  static func header(keys: [[UInt8]], identifier: String, timestamp: Int64, body: String) throws(Problem)
    -> String
  {
    let message = Array("\(identifier).\(timestamp).\(body)".utf8)
    var signatures: [String] = []
    for key in keys {
      signatures.append("v1," + Data(try authenticate(message, key: key)).base64EncodedString())
    }
    return signatures.joined(separator: " ")
  }

  /// The key in a secret: base64 after `whsec_`, else its bytes as they are.
  static func key(from secret: [UInt8]) throws(Problem) -> [UInt8] {
    let prefix = Array("whsec_".utf8)
    guard secret.starts(with: prefix) else {
      if secret.isEmpty { throw .empty }
      return secret
    }
    guard let key = Data(base64Encoded: Data(secret.dropFirst(prefix.count))) else { throw .notBase64 }
    if key.isEmpty { throw .empty }
    return Array(key)
  }

  enum Problem: Error, Hashable {
    case notBase64
    case empty
    /// libgcrypt is older than the one that this was built with, or refuses to work.
    case unavailable

    /// The end of a sentence that begins with the name of the secret.
    var clause: String {
      switch self {
      case .notBase64: "has no base64 after `whsec_`"
      case .empty: "is empty"
      case .unavailable: "cannot be used: libgcrypt does not work here"
      }
    }
  }

  private static let isReady = insiderd_gcrypt_start() == 0

  private static func authenticate(_ message: [UInt8], key: [UInt8]) throws(Problem) -> [UInt8] {
    guard isReady else { throw .unavailable }
    var digest = [UInt8](repeating: 0, count: 32)
    let status = insiderd_hmac_sha256(key, key.count, message, message.count, &digest)
    guard status == 0 else { throw .unavailable }
    return digest
  }
}
