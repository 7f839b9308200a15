package import Rules
package import Wire

extension RelayRequest {
  /// One attempt to deliver a stored body to a webhook. `delivery` is the ledger's number of it; `alert` and
  /// `revision` make the id of the message, which is the same on each attempt.
  package init(delivery: Int64, webhook: Webhook, alert: String, revision: Int, body: String) {
    self.init(
      delivery: delivery, destination: webhook.name, url: Value(webhook.url),
      identifier: RelayRequest.identifier(alert: alert, revision: revision), body: body)
    secrets = webhook.secrets.map(Value.init)
    contentType = Formats.of(webhook).contentType
    insertions = Formats.of(webhook).insertions(webhook)
    headers = webhook.headers.map { Header(name: $0.name, value: Value($0.value)) }
    timeout = webhook.timeout
    allowedNetworks = webhook.allowedNetworks
    authorityFile = webhook.authorityFile
  }

  /// `webhook-id` has no full stop in it, because the signature separates its parts with them.
  package static func identifier(alert: String, revision: Int) -> String {
    "\(alert)-\(revision)"
  }
}

extension RelayRequest.Value {
  init(_ value: Webhook.Sourced) {
    switch value {
    case .text(let text): self = .text(text)
    case .credential(let name): self = .credential(name)
    }
  }
}

extension Webhook {
  /// Why an alert is not sent to this webhook, by its own settings; `nil` when it is.
  package func objection(to severity: Severity, _ certainty: Certainty) -> String? {
    if severity < from { return "`\(name)` takes alerts from `\(from.rawValue)` up" }
    if certainty == .possible && !sendsPossible { return "`\(name)` takes no possible alerts" }
    return nil
  }
}
