import Foundation
import Testing

/// A ledger that no daemon has open, asked from outside.
struct LedgerFile {
  let path: String

  /// The only number of the only row.
  func number(_ statement: String) throws -> Int {
    let outcome = try run([
      Programs.python, Programs.script("ledger.py"), path, statement,
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let row = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [Int]
    return try #require(row?.first)
  }
}
