package import Rules
package import Wire

extension JSON {
  /// What the rules tell programs, as JSON.
  package init(_ value: PlainValue) {
    switch value {
    case .null: self = .null
    case .flag(let flag): self = .bool(flag)
    case .integer(let number): self = .integer(number)
    case .text(let text): self = .string(text)
    case .list(let values): self = .array(values.map(JSON.init))
    case .record(let members): self = .object(members.map { ($0.key, JSON($0.value)) })
    }
  }
}
