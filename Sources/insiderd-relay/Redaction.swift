/// Strikes out of a receiver's answer what it repeats of our secrets: the path of the URL (Slack's is one), long
/// parts of it, and the values of headers that come from credentials.
struct Redaction: Hashable, Sendable {
  /// The longest first, so that a part is not struck out of the whole.
  private let secrets: [String]

  /// A shorter part of a path is a word such as `hooks` and no secret.
  private static let leastPart = 8

  init(url: WebhookURL, values: [String]) {
    let parts = url.target.split { "/?&=".contains($0) }.map(String.init)
    let all =
      values + parts.filter { $0.utf8.count >= Redaction.leastPart } + [url.target].filter { $0 != "/" }
    secrets = Set(all).filter { !$0.isEmpty }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  func callAsFunction(_ text: String) -> String {
    let redacted = secrets.reduce(text) { $0.replacing($1, with: "[redacted]") }
    return withoutBeginning(redacted)
  }

  /// The text was cut where the relay stopped to read, perhaps within a secret.
  private func withoutBeginning(_ text: String) -> String {
    let longest = secrets.map { secret in
      (Redaction.leastPart..<max(Redaction.leastPart, secret.count)).reversed()
        .first { text.hasSuffix(secret.prefix($0)) } ?? 0
    }.max()
    return String(text.dropLast(longest ?? 0))
  }
}
