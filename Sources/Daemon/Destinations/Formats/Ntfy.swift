package import Rules
package import Wire

/// A message for ntfy, published as JSON to the server's root. `topic`, which is as good as a password on a public
/// server, is the relay's to put in. ntfy shows plain text unless `markdown` says otherwise.
package enum Ntfy: Format {
  package static let name = "ntfy"

  /// Bytes: ntfy turns a longer message into an attachment. Counted as JSON, because the whole body may have twice as
  /// many.
  private static let message = 4_096
  private static let title = 250

  /// What the relay puts in, where the webhook has it.
  package static func insertions(_ webhook: Webhook) -> [RelayRequest.Member] {
    webhook.topic.map { [RelayRequest.Member(name: "topic", value: .init($0))] } ?? []
  }

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let lines = [notice.message, ""] + notice.facts.map { "\($0.label): \($0.value)" } + [notice.identifier]
    return JSON.object([
      ("title", .string(notice.headline.fitted(to: title, in: .quotedBytes))),
      ("message", .string(lines.joined(separator: "\n").fitted(to: message, in: .quotedBytes))),
      ("priority", .integer(notice.isClosed ? 2 : priority(of: notice.severity))),
      ("tags", .array(tags(of: notice).map(JSON.string))),
    ]).text
  }

  /// 1 is the least and 5 the most urgent.
  private static func priority(of severity: Severity) -> Int {
    switch severity {
    case .info: 2
    case .notice: 3
    case .warning: 4
    case .critical: 5
    }
  }

  private static func tags(of notice: Notice) -> [String] {
    let event = notice.type.split(separator: ".").last.map(String.init)
    return ["insiderd", notice.severity.rawValue] + [event].compactMap(\.self)
  }
}
