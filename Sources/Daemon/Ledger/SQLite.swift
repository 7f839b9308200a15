import CSQLite

/// One connection to an SQLite database: the only file that speaks SQLite's C interface.
///
/// Not thread-safe, and need not be: the daemon's loop alone uses it.
final class SQLite {
  private var connection: OpaquePointer?
  private var statements: [UnsafePointer<UInt8>: Statement] = [:]
  /// Pages in the write-ahead log, once `countLogPages` was called.
  var logPages = 0

  /// Opens or creates the file.
  init(path: String) throws(LedgerError) {
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &connection, flags, nil)
    guard code == SQLITE_OK else { throw failure(code, "open \(path)") }
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(connection)
  }

  /// Runs statements that answer nothing, parted by semicolons.
  func execute(_ sql: String) throws(LedgerError) {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, sql) }
  }

  /// Runs one statement to its end and returns the first column of its first row, where it has one.
  @discardableResult
  func value(_ sql: StaticString, _ values: SQLiteValue...) throws(LedgerError) -> SQLiteValue {
    var first = SQLiteValue.null
    var isFirst = true
    try each(sql, values) { row in
      if isFirst { first = row.value(0) }
      isFirst = false
    }
    return first
  }

  /// Runs one statement and hands each row on.
  func each(_ sql: StaticString, _ values: [SQLiteValue] = [], _ body: (Row) -> Void) throws(LedgerError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    for (index, value) in values.enumerated() { statement.bind(value, at: Int32(index + 1)) }
    while true {
      switch statement.step() {
      case SQLITE_ROW: body(Row(statement: statement.pointer))
      case SQLITE_DONE: return
      case let code: throw failure(code, sql.description)
      }
    }
  }

  /// Has SQLite tell, after each commit, how long the log is. It takes the place of SQLite's own checkpoints.
  func countLogPages() {
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      connection,
      { own, _, _, pages in
        if let own { Unmanaged<SQLite>.fromOpaque(own).takeUnretainedValue().logPages = Int(pages) }
        return SQLITE_OK
      }, own)
  }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(connection) }
  var changedRows: Int { Int(sqlite3_changes(connection)) }
  var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

  /// Each text is a literal, compiled once and kept under its address: the ledger has a few dozen.
  private func prepared(_ sql: StaticString) throws(LedgerError) -> Statement {
    if let statement = statements[sql.utf8Start] { return statement }
    let statement = try compiled(sql.description)
    statements[sql.utf8Start] = statement
    return statement
  }

  /// How SQLite finds the rows of a statement, a line for each table: an index that is no longer used is silent otherwise.
  func plan(of sql: StaticString) throws(LedgerError) -> [String] {
    let statement = try compiled("EXPLAIN QUERY PLAN " + sql.description)
    var lines: [String] = []
    while statement.step() == SQLITE_ROW { lines.append(Row(statement: statement.pointer).text(3)) }
    return lines
  }

  private func compiled(_ sql: String) throws(LedgerError) -> Statement {
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else { throw failure(code, sql) }
    return Statement(pointer)
  }

  private func failure(_ code: Int32, _ what: String) -> LedgerError {
    let text = connection.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
    return LedgerError(code: code, message: text, what: what)
  }

  private final class Statement {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
      self.pointer = pointer
    }

    deinit {
      sqlite3_finalize(pointer)
    }

    func step() -> Int32 { sqlite3_step(pointer) }

    func reset() {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }

    func bind(_ value: SQLiteValue, at index: Int32) {
      switch value {
      case .null: sqlite3_bind_null(pointer, index)
      case .integer(let integer): sqlite3_bind_int64(pointer, index, integer)
      case .text(var text):
        text.withUTF8 { bytes in
          _ = bytes.withMemoryRebound(to: CChar.self) {
            insiderd_bind_text(pointer, index, $0.baseAddress, Int32($0.count))
          }
        }
      case .blob(let bytes):
        _ = bytes.withUnsafeBytes { insiderd_bind_blob(pointer, index, $0.baseAddress, Int32($0.count)) }
      }
    }
  }

  /// The row at which a statement stands; it is gone when the statement moves on.
  struct Row {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
      String(decoding: blob(column), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
      let count = Int(sqlite3_column_bytes(statement, column))
      guard count > 0, let start = sqlite3_column_blob(statement, column) else { return [] }
      return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func value(_ column: Int32) -> SQLiteValue {
      switch sqlite3_column_type(statement, column) {
      case SQLITE_INTEGER: .integer(integer(column))
      case SQLITE_TEXT: .text(text(column))
      case SQLITE_BLOB: .blob(blob(column))
      default: .null
      }
    }
  }
}

/// A value as the ledger's columns hold them. There is no floating point among them.
enum SQLiteValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  static func optional(_ text: String?) -> SQLiteValue { text.map(SQLiteValue.text) ?? .null }
  static func optional(_ integer: Int64?) -> SQLiteValue { integer.map(SQLiteValue.integer) ?? .null }

  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  var text: String? {
    if case .text(let value) = self { value } else { nil }
  }
}

/// The ledger did not take or give what it was asked for. After a failed commit the outcome is unknown: the process
/// ends, and the next one looks.
package struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// SQLite's extended result code.
  package let code: Int32
  package let message: String
  package let what: String

  /// Another process has the ledger open.
  package var isBusy: Bool { code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED }

  /// The caller may not write to it.
  package var isForbidden: Bool {
    [SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_AUTH].contains(code & 0xFF)
  }

  package var description: String {
    "ledger: \(message) (\(what.prefix(80)))"
  }
}
