/// What a program is told: the shape of JSON, without saying how it is written. Whoever prints it turns it into text.
package indirect enum PlainValue: Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case text(String)
  case list([PlainValue])
  /// The keys stay in their order.
  case record([(key: String, value: PlainValue)])

  /// `null` for `nil`.
  static func optional(_ text: String?) -> PlainValue {
    text.map(PlainValue.text) ?? .null
  }
}

// MARK: - Reading

extension PlainValue {
  /// A member of a record; `null` where there is none.
  subscript(_ key: String) -> PlainValue {
    guard case .record(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  subscript(_ index: Int) -> PlainValue {
    guard case .list(let values) = self, values.indices.contains(index) else { return .null }
    return values[index]
  }

  /// The last element of a list.
  var last: PlainValue { if case .list(let values) = self { values.last ?? .null } else { .null } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let number) = self { number } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }
}
