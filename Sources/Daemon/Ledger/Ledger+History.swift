package import Filings

/// What imports bring: filings that are known and were not judged, and how far each import came.
extension Ledger {
  /// Keeps a filing as history. With `isJudged` it counts as judged, and raises nothing when it lands in the inbox.
  package func recordHistory(
    _ filing: Filing, facts: [UInt8], identity: FilingIdentity, file: FileName, isJudged: Bool, now: Int64
  ) throws(LedgerError) {
    let number = try record(filing, facts: facts, identity: identity, file: file, now: now)
    if !isJudged { try database.value("INSERT INTO history (filing) VALUES (?)", .integer(number)) }
  }

  /// Puts better facts in the place of those that an earlier import brought. Nothing was raised on them, so that they
  /// need not be kept.
  package func replaceHistory(
    _ number: Int64, with filing: Filing, facts: [UInt8], identity: FilingIdentity, file: FileName
  ) throws(LedgerError) {
    try replace(number, with: filing, facts: facts, identity: identity, file: file)
    try database.value("UPDATE filing SET first_facts = NULL WHERE id = ?", .integer(number))
  }

  /// Whether the filing came with an import and was never judged.
  package func isOnlyHistory(_ number: Int64) throws(LedgerError) -> Bool {
    try database.value("SELECT 1 FROM history WHERE filing = ?", .integer(number)) != .null
  }

  /// The filing is no longer history alone.
  package func markJudged(_ number: Int64) throws(LedgerError) {
    try database.value("DELETE FROM history WHERE filing = ?", .integer(number))
  }

  // MARK: - Imports

  /// How far the import of a file came; `nil` for a file that was not begun.
  package func importState(_ digest: [UInt8]) throws(LedgerError) -> ImportState? {
    var state: ImportState?
    try database.each(
      "SELECT position, finished, filings, row_count, problems FROM import WHERE digest = ?", [.blob(digest)]
    ) {
      state = ImportState(
        position: Int($0.integer(0)), isFinished: !$0.isNull(1), filings: Int($0.integer(2)),
        rows: Int($0.integer(3)), problems: Int($0.integer(4)))
    }
    return state
  }

  /// Keeps how far an import came, in the transaction of what it brought.
  package func keep(_ state: ImportState, of digest: [UInt8], file: FileName, now: Int64) throws(LedgerError)
  {
    try database.value(
      """
      INSERT OR REPLACE INTO import (digest, name, position, finished, filings, row_count, problems, first, last)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .blob(digest), .blob(file.bytes), .integer(Int64(state.position)),
      state.isFinished ? .integer(now) : .null,
      .integer(Int64(state.filings)), .integer(Int64(state.rows)), .integer(Int64(state.problems)),
      .optional(state.days.map { Int64($0.lowerBound.number) }),
      .optional(state.days.map { Int64($0.upperBound.number) }))
  }

  /// Keeps what could not be taken as it is.
  package func recordImportProblem(_ reason: String, file: FileName, of digest: [UInt8]) throws(LedgerError) {
    try database.value(
      "INSERT INTO import_problem (import, file, reason) VALUES (?, ?, ?)", .blob(digest), .blob(file.bytes),
      .text(reason))
  }

  /// Everything of all imports that could not be taken as it is, in the order in which it was met.
  package func eachImportProblem(_ body: (FileName, String) -> Void) throws(LedgerError) {
    try database.each("SELECT file, reason FROM import_problem ORDER BY id") {
      body(FileName($0.blob(0)), $0.text(1))
    }
  }

  // MARK: - Reach

  /// The stretches of filing days that imported data sets cover whole, those that adjoin put together, in order.
  package func importedDays() throws(LedgerError) -> [ClosedRange<Day>] {
    var stretches: [ClosedRange<Day>] = []
    try database.each(
      "SELECT first, last FROM import WHERE finished IS NOT NULL AND first IS NOT NULL ORDER BY first"
    ) { row in
      let first = Day(number: Int32(truncatingIfNeeded: row.integer(0)))
      let last = Day(number: Int32(truncatingIfNeeded: row.integer(1)))
      guard first <= last else { return }
      if let before = stretches.last, first <= before.upperBound.advanced(by: 1) {
        stretches[stretches.count - 1] = before.lowerBound...max(before.upperBound, last)
      } else {
        stretches.append(first...last)
      }
    }
    return stretches
  }

  /// The day since which every filing is here, by the operator's word; `nil` when nobody gave it. Data sets alone do not
  /// tell what was filed between the last of them and the first file of the inbox.
  package func vouchedSince() throws(LedgerError) -> Day? {
    try database.value("SELECT since FROM reach").integer.map { Day(number: Int32(truncatingIfNeeded: $0)) }
  }

  /// Keeps the operator's word that every filing since that day is here.
  package func vouch(since day: Day) throws(LedgerError) {
    try database.value("INSERT OR REPLACE INTO reach (id, since) VALUES (1, ?)", .integer(Int64(day.number)))
  }
}

/// How far the import of one file came.
package struct ImportState: Sendable, Hashable {
  /// Stops of the walk through the file that are in the ledger.
  package var position = 0
  package var isFinished = false
  /// Filings that were new.
  package var filings = 0
  package var rows = 0
  package var problems = 0
  /// The filing days that a data set covers.
  package var days: ClosedRange<Day>?

  package init(
    position: Int = 0, isFinished: Bool = false, filings: Int = 0, rows: Int = 0, problems: Int = 0
  ) {
    self.position = position
    self.isFinished = isFinished
    self.filings = filings
    self.rows = rows
    self.problems = problems
  }
}

extension Ledger {
  /// Every filing that is held, with what people read in it, in no order that means anything. The first error of the body ends the walk.
  package func eachFiling(_ body: (Filing) throws(FilingError) -> Void) throws {
    var failure: FilingError?
    try database.each(
      "SELECT container, accession, filed, accepted, coalesce(completed, facts) FROM filing"
    ) { row in
      guard failure == nil, let filing = Filing(row) else { return }
      do throws(FilingError) {
        try body(filing)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
