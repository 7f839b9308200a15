/// Kleene's three truth values: what is said of a page that cannot be read in full.
package enum Truth: String, Sendable, Hashable, CaseIterable {
  case no
  case maybe
  case yes

  init(_ value: Bool) {
    self = value ? .yes : .no
  }

  static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }

  func and(_ other: Truth) -> Truth {
    if self == .no || other == .no { return .no }
    return self == .yes && other == .yes ? .yes : .maybe
  }

  func or(_ other: Truth) -> Truth {
    !(!self).and(!other)
  }

  /// Whether two truth values are the same.
  func isEqual(to other: Truth) -> Truth {
    if self == .maybe || other == .maybe { return .maybe }
    return Truth(self == other)
  }
}
