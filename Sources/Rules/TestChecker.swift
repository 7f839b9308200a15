import Filings

/// Checks a `test` block and makes the filings of the rows that it gives.
struct TestChecker {
  private let names: Names
  private var diagnostics: [Diagnostic] = []
  private var filings = GivenFilings()
  private var files: [TextSyntax] = []
  private var expectations: [RuleTest.Expectation] = []

  static func check(_ test: TestSyntax, names: Names) -> (RuleTest, [Diagnostic]) {
    var checker = TestChecker(names: names)
    for step in test.steps { checker.check(step) }
    if checker.expectations.isEmpty || (checker.filings.isEmpty && checker.files.isEmpty),
      checker.diagnostics.isEmpty, !test.isBroken
    {
      checker.diagnostics.append(.nothingGiven(test.name.text, at: test.name.span))
    }
    let result = RuleTest(
      name: test.name.text, span: test.name.span, files: checker.files, filings: checker.filings.all,
      expectations: checker.expectations)
    return (result, checker.diagnostics)
  }

  private init(names: Names) {
    self.names = names
  }

  private mutating func check(_ step: StepSyntax) {
    switch step {
    case .file(let name): files.append(name)
    case .row(let name, let pairs): give(name, pairs)
    case .expect(let expectation): expect(expectation)
    }
  }

  // MARK: Given

  private mutating func give(_ name: NameSyntax, _ pairs: [PairSyntax]) {
    guard let kind = Vocabulary.kind(named: name.text) else {
      let suggestion = Suggestion.nearest(to: name.text, among: Vocabulary.kinds.map(\.name))
      diagnostics.append(
        .unknownName("kind", name.text, code: .unknownKind, suggestion: suggestion, at: name.span))
      return
    }
    let fields = pairs.compactMap { pair in field(pair, of: kind).map { ($0, pair) } }
    filings.give(
      kind, fields.compactMap { field, pair in value(pair, for: field).map { (field, $0) } })
  }

  private mutating func field(_ pair: PairSyntax, of kind: Kind) -> Field? {
    guard let field = Vocabulary.field(named: pair.path.text) else {
      let suggestion = Suggestion.nearest(to: pair.path.text, among: Vocabulary.fields.map(\.name))
      diagnostics.append(.unknownField(pair.path.text, suggestion: suggestion, at: pair.path.span))
      return nil
    }
    if case .derived = field.source, !(kind.sort == .notice && field.name == "value") {
      diagnostics.append(.cannotBeGiven(field.name, at: pair.path.span))
      return nil
    }
    if !field.isFound(on: kind.sort) {
      diagnostics.append(.givenHasNoPlace(field.name, kind: kind.name, at: pair.path.span))
      return nil
    }
    return field
  }

  private mutating func value(_ pair: PairSyntax, for field: Field) -> FieldValue? {
    switch pair.value {
    case .unknown: return .unknown
    case .absent: return .absent
    case .literal(let literal):
      if let value = FieldValue(literal.value, for: field.type) { return value }
      diagnostics.append(.givenOfOther(field, at: literal.span))
      return nil
    }
  }

  // MARK: Expected

  private mutating func expect(_ expectation: ExpectationSyntax) {
    if names.rules[expectation.rule.text] == nil {
      let suggestion = Suggestion.nearest(to: expectation.rule.text, among: names.rules.keys.sorted())
      diagnostics.append(
        .unknownName(
          "rule", expectation.rule.text, code: .unknownRule, suggestion: suggestion, at: expectation.rule.span
        ))
    }
    for path in expectation.because where Vocabulary.field(named: path.text) == nil {
      let suggestion = Suggestion.nearest(to: path.text, among: Vocabulary.fields.map(\.name))
      diagnostics.append(.unknownField(path.text, suggestion: suggestion, at: path.span))
    }
    guard let verdict = Verdict(word: expectation.verdict.text) else {
      let words = ["match", "possible", "nothing"]
      diagnostics.append(
        .unknownWord(expectation.verdict.text, of: "expect", among: words, at: expectation.verdict.span))
      return
    }
    expectations.append(
      RuleTest.Expectation(
        rule: expectation.rule.text, verdict: verdict, because: expectation.because.map(\.text),
        span: expectation.span))
  }
}

extension FieldValue {
  /// A literal as a value of a field of this type, or `nil` when it is none. A plain number takes the field's unit.
  init?(_ literal: LiteralSyntax.Value, for type: ValueType) {
    if case .flag(let flag) = literal, type == .bool {
      self = .flag(flag)
    } else if case .date(let day) = literal, type == .date {
      self = .day(day)
    } else if type.isTextual, let text = type.text(of: literal) {
      self = .text(text)
    } else if type.isQuantity, let (number, given, isPlain) = literal.quantity,
      given == type || isPlain && given.canBecome(type)
    {
      self = .number(number)
    } else {
      return nil
    }
  }
}

extension ValueType {
  /// What a test can give for a field of this type.
  var given: String {
    switch self {
    case .bool: "`yes`, `no`, `unknown` or `absent`"
    case .ticker: "a ticker, `@ABC`"
    case .cik: "a number, `1234567`"
    case .form: "3, 4, 5 or 144"
    case let type where type.isNumeric: "`\(type.example)`"
    default: "a text in quotes"
    }
  }
}
