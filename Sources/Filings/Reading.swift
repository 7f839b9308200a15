/// What a filing says of one value.
///
/// *Absent* is a fact: the form has no such box, or it was left blank. *Unknown* is not: something stands on the
/// paper that cannot be read, or two readings of it conflict. Unknown is never treated as no.
package enum Reading<Value: Sendable & Hashable>: Sendable, Hashable {
  case known(Value)
  case absent
  case unknown(Support<Value>)

  /// The value, when it is known.
  package var value: Value? {
    if case .known(let value) = self { value } else { nil }
  }

  /// Something stands there and could not be read.
  package var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }

  package init(_ value: Value?) {
    self = value.map(Reading.known) ?? .absent
  }
}

/// What the page still supports of a value that could not be read. Indirect, because it is rare, and a known number
/// should not carry the room for two.
package indirect enum Support<Value: Sendable & Hashable>: Sendable, Hashable {
  /// Nothing is known; a number still is not negative.
  case anything
  /// One of these, of which there are at least two.
  case candidates([Value])
  /// At least this much: a bound that the arithmetic of the form gives.
  case atLeast(Value)
  /// Between the two, both included.
  case between(Value, Value)
}

/// A field that the page shows and that could not be read.
package struct Unreadable: Sendable, Hashable {
  /// The field's path as in `insiderd parse --json`: `owners[0].officer`, `transactions[2].shares`.
  package var field: String
  /// The text that stands in its place on the page.
  package var shown: String
  /// Why it was not taken for a value, in lower case, as a clause: `the box is not legible`.
  package var reason: String

  package init(field: String, shown: String, reason: String) {
    self.field = field
    self.shown = shown
    self.reason = reason
  }
}
