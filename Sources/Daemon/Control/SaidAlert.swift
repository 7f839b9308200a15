import FoundationEssentials

/// What one revision of an alert said, read back from its JSON: to be compared with another.
struct SaidAlert: Decodable {
  var state: String
  var certainty: String
  var severity: String
  var needs: [String]
  var shares: String?
  var value: String?
  var message: String
  var file: String?
  var rows: [AnyJSON]

  init?(_ text: String) {
    guard let said = try? JSONDecoder().decode(SaidAlert.self, from: Data(text.utf8)) else { return nil }
    self = said
  }

  /// In words, the weightiest first.
  func changes(since older: SaidAlert) -> [String] {
    var changes: [String] = []
    func compare(_ name: String, _ old: String?, _ new: String?) {
      if old != new { changes.append("\(name): \(old ?? "none") → \(new ?? "none")") }
    }
    compare("state", older.state, state)
    compare("certainty", older.certainty, certainty)
    compare("severity", older.severity, severity)
    compare("needs", SaidAlert.list(older.needs), SaidAlert.list(needs))
    changes += rowChanges(since: older)
    compare("shares", older.shares, shares)
    compare("value", older.value, value)
    compare("file", older.file, file)
    return changes
  }

  private func rowChanges(since older: SaidAlert) -> [String] {
    let (old, new) = (Set(older.rows), Set(rows))
    let counts = [
      ("new or read otherwise", new.subtracting(old).count), ("gone", old.subtracting(new).count),
    ]
    let words = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    return words.isEmpty ? [] : ["rows: " + words.joined(separator: ", ")]
  }

  private static func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: ", ")
  }
}

/// Any value of JSON, for no more than to be compared.
indirect enum AnyJSON: Decodable, Hashable {
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([AnyJSON])
  case record([String: AnyJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([AnyJSON].self) {
      self = .list(list)
    } else {
      self = .record(try value.decode([String: AnyJSON].self))
    }
  }
}
