import Rules

/// Which webhooks get a revision, in which bytes; and which do not, and why.
struct WebhookDrafts {
  private let webhooks: [Webhook]

  init(_ webhooks: [Webhook]) {
    self.webhooks = webhooks
  }

  /// One draft for each destination that the rule notifies. A draft that is not to be sent is withheld with its
  /// reason: nothing is dropped without a record.
  func drafts(for record: AlertRecord, revision: Int, state: AlertState, now: Int64) -> [DeliveryDraft] {
    record.alert.destinations.compactMap { name in
      guard let webhook = webhooks.first(where: { $0.name == name }) else { return nil }
      let body = Formats.body(webhook.format, of: record, revision: revision, state: state, now: now)
      let draft = DeliveryDraft(destination: name, body: body, attempts: Attempts(now: now))
      return reasonToWithhold(record.alert, from: webhook).map(draft.withheld) ?? draft
    }
  }

  private func reasonToWithhold(_ alert: Alert, from webhook: Webhook) -> String? {
    if alert.severity < webhook.from {
      return "severity \(alert.severity.rawValue) is below the destination's \(webhook.from.rawValue)"
    }
    if alert.certainty == .possible, !webhook.sendsPossible { return "the destination takes no possible alerts" }
    return nil
  }
}

extension DeliveryDraft {
  func withheld(_ reason: String) -> DeliveryDraft {
    var draft = self
    draft.state = .withheld
    draft.reason = reason
    return draft
  }
}
