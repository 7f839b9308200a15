import Filings

/// Writes expressions and what stands in clauses in their one canonical spelling: single spaces, parentheses only where
/// they change the meaning, digits grouped, units given. Texts stay as they were written.
struct SyntaxPrinter {
  let source: SourceFile
  let units: [Span: ValueType?]

  func text(_ expression: ExpressionSyntax, within looseness: Program.Looseness = .connective) -> String {
    let text = bare(expression)
    return expression.looseness > looseness ? "(\(text))" : text
  }

  private func bare(_ expression: ExpressionSyntax) -> String {
    switch expression {
    case .literal(let literal): return self.literal(literal)
    case .path(let path): return path.text
    case .call(let call): return self.call(call)
    case .negative(let inner, _): return "-\(text(inner, within: .primary))"
    case .arithmetic(let operation, let left, let right, _): return arithmetic(operation, left, right)
    case .comparison(let comparison, let left, let right, _):
      return "\(text(left, within: .sum)) \(comparison.rawValue) \(text(right, within: .sum))"
    case .membership(let left, let isNegated, let set, _):
      return "\(text(left, within: .sum)) \(isNegated ? "not in" : "in") \(self.set(set))"
    case .between(let value, let low, let high, _):
      let bounds = "\(text(low, within: .sum)) and \(text(high, within: .sum))"
      return "\(text(value, within: .sum)) between \(bounds)"
    case .state(let left, let isNegated, let state, _):
      return "\(text(left, within: .sum)) is \(isNegated ? "not " : "")\(state.rawValue)"
    case .contains(let left, let part, _): return "\(text(left, within: .sum)) contains \(written(part.span))"
    case .matches(let left, let pattern, _):
      return "\(text(left, within: .sum)) matches \(written(pattern.span))"
    case .not(let inner, _): return "not \(text(inner, within: .negation))"
    case .all, .any: return operands(expression).joined(separator: " ")
    case .invalid(let span): return written(span)
    }
  }

  /// The parts of a chain of `and` or `or`, each but the first with its word; other expressions are one part.
  func operands(_ expression: ExpressionSyntax) -> [String] {
    switch expression {
    case .all(let operands, _): chain(operands, "and")
    case .any(let operands, _): chain(operands, "or")
    default: [text(expression)]
    }
  }

  private func chain(_ operands: [ExpressionSyntax], _ word: String) -> [String] {
    operands.enumerated().map { index, operand in
      (index == 0 ? "" : "\(word) ") + text(operand, within: .negation)
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> String {
    let looseness = operation.looseness
    let inner: Program.Looseness = looseness == .sum ? .product : .primary
    return "\(text(left, within: looseness)) \(operation.rawValue) \(text(right, within: inner))"
  }

  private func call(_ call: CallSyntax) -> String {
    let arguments = call.arguments.map { text($0) }.joined(separator: ", ")
    return "\(call.name.text)(\(call.distinct == nil ? "" : "distinct ")\(arguments))"
  }

  private func set(_ set: SetOperandSyntax) -> String {
    switch set {
    case .list(let name): name.text
    case .set(let set): "{ \(set.elements.map(literal).joined(separator: ", ")) }"
    }
  }

  /// As it stands in the file.
  func written(_ span: Span) -> String {
    source.string(span.start..<span.end)
  }
}

// MARK: - Literals

extension SyntaxPrinter {
  func literal(_ literal: LiteralSyntax) -> String {
    switch literal.value {
    case .text: written(literal.span)
    case .date(let day): day.description
    case .ticker(let ticker): "@\(ticker)"
    case .flag(let flag): flag ? "yes" : "no"
    case .word(let word): word
    case .money(_, let isPerShare):
      "$\(number(at: literal.span.start + 1, isGrouped: true))\(isPerShare ? " per share" : "")"
    case .number(let value, let unit):
      number(literal.span, value, unit ?? (units[literal.span] ?? nil).flatMap(LiteralSyntax.Unit.init))
    }
  }

  func duration(_ duration: DurationSyntax) -> String {
    number(duration.span, duration.count, .time(duration.unit))
  }

  private func number(_ span: Span, _ value: Decimal, _ unit: LiteralSyntax.Unit?) -> String {
    // A plain number may be a CIK, which nobody groups.
    guard let unit else {
      let isGrouped = source.text[span.start..<span.end].contains(UInt8(ascii: "_"))
      return number(at: span.start, isGrouped: isGrouped)
    }
    return number(at: span.start, isGrouped: true) + unit.suffix(isOne: value == Decimal(1))
  }

  /// The number that begins here with its magnitude, its digits in groups of three or as they are.
  private func number(at start: Int, isGrouped: Bool) -> String {
    let text = String(decoding: source.text[start...].prefix(while: SyntaxPrinter.isNumeral), as: UTF8.self)
    guard isGrouped else { return text }
    let magnitude = text.drop { !$0.isLetter }
    let parts = text.dropLast(magnitude.count).split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts[0].filter { $0 != "_" }.drop { $0 == "0" })
    let fraction = parts.count == 2 ? ".\(parts[1].filter { $0 != "_" })" : ""
    return Numerals.separated(digits: whole.isEmpty ? "0" : whole, by: "_") + fraction + magnitude
  }

  private static func isNumeral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    case UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }
}

extension LiteralSyntax.Unit {
  /// The unit that makes a number one of this type, where a number is written with one.
  fileprivate init?(_ type: ValueType) {
    switch type {
    case .shares: self = .shares
    case .percent: self = .percent
    case .days: self = .time(.day)
    case .businessDays: self = .time(.businessDay)
    default: return nil
    }
  }

  fileprivate func suffix(isOne: Bool) -> String {
    switch self {
    case .percent: "%"
    case .shares: " shares"
    case .time(let unit): " " + (isOne ? String(unit.rawValue.dropLast()) : unit.rawValue)
    }
  }
}

extension ExpressionSyntax {
  fileprivate var looseness: Program.Looseness {
    switch self {
    case .literal, .path, .call, .negative, .invalid: .primary
    case .arithmetic(let operation, _, _, _): operation.looseness
    case .comparison, .membership, .between, .state, .contains, .matches: .relation
    case .not: .negation
    case .all, .any: .connective
    }
  }
}
