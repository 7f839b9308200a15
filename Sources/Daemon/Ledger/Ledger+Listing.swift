/// What there is, for people and programs to look at.
extension Ledger {
  /// Bytes of one answer: the reader holds it in memory, and so do we until it has taken it.
  private static let listedBytes = 16 << 20

  /// The latest revision of each alert, the oldest first, at most `limit` of the newest.
  package func alerts(matching filter: AlertFilter) throws(LedgerError) -> AlertListing {
    var entries: [(identifier: String, revision: Int64, entry: AlertEntry)] = []
    var bytes = 0
    var isCut = false
    // An alert of which no destination is to be told is shown to those alone who ask for all.
    try database.each(
      """
      SELECT revision.body, raised, alert.id, alert.revision FROM alert
      JOIN revision ON revision.alert = alert.id AND revision.number = alert.revision
      WHERE raised >= ?1 AND raised < ?2
        AND (?3 IS NULL OR rule = ?3) AND (?4 IS NULL OR ticker = ?4 COLLATE NOCASE)
        AND (?5 IS NULL OR state = ?5) AND (?6 IS NULL OR certainty = ?6)
        AND (?7 OR EXISTS (SELECT 1 FROM delivery WHERE delivery.alert = alert.id AND state <> 'withheld')
          OR NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.alert = alert.id))
      ORDER BY raised DESC, alert.id LIMIT ?8
      """,
      [
        .integer(filter.since ?? .min), .integer(filter.until ?? .max), .optional(filter.rule),
        .optional(filter.ticker),
        .optional(filter.state), .optional(filter.certainty), .integer(filter.all ? 1 : 0),
        .integer(Int64(filter.limit) + 1),
      ]
    ) { row in
      let entry = AlertEntry(body: row.text(0), raised: row.integer(1))
      bytes += entry.body.utf8.count
      isCut = isCut || entries.count == filter.limit || bytes > Ledger.listedBytes
      if !isCut { entries.append((row.text(2), row.integer(3), entry)) }
    }
    if filter.all {
      for index in entries.indices {
        entries[index].entry.withheld = try withheld(entries[index].identifier, entries[index].revision)
      }
    }
    return AlertListing(alerts: entries.reversed().map(\.entry), isCut: isCut)
  }

  private func withheld(_ alert: String, _ revision: Int64) throws(LedgerError) -> [AlertEntry.Withheld] {
    var withheld: [AlertEntry.Withheld] = []
    try database.each(
      """
      SELECT destination, reason FROM delivery WHERE alert = ? AND revision = ? AND state = 'withheld' ORDER BY id
      """, [.text(alert), .integer(revision)]
    ) { withheld.append(AlertEntry.Withheld(destination: $0.text(0), reason: $0.text(1))) }
    return withheld
  }

  /// Deliveries, the oldest first, at most `limit` of the newest.
  package func deliveries(matching filter: DeliveryFilter) throws(LedgerError) -> DeliveryListing {
    let numbers = try numbers(matching: filter)
    var entries: [DeliveryEntry] = []
    for number in numbers.prefix(filter.limit).reversed() {
      guard var entry = try delivery(number) else { continue }
      if filter.number != nil { entry.failures = try failures(of: number) }
      entries.append(entry)
    }
    return DeliveryListing(deliveries: entries, isCut: numbers.count > filter.limit)
  }

  /// The newest first, and one more than the limit where there is one. What fails and what waits is found by its index,
  /// however long the past is.
  private func numbers(matching filter: DeliveryFilter) throws(LedgerError) -> [Int64] {
    if let number = filter.number { return [number] }
    var numbers: [Int64] = []
    let since = SQLiteValue.integer(filter.since ?? .min)
    let limit = SQLiteValue.integer(Int64(filter.limit) + 1)
    let name = SQLiteValue.optional(filter.destination)
    switch filter.states {
    case [.dead]:
      try database.each(
        """
        SELECT id FROM delivery WHERE state = 'dead' AND queued >= ?1 AND (?2 IS NULL OR destination = ?2)
        ORDER BY id DESC LIMIT ?3
        """, [since, name, limit]
      ) { numbers.append($0.integer(0)) }
    case [.pending]:
      try database.each(
        """
        SELECT id FROM delivery WHERE state = 'pending' AND queued >= ?1 AND (?2 IS NULL OR destination = ?2)
        ORDER BY id DESC LIMIT ?3
        """, [since, name, limit]
      ) { numbers.append($0.integer(0)) }
    default:
      let states = filter.states.map(\.rawValue).joined(separator: " ")
      try database.each(
        """
        SELECT id FROM delivery WHERE queued >= ?1 AND (?2 IS NULL OR destination = ?2)
          AND (?4 = '' OR instr(?4, state)) ORDER BY id DESC LIMIT ?3
        """, [since, name, limit, .text(states)]
      ) { numbers.append($0.integer(0)) }
    }
    return numbers
  }

  /// A delivery by its number.
  package func delivery(_ number: Int64) throws(LedgerError) -> DeliveryEntry? {
    var entry: DeliveryEntry?
    try database.each(
      """
      SELECT id, kind, alert, revision, destination, state, reason, attempts, due, queued, settled, length(body)
      FROM delivery WHERE id = ?
      """, [.integer(number)]
    ) { entry = DeliveryEntry($0) }
    return entry
  }

  /// The attempts at a delivery that failed, the oldest first.
  func failures(of delivery: Int64) throws(LedgerError) -> [DeliveryEntry.Failure] {
    var failures: [DeliveryEntry.Failure] = []
    try database.each(
      "SELECT moment, reason FROM attempt WHERE delivery = ? ORDER BY id", [.integer(delivery)]
    ) { failures.append(DeliveryEntry.Failure(moment: $0.integer(0), reason: $0.text(1))) }
    return failures
  }

  /// How much there is of everything, and what waits for whom. Tests are nothing that anybody waits for.
  package func counts() throws(LedgerError) -> LedgerCounts {
    var counts = LedgerCounts()
    try database.each("SELECT count(*), coalesce(sum(row_count), 0) FROM filing") {
      counts.filings = Int($0.integer(0))
      counts.rows = Int($0.integer(1))
    }
    counts.alerts = Int(try database.value("SELECT count(*) FROM alert").integer ?? 0)
    counts.rejected = Int(try database.value("SELECT count(*) FROM rejection").integer ?? 0)
    for (name, queue) in try queueStates().sorted(by: { $0.key < $1.key }) {
      if queue.pending > 0 {
        counts.pending.append(LedgerCounts.Queue(destination: name, count: queue.pending))
      }
      if queue.dead > 0 { counts.dead.append(LedgerCounts.Queue(destination: name, count: queue.dead)) }
    }
    return counts
  }

  /// How many deliveries wait for each destination.
  func queues() throws(LedgerError) -> [LedgerCounts.Queue] {
    var queues: [LedgerCounts.Queue] = []
    try database.each(
      "SELECT destination, count(*) FROM delivery WHERE state = 'pending' GROUP BY destination"
    ) { queues.append(LedgerCounts.Queue(destination: $0.text(0), count: Int($0.integer(1)))) }
    return queues
  }
}

extension DeliveryEntry {
  /// A row of the listing's columns.
  init(_ row: borrowing SQLite.Row) {
    let state = DeliveryState(rawValue: row.text(5)) ?? .pending
    self.init(
      number: row.integer(0), kind: DeliveryKind(rawValue: row.text(1)) ?? .alert, alert: row.text(2),
      revision: Int(row.integer(3)), destination: row.text(4), state: state,
      reason: row.isNull(6) ? nil : row.text(6), attempts: Int(row.integer(7)),
      due: state == .pending ? row.integer(8) : nil, queued: row.isNull(9) ? nil : row.integer(9),
      settled: row.isNull(10) ? nil : row.integer(10), bytes: Int(row.integer(11)))
  }
}

/// What the ledger holds, in numbers.
package struct LedgerCounts: Codable, Sendable, Hashable {
  package var filings = 0
  package var rows = 0
  package var alerts = 0
  package var rejected = 0
  package var pending: [Queue] = []
  package var dead: [Queue] = []

  package init() {}

  /// How many deliveries one destination has.
  package struct Queue: Codable, Sendable, Hashable {
    package var destination: String
    package var count: Int

    package init(destination: String, count: Int) {
      self.destination = destination
      self.count = count
    }
  }
}
