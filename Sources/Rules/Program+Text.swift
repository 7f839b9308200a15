/// Parts of a program as a rule would have them: defines written out, digits grouped, units given.
///
/// Written when somebody asks, since nobody reads what most of ten thousand rules say.
extension Program {
  func text(of node: Int) -> String {
    if let wording = wordings[node] { return wording }
    switch nodes[node] {
    case .constant(let value): return value ? "yes" : "no"
    case .flag(let field), .quantity(let field): return field.name
    case .compareNumbers(let comparison, let left, let right):
      return "\(text(of: left, within: .sum)) \(comparison.rawValue) \(text(of: right, within: .sum))"
    case .compareFlags(let isEqual, let left, let right):
      let comparison = isEqual ? Comparison.equal : .notEqual
      return "\(text(of: left, within: .primary)) \(comparison.rawValue) \(text(of: right, within: .primary))"
    case .text(let field, let test): return "\(field.name) \(words(of: test, field.type))"
    case .state(let field, let state): return "\(field.name) is \(state.rawValue)"
    case .not(let operand): return "not \(text(of: operand, within: .relation))"
    case .all(let operands): return connected(operands, " and ")
    case .any(let operands): return connected(operands, " or ")
    case .number(let interval): return interval.point.map(types[node].literal) ?? types[node].shown(interval)
    case .negative(let operand): return "-\(text(of: operand, within: .primary))"
    case .arithmetic(let operation, let left, let right): return text(of: operation, left, right)
    case .fold(let fold, let operand): return "\(fold.rawValue)(\(text(of: operand)))"
    case .count: return "count()"
    case .countDistinct(let field): return "count(distinct \(field.name))"
    case .countParties(let kind): return "count(distinct \(kind.rawValue))"
    case .percentOfHolding: return "percent_of_holding()"
    case .shortSwingProfit: return "short_swing_profit()"
    case .daysSinceLast: return "days_since_last()"
    }
  }

  /// In parentheses where it would otherwise be read differently.
  private func text(of node: Int, within looseness: Looseness) -> String {
    let text = text(of: node)
    return nodes[node].looseness > looseness ? "(\(text))" : text
  }

  private func connected(_ operands: [Int], _ word: String) -> String {
    operands.map { text(of: $0, within: .negation) }.joined(separator: word)
  }

  private func text(of operation: ArithmeticOperator, _ left: Int, _ right: Int) -> String {
    let looseness = operation.looseness
    let isOrdered = operation == .minus || operation == .over
    let inner: Looseness = looseness == .sum && isOrdered ? .product : isOrdered ? .primary : looseness
    return "\(text(of: left, within: looseness)) \(operation.rawValue) \(text(of: right, within: inner))"
  }

  /// The operator of a comparison of texts, and what stands behind it.
  private func words(of test: TextTest, _ type: ValueType) -> String {
    switch test {
    case .isOne(.one(let text)): "= \(type.quoted(text))"
    case .isOne(.several(let texts)): "in { \(texts.map(type.quoted).sorted().joined(separator: ", ")) }"
    case .equals(let field): "= \(field.name)"
    case .contains(let part): "contains \(ValueType.text.quoted(part))"
    case .matches(let pattern): "matches \(ValueType.text.quoted(pattern.source))"
    }
  }
}

// MARK: - Parentheses

extension Program {
  /// What binds less tightly than what stands around it needs parentheses there.
  enum Looseness: Int, Comparable {
    case primary
    case product
    case sum
    case relation
    case negation
    case connective

    static func < (left: Looseness, right: Looseness) -> Bool { left.rawValue < right.rawValue }
  }
}

extension Program.Node {
  fileprivate var looseness: Program.Looseness {
    switch self {
    case .compareNumbers, .compareFlags, .text, .state: .relation
    case .not: .negation
    case .all, .any: .connective
    case .arithmetic(let operation, _, _): operation.looseness
    case .constant, .flag, .number, .quantity, .negative, .fold, .count, .countDistinct, .countParties,
      .percentOfHolding, .shortSwingProfit, .daysSinceLast:
      .primary
    }
  }
}

extension ArithmeticOperator {
  var looseness: Program.Looseness {
    self == .plus || self == .minus ? .sum : .product
  }
}
