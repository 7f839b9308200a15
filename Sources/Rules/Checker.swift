import Filings

/// Checks one rule and compiles it to its plan.
struct RuleChecker: ~Copyable {
  private let syntax: RuleSyntax
  /// Where the first clause of each word stands, in the canonical order.
  private var places = [Int?](repeating: nil, count: Parser.clauses.count)
  private var expressions: ExpressionChecker
  private var plan: Plan
  private var destinations: [NameSyntax] = []

  struct Result {
    /// Usable only when none of the diagnostics is an error.
    var plan: SharedPlan
    var diagnostics: [Diagnostic]
    /// Lists and defines that the rule uses.
    var used: Set<String>
    /// The units that numbers written without one take, by their places.
    var units: [Span: ValueType?]
    /// Parts that came from defines.
    var expansions: Int
    /// The names behind `notify`.
    var destinations: [NameSyntax]
  }

  /// `mayExpand` is how many parts may come from defines.
  static func check(_ rule: consuming RuleSyntax, names: Names, calendar: BusinessCalendar, mayExpand: Int)
    -> Result
  {
    var checker = RuleChecker(rule, names)
    checker.plan.calendar = calendar
    checker.expressions.mayExpand = mayExpand
    checker.run()
    return checker.result()
  }

  private consuming func result() -> Result {
    Result(
      plan: SharedPlan(plan), diagnostics: expressions.diagnostics, used: expressions.used,
      units: expressions.units, expansions: expressions.expansions, destinations: destinations)
  }

  private init(_ rule: RuleSyntax, _ names: Names) {
    syntax = rule
    expressions = ExpressionChecker(names: names)
    plan = Plan(name: rule.name.text)
    plan.title = rule.title?.text
  }

  /// `match` comes first, whatever the order in the text: the other clauses depend on it.
  private mutating func run() {
    collectClauses()
    // What a broken clause would have said is not known, and nothing is to be concluded from its absence.
    expressions.isWindowed = syntax.isBroken
    if let match {
      check(match)
    } else if !syntax.isBroken {
      report(.noMatch(syntax.name.text, at: syntax.name.span))
    }
    for case .some(let place) in places { check(syntax.clauses[place]) }
    plan.program = expressions.program
  }

  private mutating func collectClauses() {
    for index in syntax.clauses.indices {
      let keyword = syntax.clauses[index].keyword
      guard let rank = Parser.clauseWords.place(of: keyword.text) else { continue }
      if let first = places[rank] {
        report(.clauseTwice(keyword.text, at: keyword.span, first: syntax.clauses[first].keyword.span))
      } else {
        places[rank] = index
      }
    }
  }

  private var match: MatchSyntax? {
    for case .some(let place) in places {
      if case .match(let match) = syntax.clauses[place].content { return match }
    }
    return nil
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    expressions.diagnostics.append(diagnostic)
  }
}

// MARK: - Clauses

extension RuleChecker {
  private mutating func check(_ clause: ClauseSyntax) {
    switch clause.content {
    case .severity(let word): plan.severity = choice(word, "severity", Severity.self) ?? plan.severity
    case .stage(let word): plan.isShadow = choice(word, "stage", Stage.self) == .shadow
    case .unknown(let word): plan.unknown = choice(word, "unknown", UnknownPolicy.self) ?? plan.unknown
    case .match: break
    case .where(let expression):
      plan.condition = condition(expression, "where", .row)
    case .when(let expression):
      plan.threshold = condition(expression, "when", .group)
    case .group(let group): check(group)
    case .throttle(let throttle): check(throttle)
    case .message(let text): check(text)
    case .notify(let destinations): check(destinations)
    }
  }

  /// The clause's node; a clause that as a whole can only hold or only fail is warned of, unless a part of it was.
  private mutating func condition(
    _ expression: ExpressionSyntax, _ clause: String, _ context: ExpressionChecker.Context
  ) -> Int? {
    let before = expressions.diagnostics.count
    expressions.context = context
    guard let node = expressions.condition(expression) else { return nil }
    if case .constant(let value) = expressions.program.nodes[node] {
      report(.decided(value, "it is written so", at: expression.span))
    }
    if context == .row, wantsOthers(node) {
      report(.decided(false, "`by` asks for the contrary", at: expression.span))
    }
    // A part by itself was looked at when it was read.
    guard expressions.diagnostics.count == before, expressions.program.isCompound(node) else { return node }
    for isTrue in [false, true] {
      if let boxes = Boxes(of: node, in: expressions.program, negated: isTrue), boxes.boxes.isEmpty {
        report(.decidedClause(clause, isTrue, at: expression.span))
      }
    }
    return node
  }

  /// The rule is by people with certain boxes, and the condition wants all of these boxes empty.
  private func wantsOthers(_ node: Int) -> Bool {
    guard !plan.roles.isEmpty, let boxes = Boxes(of: node, in: expressions.program), !boxes.boxes.isEmpty
    else {
      return false
    }
    return plan.roles.allSatisfy { role in
      guard case .box = role.test else { return false }
      return boxes.boxes.allSatisfy { $0.atoms[role.field] == false }
    }
  }

  private enum Stage: String, CaseIterable {
    case live
    case shadow
  }

  /// One of the words that a clause can have.
  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ word: NameSyntax, _ clause: String, _ choices: Choice.Type
  ) -> Choice? {
    if let choice = Choice(rawValue: word.text) { return choice }
    report(.unknownWord(word.text, of: clause, among: Choice.allCases.map(\.rawValue), at: word.span))
    return nil
  }

  private mutating func check(_ match: MatchSyntax) {
    plan.roles = match.roles.compactMap { role($0) }
    plan.isDerivative = match.derivative != nil
    var first: (kind: Kind, span: Span)?
    for name in match.kinds {
      guard let kind = kind(name) else { continue }
      plan.kindNames.append(kind.name)
      if let first, kind.sort != first.kind.sort {
        report(.differentSorts(first.kind.name, kind.name, at: name.span, first: first.span))
      }
      first = first ?? (kind, name.span)
      plan.kinds.formUnion(KindMask(kind, isDerivative: match.derivative != nil))
    }
    guard let first else { return }
    plan.sort = first.kind.sort
    plan.match = (match.derivative == nil ? "match " : "match derivative ") + words(match.kinds)
    if let span = match.derivative, plan.sort == .filing || plan.sort == .notice {
      report(.noDerivativeFiling(plan.sort, at: span))
    }
    expressions.sort = plan.sort
    expressions.kinds = plan.kinds
    expressions.isTableOneOnly = match.derivative == nil && !plan.kinds.hasTableTwo
  }

  private func words(_ names: [NameSyntax]) -> String {
    names.dropFirst().reduce(names.first?.text ?? "") { $0 + " or " + $1.text }
  }

  private mutating func kind(_ name: NameSyntax) -> Kind? {
    guard let kind = Vocabulary.kind(named: name.text) else {
      let suggestion = Suggestion.nearest(to: name.text, among: Vocabulary.kinds.map(\.name))
      report(.unknownName("kind", name.text, code: .unknownKind, suggestion: suggestion, at: name.span))
      return nil
    }
    return kind
  }

  private mutating func role(_ name: NameSyntax) -> Role? {
    if let role = Vocabulary.role(named: name.text) { return role }
    let suggestion = Suggestion.nearest(to: name.text, among: Vocabulary.roles.map(\.name))
    report(.unknownName("role", name.text, code: .unknownRole, suggestion: suggestion, at: name.span))
    return nil
  }

  /// A report has one issuer and one set of owners: only its rows can be put apart. A window reaches over filings, and
  /// has to say whose.
  private mutating func check(_ group: GroupSyntax) {
    if let within = group.within {
      expressions.isWindowed = true
      plan.window = span(within)
      plan.scope = scope(of: group, at: within.span)
    }
    expressions.context = .row
    for path in group.paths where path.text != "owner" && path.text != "issuer" {
      guard let field = expressions.field(path), field.level.isOfRow || plan.window != nil else { continue }
      plan.group.append(field)
    }
  }

  private mutating func scope(of group: GroupSyntax, at span: Span) -> History.Scope {
    let heads = group.paths.map { $0.text.prefix { $0 != "." } }
    switch (heads.contains("owner"), heads.contains("issuer")) {
    case (true, true): return .ownerAndIssuer
    case (true, false): return .owner
    case (false, true): return .issuer
    case (false, false):
      report(.windowOfNobody(at: span))
      return .report
    }
  }

  private mutating func span(_ duration: DurationSyntax) -> CalendarSpan? {
    let span = CalendarSpan(duration)
    if span == nil { report(.badSpan(duration.unit, at: duration.span)) }
    return span
  }

  private mutating func check(_ throttle: ThrottleSyntax) {
    guard let every = span(throttle.every) else { return }
    var found = ThrottlePlan(every: every)
    expressions.context = .row
    for path in throttle.paths {
      switch path.text {
      case "owner": found.perOwner = true
      case "issuer": found.perIssuer = true
      default: if let field = expressions.field(path) { found.fields.append(field) }
      }
    }
    plan.throttle = found
  }

  private mutating func check(_ text: TextSyntax) {
    let (template, diagnostics, expansions) = MessageTemplate.compile(
      text, names: expressions.names, like: expressions)
    plan.message = template
    expressions.expansions += expansions
    expressions.diagnostics += diagnostics
  }

  private mutating func check(_ destinations: [NameSyntax]) {
    let webhooks = expressions.names.webhooks
    self.destinations = destinations
    var seen: Set<String> = []
    for name in destinations {
      if webhooks[name.text] == nil {
        let suggestion = Suggestion.nearest(to: name.text, among: webhooks.keys.sorted())
        report(
          .unknownName("webhook", name.text, code: .unknownWebhook, suggestion: suggestion, at: name.span))
      } else if seen.insert(name.text).inserted {
        plan.destinations.append(name.text)
      }
    }
  }
}
