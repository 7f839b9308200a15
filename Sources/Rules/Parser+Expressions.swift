import Filings

extension Parser {
  mutating func parseExpression() throws(Failure) -> ExpressionSyntax {
    let first = try parseUnary()
    guard let word = connective else { return first }
    var operands = [first]
    var mixed: Span?
    while let next = connective {
      if next != word { mixed = mixed ?? token.span }
      advance()
      operands.append(try parseUnary())
    }
    let span = first.span.joined(with: previousSpan)
    if let mixed {
      report(.mixedConnectives(at: mixed, in: span))
      return .invalid(span)
    }
    return word == "and" ? .all(operands, span) : .any(operands, span)
  }

  private var connective: String? {
    if token.isName("and") { "and" } else if token.isName("or") { "or" } else { nil }
  }

  private mutating func parseUnary() throws(Failure) -> ExpressionSyntax {
    let start = token.span
    guard take("not") else { return try parseRelation() }
    let operand = try deeper { parser throws(Failure) in try parser.parseUnary() }
    return .not(operand, start.joined(with: previousSpan))
  }

  /// The parser recurses with the nesting of the text, and nothing else bounds that.
  private mutating func deeper(
    _ parse: (inout Parser) throws(Failure) -> ExpressionSyntax
  ) throws(Failure) -> ExpressionSyntax {
    guard depth < Limits.expressionDepth else { throw fail(.nestedTooDeep(at: token.span)) }
    depth += 1
    defer { depth -= 1 }
    return try parse(&self)
  }
}

// MARK: - Relations

extension Parser {
  private mutating func parseRelation() throws(Failure) -> ExpressionSyntax {
    try parseRelation(of: try parseSum())
  }

  private mutating func parseRelation(of left: ExpressionSyntax) throws(Failure) -> ExpressionSyntax {
    if let comparison { return try parseComparison(left, comparison) }
    if token.isName("in") || (token.isName("not") && next.isName("in")) {
      return try parseMembership(left)
    }
    // SQL's order of words; the formatter puts `not` before the whole.
    if token.isName("not"), ["between", "contains", "matches"].contains(where: next.isName) {
      advance()
      let positive = try parseRelation(of: left)
      return .not(positive, positive.span)
    }
    if let help = foreignRelation(left) {
      throw fail(.foreignOperator(text(token.span), help: help, at: token.span))
    }
    if take("between") {
      let low = try parseSum()
      try expect("and", help: "write `between \(text(low.span)) and …`")
      let high = try parseSum()
      return .between(left, low, high, left.span.joined(with: previousSpan))
    }
    if take("is") { return try parseState(left) }
    if take("contains") {
      let text = try parseQuoted("the text to look for, in quotes")
      return .contains(left, text, left.span.joined(with: previousSpan))
    }
    if take("matches") {
      let text = try parseQuoted("a pattern, in quotes")
      return .matches(left, text, left.span.joined(with: previousSpan))
    }
    return left
  }

  /// A relation as other languages have it, and what to write.
  private func foreignRelation(_ left: ExpressionSyntax) -> String? {
    guard case .name(let word) = token.kind else { return nil }
    let subject = text(left.span)
    switch word {
    case "like", "ilike", "includes", "contain": return "write `\(subject) contains \"…\"`"
    case "does": return "write `not \(subject) contains \"…\"`"
    case "starts", "begins", "startswith": return "write `\(subject) matches \"^…\"`"
    case "ends", "endswith": return "write `\(subject) matches \"…$\"`"
    case "equals", "equal", "eq": return "write `=`"
    case "exceeds", "above", "over", "gt": return "write `>`"
    case "below", "under", "lt": return "write `<`"
    default: return nil
    }
  }

  private var comparison: Comparison? {
    if case .symbol(let symbol) = token.kind { symbol.comparison } else { nil }
  }

  private mutating func parseComparison(
    _ left: ExpressionSyntax, _ comparison: Comparison
  ) throws(Failure) -> ExpressionSyntax {
    let operatorSpan = token.span
    advance()
    if case .name(let word) = token.kind, let state = FieldState(rawValue: word) {
      throw notCompared(state, left, comparison)
    }
    let right = try parseSum()
    let relation = ExpressionSyntax.comparison(comparison, left, right, operator: operatorSpan)
    guard let next = self.comparison else { return relation }
    let second = token.span
    advance()
    let last = try parseSum()
    let help = "\(text(relation.span)) and \(text(right.span)) \(next.rawValue) \(text(last.span))"
    report(.chainedComparison(first: operatorSpan, second: second, help: help))
    return .invalid(left.span.joined(with: last.span))
  }

  /// `shares = unknown`: a state is asked for with `is`.
  private mutating func notCompared(
    _ state: FieldState, _ left: ExpressionSyntax, _ comparison: Comparison
  ) -> Failure {
    let word = comparison == .notEqual ? "is not" : "is"
    let help = "write `\(text(left.span)) \(word) \(state.rawValue)`"
    defer { advance() }
    return fail(.expected("an expression", found: shown(token), at: token.span, help: help))
  }

  private mutating func parseMembership(_ left: ExpressionSyntax) throws(Failure) -> ExpressionSyntax {
    let isNegated = take("not")
    try expect("in")
    if token.isSymbol(.leftBrace) || token.isSymbol(.leftParenthesis) {
      let set = try parseSet()
      return .membership(left, isNegated: isNegated, .set(set), left.span.joined(with: set.span))
    }
    guard case .name = token.kind else {
      throw unbraced("the name of a list, or a set such as `{ @ABC, @XYZ }`")
    }
    let list = try parseName("the name of a list")
    return .membership(left, isNegated: isNegated, .list(list), left.span.joined(with: list.span))
  }

  private mutating func parseQuoted(_ expected: String) throws(Failure) -> TextSyntax {
    guard case .name = token.kind else { return try parseText(expected) }
    let help = "write `\"\(text(token.span))\"`"
    throw fail(.expected(expected, found: shown(token), at: token.span, help: help))
  }

  private mutating func parseState(_ left: ExpressionSyntax) throws(Failure) -> ExpressionSyntax {
    let isNegated = take("not")
    let expected = "`known`, `unknown` or `absent`"
    guard case .name(let name) = token.kind, let state = FieldState(rawValue: name) else {
      let help = stateHelp(left, isNegated)
      throw fail(.expected(expected, found: shown(token), at: token.span, help: help))
    }
    advance()
    return .state(left, isNegated: isNegated, state, left.span.joined(with: previousSpan))
  }

  /// What is probably meant by `is` and something else.
  private func stateHelp(_ left: ExpressionSyntax, _ isNegated: Bool) -> String? {
    let subject = text(left.span)
    switch token.kind {
    case .name("null"), .name("blank"), .name("empty"), .name("missing"), .name("none"):
      return "write `\(subject) is \(isNegated ? "not " : "")absent`"
    case .name("true"), .name("false"):
      return "write `\(subject) = \(token.isName("true") != isNegated ? "yes" : "no")`"
    case .name(let role) where subject == "owner" && Vocabulary.field(named: "owner.\(role)") != nil:
      return "write `\(isNegated ? "not " : "")owner.\(role)`"
    case .name("yes"), .name("no"), .string, .number, .money, .date, .ticker:
      return "write `\(subject) \(isNegated ? "!=" : "=") \(text(token.span))`"
    default: return nil
    }
  }
}

// MARK: - Arithmetic

extension Parser {
  private mutating func parseSum() throws(Failure) -> ExpressionSyntax {
    var left = try parseTerm()
    while let operation = arithmetic, operation == .plus || operation == .minus {
      let span = token.span
      try takeOperator()
      left = .arithmetic(operation, left, try parseTerm(), operator: span)
    }
    return left
  }

  private mutating func parseTerm() throws(Failure) -> ExpressionSyntax {
    var left = try parseFactor()
    while let operation = arithmetic, operation == .times || operation == .over {
      let span = token.span
      try takeOperator()
      left = .arithmetic(operation, left, try parseFactor(), operator: span)
    }
    return left
  }

  /// A long chain of operators is a deep tree, as nesting is, and everything behind the parser recurses into it.
  private mutating func takeOperator() throws(Failure) {
    guard operators < Limits.expressionOperators else { throw fail(.nestedTooDeep(at: token.span)) }
    operators += 1
    advance()
  }

  private var arithmetic: ArithmeticOperator? {
    if case .symbol(let symbol) = token.kind { symbol.arithmetic } else { nil }
  }

  private mutating func parseFactor() throws(Failure) -> ExpressionSyntax {
    let start = token.span
    if take(.minus) {
      let operand = try deeper { parser throws(Failure) in try parser.parseFactor() }
      return .negative(operand, start.joined(with: previousSpan))
    }
    if take(.leftParenthesis) {
      let inner = try deeper { parser throws(Failure) in try parser.parseExpression() }
      try expect(.rightParenthesis)
      return inner
    }
    guard case .name(let word) = token.kind, word != "yes", word != "no" else {
      return .literal(try parseLiteral("an expression"))
    }
    if Parser.clauseWords.contains(word), !next.isSymbol(.leftParenthesis) {
      throw fail(.expected("an expression", found: shown(token), at: token.span))
    }
    return next.isSymbol(.leftParenthesis) ? .call(try parseCall()) : .path(try parsePath())
  }

  private mutating func parseCall() throws(Failure) -> CallSyntax {
    let name = try parseName("a function")
    try expect(.leftParenthesis)
    var call = CallSyntax(name: name, distinct: nil, arguments: [], span: name.span)
    if token.isName("distinct") {
      call.distinct = token.span
      advance()
    }
    if !token.isSymbol(.rightParenthesis) {
      repeat {
        call.arguments.append(try deeper { parser throws(Failure) in try parser.parseExpression() })
      } while take(.comma)
    }
    try expect(.rightParenthesis)
    call.span = name.span.joined(with: previousSpan)
    return call
  }
}

// MARK: - Literals

extension Parser {
  /// One element that stands alone is a set, too.
  private mutating func unbraced(_ expected: String) -> Failure {
    let help: String? =
      switch token.kind {
      case .ticker, .string, .number, .money, .date: "a set stands in braces, `{ \(text(token.span)) }`"
      default: nil
      }
    return fail(.expected(expected, found: shown(token), at: token.span, help: help))
  }

  mutating func parseSet() throws(Failure) -> SetSyntax {
    let start = token.span
    let close = try openSet()
    if token.isSymbol(.rightBrace) {
      report(.expected("a value", found: shown(token), at: token.span))
      advance()
      return SetSyntax(elements: [], span: start.joined(with: previousSpan))
    }
    var elements = [try parseElement()]
    while take(.comma) { elements.append(try parseElement()) }
    try expect(close)
    return SetSyntax(elements: elements, span: start.joined(with: previousSpan))
  }

  /// Reads the brace, or what other languages have in its place, and says with what the set ends.
  private mutating func openSet() throws(Failure) -> Symbol {
    if take(.leftBrace) { return .rightBrace }
    guard token.isSymbol(.leftParenthesis) else { throw unbraced("`{`") }
    let help = "a set stands in braces, `{ @ABC, @XYZ }`"
    report(.expected("`{`", found: shown(token), at: token.span, help: help))
    advance()
    return .rightParenthesis
  }

  /// A literal or a word: `{ xml, feed }`.
  private mutating func parseElement() throws(Failure) -> LiteralSyntax {
    guard case .name(let word) = token.kind, word != "yes", word != "no" else { return try parseLiteral() }
    advance()
    return LiteralSyntax(value: .word(word), span: previousSpan)
  }

  mutating func parseLiteral(_ expected: String = "a value") throws(Failure) -> LiteralSyntax {
    let start = token.span
    let value = try parseLiteralValue(expected)
    return LiteralSyntax(value: value, span: start.joined(with: previousSpan))
  }

  private mutating func parseLiteralValue(_ expected: String) throws(Failure) -> LiteralSyntax.Value {
    let word = token
    switch word.kind {
    case .number(let number):
      advance()
      skipForeignUnit()
      return .number(number, takeUnit())
    case .money(let amount):
      advance()
      skipForeignUnit()
      return .money(amount, isPerShare: try takePerShare())
    case .string(let text): advance(); return .text(text)
    case .date(let day): advance(); return .date(day)
    case .ticker(let ticker): advance(); return .ticker(ticker)
    case .name("yes"): advance(); return .flag(true)
    case .name("no"): advance(); return .flag(false)
    default: throw fail(.expected(expected, found: shown(word), at: word.span))
    }
  }

  /// Says what to write for a unit of another language, and goes on behind it.
  private mutating func skipForeignUnit() {
    guard case .name(let word) = token.kind,
      Parser.foreignUnits.contains(word) || word.first == "e" && Int(word.dropFirst()) != nil
    else { return }
    report(.foreignUnit(text(token.span), word: word, number: text(previousSpan), at: token.span))
    advance()
  }

  private static let foreignUnits: Set<String> = [
    "m", "mm", "mn", "million", "millions", "k", "thousand", "thousands", "b", "bn", "billion", "billions",
    "usd", "dollar", "dollars", "percent", "pct",
  ]

  private mutating func takePerShare() throws(Failure) -> Bool {
    guard take("per") else { return false }
    try expect("share")
    return true
  }

  /// Unit words are keywords only here, behind a number.
  private mutating func takeUnit() -> LiteralSyntax.Unit? {
    if take(.percent) { return .percent }
    if take("shares") || take("share") { return .shares }
    return takeTimeUnit().map(LiteralSyntax.Unit.time)
  }

  mutating func takeTimeUnit() -> TimeUnit? {
    if token.isName("business"), next.isName("day") || next.isName("days") {
      advance()
      advance()
      return .businessDay
    }
    guard case .name(let word) = token.kind, let unit = TimeUnit(word: word) else { return nil }
    advance()
    return unit
  }
}
