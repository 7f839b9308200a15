import Rules
import Wire

/// A destination that wants nothing more, and one whose settings somebody changed.
extension Outbox {
  /// How the reason of a delivery begins that is withheld because its destination is retired.
  static let retirement = "the destination is retired"

  /// Nothing is dropped without a record: the queue is withheld with its reason, and the other destinations hear of it.
  func retire(_ name: String, _ reason: String, now: Int64) throws(LedgerError) {
    try ledger.withholdPending(for: name, reason: "\(Outbox.retirement): \(reason)", now: now)
    let notice = Notice.daemon(
      "destination_retired", key: "\(name)\n\(now)", moment: now, severity: .warning,
      title: "The webhook \(name) is retired",
      message:
        "The webhook \(name) answered that it is gone (\(reason)). Nothing is sent to it any more, and what is "
        + "raised for it is withheld, until its settings change or somebody runs insiderd redeliver.")
    for webhook in webhooks where webhook.name != name {
      guard try ledger.health(of: webhook.name).status != .retired else { continue }
      try ledger.insert(
        DeliveryDraft(of: notice, to: webhook, now: now), alert: notice.identifier, revision: notice.revision,
        now: now)
    }
  }

  /// Settings that are others than before make a destination that fails, is paused or is retired as good as new.
  func reconsider(_ webhook: Webhook, now: Int64) throws(LedgerError) {
    let name = webhook.name
    let (held, settings) = (try ledger.settings(of: name), webhook.settingsDigest)
    guard held != settings else { return }
    var health = try ledger.health(of: name)
    let isMended = held != nil && health.status != .working
    if isMended { health.resume() }
    var count = 0
    try ledger.inTransaction { () throws(LedgerError) in
      try ledger.keep(health, of: name)
      try ledger.keep(settings: settings, of: name)
      if isMended { count = try ledger.queueAgain(withheldFor: Outbox.retirement, of: name, now: now) }
    }
    guard isMended else { return }
    let withheld = count > 0 ? "; \(count) deliveries that were withheld are in its queue again" : ""
    log.say(.notice, "webhook `\(name)` has other settings and is tried again\(withheld)")
  }
}

extension Webhook {
  /// Of everything that decides what a receiver answers; not of what decides which alerts it gets, and when.
  var settingsDigest: [UInt8] {
    let parts: [[JSON]] = [
      [url.json], secrets.map(\.json), [.string(format)], allowedNetworks.map(JSON.string),
      [.optional(authorityFile)], headers.flatMap { [.string($0.name), $0.value.json] },
      [routingKey?.json ?? .null, topic?.json ?? .null],
    ]
    return Array(Digest.sha256(Array(JSON.array(parts.map(JSON.array)).text.utf8)).prefix(16))
  }
}

extension Webhook.Sourced {
  fileprivate var json: JSON {
    switch self {
    case .text(let text): .array([.string(text)])
    case .credential(let name): .object([("credential", .string(name))])
    }
  }
}
