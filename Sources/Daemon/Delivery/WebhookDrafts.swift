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

  /// One draft for each destination that there is, whatever alerts it takes: the operator reads one of them.
  func drafts(for incident: Incident, revision: Int, state: AlertState, now: Int64) -> [DeliveryDraft] {
    let alert = incident.json(revision: revision, state: state)
    let notice = Notice(event: .alert(state), moment: now, alert: alert)
    return webhooks.map { webhook in
      let body = Array((Formats.named(webhook.format) ?? Standard.self).body(of: notice).utf8)
      return DeliveryDraft(destination: webhook.name, body: body, attempts: Attempts(now: now))
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
