import Filings

extension ExpressionChecker {
  mutating func comparison(
    _ comparison: Comparison, _ left: ExpressionSyntax, _ right: ExpressionSyntax, at place: Span
  ) -> Operand {
    if let field = textField(left) { return compare(field, comparison, right, whole: left, at: place) }
    if let field = textField(right) {
      return compare(field, comparison.mirrored, left, whole: right, at: place)
    }
    let (one, other) = (operand(left), operand(right))
    switch (one, other) {
    case (.invalid, _), (_, .invalid): return .invalid
    case (.number, .number): return compareNumbers(comparison, (one, left), (other, right), at: place)
    case (.truth(let first), .truth(let second)) where comparison == .equal || comparison == .notEqual:
      return truth(.compareFlags(isEqual: comparison == .equal, first, second))
    default:
      return mismatch(comparison, one, left, other, right, at: place)
    }
  }

  /// The field, when the expression is one that is compared as text; nothing is reported.
  func textField(_ expression: ExpressionSyntax) -> Field? {
    guard case .path(let path) = expression, names.defines[path.text] == nil,
      let field = Vocabulary.field(named: path.text), field.type.isTextual
    else { return nil }
    return field
  }

  mutating func compareNumbers(
    _ comparison: Comparison, _ left: (Operand, ExpressionSyntax), _ right: (Operand, ExpressionSyntax),
    at place: Span
  ) -> Operand {
    if let mistake = ambiguousPercent(left, right) ?? ambiguousPercent(right, left) {
      diagnostics.append(mistake)
      return .invalid
    }
    guard let (first, second) = united(left.0, right.0) else {
      return mismatch(comparison, left.0, left.1, right.0, right.1, at: place)
    }
    let result = truth(.compareNumbers(comparison, first, second))
    warnIfDecided(comparison, first, second, at: left.1.span.joined(with: right.1.span))
    return result
  }

  /// A number without a unit beside a percentage: `20` is twenty percent of a holding, while `0.2` may be a fifth, and
  /// `2` beside a quotient the double.
  private func ambiguousPercent(
    _ plain: (Operand, ExpressionSyntax), _ other: (Operand, ExpressionSyntax)
  ) -> Diagnostic? {
    guard case .number(let node, .count, isPlain: true) = plain.0,
      case .number(let number) = program.nodes[node],
      let value = number.point, !value.isZero, case .number(let measured, .percent, _) = other.0
    else { return nil }
    let isQuotient = if case .arithmetic = program.nodes[measured] { true } else { false }
    return isQuotient || value <= Decimal(1) && !value.isNegative
      ? .ambiguousPercent(value, at: plain.1.span) : nil
  }

  /// The nodes of two numbers of one type; a plain number takes the other's unit.
  mutating func united(_ left: Operand, _ right: Operand) -> (Int, Int)? {
    guard case .number(let first, let type, let isPlain) = left,
      case .number(let second, let other, let isOtherPlain) = right
    else { return nil }
    if type == other { return (first, second) }
    if isOtherPlain, other.canBecome(type) {
      convert(second, to: type)
    } else if isPlain, type.canBecome(other) {
      convert(first, to: other)
    } else {
      return nil
    }
    return (first, second)
  }

  private mutating func convert(_ node: Int, to type: ValueType) {
    if program.types[node] == .count { noteUnit(type, of: node) }
    program.convert(node, to: type)
  }

  mutating func mismatch(
    _ comparison: Comparison, _ left: Operand, _ leftSyntax: ExpressionSyntax, _ right: Operand,
    _ rightSyntax: ExpressionSyntax,
    at place: Span
  ) -> Operand {
    guard let one = left.type, let other = right.type else { return .invalid }
    if one == other {
      diagnostics.append(.noOrder(one, at: place))
    } else {
      let help = UnitHelp.text(
        comparison, UnitHelp.Side(type: one, syntax: leftSyntax),
        UnitHelp.Side(type: other, syntax: rightSyntax))
      diagnostics.append(
        .mismatch(one, leftSyntax.span, other, rightSyntax.span, at: place, help: help))
    }
    return .invalid
  }
}

// MARK: - Texts

extension ExpressionChecker {
  private mutating func compare(
    _ field: Field, _ comparison: Comparison, _ other: ExpressionSyntax, whole: ExpressionSyntax,
    at place: Span
  ) -> Operand {
    guard isInPlace(field, whole) else { return .invalid }
    guard comparison == .equal || comparison == .notEqual else {
      diagnostics.append(.noOrder(field.type, at: place))
      return .invalid
    }
    guard let (test, shown) = equality(field, other, whole: whole, at: place) else { return .invalid }
    if case .isOne(let texts) = test {
      warnIfForeign(texts, to: field, comparison == .notEqual, at: whole.span.joined(with: other.span))
    }
    let isEqual = truth(.text(field, test), shown.map { "\(field.name) = \($0)" })
    guard comparison == .notEqual, case .truth(let node) = isEqual else { return isEqual }
    return negation(node)
  }

  /// Reports a field that cannot be asked here.
  private mutating func isInPlace(_ field: Field, _ expression: ExpressionSyntax) -> Bool {
    guard case .path(let path) = expression else { return false }
    return self.field(path) != nil
  }

  /// The comparison, and how the other side was written where folding it lost that.
  private mutating func equality(
    _ field: Field, _ other: ExpressionSyntax, whole: ExpressionSyntax, at place: Span
  ) -> (Program.TextTest, String?)? {
    if let text = literalText(other, of: field) {
      let folded = Report.folded(text, field.type)
      return (.isOne(of: .one(folded)), isTicker(other) || folded == text ? nil : field.type.quoted(text))
    }
    if let second = textField(other) {
      guard isInPlace(second, other) else { return nil }
      if second.type == field.type || field.type == .text || second.type == .text {
        return (.equals(second), nil)
      }
      diagnostics.append(.mismatch(field.type, whole.span, second.type, other.span, at: place, help: nil))
      return nil
    }
    if case .path(let path) = other, path.isOneName, names.defines[path.text] == nil,
      Vocabulary.field(named: path.text) == nil, path.text != "owner", path.text != "issuer"
    {
      diagnostics.append(.wordForLiteral(path.text, field.type, at: path.span))
      return nil
    }
    let operand = operand(other)
    guard let type = operand.type else { return nil }
    diagnostics.append(
      .mismatch(field.type, whole.span, type, other.span, at: place, help: field.type.literalHelp(field.name))
    )
    return nil
  }

  /// One after `@`, of which all letters are capitals.
  private func isTicker(_ expression: ExpressionSyntax) -> Bool {
    guard case .literal(let literal) = expression, case .ticker = literal.value else { return false }
    return true
  }

  /// A literal as a text of the field's type. `filing.source = scan` may do without quotes.
  private func literalText(_ expression: ExpressionSyntax, of field: Field) -> String? {
    switch expression {
    case .literal(let literal): field.type.text(of: literal.value)
    case .path(let path) where field.type == .source && path.isOneName:
      ContainerKind(rawValue: path.text)?.rawValue
    default: nil
    }
  }

  mutating func contains(_ left: ExpressionSyntax, _ text: TextSyntax) -> Operand {
    guard let field = searchable(left, "contains") else { return .invalid }
    let folded = Report.folded(text.text, .text)
    let wording = folded == text.text ? nil : "\(field.name) contains \(ValueType.text.quoted(text.text))"
    return truth(.text(field, .contains(folded)), wording)
  }

  mutating func matches(_ left: ExpressionSyntax, _ pattern: TextSyntax) -> Operand {
    guard let field = searchable(left, "matches") else { return .invalid }
    do {
      return truth(.text(field, .matches(try Pattern(pattern.text))))
    } catch {
      diagnostics.append(.badPattern(error.problem, at: pattern.span))
      return .invalid
    }
  }

  private mutating func searchable(_ expression: ExpressionSyntax, _ word: String) -> Field? {
    if let field = textField(expression) { return isInPlace(field, expression) ? field : nil }
    if let type = operand(expression).type { diagnostics.append(.notAText(type, word, at: expression.span)) }
    return nil
  }
}

// MARK: - Sets, ranges, states

extension ExpressionChecker {
  mutating func membership(
    _ left: ExpressionSyntax, isNegated: Bool, _ set: SetOperandSyntax, _ span: Span
  ) -> Operand {
    let result: Operand
    if let field = textField(left) {
      result = isInPlace(field, left) ? textMembership(field, isNegated, set, at: left.span) : .invalid
    } else {
      result = numberMembership(left, set)
    }
    guard isNegated, case .truth(let node) = result else { return result }
    return negation(node)
  }

  private mutating func textMembership(
    _ field: Field, _ isNegated: Bool, _ set: SetOperandSyntax, at span: Span
  ) -> Operand {
    switch set {
    case .set(let set):
      guard let elements = texts(set, of: field.type) else { return .invalid }
      warnIfForeign(.several(Set(elements)), to: field, isNegated, at: span.joined(with: set.span))
      let shown = elements.map(field.type.quoted).sorted().joined(separator: ", ")
      return truth(
        .text(field, .isOne(of: .several(Set(elements.map { Report.folded($0, field.type) })))),
        "\(field.name) in { \(shown) }")
    case .list(let name):
      guard let list = list(name) else { return .invalid }
      guard list.type == field.type || list.type == .text else {
        diagnostics.append(.listOfOther(name.text, list.type, field.name, field.type, at: name.span))
        return .invalid
      }
      let texts = list.type == field.type ? list.elements : folded(list, as: field.type)
      return truth(.text(field, .isOne(of: .several(texts))), "\(field.name) in \(name.text)")
    }
  }

  /// The elements of a set, each as a text of this type.
  private mutating func texts(_ set: SetSyntax, of type: ValueType) -> [String]? {
    var isGood = true
    let elements = set.elements.compactMap { element -> String? in
      if let text = type.text(of: element.value) { return text }
      let help: String? = if case .word(let word) = element.value { type.help(forWord: word) } else { nil }
      diagnostics.append(.elementOfOther(type, at: element.span, help: help))
      isGood = false
      return nil
    }
    return isGood ? elements : nil
  }

  /// Warns of a code or a form that no row of the rule can have.
  private mutating func warnIfForeign(
    _ wanted: FoldedTexts, to field: Field, _ isNegated: Bool, at span: Span
  ) {
    switch field.type {
    case .code where !kinds.isEmpty:
      let asked = wanted.all.compactMap { $0.uppercased().utf8.first }.reduce(into: KindMask()) {
        mask, letter in
        mask.formUnion([KindMask(letter: letter, false), KindMask(letter: letter, true)])
      }
      guard asked.isDisjoint(with: kinds) else { return }
      diagnostics.append(.decided(isNegated, "no row that the rule matches has this code", at: span))
    case .form:
      let forms: Set<String> =
        switch sort {
        case .transaction: ["4", "5"]
        case .holding: ["3", "4", "5"]
        case .notice: ["144"]
        case .filing: Set(Form.allCases.map(\.rawValue))
        }
      guard forms.isDisjoint(with: wanted.all) else { return }
      diagnostics.append(.decided(isNegated, "this form has no \(sort.plural)", at: span))
    default: break
    }
  }

  /// A list by its name; what is wrong inside it is reported where it stands.
  private mutating func list(_ name: NameSyntax) -> ListTable? {
    guard names.lists[name.text] != nil else {
      let suggestion = Suggestion.nearest(to: name.text, among: names.lists.keys.sorted())
      diagnostics.append(
        .unknownName("list", name.text, code: .unknownList, suggestion: suggestion, at: name.span))
      return nil
    }
    used.insert(name.text)
    return names.tables[name.text]
  }

  /// A list of texts may be compared with other fields, whose texts are folded otherwise.
  private func folded(_ list: ListTable, as type: ValueType) -> Set<String> {
    Set(list.elements.map { Report.folded($0, type) })
  }

  private mutating func numberMembership(_ left: ExpressionSyntax, _ set: SetOperandSyntax) -> Operand {
    guard case .set(let set) = set else {
      if let type = operand(left).type { diagnostics.append(.notAText(type, "in", at: left.span)) }
      return .invalid
    }
    let equalities = set.elements.map {
      comparison(.equal, left, .literal($0), at: $0.span)
    }
    let nodes = equalities.compactMap { if case .truth(let node) = $0 { node } else { nil } }
    guard nodes.count == set.elements.count else { return .invalid }
    return truth(.any(nodes))
  }

  mutating func between(
    _ value: ExpressionSyntax, _ low: ExpressionSyntax, _ high: ExpressionSyntax, _ span: Span
  ) -> Operand {
    let bounds = [
      comparison(.greaterOrEqual, value, low, at: span), comparison(.lessOrEqual, value, high, at: span),
    ]
    let nodes = bounds.compactMap { if case .truth(let node) = $0 { node } else { nil } }
    guard nodes.count == 2 else { return .invalid }
    return truth(.all(nodes))
  }

  mutating func state(_ inner: ExpressionSyntax, isNegated: Bool, _ state: FieldState) -> Operand {
    guard case .path(let path) = inner, names.defines[path.text] == nil else {
      diagnostics.append(.stateOfNoField(at: inner.span))
      return .invalid
    }
    guard let field = field(path) else { return .invalid }
    let result = truth(.state(field, state))
    guard isNegated, case .truth(let node) = result else { return result }
    return negation(node)
  }
}
