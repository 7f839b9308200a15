import Filings

/// Checks an expression and writes it into the rule's program.
struct ExpressionChecker {
  let names: Names
  var program = Program()
  var diagnostics: [Diagnostic] = []
  /// The rows that the rule matches; a test's or a define's own expression has none.
  var sort: Kind.Sort = .transaction
  /// The rule matches rows of Table I alone, so that Table II's columns are never there.
  var isTableOneOnly = false
  /// The codes and tables of the rows that the rule matches; empty where there is no rule.
  var kinds: KindMask = []
  /// The group reaches over several reports.
  var isWindowed = false
  var context: Context = .row
  /// The defines that are being written out, to notice one that uses itself.
  var expanding: [String] = []
  /// The unit that each number written without one takes; `nil` where it takes several, in a `define`.
  var units: [Span: ValueType?] = [:]
  /// Where the program's literals without a unit stand.
  private var places: [Int: Span] = [:]
  /// Defines and lists that were used.
  var used: Set<String> = []
  private var depth = 0
  /// Said once: nothing else can be told of a rule that is not read to its end.
  private var isTooLarge = false
  /// Parts that came from defines, and how many may.
  var expansions = 0
  var mayExpand = Limits.expandedParts

  enum Context {
    /// `where`: one row.
    case row
    /// `when`: the group.
    case group
    /// The argument of an aggregate: each row of the group.
    case aggregate
    /// A `define` that no rule uses: it may be meant for either.
    case alone
  }

  /// A checked expression.
  enum Operand {
    case number(Int, ValueType, isPlain: Bool)
    case truth(Int)
    /// A field that is compared as text.
    case text(Field)
    case literal(LiteralSyntax, ValueType)
    /// The mistake is reported already.
    case invalid

    var type: ValueType? {
      switch self {
      case .number(_, let type, _), .literal(_, let type): type
      case .truth: .bool
      case .text(let field): field.type
      case .invalid: nil
      }
    }
  }

  init(names: Names) {
    self.names = names
  }

  /// The node of a condition, or `nil` when it has a mistake.
  mutating func condition(_ expression: ExpressionSyntax) -> Int? {
    switch operand(expression) {
    case .truth(let node): return node
    case .invalid: return nil
    case let other:
      if let type = other.type {
        diagnostics.append(.notACondition(type, at: expression.span, help: conditionHelp(expression, type)))
      }
      return nil
    }
  }

  private func conditionHelp(_ expression: ExpressionSyntax, _ type: ValueType) -> String? {
    guard type.isNumeric, let node = program.nodes.indices.last.map(program.text) else { return nil }
    return "compare it, as in `\(node) > \(type.example)`"
  }

  mutating func operand(_ expression: ExpressionSyntax) -> Operand {
    guard !isTooLarge else { return .invalid }
    guard depth < Limits.programDepth, program.nodes.count < Limits.programNodes, expansions <= mayExpand
    else {
      isTooLarge = true
      diagnostics.append(.ruleTooLarge(at: expression.span))
      return .invalid
    }
    if !expanding.isEmpty { expansions += 1 }
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .literal(let literal): return self.literal(literal)
    case .path(let path): return self.path(path)
    case .call(let call): return self.call(call)
    case .negative(let inner, let span): return negative(inner, span)
    case .arithmetic(let operation, let left, let right, let place):
      return arithmetic(operation, left, right, at: place)
    case .comparison(let comparison, let left, let right, let place):
      return self.comparison(comparison, left, right, at: place)
    case .membership(let left, let isNegated, let set, let span):
      return membership(left, isNegated: isNegated, set, span)
    case .between(let value, let low, let high, let span): return between(value, low, high, span)
    case .state(let inner, let isNegated, let state, _): return self.state(inner, isNegated: isNegated, state)
    case .contains(let left, let text, _): return contains(left, text)
    case .matches(let left, let pattern, _): return matches(left, pattern)
    case .not(let inner, _): return self.not(inner)
    case .all(let operands, _): return connective(operands) { .all($0) }
    case .any(let operands, _): return connective(operands) { .any($0) }
    case .invalid: return .invalid
    }
  }
}

// MARK: - Writing nodes

extension ExpressionChecker {
  /// - Parameter wording: how it was written, where that does not follow from what it is.
  mutating func truth(_ node: Program.Node, _ wording: String? = nil) -> Operand {
    .truth(program.append(node, .bool, wording))
  }

  mutating func number(
    _ node: Program.Node, _ type: ValueType, isPlain: Bool = false, wording: String? = nil
  ) -> Operand {
    .number(program.append(node, type, wording), type, isPlain: isPlain)
  }

  private mutating func not(_ inner: ExpressionSyntax) -> Operand {
    guard let node = condition(inner) else { return .invalid }
    return negation(node)
  }

  mutating func negation(_ node: Int) -> Operand {
    truth(.not(node))
  }

  private mutating func connective(
    _ expressions: [ExpressionSyntax], _ make: ([Int]) -> Program.Node
  ) -> Operand {
    var nodes: [Int] = []
    for (place, expression) in expressions.enumerated() {
      if place > 0, let subject = ElidedSubject(expressions[place - 1], before: expression) {
        diagnostics.append(.notACondition(subject.type, at: expression.span, help: subject.help))
      } else if let node = condition(expression) {
        nodes.append(node)
      }
    }
    return nodes.count == expressions.count ? truth(make(nodes)) : .invalid
  }
}

// MARK: - Literals

extension ExpressionChecker {
  /// Remembers, for the formatter, which unit a plain number was given.
  mutating func noteUnit(_ type: ValueType, of node: Int) {
    guard let place = places[node] else { return }
    if let other = units[place], other != type { units[place] = .some(nil) } else { units[place] = type }
  }

  private mutating func literal(_ literal: LiteralSyntax) -> Operand {
    switch literal.value {
    case .flag(let value): return truth(.constant(value))
    case .text: return .literal(literal, .text)
    case .ticker: return .literal(literal, .ticker)
    case .word(let word):
      diagnostics.append(.wordForLiteral(word, .count, at: literal.span))
      return .invalid
    case .number(let number, .time(let unit)) where unit == .month || unit == .year:
      diagnostics.append(.noFixedLength(unit, number, at: literal.span))
      return .invalid
    default:
      guard let (number, type, isPlain) = literal.value.quantity else { return .invalid }
      if type == .count { places[program.nodes.count] = literal.span }
      return self.number(.number(Interval(number)), type, isPlain: isPlain)
    }
  }
}

extension LiteralSyntax.Value {
  /// The number, its unit, and whether the unit was left out.
  var quantity: (number: Decimal, type: ValueType, isPlain: Bool)? {
    switch self {
    case .number(let number, nil): (number, .count, true)
    case .number(let number, .percent):
      number.multiplied(by: Program.hundredth, rounding: .down).map { ($0, .percent, false) }
    case .number(let number, .shares): (number, .shares, false)
    case .number(let number, .time(.businessDay)): (number, .businessDays, false)
    case .number(let number, .time(.week)):
      number.multiplied(by: Decimal(7), rounding: .down).map { ($0, .days, false) }
    case .number(let number, .time(.day)): (number, .days, false)
    case .number(_, .time): nil
    case .money(let amount, let isPerShare): (amount, isPerShare ? .price : .dollars, !isPerShare)
    case .date(let day): (Decimal(Int(day.number)), .date, false)
    case .text, .ticker, .flag, .word: nil
    }
  }
}

// MARK: - Fields

extension ExpressionChecker {
  private mutating func path(_ path: PathSyntax) -> Operand {
    if path.isOneName, let define = names.defines[path.text] { return expand(define, at: path.span) }
    guard let field = field(path) else { return .invalid }
    return operand(field)
  }

  mutating func operand(_ field: Field) -> Operand {
    switch field.type {
    case .bool: truth(.flag(field))
    case let type where type.isNumeric: number(.quantity(field), type)
    default: .text(field)
    }
  }

  private mutating func expand(_ define: DefineSyntax, at span: Span) -> Operand {
    let name = define.name.text
    used.insert(name)
    guard !expanding.contains(name) else {
      diagnostics.append(.defineUsesItself(name, at: span))
      return .invalid
    }
    expanding.append(name)
    defer { expanding.removeLast() }
    return operand(define.expression)
  }

  /// The field of this name, when it can be asked here.
  mutating func field(_ path: PathSyntax) -> Field? {
    guard let field = Vocabulary.field(named: path.text) else {
      diagnostics.append(unknown(path))
      return nil
    }
    if field.level.isOfRow, context == .group {
      diagnostics.append(.rowFieldInWhen(field, at: path.span))
      return nil
    }
    if let problem = misplaced(field) {
      diagnostics.append(.fieldHasNoPlace(field.name, problem, at: path.span))
      return nil
    }
    return field
  }

  private func unknown(_ path: PathSyntax) -> Diagnostic {
    if path.text == "owner" || path.text == "issuer" { return .entityIsNoValue(path.text, at: path.span) }
    let candidates = Vocabulary.fields.map(\.name) + names.defines.keys.sorted()
    return .unknownField(
      path.text, suggestion: Suggestion.nearest(to: path.text, among: candidates), at: path.span)
  }

  /// Why the rows of this rule have no such column.
  private func misplaced(_ field: Field) -> String? {
    switch (field.level, sort) {
    case (let level, .filing) where level.isOfRow && context != .group: "`match filing` looks at no rows"
    case (.terms, .transaction) where isTableOneOnly:
      "Table I has no such column; write `match derivative`"
    case (_, .filing): nil
    default: field.isFound(on: sort) ? nil : "\(sort.plural) have no such column"
    }
  }
}
