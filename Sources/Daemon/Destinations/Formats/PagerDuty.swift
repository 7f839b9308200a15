package import Rules
package import Wire

/// An event of PagerDuty's Events API v2. The alert's id is the `dedup_key`, so that a revision updates the incident,
/// and one that is withdrawn or dismissed resolves it. `routing_key` is the relay's to put in.
package enum PagerDuty: Format {
  package static let name = "pagerduty"
  /// PagerDuty's documentation: 512 KB for an event.
  package static let limit: Int? = 512 << 10

  /// Characters of a summary.
  private static let summary = 1_024
  /// Bytes of the details, which leave room for the rest of the event.
  private static let details = 500 << 10

  /// What the relay puts in, where the webhook has it.
  package static func insertions(_ webhook: Webhook) -> [RelayRequest.Member] {
    webhook.routingKey.map { [RelayRequest.Member(name: "routing_key", value: .init($0))] } ?? []
  }

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let action = notice.isClosed ? "resolve" : "trigger"
    let common: [(String, JSON)] = [
      ("event_action", .string(action)), ("dedup_key", .string(notice.identifier)),
      ("client", .string("insiderd")),
    ]
    return JSON.object(common + [("payload", payload(of: notice))]).text
  }

  private static func payload(of notice: Notice) -> JSON {
    let summary = "\(notice.headline): \(notice.message)".fitted(to: summary, in: .units)
    return .object([
      ("summary", .string(summary)), ("source", .string("insiderd")),
      ("severity", .string(severity(of: notice))), ("timestamp", .string(Timestamp.text(notice.moment))),
      ("class", .string(notice.rule)),
      ("custom_details", notice.alert.abridged(to: details, leavingOut: ["rows", "unreadable", "owners"])),
    ])
  }

  /// PagerDuty knows `critical`, `error`, `warning` and `info`.
  private static func severity(of notice: Notice) -> String {
    switch notice.severity {
    case .info, .notice: "info"
    case .warning: "warning"
    case .critical: "critical"
    }
  }
}
