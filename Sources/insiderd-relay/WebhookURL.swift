/// The address of a receiver, taken apart so strictly that no two readers of it can disagree about its host.
struct WebhookURL: Hashable, Sendable {
  /// Whether it is `https`.
  let isSecure: Bool
  /// In lower case, without brackets and without a trailing dot.
  let host: String
  let port: Int?
  /// Path and query, at least `/`. It may be a secret (Slack's is): it stands in no message.
  let target: String

  /// The host as an address, when it is not a name.
  var address: Address? { Address(host) }

  /// Host and port as the `Host` header has them.
  var authority: String {
    (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }

  /// The URL again, from its parts.
  var text: String { (isSecure ? "https://" : "http://") + authority + target }

  /// RFC 3986, without user information, and with a host that is a name (RFC 1123, underscores allowed), four
  /// decimal numbers, or an IPv6 address in brackets. A fragment is cut: it is never sent.
  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= RelayLimits.urlBytes else { throw Problem("is longer than a URL may be") }
    guard text.utf8.allSatisfy(WebhookURL.isPermitted) else {
      throw Problem("has a character that must be percent-encoded")
    }
    guard let (isSecure, rest) = WebhookURL.scheme(of: text) else {
      throw Problem("does not begin with `https://`")
    }
    // Everything is ASCII here, and bytes are found many times as fast as characters.
    let authority = Substring(rest.utf8.prefix { !"/?#".utf8.contains($0) })
    let target = Substring(rest.utf8[authority.endIndex...].prefix { $0 != UInt8(ascii: "#") })
    guard !authority.utf8.contains(UInt8(ascii: "@")) else {
      throw Problem("has a user name or password in it; use a header with a credential")
    }
    (host, port) = try WebhookURL.hostAndPort(authority)
    self.isSecure = isSecure
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }

  /// Why a text is no such URL, as the end of a sentence that begins with `the URL`.
  struct Problem: Error, Hashable {
    let clause: String

    init(_ clause: String) {
      self.clause = clause
    }
  }

  /// What RFC 3986 allows to stand in a URL.
  private static func isPermitted(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
  }

  private static func scheme(of text: String) -> (isSecure: Bool, rest: Substring)? {
    for (scheme, isSecure) in [("https://", true), ("http://", false)]
    where Substring(text.utf8.prefix(scheme.utf8.count)).lowercased() == scheme {
      return (isSecure, Substring(text.utf8.dropFirst(scheme.utf8.count)))
    }
    return nil
  }

  private static func hostAndPort(_ authority: Substring) throws(Problem) -> (String, Int?) {
    if authority.hasPrefix("[") {
      let parts = authority.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let address = Address(String(parts[0])), parts[0].contains(":") else {
        throw Problem("has brackets without an IPv6 address in them")
      }
      return (address.description, try port(parts[1]))
    }
    let name = Substring(authority.utf8.prefix { $0 != UInt8(ascii: ":") })
    return (try host(name.lowercased()), try port(authority[name.endIndex...]))
  }

  private static func port(_ text: Substring) throws(Problem) -> Int? {
    if text.isEmpty { return nil }
    let digits = text.dropFirst()
    let isNumber = text.hasPrefix(":") && (1...5).contains(digits.count) && digits.utf8.allSatisfy(isDigit)
    guard isNumber, let port = Int(digits), (1...65_535).contains(port) else {
      throw Problem("has no number from 1 to 65535 as its port")
    }
    return port
  }

  /// A last label that is a number makes the whole an IPv4 address for some readers (`2130706433`, `0x7f.1`,
  /// `0177.0.0.1`), so that only the canonical form of one is let through.
  private static func host(_ name: String) throws(Problem) -> String {
    let name = name.hasSuffix(".") ? String(name.dropLast()) : name
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard name.utf8.count <= 253, labels.allSatisfy(isLabel), let last = labels.last else {
      throw Problem("has no host, or one that is no name")
    }
    let isNumeric = last.utf8.allSatisfy(isDigit) || last.hasPrefix("0x")
    guard !isNumeric || Address(name) != nil else {
      throw Problem("has an IPv4 address that is not written as four decimal numbers")
    }
    return name
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count)
      && label.utf8.allSatisfy {
        isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || "-_".utf8.contains($0)
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
