import CGcrypt

/// SHA-256 by libgcrypt, which libsystemd already maps into the process: no memory, no code of our own.
package enum Digest {
  /// Must run once before the first digest; the daemon's start-up does.
  /// - Throws: `SystemError` when the library at hand is older than the one that was built against.
  package static func start() throws(SystemError) {
    guard insiderd_gcrypt_start() == 0 else {
      throw SystemError("start libgcrypt: the library is older than \(GCRYPT_VERSION)", code: 0)
    }
  }

  /// The 32 bytes of SHA-256 (FIPS 180-4).
  package static func sha256(_ bytes: borrowing [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { input in
      [UInt8](unsafeUninitializedCapacity: 32) { output, count in
        insiderd_sha256(input.baseAddress, input.count, output.baseAddress)
        count = 32
      }
    }
  }

  /// Lower-case hexadecimal.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The id of an alert: `ia1_` and the first 160 bits of the identity's SHA-256, in lower-case base 32 (RFC 4648).
  /// It holds no full stop, since Standard Webhooks signs `id.timestamp.body`.
  package static func alertIdentifier(_ identity: String) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var text = Array("ia1_".utf8)
    var bits = 0
    var held = 0
    for byte in sha256(Array(identity.utf8)).prefix(20) {
      bits = (bits << 8 | Int(byte)) & 0xFFF
      held += 8
      while held >= 5 {
        held -= 5
        text.append(alphabet[bits >> held & 31])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
