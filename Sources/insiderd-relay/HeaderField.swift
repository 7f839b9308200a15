/// What a header that a webhook adds may be (RFC 9110, section 5).
enum HeaderField {
  /// A token.
  static func isName(_ text: String) -> Bool {
    (1...256).contains(text.utf8.count) && text.utf8.allSatisfy(isTokenByte)
  }

  /// Visible characters, blanks and tabs, and whatever is beyond ASCII: nothing that could begin another header.
  static func isValue(_ text: String) -> Bool {
    text.utf8.count <= RelayLimits.credentialBytes
      && text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
  }

  /// Headers that the relay or its HTTP client writes: another value would break the framing or the signature.
  static func isOurs(_ name: String) -> Bool {
    name.hasPrefix("webhook-")
      || [
        "host", "connection", "content-length", "content-type", "expect", "keep-alive", "te", "trailer",
        "transfer-encoding", "upgrade",
      ].contains(name)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
