extension Vocabulary {
  /// The tables as `insiderd fields` prints them.
  package static var text: String {
    let sections = [
      ("FIELDS", fields.map { ($0.name, $0.type.rawValue, "\($0.meaning)\($0.absenceNote)") }),
      ("KINDS, after `match`", kinds.map { ($0.name, $0.code, $0.meaning) }),
      ("ROLES, after `by`", roles.map { ($0.name, "", $0.meaning) }),
      ("FUNCTIONS, in `when`", functions.map { ($0.usage, "", $0.meaning) }),
    ]
    return sections.map { title, rows in "\(title)\n" + table(rows) }.joined(separator: "\n\n")
  }

  /// The tables as a record.
  package static var record: PlainValue {
    .record([
      ("fields", .list(fields.map(\.record))),
      (
        "kinds",
        .list(
          kinds.map {
            .record([("name", .text($0.name)), ("codes", .text($0.code)), ("meaning", .text($0.meaning))])
          })
      ),
      ("roles", .list(roles.map { .record([("name", .text($0.name)), ("meaning", .text($0.meaning))]) })),
      (
        "functions",
        .list(
          functions.map {
            .record([
              ("name", .text($0.name)), ("usage", .text($0.usage)), ("meaning", .text($0.meaning)),
            ])
          })
      ),
    ])
  }

  /// Three columns, each as wide as its longest entry.
  private static func table(_ rows: [(String, String, String)]) -> String {
    let first = rows.map(\.0.count).max() ?? 0
    let second = rows.map(\.1.count).max() ?? 0
    return rows.map { name, type, meaning in
      let columns = [name.padded(to: first), second == 0 ? nil : type.padded(to: second), meaning]
      return "  " + columns.compactMap { $0 }.joined(separator: "  ")
    }
    .joined(separator: "\n")
  }
}

extension Field {
  fileprivate var absenceNote: String {
    switch absence {
    case .unknown: ""
    case .no: "; absent is no"
    case .empty: "; absent is the empty text"
    case .nothing: "; absent is in no list"
    }
  }

  fileprivate var record: PlainValue {
    .record([
      ("name", .text(name)), ("type", .text(type.rawValue)), ("absent", .text(absence.rawValue)),
      ("meaning", .text(meaning)),
    ])
  }
}

extension Kind {
  fileprivate var code: String {
    letters.utf8.count == 26 ? "any" : letters.map(String.init).joined(separator: " ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
