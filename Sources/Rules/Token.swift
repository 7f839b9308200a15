import Filings

/// A word of the language, with its place.
struct Token: Hashable, Sendable {
  var kind: Kind
  var span: Span

  enum Kind: Hashable, Sendable {
    /// Keywords are names too: `group` is one where a clause begins and nowhere else.
    case name(String)
    case number(Decimal)
    case money(Decimal)
    /// The text between the quotes, with its escapes resolved.
    case string(String)
    case date(Day)
    /// Without the `@`.
    case ticker(String)
    case symbol(Symbol)
    case end
  }

  var isEnd: Bool {
    if case .end = kind { true } else { false }
  }

  func isName(_ word: String) -> Bool {
    if case .name(let name) = kind { name == word } else { false }
  }

  func isSymbol(_ symbol: Symbol) -> Bool {
    if case .symbol(let found) = kind { found == symbol } else { false }
  }
}

enum Symbol: String, Hashable, Sendable {
  case leftBrace = "{"
  case rightBrace = "}"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case comma = ","
  case point = "."
  case colon = ":"
  case percent = "%"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case less = "<"
  case lessOrEqual = "<="
  case equal = "="
  case notEqual = "!="
  case greaterOrEqual = ">="
  case greater = ">"

  /// The symbol that one byte is, whatever stands behind it; `nil` where that takes a longer look.
  init?(_ byte: UInt8, before next: UInt8?) {
    switch byte {
    case UInt8(ascii: "{"): self = .leftBrace
    case UInt8(ascii: "}"): self = .rightBrace
    case UInt8(ascii: "("): self = .leftParenthesis
    case UInt8(ascii: ")"): self = .rightParenthesis
    case UInt8(ascii: ","): self = .comma
    case UInt8(ascii: "."): self = .point
    case UInt8(ascii: ":"): self = .colon
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
      guard next == UInt8(ascii: " ") else { return nil }
      self = byte == UInt8(ascii: "=") ? .equal : byte == UInt8(ascii: "<") ? .less : .greater
    default: return nil
    }
  }
}

extension Symbol {
  var comparison: Comparison? {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .greaterOrEqual: .greaterOrEqual
    case .greater: .greater
    default: nil
    }
  }

  var arithmetic: ArithmeticOperator? {
    switch self {
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .over: .over
    default: nil
    }
  }
}
