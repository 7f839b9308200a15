import Filings

extension Parser {
  /// The words with which a clause begins, in the canonical order of clauses.
  static let clauses = Vocabulary.clauses.map(\.name)
  static let clauseWords = WordSet(clauses)

  /// Those of an ordinary rule.
  private static let fewClauses = 4

  mutating func parseRule() throws(Failure) -> RuleSyntax {
    let keyword = takeKeyword()
    let name = try parseRuleName()
    var rule = RuleSyntax(keyword: keyword, name: name, title: nil, clauses: [], close: name.span)
    if case .string = token.kind { rule.title = try parseText("a title") }
    try expect(.leftBrace, help: nameHelp(behind: name))
    rule.clauses.reserveCapacity(Parser.fewClauses)
    while !take(.rightBrace) {
      if token.isEnd || isAtSection {
        throw fail(.notClosed("rule \(name.text)", at: token.span, opened: name.span))
      }
      let start = position
      do {
        rule.clauses.append(try parseClause())
      } catch {
        rule.isBroken = true
        recover(from: start) { $0.isAtClause || $0.token.isSymbol(.rightBrace) || $0.isAtSection }
      }
    }
    rule.close = previousSpan
    return rule
  }

  private mutating func parseRuleName() throws(Failure) -> NameSyntax {
    guard case .string(let title) = token.kind else { return try parseName("a name for the rule") }
    let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(
      separator: "_")
    let help =
      words.first?.isLetter == true
      ? "a title stands behind a name, `rule \(words) \(text(token.span))`" : nil
    throw fail(.expected("a name for the rule", found: shown(token), at: token.span, help: help))
  }

  /// A name with a hyphen in it.
  private func nameHelp(behind name: NameSyntax) -> String? {
    guard token.isSymbol(.minus), case .name(let rest) = next.kind, token.span.start == name.span.end else {
      return nil
    }
    return "a name has letters, digits and `_`, `\(name.text)_\(rest)`"
  }

  private var isAtClause: Bool {
    if case .name(let word) = token.kind { Parser.clauseWords.contains(word) } else { false }
  }

  private mutating func parseClause() throws(Failure) -> ClauseSyntax {
    let keyword = try parseName("a clause, such as `match` or `when`")
    operators = 0
    if token.isSymbol(.colon) || token.isSymbol(.equal), Parser.clauseWords.contains(keyword.text) {
      let help = "nothing stands between them, `\(keyword.text) \(text(next.span))`"
      throw fail(.expected("what follows `\(keyword.text)`", found: shown(token), at: token.span, help: help))
    }
    return ClauseSyntax(keyword: keyword, content: try parseContent(of: keyword))
  }

  private mutating func parseContent(of keyword: NameSyntax) throws(Failure) -> ClauseSyntax.Content {
    switch keyword.text {
    case "severity": return .severity(try parseName("a severity, such as `warning`"))
    case "stage": return .stage(try parseName("`live` or `shadow`"))
    case "match": return .match(try parseMatch())
    case "where": return .where(try parseExpression())
    case "group": return .group(try parseGroup())
    case "when": return .when(try parseExpression())
    case "unknown": return .unknown(try parseName("`possible`, `ignore` or `alert`"))
    case "throttle": return .throttle(try parseThrottle())
    case "message": return .message(try parseText("the message, in quotes"))
    case "notify": return .notify(try parseDestinations())
    default:
      throw fail(.unknownClause(keyword.text, among: Parser.clauses, at: keyword.span))
    }
  }

  private mutating func parseMatch() throws(Failure) -> MatchSyntax {
    let derivative = token.isName("derivative") ? token.span : nil
    if derivative != nil {
      advance()
      if isAtClause {
        let help = "name what to match, `match derivative transaction`"
        throw fail(
          .expected("a kind of row, such as `sale`", found: shown(token), at: token.span, help: help))
      }
    }
    let kinds = try parseNames("a kind of row, such as `sale`", between: "or")
    let roles = take("by") ? try parseNames("a role, such as `officer`", between: "or") : []
    return MatchSyntax(derivative: derivative, kinds: kinds, roles: roles)
  }

  private mutating func parseGroup() throws(Failure) -> GroupSyntax {
    try expect("by")
    let paths = try parsePaths()
    return GroupSyntax(paths: paths, within: take("within") ? try parseDuration() : nil)
  }

  private mutating func parseThrottle() throws(Failure) -> ThrottleSyntax {
    let example = "say how often and for whom, `throttle once per issuer every 14 days`"
    try expect("once", help: example)
    try expect("per", help: example)
    let paths = try parsePaths()
    try expect("every")
    return ThrottleSyntax(paths: paths, every: try parseDuration())
  }

  private mutating func parseDuration() throws(Failure) -> DurationSyntax {
    let start = token.span
    guard case .number(let count) = token.kind else {
      throw fail(.expected("a number of days", found: shown(token), at: start, help: countHelp))
    }
    advance()
    guard let unit = takeTimeUnit() else {
      let help = unitHelp ?? "write `\(text(start)) days`"
      throw fail(.expected("a unit of time, such as `days`", found: shown(token), at: token.span, help: help))
    }
    return DurationSyntax(count: count, unit: unit, span: start.joined(with: previousSpan))
  }

  /// `a week`, `every day`.
  private var countHelp: String? {
    guard case .name(let word) = token.kind else { return nil }
    if ["a", "an", "one"].contains(word), case .name = next.kind { return "write `1 \(text(next.span))`" }
    return TimeUnit(word: word).map { _ in "write `1 \(word)`" }
  }

  /// For units of time that the language has not.
  private var unitHelp: String? {
    switch token.kind {
    case .name("hour"), .name("hours"), .name("minute"), .name("minutes"), .name("h"), .name("hr"),
      .name("hrs"):
      "filings have no time of day; write days, `1 day`"
    case .name("quarter"): "write `3 months`"
    case .name("quarters"): "write months, `3 months` for each"
    default: nil
    }
  }

  private mutating func parseDestinations() throws(Failure) -> [NameSyntax] {
    var names = [try parseWord("the name of a webhook")]
    while take(.comma) { names.append(try parseWord("the name of a webhook")) }
    return names
  }
}

// MARK: - Webhooks

extension Parser {
  mutating func parseWebhook() throws(Failure) -> WebhookSyntax {
    let keyword = takeKeyword()
    let name = try parseName("a name for the webhook")
    var webhook = WebhookSyntax(keyword: keyword, name: name, settings: [], close: name.span)
    try expect(.leftBrace)
    while !take(.rightBrace) {
      if token.isEnd || isAtSection {
        throw fail(.notClosed("webhook \(webhook.name.text)", at: token.span, opened: webhook.name.span))
      }
      let start = position
      do {
        webhook.settings.append(try parseSetting())
      } catch {
        recover(from: start) { $0.isAtSetting || $0.token.isSymbol(.rightBrace) || $0.isAtSection }
      }
    }
    webhook.close = previousSpan
    return webhook
  }

  private mutating func parseSetting() throws(Failure) -> SettingSyntax {
    let name = try parseName("a setting, such as `url`")
    var setting = SettingSyntax(name: name, arguments: [])
    while isArgument(after: setting.arguments), !isAtSection {
      setting.arguments.append(token)
      advance()
    }
    return setting
  }

  /// A word is a setting's argument only where it comes first, but for the few that go with others: so that a setting
  /// that nobody knows is noticed, and not taken for the argument of the one before it.
  private func isArgument(after arguments: [Token]) -> Bool {
    switch token.kind {
    case .name("credential"), .name("second"), .name("seconds"): true
    case .name: arguments.isEmpty && !isAtSetting
    case .symbol(.rightBrace), .end: false
    default: true
    }
  }

  private var isAtSetting: Bool {
    if case .name(let word) = token.kind { WebhookSetting(rawValue: word) != nil } else { false }
  }
}

// MARK: - Tests

extension Parser {
  mutating func parseTest() throws(Failure) -> TestSyntax {
    let keyword = takeKeyword()
    let name = try parseText("what the test shows, in quotes")
    var test = TestSyntax(keyword: keyword, name: name, steps: [], close: name.span)
    try expect(.leftBrace)
    while !take(.rightBrace) {
      if token.isEnd || isAtSection {
        throw fail(.notClosed("test \"\(name.text)\"", at: token.span, opened: name.span))
      }
      let start = position
      do {
        test.steps.append(try parseStep())
      } catch {
        test.isBroken = true
        recoverStep(from: start)
      }
    }
    test.close = previousSpan
    return test
  }

  private var isAtStep: Bool {
    token.isName("given") || token.isName("expect")
  }

  /// A row's own brace, which was opened before the mistake or stands behind it, does not end the test.
  private mutating func recoverStep(from start: Int) {
    recover(from: start) { $0.isAtStep || $0.token.isSymbol(.rightBrace) || $0.isAtSection }
    guard token.isSymbol(.rightBrace),
      next.isName("given") || next.isName("expect") || next.isSymbol(.rightBrace)
    else { return }
    advance()
  }

  private mutating func parseStep() throws(Failure) -> StepSyntax {
    if take("given") { return try parseGiven() }
    guard token.isName("expect") else {
      throw fail(.expected("`given` or `expect`", found: shown(token), at: token.span))
    }
    return .expect(try parseExpectation())
  }

  private mutating func parseGiven() throws(Failure) -> StepSyntax {
    let kind = try parseName("`filing` or a kind of row, such as `sale`")
    if kind.text == "filing", case .string = token.kind {
      return .file(try parseText("the name of a file"))
    }
    if kind.text == "derivative", case .name(let row) = token.kind {
      let help = "write `given \(row)`: a row with a field of Table II is one of that table"
      throw fail(.expected("`{`", found: shown(token), at: token.span, help: help))
    }
    try expect(.leftBrace)
    var pairs: [PairSyntax] = []
    while !token.isSymbol(.rightBrace) {
      pairs.append(try parsePair())
      guard take(.comma) else { break }
    }
    try expect(.rightBrace)
    return .row(kind, pairs)
  }

  private mutating func parsePair() throws(Failure) -> PairSyntax {
    let path = try parsePath()
    try expect(.colon)
    let span = token.span
    if take("unknown") { return PairSyntax(path: path, value: .unknown(span)) }
    if take("absent") { return PairSyntax(path: path, value: .absent(span)) }
    return PairSyntax(path: path, value: .literal(try parseLiteral()))
  }

  private mutating func parseExpectation() throws(Failure) -> ExpectationSyntax {
    let start = token.span
    advance()
    let rule = try parseName("the name of a rule")
    let verdict = try parseName("`match`, `possible` or `nothing`")
    let because = take("because") ? try parsePaths() : []
    return ExpectationSyntax(
      rule: rule, verdict: verdict, because: because, span: start.joined(with: previousSpan))
  }
}
