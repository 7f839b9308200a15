/// Deliveries that came to an end and are to be sent once more: the same id, the same bytes.
extension Ledger {
  /// Alerts that the beginning of an id may stand for at most; more are too many to be meant.
  private static let ambiguous = 2

  /// Puts deliveries back into their queues and wakes their destinations. What was withheld on purpose stays withheld,
  /// except where the destination had been retired; so does what goes to a terminal, which is gone, and what goes to a
  /// destination that is not among those of the rules in force. With `nil` for these, nobody knows the rules.
  package func redeliver(_ order: Redelivery, among named: [String]? = nil, now: Int64) throws(LedgerError)
    -> Redelivered
  {
    var result = Redelivered()
    var skipped: [String: Int] = [:]
    try inTransaction { () throws(LedgerError) in
      for delivery in try chosen(order, &result.unknown) {
        if let objection = delivery.objection(among: named) {
          skipped[objection, default: 0] += 1
        } else {
          try queueAgain(delivery, now: now)
          result.count(delivery.destination)
        }
      }
      for queue in result.queued where try wake(queue.destination) { result.woken.append(queue.destination) }
    }
    result.skipped = skipped.sorted { $0.key < $1.key }.map {
      Redelivered.Skipped(count: $0.value, reason: $0.key)
    }
    return result
  }

  /// The destination is tried again at once, whatever it answered before; whether that is a change.
  package func wake(_ destination: String) throws(LedgerError) -> Bool {
    var health = try health(of: destination)
    guard health.status != .working else { return false }
    health.resume()
    try keep(health, of: destination)
    try keep(nil, of: destination)
    return true
  }

  private func queueAgain(_ delivery: Choice, now: Int64) throws(LedgerError) {
    try database.value(
      """
      UPDATE delivery SET state = 'pending', reason = NULL, settled = NULL, attempts = 0, due = ?, interval = 0
      WHERE id = ?
      """, .integer(now), .integer(delivery.number))
  }

  // MARK: - Choosing

  /// A delivery that somebody means.
  private struct Choice {
    let number: Int64
    let destination: String
    let state: DeliveryState
    let kind: DeliveryKind
    let reason: String?

    /// Why it is not sent once more; `nil` when it is.
    func objection(among named: [String]?) -> String? {
      if kind == .alert, let named, !named.contains(destination) {
        return "no rule file names `\(destination)` any more"
      }
      return switch state {
      case .pending: "already in the queue"
      case _ where kind == .test: "a test"
      case _ where destination == DestinationName.terminal: "for a terminal"
      case .withheld where reason?.contains(Ledger.retirement) != true: reason ?? "withheld"
      case .delivered, .unconfirmed, .dead, .withheld: nil
      }
    }
  }

  /// What stands in the reason of a delivery that is withheld since its destination is retired.
  static let retirement = "retired"

  private func chosen(_ order: Redelivery, _ unknown: inout [String]) throws(LedgerError) -> [Choice] {
    if let destination = order.destination, try !hasDeliveries(to: destination) {
      unknown.append(destination)
    }
    guard !order.names.isEmpty else { return try choices(order, alert: nil, number: nil) }
    var chosen: [Choice] = []
    var numbers: Set<Int64> = []
    for name in order.names {
      let number = Int64(name)
      let alert = try number == nil ? identifier(beginning: name) : nil
      let found = number == nil && alert == nil ? [] : try choices(order, alert: alert, number: number)
      if found.isEmpty { unknown.append(name) }
      chosen += found.filter { numbers.insert($0.number).inserted }
    }
    return chosen
  }

  private func hasDeliveries(to destination: String) throws(LedgerError) -> Bool {
    try database.value(
      "SELECT 1 FROM delivery WHERE destination = ? LIMIT 1", .text(destination)
    ).integer != nil
  }

  private func choices(_ order: Redelivery, alert: String?, number: Int64?) throws(LedgerError) -> [Choice] {
    var choices: [Choice] = []
    // What was withheld on purpose is mentioned where it is named, and not met where everything is asked for.
    try database.each(
      """
      SELECT id, destination, state, kind, reason FROM delivery
      WHERE (?1 IS NULL OR alert = ?1) AND id = coalesce(?2, id) AND (?3 IS NULL OR destination = ?3)
        AND queued >= ?4
        AND (NOT ?5 OR state = 'dead' OR state = 'withheld' AND instr(reason, 'retired'))
        AND (?6 OR kind = 'alert' AND destination <> 'terminal' AND state <> 'pending'
          AND (state <> 'withheld' OR instr(reason, 'retired')))
      ORDER BY id
      """,
      [
        .optional(alert), .optional(number), .optional(order.destination),
        .integer(order.since ?? .min),
        .integer(order.onlyFailed ? 1 : 0), .integer(order.names.isEmpty ? 0 : 1),
      ]
    ) { row in
      choices.append(
        Choice(
          number: row.integer(0), destination: row.text(1),
          state: DeliveryState(rawValue: row.text(2)) ?? .pending,
          kind: DeliveryKind(rawValue: row.text(3)) ?? .alert, reason: row.isNull(4) ? nil : row.text(4)))
    }
    return choices
  }

  /// The id of what was to be sent, an alert or an incident, that begins so; `nil` when none does, or several do.
  private func identifier(beginning: String) throws(LedgerError) -> String? {
    guard !beginning.isEmpty else { return nil }
    var found: [String] = []
    try database.each(
      "SELECT DISTINCT alert FROM delivery WHERE alert >= ?1 AND alert < ?1 || char(127) ORDER BY alert LIMIT ?2",
      [.text(beginning), .integer(Int64(Ledger.ambiguous))]
    ) { found.append($0.text(0)) }
    return found.count == 1 || found.first == beginning ? found.first : nil
  }

  /// The ids that begin so, in order.
  package func alertIdentifiers(beginning: String, limit: Int) throws(LedgerError) -> [String] {
    guard !beginning.isEmpty else { return [] }
    var found: [String] = []
    try database.each(
      "SELECT id FROM alert WHERE id >= ?1 AND id < ?1 || char(127) ORDER BY id LIMIT ?2",
      [.text(beginning), .integer(Int64(limit))]
    ) { found.append($0.text(0)) }
    return found
  }
}

extension Redelivered {
  fileprivate mutating func count(_ destination: String) {
    if let index = queued.firstIndex(where: { $0.destination == destination }) {
      queued[index].count += 1
    } else {
      queued.append(LedgerCounts.Queue(destination: destination, count: 1))
    }
  }
}
