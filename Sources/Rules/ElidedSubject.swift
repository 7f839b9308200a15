/// `security contains "a" or "b"`, `code = "S" or "D"`: what is compared was not written again.
struct ElidedSubject {
  let type: ValueType
  /// What to write.
  let help: String

  /// `nil` where the second of two conditions is more than a value, or the first compares nothing.
  init?(_ first: ExpressionSyntax, before second: ExpressionSyntax) {
    guard case .literal(let literal) = second, let type = literal.value.type,
      let comparison = ElidedSubject.comparison(first, with: literal)
    else { return nil }
    self.type = type
    help = "compare each by itself, `\(comparison)`"
  }

  private static func comparison(_ first: ExpressionSyntax, with literal: LiteralSyntax) -> String? {
    guard let (subject, word) = parts(of: first), case .path(let path) = subject else { return nil }
    return literal.value.written.map { "\(path.text) \(word) \($0)" }
  }

  private static func parts(of expression: ExpressionSyntax) -> (ExpressionSyntax, String)? {
    switch expression {
    case .contains(let subject, _, _): (subject, "contains")
    case .matches(let subject, _, _): (subject, "matches")
    case .comparison(let comparison, let subject, _, _): (subject, comparison.rawValue)
    default: nil
    }
  }
}

extension LiteralSyntax.Value {
  /// The sort of a value that can be compared.
  fileprivate var type: ValueType? {
    switch self {
    case .text: .text
    case .ticker: .ticker
    case .flag, .word: nil
    case .number, .money, .date: quantity?.type
    }
  }

  fileprivate var written: String? {
    switch self {
    case .text(let text): ValueType.text.quoted(text)
    case .ticker(let ticker): ValueType.ticker.quoted(ticker)
    default: quantity.map { $0.type.literal($0.number) }
    }
  }
}
