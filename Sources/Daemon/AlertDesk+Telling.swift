import Filings
import Rules

/// Who is told what, in which words, and what the ledger keeps of it.
extension AlertDesk {
  /// One revision, and what the announcement of it came to.
  struct Notification {
    let record: AlertRecord
    let revision: Int
    let state: AlertState
    /// Where the alert was kept before, or is now.
    let filing: Int64?
    let audience: Audience
    let muted: String?
    let announcement: DeliveryDraft?
    /// The throttle's key that is used up by this.
    let throttle: String?
  }

  /// Announces what the ledger does not hold as it is.
  func announced(_ outcome: Outcome, in ledger: Ledger, now: Int64) throws(LedgerError) -> [Notification] {
    var notifications: [Notification] = []
    for holding in outcome.holding {
      let record = holding.record
      let held = try ledger.alert(record.identifier)
      let sight = AlertLife.Sight.holds(record.alert.certainty, isSame: held?.evidence == record.evidence)
      guard let state = AlertLife.state(after: held?.life, seeing: sight) else { continue }
      var muted = held?.muted
      var throttle: String?
      if held == nil, let clause = record.alert.throttle, !record.alert.isShadow {
        let used = notifications.last { $0.throttle == clause.key }?.record.identifier
        muted = try throttled(clause, used, in: ledger, now: now)
        if muted == nil { throttle = clause.key }
      }
      notifications.append(
        try notified(record, holding.filing, held, state, muted, throttle, in: ledger, now: now))
    }
    for closing in outcome.closing {
      let held = closing.standing.held
      guard let state = AlertLife.state(after: held.life, seeing: .isGone) else { continue }
      notifications.append(
        try notified(
          closing.record, closing.standing.filing, held, state, held.muted, nil, in: ledger, now: now))
    }
    return notifications
  }

  private func notified(
    _ record: AlertRecord, _ filing: Int64?, _ held: HeldAlert?, _ state: AlertState, _ muted: String?,
    _ throttle: String?, in ledger: Ledger, now: Int64
  ) throws(LedgerError) -> Notification {
    let heard = held == nil ? [] : try ledger.audience(of: record.identifier)
    let silence = record.alert.isShadow ? "the rule is in stage shadow" : muted
    let audience = Audience(heard: heard, silence: silence, state: state)
    let revision = (held?.revision ?? 0) + 1
    tally.alerts += 1
    let announcement = announcer.announce(
      record, revision: revision, state: state, unless: { audience.reason(against: $0) }, now: now)
    return Notification(
      record: record, revision: revision, state: state, filing: filing, audience: audience, muted: muted,
      announcement: announcement, throttle: throttle)
  }

  /// Why an alert under the key is kept back; `nil` when destinations are told of it. `used`: the alert by which it was
  /// used up a moment ago.
  private func throttled(_ throttle: Throttle, _ used: String?, in ledger: Ledger, now: Int64)
    throws(LedgerError)
    -> String?
  {
    var last = try ledger.lastSent(under: throttle.key)
    if let used { last = (now, used) }
    guard let last, last.moment <= now else { return nil }
    let until = throttle.every.end(from: Day(number: Int32(clamping: last.moment / 86_400)))
    let moment = Int64(until.number) * 86_400 + last.moment % 86_400
    guard now < moment else { return nil }
    return "throttled: alert \(last.alert) was told, and the next is told from \(Timestamp.text(moment)) on"
  }

  func keep(_ notification: Notification, arrived number: Int64, in ledger: Ledger, now: Int64)
    throws(LedgerError)
  {
    let record = notification.record
    let drafts = WebhookDrafts(rules.webhooks).drafts(
      for: record, revision: notification.revision, state: notification.state, to: notification.audience,
      now: now)
    try ledger.record(
      record, revision: notification.revision, state: notification.state,
      filing: notification.filing ?? number,
      deliveries: [notification.announcement].compactMap { $0 } + drafts, muted: notification.muted, now: now)
    if let key = notification.throttle {
      try ledger.keepSent(under: key, alert: record.identifier, now: now)
    }
  }
}
