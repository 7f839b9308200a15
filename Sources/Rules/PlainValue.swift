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
