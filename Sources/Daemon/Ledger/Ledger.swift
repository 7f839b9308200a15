/// The daemon's memory: one SQLite file, one connection, nobody else.
///
/// `locking_mode=EXCLUSIVE` is also what keeps a second daemon out, and with it Debian 12's SQLite cannot meet its
/// WAL-reset bug, which needs two connections. `synchronous=FULL` is what makes a commit survive a power cut: with
/// NORMAL all commits since the last checkpoint are lost. Each setting is asserted, since a setting that was not
/// taken is silent.
package final class Ledger {
  /// Pages of the log (of 4 KiB) at which it is written back although nobody is idle: 64 MB.
  private static let logPages = 16_384

  /// Memory for pages of the database, in KiB, used as far as there are pages: the inner pages of the indexes of ten million
  /// rows are some 10 MB, and with them a look-up reads one page and not each on the way to it.
  private static let cache = 32_768

  let database: SQLite
  /// Whether a page was recorded; `nil` until somebody asks.
  var hasPages: Bool?
  /// What was written since the start, for those who measure.
  package let meters = Meters()
  /// Digests of what rules find that are in the ledger for certain.
  var knownCriteria: Set<[UInt8]> = []
  /// Whether an alert stands for another; `nil` until somebody asks.
  var hasAliases: Bool?
  /// Filings that were recalled lately.
  var recalled = RecalledFilings()

  /// Opens the ledger in a state directory, and creates or migrates it.
  /// - Throws: `LedgerError`; `isBusy` when another process has it.
  package init(directory: String) throws(LedgerError) {
    let path = directory + "/ledger.db"
    let isNew = !Files.exists(path)
    database = try SQLite(path: path)
    // Before there is a log, which SQLite gives to whoever has the database.
    if isNew { Files.give(path, toOwnerOf: directory) }
    try configure()
    try migrate()
  }

  /// A ledger of which nothing is kept, for a trial: it lies in memory, and what does not fit there in a file that is removed
  /// before it is written to.
  init(temporary: Void) throws(LedgerError) {
    database = try SQLite(path: "")
    try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON")
    try migrate()
    try prepareForImport()
  }

  private func configure() throws(LedgerError) {
    // Heeded where there is no table yet: what is pruned can then be given back to the disk bit by bit.
    try database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    try require("PRAGMA locking_mode = EXCLUSIVE", answers: .text("exclusive"))
    try require("PRAGMA journal_mode = WAL", answers: .text("wal"))
    try database.execute(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0"
    )
    try require("PRAGMA synchronous", answers: .integer(2))
    try require("PRAGMA foreign_keys", answers: .integer(1))
    try database.execute("PRAGMA cache_size = -\(Ledger.cache)")
    database.countLogPages()
    // Takes the exclusive lock now, so that a second daemon is told at its start and not at its first filing.
    try database.execute("BEGIN EXCLUSIVE; COMMIT")
  }

  private func require(_ pragma: StaticString, answers expected: SQLiteValue) throws(LedgerError) {
    let answer = try database.value(pragma)
    guard answer == expected else {
      throw LedgerError(code: 1, message: "`\(pragma)` answered \(answer)", what: "configure")
    }
  }

  private func migrate() throws(LedgerError) {
    let version = Int(try database.value("PRAGMA user_version").integer ?? 0)
    guard version <= Schema.migrations.count else {
      throw LedgerError(code: 1, message: "written by a newer insiderd (schema \(version))", what: "open")
    }
    guard version < Schema.migrations.count else { return }
    try database.execute("BEGIN")
    for migration in Schema.migrations.dropFirst(version) { try database.execute(migration) }
    if version < Schema.mentionsVersion { try enterMentions() }
    try database.execute("PRAGMA user_version = \(Schema.migrations.count); COMMIT")
  }

  /// For an import or a trial, whose keys lie all over the indexes: their pages stay in memory, up to 256 MB, instead of being read
  /// and written anew for every few filings.
  package func prepareForImport() throws(LedgerError) {
    try database.execute("PRAGMA cache_size = -262144")
  }

  // MARK: - Transactions

  /// Everything between `beginIfNeeded` and `commitIfBegun` happens whole or not at all.
  package func beginIfNeeded() throws(LedgerError) {
    if !database.isInTransaction { try database.value("BEGIN IMMEDIATE") }
  }

  /// Returns when the disk has it. After an error nobody knows: the process must end and look again.
  package func commitIfBegun() throws(LedgerError) {
    guard database.isInTransaction else { return }
    try database.value("COMMIT")
    if database.logPages >= Ledger.logPages { try checkpoint() }
  }

  /// Runs the body in the transaction at hand, or in one of its own.
  package func inTransaction(_ body: () throws(LedgerError) -> Void) throws(LedgerError) {
    if database.isInTransaction { return try body() }
    try beginIfNeeded()
    try body()
    try commitIfBegun()
  }

  /// The same, for what removes rows together with all that refers to them: SQLite would read whole tables to make sure
  /// of it, row by row.
  func withoutForeignKeys(_ body: () throws(LedgerError) -> Void) throws(LedgerError) {
    try database.value("PRAGMA foreign_keys = OFF")
    try inTransaction(body)
    try require("PRAGMA foreign_keys", settingTo: "PRAGMA foreign_keys = ON", answers: .integer(1))
  }

  private func require(_ pragma: StaticString, settingTo setting: StaticString, answers expected: SQLiteValue)
    throws(LedgerError)
  {
    try database.value(setting)
    try require(pragma, answers: expected)
  }

  /// Writes the log back into the database; when idle, so that no filing waits for it.
  package func checkpoint() throws(LedgerError) {
    guard database.logPages > 0 else { return }
    try database.value("PRAGMA wal_checkpoint(TRUNCATE)")
    database.logPages = 0
  }
}
