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
      let notice = Notice(
        event: .alert(state), moment: now, alert: record.json(revision: revision, state: state))
      let body = Array((Formats.named(webhook.format) ?? Standard.self).body(of: notice).utf8)
      let draft = DeliveryDraft(destination: name, body: body, attempts: Attempts(now: now))
      return webhook.objection(to: record.alert.severity, record.alert.certainty).map(draft.withheld) ?? draft
    }
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
