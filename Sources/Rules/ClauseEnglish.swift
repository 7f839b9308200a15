import Filings

/// The conditions and numbers of a program in English.
struct ClauseEnglish {
  let program: Program

  /// A condition as a clause.
  func text(_ node: Int) -> String { clause(node, isTrue: true) }

  private func clause(_ node: Int, isTrue: Bool) -> String {
    switch program.nodes[node] {
    case .constant(let value): return value == isTrue ? "always" : "never"
    case .flag(let field): return flag(field, isTrue)
    case .compareNumbers(let comparison, let left, let right):
      let shown = isTrue ? comparison : comparison.opposite
      let words = program.types[left] == .date ? shown.wordsOfDays : shown.words
      return "\(number(left)) is \(words) \(number(right))"
    case .compareFlags(let isEqual, let left, let right):
      if case .constant(let value) = program.nodes[right] {
        return clause(left, isTrue: (isEqual == value) == isTrue)
      }
      let answer = isEqual == isTrue ? "the same" : "different"
      return "the answers to whether \(text(left)) and whether \(text(right)) are \(answer)"
    case .text(let field, let test): return compare(field, test, isTrue, program.text(of: node))
    case .state(let field, let state):
      return "\(standing(field)) is \(isTrue ? "" : "not ")\(state.adjective)"
    case .not(let operand): return clause(operand, isTrue: !isTrue)
    // Not (a and b) is: not a, or not b.
    case .all(let operands): return connected(operands, isTrue, word: isTrue ? "and" : "or")
    case .any(let operands): return connected(operands, isTrue, word: isTrue ? "or" : "and")
    default: return program.text(of: node)
    }
  }

  private func connected(_ operands: [Int], _ isTrue: Bool, word: String) -> String {
    operands.map { operand in
      let text = clause(operand, isTrue: isTrue)
      return isConnective(operand) ? "(\(text))" : text
    }
    .joined(separator: " \(word) ")
  }

  private func isConnective(_ node: Int) -> Bool {
    switch program.nodes[node] {
    case .all, .any: true
    case .not(let operand): isConnective(operand)
    default: false
    }
  }

  /// A box's sentence; without it, what is true where it is not ticked.
  private func flag(_ field: Field, _ isTrue: Bool) -> String {
    if isTrue { return field.noun }
    if field.level == .owner { return "no owner\(field.noun.dropFirst("an owner".utf8.count))" }
    var words = field.noun.split(separator: " ").map(String.init)
    if let verb = words.firstIndex(where: { ["is", "are", "was", "were"].contains($0) }) {
      words.insert("not", at: verb + 1)
    }
    return words.joined(separator: " ")
  }

  private func standing(_ field: Field) -> String {
    field.type == .bool ? "whether \(field.noun)" : field.noun
  }

  // MARK: Texts

  private func compare(_ field: Field, _ test: Program.TextTest, _ isTrue: Bool, _ note: String) -> String {
    // No owner at all: that another one has another name does not make it true.
    let noun =
      !isTrue && field.level == .owner ? "no\(field.noun.dropFirst("an".utf8.count))" : field.noun
    let isPlain = isTrue || field.level == .owner
    switch test {
    case .isOne: return "\(noun) is \(isPlain ? "" : "not ")\(elements(note))"
    case .equals(let other): return "\(noun) is \(isPlain ? "" : "not ")the same as \(other.noun)"
    case .contains(let part):
      return "\(noun) \(isPlain ? "contains" : "does not contain") \(ValueType.text.quoted(part))"
    case .matches(let pattern):
      let quoted = ValueType.text.quoted(pattern.source)
      return "\(noun) \(isPlain ? "matches" : "does not match") the pattern \(quoted)"
    }
  }

  /// What stands behind the operator in the canonical wording: a value, a set or the name of a list.
  private func elements(_ note: String) -> String {
    if let range = note.range(after: " in { ") { return "one of \(range.dropLast(2))" }
    if let list = note.range(after: " in ") { return "on the list `\(list)`" }
    return String(note.range(after: " = ") ?? note[...])
  }

  // MARK: Numbers

  private func number(_ node: Int) -> String {
    let type = program.types[node]
    switch program.nodes[node] {
    case .number(let interval):
      let shown = type.shown(interval)
      return type == .shares ? "\(shown) shares" : type == .price ? "\(shown) a share" : shown
    case .quantity(let field): return field.noun
    case .negative(let operand): return "minus \(term(operand))"
    case .arithmetic(let operation, let left, let right):
      return "\(term(left)) \(operation.word) \(term(right))"
    case .fold(let fold, let operand): return "\(fold.words) \(term(operand))"
    case .count(nil): return "the number of rows"
    case .count: return "the number of rows of kind \(argument(node))"
    case .countDistinct(let field): return "the number of different values of \(field.noun)"
    case .countParties(let kind): return "the number of different \(kind.rawValue)s"
    case .percentOfHolding: return "the part of the holding that was sold"
    case .shortSwingProfit: return "the short-swing profit under section 16(b)"
    case .daysSinceLast: return "the time since the owner's last \(argument(node))"
    default: return program.text(of: node)
    }
  }

  private func term(_ node: Int) -> String {
    if case .arithmetic = program.nodes[node] { return "(\(number(node)))" }
    return number(node)
  }

  /// What stands between the parentheses of a call.
  private func argument(_ node: Int) -> String {
    String(program.text(of: node).drop { $0 != "(" }.dropFirst().dropLast())
  }
}

extension String {
  fileprivate func range(after part: String) -> Substring? {
    guard let start = utf8.firstStart(of: Array(part.utf8)) else { return nil }
    return self[start...].dropFirst(part.count)
  }
}

extension String.UTF8View {
  /// Where a text begins inside this one.
  fileprivate func firstStart(of part: [UInt8]) -> Index? {
    indices.first { self[$0...].starts(with: part) }
  }
}

extension Comparison {
  fileprivate var words: String {
    switch self {
    case .less: "less than"
    case .lessOrEqual: "at most"
    case .equal: "exactly"
    case .notEqual: "other than"
    case .greaterOrEqual: "at least"
    case .greater: "more than"
    }
  }

  fileprivate var wordsOfDays: String {
    switch self {
    case .less: "before"
    case .lessOrEqual: "on or before"
    case .equal: "on"
    case .notEqual: "not on"
    case .greaterOrEqual: "on or after"
    case .greater: "after"
    }
  }

  /// The comparison that holds where this one does not.
  var opposite: Comparison {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .equal: .notEqual
    case .notEqual: .equal
    case .greaterOrEqual: .less
    case .greater: .lessOrEqual
    }
  }
}

extension ArithmeticOperator {
  fileprivate var word: String {
    switch self {
    case .plus: "plus"
    case .minus: "minus"
    case .times: "times"
    case .over: "divided by"
    }
  }
}

extension Program.Fold {
  fileprivate var words: String {
    switch self {
    case .sum: "the total of"
    case .min: "the smallest of"
    case .max: "the largest of"
    case .avg: "the average of"
    case .first: "the earliest of"
    case .last: "the latest of"
    }
  }
}

extension FieldState {
  fileprivate var adjective: String {
    switch self {
    case .known: "known"
    case .unknown: "illegible"
    case .absent: "left blank"
    }
  }
}
