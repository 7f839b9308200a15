import Rules

/// Which webhooks get a revision, in which bytes; and which do not, and why.
struct WebhookDrafts {
  private let webhooks: [Webhook]

  init(_ webhooks: [Webhook]) {
    self.webhooks = webhooks
  }

  /// One draft for each destination that the rule notifies, or that heard of the alert before. A draft that is not to be
  /// sent is withheld with its reason: nothing is dropped without a record.
  func drafts(for record: AlertRecord, revision: Int, state: AlertState, to audience: Audience, now: Int64)
    -> [DeliveryDraft]
  {
    let others = audience.heard.subtracting(record.alert.destinations + DestinationName.own).sorted()
    return (record.alert.destinations + others).map { name in
      let webhook = webhooks.first { $0.name == name }
      let notice = Notice(
        event: .alert(state), moment: now, alert: record.json(revision: revision, state: state))
      let format = webhook.flatMap { Formats.named($0.format) } ?? Standard.self
      let draft = DeliveryDraft(
        destination: name, body: Array(format.body(of: notice).utf8), attempts: Attempts(now: now))
      guard let webhook else { return draft.withheld("the rules name no `\(name)` any more") }
      let objection = webhook.objection(to: record.alert.severity, record.alert.certainty)
      return audience.reason(against: name, objection).map(draft.withheld) ?? draft
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
