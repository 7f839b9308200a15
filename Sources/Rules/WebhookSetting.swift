/// What a `webhook` block can say, in its canonical order.
enum WebhookSetting: String, CaseIterable {
  case url
  case secret
  case format
  case routingKey = "routing_key"
  case topic
  case from
  case possible
  case timeout
  case order
  case allow
  case ca
  case header

  /// As it is written.
  var usage: String {
    switch self {
    case .url: "url \"https://…\" or url credential \"name\""
    case .secret: "secret credential \"name\""
    case .format: "format standard"
    case .routingKey: "routing_key credential \"name\""
    case .topic: "topic \"filings\" or topic credential \"name\""
    case .from: "from notice"
    case .possible: "possible yes or possible no"
    case .timeout: "timeout 15"
    case .order: "order strict or order none"
    case .allow: "allow \"10.0.0.0/8\""
    case .ca: "ca \"/etc/ssl/desk.pem\""
    case .header: "header \"X-Team\" \"desk\""
    }
  }

  /// May stand more than once in one block.
  var isRepeatable: Bool { self == .secret || self == .allow || self == .header }

  /// The only format that knows the setting, and needs it; `nil` for what concerns every webhook.
  var format: String? {
    switch self {
    case .routingKey: "pagerduty"
    case .topic: "ntfy"
    default: nil
    }
  }
}
