import Filings

/// Forgetting: filings, alerts, deliveries and rejections that nothing needs any more, a slice at a time.
extension Ledger {
  /// Which alerts are old: raised before a moment, not said anew since, and owed to nobody.
  struct Slice {
    /// Rows that were looked at; none means that the table is done.
    var seen = 0
    var removed = 0
    var deliveries = 0
    /// Where the next slice begins.
    var moment: Int64 = .min
    var identifier = ""
    var number: Int64 = 0
  }

  /// Bytes that pruned pages would give back to the disk.
  func freeBytes() throws(LedgerError) -> Int64 {
    let pages = try database.value("PRAGMA freelist_count").integer ?? 0
    return pages * (try database.value("PRAGMA page_size").integer ?? 0)
  }

  /// Whether pages can be given back bit by bit: ledgers that are older than this way cannot.
  func shrinksInSlices() throws(LedgerError) -> Bool {
    try database.value("PRAGMA auto_vacuum") == .integer(2)
  }

  /// Gives some pages back. They leave the file with the next checkpoint.
  func shrink() throws(LedgerError) {
    try database.value("PRAGMA incremental_vacuum(256)")
  }

  /// Writes the whole ledger anew, without gaps, and has it shrink in slices from then on. It takes as long as copying
  /// the ledger, and as much room beside it.
  package func rewrite() throws(LedgerError) {
    try database.execute("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
    try database.value("PRAGMA wal_checkpoint(TRUNCATE)")
    database.logPages = 0
  }

  // MARK: - Alerts

  /// The next alerts behind a place that may go; they are removed unless it is only asked for how many.
  func pruneAlerts(
    before moment: Int64, behind last: Slice, limit: Int, isDryRun: Bool
  ) throws(LedgerError) -> Slice {
    var slice = last
    (slice.seen, slice.removed, slice.deliveries) = (0, 0, 0)
    var old: [String] = []
    try database.each(
      """
      SELECT id, raised,
        EXISTS (SELECT 1 FROM revision WHERE revision.alert = alert.id AND recorded >= ?1)
          OR EXISTS (SELECT 1 FROM delivery WHERE delivery.alert = alert.id AND state = 'pending')
          OR EXISTS (SELECT 1 FROM alias WHERE alias.alert = alert.id)
      FROM alert WHERE raised < ?1 AND (raised, id) > (?2, ?3) ORDER BY raised, id LIMIT ?4
      """, [.integer(moment), .integer(last.moment), .text(last.identifier), .integer(Int64(limit))]
    ) { row in
      slice.seen += 1
      (slice.identifier, slice.moment) = (row.text(0), row.integer(1))
      if row.integer(2) == 0 { old.append(row.text(0)) }
    }
    slice.removed = old.count
    for identifier in old {
      let count = try database.value("SELECT count(*) FROM delivery WHERE alert = ?", .text(identifier))
      slice.deliveries += Int(count.integer ?? 0)
      if !isDryRun { try removeAlert(identifier) }
    }
    return slice
  }

  /// Its id stays behind, with what a second look has to be compared with.
  private func removeAlert(_ identifier: String) throws(LedgerError) {
    try database.value(
      """
      INSERT OR REPLACE INTO pruned_alert (id, revision, evidence, certainty, state)
      SELECT id, revision, evidence, certainty, state FROM alert WHERE id = ?
      """, .text(identifier))
    try database.value("DELETE FROM delivery WHERE alert = ?", .text(identifier))
    try database.value("DELETE FROM revision WHERE alert = ?", .text(identifier))
    try database.value("DELETE FROM resolution WHERE alert = ?", .text(identifier))
    try database.value("DELETE FROM alert WHERE id = ?", .text(identifier))
  }

  /// An alert that was pruned, as it was then.
  func prunedAlert(_ identifier: String) throws(LedgerError) -> HeldAlert? {
    var held: HeldAlert?
    try database.each(
      "SELECT revision, evidence, certainty, state, NULL FROM pruned_alert WHERE id = ?", [.text(identifier)]
    ) { held = HeldAlert($0) }
    return held
  }

  // MARK: - Filings

  /// The next filings behind a place that may go: filed before a day, of a period that no rule looks back to, and with no
  /// alert that stays. The newest row stays in any case, so that its number is not given away again.
  func pruneFilings(
    before moment: Int64, reach: Day, behind last: Slice, limit: Int, isDryRun: Bool
  ) throws(LedgerError) -> Slice {
    var slice = last
    (slice.seen, slice.removed) = (0, 0)
    var old: [Int64] = []
    try database.each(
      """
      SELECT id,
        coalesce(filed, period, recorded / 86400) < ?2 / 86400
          AND coalesce(period, filed, recorded / 86400) < ?3 AND id < (SELECT max(id) FROM filing)
          AND NOT EXISTS (
            SELECT 1 FROM alert WHERE alert.filing = filing.id AND (raised >= ?2
              OR EXISTS (SELECT 1 FROM alias WHERE alias.alert = alert.id)
              OR EXISTS (SELECT 1 FROM revision WHERE revision.alert = alert.id AND revision.recorded >= ?2)
              OR EXISTS (SELECT 1 FROM delivery WHERE delivery.alert = alert.id AND state = 'pending')))
      FROM filing WHERE id > ?1 ORDER BY id LIMIT ?4
      """,
      [.integer(last.number), .integer(moment), .integer(Int64(reach.number)), .integer(Int64(limit))]
    ) { row in
      slice.seen += 1
      slice.number = row.integer(0)
      if row.integer(1) != 0 { old.append(row.integer(0)) }
    }
    slice.removed = old.count
    if !isDryRun { for number in old { try removeFiling(number) } }
    return slice
  }

  /// By what it is known again stays behind; so does that of the page as which it was known first.
  private func removeFiling(_ number: Int64) throws(LedgerError) {
    let held = SQLiteValue.integer(number)
    var page: [UInt8]?
    try database.each("SELECT first_facts FROM filing WHERE id = ? AND first_facts IS NOT NULL", [held]) {
      page = $0.blob(0)
    }
    // What was imported and never judged is judged when it lands some day.
    try database.value(
      """
      INSERT OR IGNORE INTO pruned_filing (digest, accession)
      SELECT digest, coalesce(accession, '') FROM filing WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM history WHERE history.filing = ?1)
      """, held)
    if let page {
      try database.value(
        "INSERT OR IGNORE INTO pruned_filing (digest, accession) VALUES (?, '')",
        .blob(FilingIdentity(facts: page, accession: nil).digest))
    }
    try database.value("DELETE FROM history WHERE filing = ?", held)
    try forgetMentions(of: number)
    try database.value("DELETE FROM resolution WHERE filing = ?", held)
    try database.value("DELETE FROM filing WHERE id = ?", held)
  }

  /// Whether the filing was known once: the same facts under the same number, or where one of them had none.
  func isPruned(_ identity: FilingIdentity) throws(LedgerError) -> Bool {
    try database.value(
      "SELECT 1 FROM pruned_filing WHERE digest = ?1 AND (?2 IS NULL OR accession IN ('', ?2)) LIMIT 1",
      .blob(identity.digest), .optional(identity.accession?.description)) != .null
  }

  /// Nobody can vouch any more for filings of before a day.
  func forgetReach(before day: Day) throws(LedgerError) {
    try database.value("UPDATE reach SET since = ?1 WHERE since < ?1", .integer(Int64(day.number)))
  }

  // MARK: - The rest

  /// The next rejections from the oldest on.
  func pruneRejections(
    before moment: Int64, behind last: Slice, limit: Int, isDryRun: Bool
  ) throws(LedgerError) -> Slice {
    var slice = last
    (slice.seen, slice.removed) = (0, 0)
    var old: [Int64] = []
    try database.each(
      "SELECT id, recorded FROM rejection WHERE id > ? ORDER BY id LIMIT ?",
      [.integer(last.number), .integer(Int64(limit))]
    ) { row in
      slice.seen += 1
      slice.number = row.integer(0)
      if row.integer(1) < moment { old.append(row.integer(0)) }
    }
    slice.removed = old.count
    if !isDryRun {
      for number in old { try database.value("DELETE FROM rejection WHERE id = ?", .integer(number)) }
    }
    return slice
  }

  /// Tests of destinations, and what was sent of incidents: how many deliveries went.
  func pruneOthers(before moment: Int64, isDryRun: Bool) throws(LedgerError) -> Int {
    try pruneTests(before: moment, isDryRun: isDryRun) + pruneIncidents(before: moment, isDryRun: isDryRun)
  }

  /// An incident itself stays: it is one row, and when it comes again its revisions go on.
  private func pruneIncidents(before moment: Int64, isDryRun: Bool) throws(LedgerError) -> Int {
    let count = try database.value(
      """
      SELECT count(*) FROM delivery JOIN incident ON incident.id = delivery.alert
      WHERE delivery.state <> 'pending' AND queued < ?
      """, .integer(moment))
    if !isDryRun {
      try database.value(
        "DELETE FROM delivery WHERE alert IN (SELECT id FROM incident) AND state <> 'pending' AND queued < ?",
        .integer(moment))
    }
    return Int(count.integer ?? 0)
  }

  private func pruneTests(before moment: Int64, isDryRun: Bool) throws(LedgerError) -> Int {
    let count = try database.value(
      "SELECT count(*) FROM delivery WHERE kind = 'test' AND state <> 'pending' AND queued < ?",
      .integer(moment)
    )
    if !isDryRun {
      try database.value(
        "DELETE FROM delivery WHERE kind = 'test' AND state <> 'pending' AND queued < ?", .integer(moment))
    }
    return Int(count.integer ?? 0)
  }
}
