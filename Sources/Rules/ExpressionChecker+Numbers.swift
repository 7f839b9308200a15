import Filings

extension ExpressionChecker {
  mutating func negative(_ inner: ExpressionSyntax, _ span: Span) -> Operand {
    let operand = operand(inner)
    guard case .number(let node, let type, let isPlain) = operand, type.isQuantity else {
      if let type = operand.type { diagnostics.append(.notANumber(type, at: inner.span)) }
      return .invalid
    }
    if case .number(let interval) = program.nodes[node], let number = interval.point {
      return constant(-number, type, isPlain: isPlain)
    }
    return number(.negative(node), type, isPlain: isPlain)
  }

  private mutating func constant(_ value: Decimal, _ type: ValueType, isPlain: Bool) -> Operand {
    number(.number(Interval(value)), type, isPlain: isPlain)
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, at place: Span
  ) -> Operand {
    let (one, other) = (operand(left), operand(right))
    guard let leftType = one.type, let rightType = other.type else { return .invalid }
    guard case .number(let first, _, let isPlain) = one,
      case .number(let second, _, let isOtherPlain) = other,
      let result = result(operation, one, other)
    else {
      diagnostics.append(.noArithmetic(operation, leftType, left.span, rightType, right.span, at: place))
      return .invalid
    }
    if isPlain, isOtherPlain, let value = operation.applied(range(first), range(second)).point {
      return constant(value, result, isPlain: true)
    }
    return number(.arithmetic(operation, first, second), result, isPlain: isPlain && isOtherPlain)
  }

  /// The type of the result, where plain numbers take the unit that makes sense of the sum.
  private mutating func result(_ operation: ArithmeticOperator, _ left: Operand, _ right: Operand)
    -> ValueType?
  {
    guard case .number(_, let one, let isPlain) = left, case .number(_, let other, let isOtherPlain) = right
    else {
      return nil
    }
    if isPlain, isOtherPlain, operation == .over, one == .count, other == .count { return .count }
    if let result = operation.result(one, other) { return result }
    guard operation == .plus || operation == .minus, one != .date, other != .date,
      united(left, right) != nil
    else { return nil }
    return isPlain ? other : one
  }
}

// MARK: - Functions

extension ExpressionChecker {
  mutating func call(_ call: CallSyntax) -> Operand {
    guard let function = Vocabulary.function(named: call.name.text) else {
      let suggestion = Suggestion.nearest(to: call.name.text, among: Vocabulary.functions.map(\.name))
      diagnostics.append(
        .unknownName(
          "function", call.name.text, code: .unknownFunction, suggestion: suggestion, at: call.name.span))
      return .invalid
    }
    if let diagnostic = misplaced(function, call) {
      diagnostics.append(diagnostic)
      return .invalid
    }
    let context = context
    self.context = .aggregate
    defer { self.context = context }
    return evaluate(function, call)
  }

  private func misplaced(_ function: Function, _ call: CallSyntax) -> Diagnostic? {
    if context == .row { return .aggregateInWhere(function.name, at: call.name.span) }
    if context == .aggregate { return .nestedAggregate(function.name, at: call.name.span) }
    if let distinct = call.distinct, function.name != "count" {
      return .noDistinct(function.name, at: distinct)
    }
    return nil
  }

  private mutating func evaluate(_ function: Function, _ call: CallSyntax) -> Operand {
    switch function.argument {
    case .none:
      guard hasArguments(0, call, function) else { return .invalid }
      return function.name == "percent_of_holding"
        ? number(.percentOfHolding, .percent) : number(.shortSwingProfit, .dollars)
    case .kind: return daysSinceLast(call, function)
    case .rows, .quantity, .quantityOrDate, .date: break
    }
    guard let fold = Program.Fold(rawValue: function.name) else { return count(call, function) }
    guard hasArguments(1, call, function) else { return .invalid }
    let operand = operand(call.arguments[0])
    guard case .number(let node, let type, _) = operand else {
      if let type = operand.type { diagnostics.append(.notANumber(type, at: call.arguments[0].span)) }
      return .invalid
    }
    guard function.accepts(type) else {
      diagnostics.append(.wrongArgument(function, type, at: call.arguments[0].span))
      return .invalid
    }
    if fold == .sum, type == .price {
      diagnostics.append(.pricesAdded(program.text(of: node), at: call.span))
    }
    return number(.fold(fold, node), type)
  }

  private mutating func hasArguments(_ count: Int, _ call: CallSyntax, _ function: Function) -> Bool {
    guard call.arguments.count != count else { return true }
    diagnostics.append(.wrongArgumentCount(function, at: call.span))
    return false
  }

  /// `count()`, `count(KIND)` or `count(distinct path)`.
  private mutating func count(_ call: CallSyntax, _ function: Function) -> Operand {
    if call.arguments.isEmpty, call.distinct == nil { return number(.count(nil), .count) }
    guard hasArguments(1, call, function), case .path(let path) = call.arguments[0] else {
      if call.arguments.count == 1 { diagnostics.append(.wrongArgumentCount(function, at: call.span)) }
      return .invalid
    }
    return call.distinct == nil ? count(path) : countDistinct(path)
  }

  private mutating func count(_ path: PathSyntax) -> Operand {
    guard let kind = kind(path) else { return .invalid }
    return number(.count(kind.anyTable), .count, wording: "count(\(kind.name))")
  }

  private mutating func daysSinceLast(_ call: CallSyntax, _ function: Function) -> Operand {
    guard hasArguments(1, call, function), case .path(let path) = call.arguments[0] else {
      if call.arguments.count == 1 { diagnostics.append(.wrongArgumentCount(function, at: call.span)) }
      return .invalid
    }
    guard let kind = kind(path) else { return .invalid }
    guard kind.sort == .transaction else {
      diagnostics.append(.wrongArgumentCount(function, at: call.span))
      return .invalid
    }
    return number(.daysSinceLast(kind.anyTable), .days, wording: "days_since_last(\(kind.name))")
  }

  private mutating func kind(_ path: PathSyntax) -> Kind? {
    if let kind = Vocabulary.kind(named: path.text) { return kind }
    let suggestion = Suggestion.nearest(to: path.text, among: Vocabulary.kinds.map(\.name))
    diagnostics.append(
      .unknownName("kind", path.text, code: .unknownKind, suggestion: suggestion, at: path.span))
    return nil
  }

  private mutating func countDistinct(_ path: PathSyntax) -> Operand {
    if let kind = Program.PartyKind(rawValue: path.text) {
      return number(.countParties(kind), .count)
    }
    guard let field = field(path) else { return .invalid }
    return number(.countDistinct(field), .count)
  }
}

// MARK: - Decided comparisons

extension ExpressionChecker {
  /// Warns of a comparison that no filing can decide otherwise.
  mutating func warnIfDecided(_ comparison: Comparison, _ left: Int, _ right: Int, at span: Span) {
    let (one, other) = (range(left), range(right))
    let truth = one.compared(comparison, other)
    guard truth != .maybe else { return }
    let subject = one.point == nil ? left : right
    let bounds = range(subject)
    guard bounds.point == nil else {
      let reason = reason(left) ?? reason(right) ?? "both sides are fixed"
      diagnostics.append(.decided(truth == .yes, reason, at: span))
      return
    }
    let limits = "`\(program.text(of: subject))` \(program.types[subject].bounds(bounds))"
    diagnostics.append(.decided(truth == .yes, limits, at: span))
  }

  /// Why a function has the same value whatever is filed.
  private func reason(_ node: Int) -> String? {
    switch program.nodes[node] {
    case .countParties: "a report has one issuer and one set of owners"
    case .count: "the rule matches no rows of this kind"
    case .shortSwingProfit: "a profit takes purchases and sales, and the rule does not match both"
    case .percentOfHolding: "the rule matches no rows that reduce a holding"
    default: nil
    }
  }

  /// Where a number can lie at all.
  private func range(_ node: Int) -> Interval {
    switch program.nodes[node] {
    case .number(let interval): interval
    case .quantity(let field): field.type == .date ? .anything : .nonNegative
    case .negative(let operand): -range(operand)
    case .arithmetic(let operation, let left, let right): operation.applied(range(left), range(right))
    case .fold(.sum, let operand):
      range(operand).low.map { $0.isNegative } == false ? .nonNegative : .anything
    case .fold(_, let operand): range(operand)
    // A group without rows is none.
    case .count(nil): Interval(low: Decimal(1), high: nil)
    case .count(let counted?): kinds.isEmpty || !kinds.isDisjoint(with: counted) ? .nonNegative : .zero
    case .countDistinct: .nonNegative
    case .countParties: isWindowed ? Interval(low: Decimal(1), high: nil) : Interval(Decimal(1))
    case .shortSwingProfit: kinds.isEmpty || hasBothSides ? .nonNegative : .zero
    case .daysSinceLast: .nonNegative
    case .percentOfHolding:
      kinds.isEmpty || !kinds.isSubset(of: ExpressionChecker.acquisitions)
        ? Interval(low: .zero, high: Decimal(1)) : .zero
    default: .anything
    }
  }

  private var hasBothSides: Bool {
    kinds.contains(KindMask(letter: UInt8(ascii: "P"), false))
      && kinds.contains(KindMask(letter: UInt8(ascii: "S"), false))
  }

  /// Rows that can only add to a holding.
  private static let acquisitions: KindMask = [
    KindMask(letter: UInt8(ascii: "P"), false), KindMask(letter: UInt8(ascii: "P"), true),
    KindMask(letter: UInt8(ascii: "L"), false), KindMask(letter: UInt8(ascii: "L"), true),
  ]
}
