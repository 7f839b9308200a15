import Foundation
import Testing

/// A ledger that no daemon has open, asked from outside.
struct LedgerFile {
  let path: String

  /// The only number of the only row.
  func number(_ statement: String) throws -> Int {
    try #require(try row(statement).first as? Int)
  }

  /// The only text of the only row.
  func text(_ statement: String) throws -> String {
    try #require(try row(statement).first as? String)
  }

  private func row(_ statement: String) throws -> [Any] {
    let outcome = try run([
      Programs.python, Programs.script("ledger.py"), path, statement,
    ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [Any])
  }
}
