/// Brings rule files into the one canonical form: a section begins at the margin, its clauses are indented and stand in
/// the order of the manual, their words in one column, and an empty line parts the sections. Comments are kept, each
/// with what stands behind it on the line or below it. Formatting twice is formatting once.
struct Formatter {
  private let printer: SyntaxPrinter
  private let syntax: FileSyntax
  private var lines: [Line] = []

  /// A line to be written, and the place of the first word that it came from.
  struct Line {
    var start: Int
    var indent: Int
    var text: String
    /// Of the comments before it, where they stand deeper than the line: before a brace that ends something.
    var commentIndent = 0
    var isSection = false
    /// An empty line has to stand before it.
    var isApart = false
  }

  /// Columns that a line should not exceed where there is a place to break it.
  static let width = 120
  static let indent = 4
  /// The column of a clause's content: the longest keyword and a space.
  static let keywordWidth = 9

  static func text(of syntax: FileSyntax, in source: SourceFile, units: [Span: ValueType?]) -> String {
    var formatter = Formatter(printer: SyntaxPrinter(source: source, units: units), syntax: syntax)
    formatter.layOut()
    return CommentWeaver.woven(formatter.lines, comments: syntax.comments, in: source)
  }

  private init(printer: SyntaxPrinter, syntax: FileSyntax) {
    self.printer = printer
    self.syntax = syntax
  }

  private enum Section {
    case list(ListSyntax)
    case define(DefineSyntax)
    case rule(RuleSyntax)
    case webhook(WebhookSyntax)
    case test(TestSyntax)

    var start: Int {
      switch self {
      case .list(let list): list.keyword.start
      case .define(let define): define.keyword.start
      case .rule(let rule): rule.keyword.start
      case .webhook(let webhook): webhook.keyword.start
      case .test(let test): test.keyword.start
      }
    }
  }

  private var sections: [Section] {
    let sections =
      syntax.lists.map(Section.list) + syntax.defines.map(Section.define) + syntax.rules.map(Section.rule)
      + syntax.webhooks.map(Section.webhook) + syntax.tests.map(Section.test)
    return sections.sorted { $0.start < $1.start }
  }

  private mutating func layOut() {
    var wasShort = true
    for (index, section) in sections.enumerated() {
      let first = lines.count
      layOut(section)
      let isShort = lines.count - first == 1
      lines[first].isSection = true
      lines[first].isApart = index > 0 && !(wasShort && isShort)
      wasShort = isShort
    }
  }

  private mutating func layOut(_ section: Section) {
    switch section {
    case .list(let list): layOut(list)
    case .define(let define):
      add(define.keyword, "define \(define.name.text) =", printer.operands(define.expression), indent: 0)
    case .rule(let rule): layOut(rule)
    case .webhook(let webhook): layOut(webhook)
    case .test(let test):
      add(test.keyword, "test \(printer.written(test.name.span)) {")
      for step in test.steps { layOut(step) }
      add(test.close, "}")
    }
  }
}

// MARK: - Lines

extension Formatter {
  private mutating func add(_ span: Span, _ text: String, indent: Int = 0) {
    let commentIndent = text == "}" ? Formatter.indent : indent
    lines.append(Line(start: span.start, indent: indent, text: text, commentIndent: commentIndent))
  }

  /// A head and the parts behind it, on one line where they fit.
  private mutating func add(_ span: Span, _ head: String, _ parts: [String], indent: Int) {
    let line = "\(head) \(parts.joined(separator: " "))"
    guard indent + line.count > Formatter.width, parts.count > 1 else {
      return add(span, line, indent: indent)
    }
    let margin = String(repeating: " ", count: indent + min(head.count + 1, Formatter.keywordWidth))
    add(span, "\(head) \(parts.joined(separator: "\n\(margin)"))", indent: indent)
  }

  private mutating func add(clause keyword: NameSyntax, _ parts: [String]) {
    add(keyword.span, Formatter.padded(keyword.text), parts, indent: Formatter.indent)
  }

  private static func padded(_ keyword: String) -> String {
    keyword + String(repeating: " ", count: max(0, keywordWidth - 1 - keyword.count))
  }

  /// Elements in rows as long as the width allows, between braces.
  private static func filled(_ elements: [String], indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var rows: [String] = []
    for (index, element) in elements.enumerated() {
      let word = element + (index == elements.count - 1 ? "" : ",")
      if let row = rows.last, indent + row.count + word.count < width {
        rows[rows.count - 1] = "\(row) \(word)"
      } else {
        rows.append(word)
      }
    }
    return rows.map { "\(margin)\($0)" }.joined(separator: "\n")
  }
}

// MARK: - Lists and rules

extension Formatter {
  private mutating func layOut(_ list: ListSyntax) {
    let head = "list \(list.name.text) of \(list.element.text)"
    switch list.contents {
    case .file(let name): add(list.keyword, "\(head) from file \(printer.written(name.span))")
    case .set(let set): layOut(set, "\(head) =", list.keyword)
    }
  }

  /// A comment among the elements belongs to one of them, which then has a line of its own.
  private mutating func layOut(_ set: SetSyntax, _ head: String, _ keyword: Span) {
    let elements = set.elements.map(printer.literal)
    let line = "\(head) { \(elements.joined(separator: ", ")) }"
    let hasComments = syntax.comments.contains { set.span.start < $0.start && $0.start < set.span.end }
    guard hasComments || line.count > Formatter.width else { return add(keyword, line) }
    add(keyword, "\(head) {")
    let close = Span(file: set.span.file, start: set.span.end - 1, end: set.span.end)
    if hasComments {
      for (element, text) in zip(set.elements, elements) {
        add(element.span, "\(text)\(element == set.elements.last ? "" : ",")", indent: Formatter.indent)
      }
    } else if let first = set.elements.first {
      add(first.span, Formatter.filled(elements, indent: Formatter.indent))
    }
    add(close, "}")
  }

  private mutating func layOut(_ rule: RuleSyntax) {
    let title = rule.title.map { " \(printer.written($0.span))" } ?? ""
    add(rule.keyword, "rule \(rule.name.text)\(title) {")
    for clause in rule.clauses.inOrder(of: Parser.clauses, by: \.keyword.text) {
      add(clause: clause.keyword, parts(of: clause.content))
    }
    add(rule.close, "}")
  }

  private func parts(of content: ClauseSyntax.Content) -> [String] {
    switch content {
    case .severity(let word), .stage(let word), .unknown(let word): return [word.text]
    case .match(let match): return [text(of: match)]
    case .where(let expression), .when(let expression): return printer.operands(expression)
    case .group(let group):
      let within = group.within.map { " within \(printer.duration($0))" } ?? ""
      return ["by \(names(group.paths))\(within)"]
    case .throttle(let throttle):
      return ["once per \(names(throttle.paths)) every \(printer.duration(throttle.every))"]
    case .message(let text): return [printer.written(text.span)]
    case .notify(let destinations): return [destinations.map(\.text).joined(separator: ", ")]
    }
  }

  private func text(of match: MatchSyntax) -> String {
    let kinds = match.kinds.map(\.text).joined(separator: " or ")
    let roles = match.roles.map(\.text).joined(separator: " or ")
    return (match.derivative == nil ? "" : "derivative ") + kinds + (roles.isEmpty ? "" : " by \(roles)")
  }

  private func names(_ paths: [PathSyntax]) -> String {
    paths.map(\.text).joined(separator: ", ")
  }
}

// MARK: - Webhooks and tests

extension Formatter {
  private mutating func layOut(_ webhook: WebhookSyntax) {
    add(webhook.keyword, "webhook \(webhook.name.text) {")
    for setting in webhook.settings.inOrder(of: WebhookSetting.allCases.map(\.rawValue), by: \.name.text) {
      let words = setting.arguments.map { argument in
        (argument.isSymbol(.comma) ? "" : " ") + printer.written(argument.span)
      }
      add(clause: setting.name, [String(words.joined().dropFirst())])
    }
    add(webhook.close, "}")
  }

  private mutating func layOut(_ step: StepSyntax) {
    switch step {
    case .file(let name): add(step: "given", name.span, "filing \(printer.written(name.span))")
    case .row(let kind, let pairs): add(step: "given", kind.span, row(kind.text, pairs.map(text)))
    case .expect(let expectation):
      let because = expectation.because.isEmpty ? "" : " because \(names(expectation.because))"
      add(
        step: "expect", expectation.span, "\(expectation.rule.text) \(expectation.verdict.text)\(because)")
    }
  }

  private mutating func add(step word: String, _ span: Span, _ text: String) {
    add(span, "\(Formatter.padded(word)) \(text)", indent: Formatter.indent)
  }

  private func row(_ kind: String, _ pairs: [String]) -> String {
    if pairs.isEmpty { return "\(kind) {}" }
    let line = "\(kind) { \(pairs.joined(separator: ", ")) }"
    guard Formatter.indent + Formatter.keywordWidth + line.count > Formatter.width else { return line }
    let rows = Formatter.filled(pairs, indent: 2 * Formatter.indent)
    return "\(kind) {\n\(rows)\n\(String(repeating: " ", count: Formatter.indent))}"
  }

  private func text(of pair: PairSyntax) -> String {
    let value =
      switch pair.value {
      case .literal(let literal): printer.literal(literal)
      case .unknown: "unknown"
      case .absent: "absent"
      }
    return "\(pair.path.text): \(value)"
  }
}

extension Array {
  /// In the order in which the words stand in `order`; others behind them, as they are.
  fileprivate func inOrder(of order: [String], by word: (Element) -> String) -> [Element] {
    enumerated().sorted { left, right in
      let places = [left, right].map { order.firstIndex(of: word($0.element)) ?? order.count }
      return (places[0], left.offset) < (places[1], right.offset)
    }
    .map(\.element)
  }
}
