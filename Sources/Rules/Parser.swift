import Filings

/// Reads the language of `Grammar` by recursive descent, and recovers from a mistake at the next keyword, so that one
/// run finds all mistakes of a file.
struct Parser {
  private let source: SourceFile
  private var lexer: Lexer
  /// Where the parser stands, and what comes behind it.
  private(set) var token: Token
  private(set) var next: Token
  /// The end of what was read last.
  private(set) var previousSpan: Span
  /// How many tokens were read.
  private(set) var position = 0
  private var diagnostics: [Diagnostic] = []
  /// Those of the parser's own: more than are shown of a file help nobody.
  private var mistakes = 0
  /// Levels of the expression that is being read.
  var depth = 0
  /// Arithmetic operators of the clause that is being read.
  var operators = 0

  static func parse(_ source: SourceFile, file: Int) -> (syntax: FileSyntax, diagnostics: [Diagnostic]) {
    var parser = Parser(source, file: file)
    var syntax = parser.parseFile()
    let diagnostics = parser.lexer.diagnostics + parser.diagnostics
    syntax.file = file
    syntax.isSound = !diagnostics.contains { $0.level == .error }
    syntax.comments = parser.lexer.comments
    return (syntax, diagnostics)
  }

  /// A text that is one expression and nothing else: a hole in a message.
  static func parseExpression(_ source: SourceFile) -> (ExpressionSyntax?, [Diagnostic]) {
    var parser = Parser(source, file: 0)
    let expression = try? parser.parseExpression()
    if expression != nil, !parser.token.isEnd {
      parser.report(
        .expected("the end of the hole", found: parser.shown(parser.token), at: parser.token.span))
    }
    // What the lexer has to say of the rest.
    while !parser.token.isEnd { parser.advance() }
    return (expression, parser.lexer.diagnostics + parser.diagnostics)
  }

  private init(_ source: SourceFile, file: Int) {
    self.source = source
    lexer = Lexer(source, file: file)
    token = lexer.next()
    next = lexer.next()
    previousSpan = token.span
  }

  /// The message is written; whoever catches it looks for a keyword to go on from.
  struct Failure: Error {}

  private static let sections = WordSet(Vocabulary.sections.map(\.name))

  private mutating func parseFile() -> FileSyntax {
    var file = FileSyntax()
    while !token.isEnd {
      let start = position
      do {
        try parseSection(into: &file)
      } catch {
        recover(from: start) { $0.isAtSection }
      }
    }
    return file
  }

  private mutating func parseSection(into file: inout FileSyntax) throws(Failure) {
    switch token.kind {
    case .name("list"): file.lists.append(try parseList())
    case .name("define"): file.defines.append(try parseDefine())
    case .name("rule"): file.rules.append(try parseRule())
    case .name("webhook"): file.webhooks.append(try parseWebhook())
    case .name("test"): file.tests.append(try parseTest())
    default:
      throw fail(
        .expected("`rule`, `list`, `define`, `webhook` or `test`", found: shown(token), at: token.span))
    }
  }

  /// A section's keyword with what can follow it: `match` clauses may hold the word `test` as a kind's name.
  var isAtSection: Bool {
    guard case .name(let word) = token.kind, Parser.sections.contains(word) else { return false }
    switch next.kind {
    case .name: return word != "test"
    case .string: return word == "test"
    default: return false
    }
  }
}

// MARK: - Lists and defines

extension Parser {
  private mutating func parseList() throws(Failure) -> ListSyntax {
    let keyword = takeKeyword()
    let name = try parseName("a name for the list")
    try expect("of")
    let element = try parseName("`ticker`, `cik` or `text`")
    if take("from") {
      try expect("file")
      let file = try parseText("the name of a file, in quotes")
      return ListSyntax(keyword: keyword, name: name, element: element, contents: .file(file))
    }
    try expect(.equal)
    return ListSyntax(keyword: keyword, name: name, element: element, contents: .set(try parseSet()))
  }

  private mutating func parseDefine() throws(Failure) -> DefineSyntax {
    let keyword = takeKeyword()
    let name = try parseName("a name for the expression")
    try expect(.equal)
    operators = 0
    return DefineSyntax(keyword: keyword, name: name, expression: try parseExpression())
  }
}

// MARK: - Looking ahead

extension Parser {
  mutating func advance() {
    guard !token.isEnd else { return }
    position += 1
    previousSpan = token.span
    token = next
    if !token.isEnd { next = lexer.next() }
  }

  /// The word at which the parser stands, whatever it is.
  mutating func takeKeyword() -> Span {
    defer { advance() }
    return token.span
  }

  mutating func take(_ word: String) -> Bool {
    guard token.isName(word) else { return false }
    advance()
    return true
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard token.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ word: String, help: String? = nil) throws(Failure) {
    guard take(word) else {
      throw fail(.expected("`\(word)`", found: shown(token), at: token.span, help: help))
    }
  }

  mutating func expect(_ symbol: Symbol, help: String? = nil) throws(Failure) {
    guard take(symbol) else {
      throw fail(.expected("`\(symbol.rawValue)`", found: shown(token), at: token.span, help: help))
    }
  }

  mutating func parseName(_ expected: String) throws(Failure) -> NameSyntax {
    guard case .name(let text) = token.kind else {
      throw fail(.expected(expected, found: shown(token), at: token.span))
    }
    defer { advance() }
    return NameSyntax(text: text, span: token.span)
  }

  mutating func parseText(_ expected: String) throws(Failure) -> TextSyntax {
    guard case .string(let text) = token.kind else {
      throw fail(.expected(expected, found: shown(token), at: token.span))
    }
    defer { advance() }
    return TextSyntax(text: text, span: token.span)
  }

  mutating func parsePath() throws(Failure) -> PathSyntax {
    let first = try parseName("a field")
    var path = PathSyntax(text: first.text, isOneName: true, span: first.span)
    while take(.point) {
      path.text += "." + (try parseName("a name behind the point")).text
      path.isOneName = false
    }
    path.span = first.span.joined(with: previousSpan)
    return path
  }

  mutating func parsePaths() throws(Failure) -> [PathSyntax] {
    var paths = [try parsePath()]
    while take(.comma) { paths.append(try parsePath()) }
    return paths
  }

  /// One name, or several with a word between them.
  mutating func parseNames(_ expected: String, between word: String) throws(Failure) -> [NameSyntax] {
    var names = [try parseWord(expected)]
    while take(word) { names.append(try parseWord(expected)) }
    if token.isSymbol(.comma) {
      throw fail(
        .expected("`\(word)`", found: shown(token), at: token.span, help: "write `\(word)` between them"))
    }
    return names
  }

  /// A name that does not begin the next clause.
  mutating func parseWord(_ expected: String) throws(Failure) -> NameSyntax {
    if case .name(let word) = token.kind, Parser.clauseWords.contains(word) {
      throw fail(.expected(expected, found: shown(token), at: token.span))
    }
    if case .string(let text) = token.kind, !text.isEmpty {
      let help = "write it without quotes, `\(text.lowercased())`"
      throw fail(.expected(expected, found: shown(token), at: token.span, help: help))
    }
    return try parseName(expected)
  }
}

// MARK: - Mistakes

extension Parser {
  mutating func fail(_ diagnostic: Diagnostic) -> Failure {
    report(diagnostic)
    return Failure()
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard mistakes < Limits.diagnostics else { return }
    mistakes += 1
    diagnostics.append(diagnostic)
  }

  /// The user's own text, for a message.
  func text(_ span: Span) -> String {
    source.string(span.start..<span.end)
  }

  func shown(_ token: Token) -> String {
    token.isEnd ? "the end of the file" : "`\(text(token.span))`"
  }

  /// Skips to where reading can go on; at least one token, unless something was read since `start`.
  mutating func recover(from start: Int, until isGoodPlace: (Parser) -> Bool) {
    if position == start { advance() }
    while !token.isEnd, !isGoodPlace(self) { advance() }
  }
}
