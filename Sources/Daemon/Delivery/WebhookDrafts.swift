package import Rules

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
    let notice = record.notice(revision: revision, state: state, moment: now)
    return (record.alert.destinations + others).map { name in
      guard let webhook = webhooks.first(where: { $0.name == name }) else {
        let body = Array(Standard.body(of: notice, for: name).utf8)
        return DeliveryDraft(destination: name, body: body, attempts: Attempts(now: now))
          .withheld("the rules name no `\(name)` any more")
      }
      let draft = DeliveryDraft(of: notice, to: webhook, now: now)
      let objection = webhook.objection(to: record.alert.severity, record.alert.certainty)
      return audience.reason(against: name, objection).map(draft.withheld) ?? draft
    }
  }

  /// One draft for each destination that there is, whatever alerts it takes: the operator reads one of them.
  func drafts(for incident: Incident, revision: Int, state: AlertState, now: Int64) -> [DeliveryDraft] {
    let notice = incident.notice(revision: revision, state: state, moment: now)
    return webhooks.map { DeliveryDraft(of: notice, to: $0, now: now) }
  }
}

extension DeliveryDraft {
  /// What is due at once to a webhook, in the bytes of its format.
  package init(of notice: Notice, to webhook: Webhook, now: Int64) {
    let body = Array(Formats.of(webhook).body(of: notice, for: webhook.name).utf8)
    self.init(destination: webhook.name, body: body, attempts: Attempts(now: now))
    format = Formats.of(webhook).name
  }

  func withheld(_ reason: String) -> DeliveryDraft {
    var draft = self
    draft.state = .withheld
    draft.reason = reason
    return draft
  }
}
