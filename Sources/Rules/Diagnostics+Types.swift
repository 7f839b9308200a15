import Filings

// What the checker says of expressions.

extension Diagnostic {
  static func mismatch(
    _ left: ValueType, _ leftSpan: Span, _ right: ValueType, _ rightSpan: Span, at place: Span, help: String?
  ) -> Diagnostic {
    Diagnostic(
      .mismatch, "\(left.plural) compared with \(right.plural)", at: place,
      labels: [Label(span: leftSpan, text: left.rawValue), Label(span: rightSpan, text: right.rawValue)],
      help: help)
  }

  static func noOrder(_ type: ValueType, at place: Span) -> Diagnostic {
    Diagnostic(
      .mismatch, "\(type.plural) cannot be compared like this", at: place,
      help: "only `=` and `!=` can compare it")
  }

  static func noArithmetic(
    _ operation: ArithmeticOperator, _ left: ValueType, _ leftSpan: Span, _ right: ValueType,
    _ rightSpan: Span,
    at place: Span
  ) -> Diagnostic {
    let verb =
      switch operation {
      case .plus: "added to"
      case .minus: "with a subtraction of"
      case .times: "multiplied by"
      case .over: "divided by"
      }
    return Diagnostic(
      .noArithmetic, "\(left.plural) \(verb) \(right.plural)", at: place,
      labels: [Label(span: leftSpan, text: left.rawValue), Label(span: rightSpan, text: right.rawValue)])
  }

  static func notACondition(_ type: ValueType, at span: Span, help: String?) -> Diagnostic {
    Diagnostic(
      .notACondition, "a condition is wanted, and this is \(type.plural)", at: span,
      labels: [Label(span: span, text: type.rawValue)], help: help)
  }

  static func notANumber(_ type: ValueType, at span: Span) -> Diagnostic {
    Diagnostic(.wrongArgument, "a number is wanted, and this is \(type.plural)", at: span)
  }

  static func notAText(_ type: ValueType, _ word: String, at span: Span) -> Diagnostic {
    Diagnostic(.wrongArgument, "`\(word)` looks at the text of a field, and this is \(type.plural)", at: span)
  }

  static func stateOfNoField(at span: Span) -> Diagnostic {
    Diagnostic(.wrongArgument, "`is known`, `is unknown` and `is absent` ask about a field", at: span)
  }

  static func elementOfOther(_ type: ValueType, at span: Span, help: String? = nil) -> Diagnostic {
    Diagnostic(.elementOfOther, "this element is not \(type.plural)", at: span, help: help)
  }

  /// `issuer.ticker = AAPL`: a name where a literal is wanted.
  static func wordForLiteral(_ word: String, _ type: ValueType, at span: Span) -> Diagnostic {
    Diagnostic(
      .elementOfOther, "`\(word)` is a name, and \(type.plural) is wanted", at: span,
      help: type.help(forWord: word))
  }

  /// `percent_of_holding() > 0.2`: a fifth, or a fifth of a percent.
  static func ambiguousPercent(_ number: Decimal, at span: Span) -> Diagnostic {
    let hundredfold = number.multiplied(by: Decimal(100), rounding: .down) ?? number
    let (part, whole) = (Numerals.underscored(number), Numerals.underscored(hundredfold))
    return Diagnostic(
      .ambiguousPercent, "`\(part)` may be \(part) % or \(whole) %", at: span,
      help: "write `\(part)%` or `\(whole)%`")
  }

  static func pricesAdded(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .pricesAdded, "prices added up, whatever the number of shares", at: span,
      help: "write `sum(value)` for the money, `avg(\(text))` for an average")
  }

  static func listOfOther(
    _ list: String, _ type: ValueType, _ field: String, _ fieldType: ValueType, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .elementOfOther, "`\(list)` is a list of \(type.rawValue), and `\(field)` is \(fieldType.plural)",
      at: span)
  }

  static func badPattern(_ problem: String, at span: Span) -> Diagnostic {
    Diagnostic(.badPattern, "the pattern cannot be read: \(problem)", at: span)
  }

  static func noFixedLength(_ unit: TimeUnit, _ number: Decimal, at span: Span) -> Diagnostic {
    let days = number.multiplied(by: Decimal(unit == .month ? 30 : 365), rounding: .down)
    return Diagnostic(
      .noFixedLength, "\(unit.rawValue) have no fixed number of days", at: span,
      help: days.map { "write days, `\(ValueType.days.literal($0))`" })
  }
}

// MARK: - Rows and groups

extension Diagnostic {
  static func aggregateInWhere(_ function: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .aggregateInWhere, "`\(function)` in `where`: `where` looks at one row, `when` at the whole group",
      at: span,
      help: "move it to `when`")
  }

  static func rowFieldInWhen(_ field: Field, at span: Span) -> Diagnostic {
    let isSummable = field.type == .shares || field.type == .dollars
    let function = isSummable ? "sum" : field.type.isQuantity ? "max" : field.type == .date ? "first" : nil
    let help =
      function.map { "say how the rows are put together, `\($0)(\(field.name))`, or move it to `where`" }
      ?? "move it to `where`"
    return Diagnostic(
      .rowFieldInWhen, "`\(field.name)` in `when`: each row has its own, `when` looks at the whole group",
      at: span,
      help: help)
  }

  static func nestedAggregate(_ function: String, at span: Span) -> Diagnostic {
    Diagnostic(.nestedAggregate, "`\(function)` inside another function", at: span)
  }

  static func fieldHasNoPlace(_ field: String, _ problem: String, at span: Span) -> Diagnostic {
    Diagnostic(.fieldHasNoPlace, "`\(field)` is never there: \(problem)", at: span)
  }

  static func noDistinct(_ function: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "`distinct` in `\(function)`", at: span, help: "only `count` counts different values")
  }

  static func wrongArgument(_ function: Function, _ type: ValueType, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "`\(function.name)` of \(type.plural)", at: span, help: "write `\(function.usage)`")
  }

  static func wrongArgumentCount(_ function: Function, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "`\(function.name)` is not called like this", at: span,
      help: "write `\(function.usage)`")
  }

  static func strayBrace(at span: Span) -> Diagnostic {
    Diagnostic(
      .badMessage, "a brace without its other half", at: span,
      help: "a hole is `{owner.name}`; `{{` and `}}` are braces")
  }

  static func decided(_ isTrue: Bool, _ reason: String, at span: Span) -> Diagnostic {
    Diagnostic(isTrue ? .alwaysTrue : .neverTrue, "\(isTrue ? "always" : "never") true: \(reason)", at: span)
  }

  static func subsumed(
    _ rule: String, by other: String, destination: String, example: String?, at span: Span, wide: Span
  ) -> Diagnostic {
    Diagnostic(
      .subsumed, "every match of `\(rule)` is a match of `\(other)`, and both notify `\(destination)`",
      at: span, labels: [Label(span: wide, text: "the wider rule")],
      help: example.map { "`\(other)` alone matches, for example, \($0)" })
  }

  static func sameRule(_ rule: String, _ other: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .sameRule, "`\(rule)` and `\(other)` find the same", at: span,
      labels: [Label(span: first, text: "the other")], help: "remove one of them")
  }

  static func decidedClause(_ clause: String, _ isTrue: Bool, at span: Span) -> Diagnostic {
    let reason = isTrue ? "its parts leave nothing out" : "its parts exclude one another"
    return Diagnostic(
      isTrue ? .alwaysTrue : .neverTrue, "\(isTrue ? "always" : "never") true: in this `\(clause)` \(reason)",
      at: span)
  }
}
