import FoundationEssentials

/// Strikes out of a receiver's answer what it repeats of our secrets: the path of the URL (Slack's is one), the values
/// that come from credentials, and the parts of both, however the receiver quotes them.
struct Redaction: Hashable, Sendable {
  private let url: WebhookURL
  private let values: [String]

  /// A shorter part of a path is a word such as `hooks` and no secret.
  private static let leastPart = 8
  /// Of a credential everything is secret; a shorter part would strike out half of every answer.
  private static let leastSecret = 4
  /// Words before a secret that say what it is (IANA, HTTP Authentication Schemes), and no secrets.
  private static let schemes: Set = ["basic", "bearer", "digest", "token", "apikey"]

  init(url: WebhookURL, values: [String]) {
    self.url = url
    self.values = values
  }

  func callAsFunction(_ text: String) -> String {
    // Most receivers say nothing.
    if text.isEmpty { return text }
    let secrets = secrets
    let redacted = secrets.reduce(text) { $0.replacing($1, with: "[redacted]") }
    return Redaction.withoutBeginning(of: secrets, redacted)
  }

  /// The longest first, so that a part is not struck out of the whole.
  private var secrets: [String] {
    let parts = Redaction.parts(of: url.target).filter { $0.utf8.count >= Redaction.leastPart }
    let all = [url.target].filter { $0 != "/" } + parts + values.flatMap(Redaction.everything)
    return Set(all).filter { !$0.isEmpty }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// The text was cut where the relay stopped to read, perhaps within a secret.
  private static func withoutBeginning(of secrets: [String], _ text: String) -> String {
    let longest = secrets.map { secret in
      (Redaction.leastPart..<max(Redaction.leastPart, secret.count)).reversed()
        .first { text.hasSuffix(secret.prefix($0)) } ?? 0
    }.max()
    return String(text.dropLast(longest ?? 0))
  }

  /// A credential's value, its parts, and what it is the base64 of: a receiver that complains of `Bearer x` or of a
  /// password names the secret alone.
  private static func everything(of value: String) -> [String] {
    let words = value.split(separator: " ").map(String.init)
    let decoded = words.compactMap { word in
      Data(base64Encoded: word).flatMap { String(validating: $0, as: UTF8.self) }
    }
    let pieces = (words + decoded).flatMap { [$0] + parts(of: $0) }
    return [value] + pieces.filter { $0.utf8.count >= leastSecret && !schemes.contains($0.lowercased()) }
  }

  /// The runs of characters that no way of quoting changes, be it a URL's, JSON's or HTML's: RFC 3986's unreserved. What
  /// is quoted in the text already may come back as it was.
  private static func parts(of text: String) -> [String] {
    text.split(separator: "%", omittingEmptySubsequences: false).enumerated().flatMap { index, piece in
      (index == 0 ? piece : piece.dropFirst(2)).split { !isUnreserved($0) }.map(String.init)
    }
  }

  private static func isUnreserved(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
  }
}
