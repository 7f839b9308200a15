/// What became of a file that was judged and is still in the inbox.
package struct SettledFile: Sendable, Hashable {
  /// Why it is no filing; `nil` for one that was judged.
  package let rejection: String?
}

/// Files that were judged and stay in the inbox: because they are to, or because they cannot leave.
extension Ledger {
  /// What became of the file, when it was judged as it is now.
  package func settled(_ file: FileName, fingerprint: [UInt8]) throws(LedgerError) -> SettledFile? {
    var settled: SettledFile?
    try database.each("SELECT fingerprint, rejection FROM inbox_file WHERE name = ?", [.blob(file.bytes)]) {
      if $0.blob(0) == fingerprint { settled = SettledFile(rejection: $0.isNull(1) ? nil : $0.text(1)) }
    }
    return settled
  }

  /// Keeps that a file was judged as it is and stays in the inbox.
  package func settle(_ file: FileName, fingerprint: [UInt8], rejection: String?) throws(LedgerError) {
    try database.value(
      "INSERT OR REPLACE INTO inbox_file (name, fingerprint, rejection) VALUES (?, ?, ?)",
      .blob(file.bytes), .blob(fingerprint), .optional(rejection))
  }

  /// The file has left the inbox.
  package func unsettle(_ file: FileName) throws(LedgerError) {
    try database.value("DELETE FROM inbox_file WHERE name = ?", .blob(file.bytes))
  }

  /// Whether any file is known to be judged and in the inbox.
  package func hasSettled() throws(LedgerError) -> Bool {
    try database.value("SELECT 1 FROM inbox_file LIMIT 1") != .null
  }

  /// Forgets the files that are not in the inbox any more, once they are as many as those that are.
  package func forgetSettled(except names: [FileName]) throws(LedgerError) {
    let count = Int(try database.value("SELECT count(*) FROM inbox_file").integer ?? 0)
    guard count > 2 * names.count else { return }
    let present = Set(names)
    var absent: [FileName] = []
    try database.each("SELECT name FROM inbox_file") {
      let name = FileName($0.blob(0))
      if !present.contains(name) { absent.append(name) }
    }
    try inTransaction { () throws(LedgerError) in
      for name in absent { try unsettle(name) }
    }
  }
}
