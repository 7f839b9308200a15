import Filings

/// Checks a `test` block and makes the filing of the rows that it gives.
struct TestChecker {
  private let names: Names
  private var diagnostics: [Diagnostic] = []
  private var filing: Filing?
  private var files: [TextSyntax] = []
  private var expectations: [RuleTest.Expectation] = []

  static func check(_ test: TestSyntax, names: Names) -> (RuleTest, [Diagnostic]) {
    var checker = TestChecker(names: names)
    for step in test.steps { checker.check(step) }
    if checker.expectations.isEmpty || (checker.filing == nil && checker.files.isEmpty),
      checker.diagnostics.isEmpty
    {
      checker.diagnostics.append(.nothingGiven(test.name.text, at: test.name.span))
    }
    let result = RuleTest(
      name: test.name.text, span: test.name.span, files: checker.files, filing: checker.filing,
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
    guard let kind = Vocabulary.kind(named: name.text), kind.sort != .notice else {
      let known = Vocabulary.kinds.filter { $0.sort != .notice }.map(\.name)
      let suggestion = Suggestion.nearest(to: name.text, among: known)
      diagnostics.append(
        .unknownName("kind", name.text, code: .unknownKind, suggestion: suggestion, at: name.span))
      return
    }
    var filing = filing ?? TestChecker.blank
    let fields = pairs.compactMap { pair in field(pair, of: kind).map { ($0, pair) } }
    let isDerivative = fields.contains { $0.0.level == .terms }
    let index = filing.append(kind, isDerivative: isDerivative)
    for (field, pair) in fields {
      guard let value = value(pair, for: field) else { continue }
      filing.assign(value, to: field, at: field.level == .owner ? 0 : index, sort: kind.sort)
    }
    self.filing = filing
  }

  /// A form 4 on which nothing is ticked and nothing is written.
  private static var blank: Filing {
    var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    filing.owners = [Owner()]
    return filing
  }

  private mutating func field(_ pair: PairSyntax, of kind: Kind) -> Field? {
    guard let field = Vocabulary.field(named: pair.path.text) else {
      let suggestion = Suggestion.nearest(to: pair.path.text, among: Vocabulary.fields.map(\.name))
      diagnostics.append(.unknownField(pair.path.text, suggestion: suggestion, at: pair.path.span))
      return nil
    }
    if case .derived = field.source {
      diagnostics.append(.cannotBeGiven(field.name, at: pair.path.span))
      return nil
    }
    if kind.sort == .filing && field.level.isOfRow || kind.sort == .holding && field.level == .transaction {
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

extension Filing {
  /// Adds an empty row of a kind; its place among the rows of its sort.
  fileprivate mutating func append(_ kind: Kind, isDerivative: Bool) -> Int {
    let position = Position(row: transactions.count + holdings.count + 1, isDerivative: isDerivative)
    switch kind.sort {
    case .transaction:
      var row = Transaction(position: position)
      row.code = Reading(TransactionCode(String(kind.letters.prefix(1))))
      row.isAcquired = Reading(kind.direction)
      transactions.append(row)
      return transactions.count - 1
    case .holding:
      holdings.append(Holding(position: position))
      return holdings.count - 1
    case .filing, .notice: return 0
    }
  }
}

extension Kind {
  /// Whether rows of this kind acquire, where all do the same.
  fileprivate var direction: Bool? {
    switch name {
    case "purchase", "grant", "small_acquisition": true
    case "sale", "withholding", "disposition", "tender": false
    default: nil
    }
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
