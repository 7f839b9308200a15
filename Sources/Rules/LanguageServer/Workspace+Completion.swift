import Filings

extension Workspace {
  /// What can stand at a position.
  func completions(_ uri: String, at position: PlainValue) -> PlainValue {
    guard let file = file(uri) else { return .list([]) }
    let source = compilation.files[file]
    let before = SourceFile(name: source.name, text: Array(source.text[..<offset(position, in: source)]))
    return .list(Completer(before, names).proposals.map(\.record))
  }
}

/// Something that may be written next.
struct Proposal {
  var label: String
  var kind: Kind
  var detail: String
  var documentation = ""
  /// It has the type that is wanted here, so that it comes first.
  var isFirst = false

  /// The protocol's numbers (CompletionItemKind).
  enum Kind: Int {
    case function = 3
    case field = 5
    case variable = 6
    case module = 9
    case keyword = 14
    case constant = 21
  }

  var record: PlainValue {
    .record([
      ("label", .text(label)), ("kind", .integer(kind.rawValue)), ("detail", .text(detail)),
      ("documentation", .text(documentation)), ("sortText", .text((isFirst ? "0" : "1") + label)),
    ])
  }
}

/// Finds what can be written at the end of a text, from the words before it.
struct Completer {
  private let names: WorkspaceNames
  /// The words of the text, without the one that is being written.
  private let tokens: [Token]
  private let isTicker: Bool

  init(_ text: SourceFile, _ names: WorkspaceNames) {
    self.names = names
    var tokens = Lexer.tokens(of: text, file: 0).dropLast()
    isTicker = if case .ticker = tokens.last?.kind { true } else { false }
    // The word at the very end is not finished; what it begins with is the editor's to compare.
    while let last = tokens.last,
      last.span.end == text.text.count || last.isSymbol(.point)
        || tokens.dropLast().last?.isSymbol(.point) == true,
      last.isWordLike
    {
      tokens = tokens.dropLast()
    }
    self.tokens = Array(tokens)
  }

  var proposals: [Proposal] {
    if isTicker { return names.tickers.map { Proposal(label: "@\($0)", kind: .constant, detail: "ticker") } }
    switch block {
    case "rule": return ruleProposals
    case "test": return testProposals
    case "webhook": return webhookProposals
    case "list": return tickerProposals
    default: return Vocabulary.sections.map(Completer.keyword)
    }
  }

  // MARK: Where we are

  /// The section whose brace is open, `nil` between sections.
  private var block: String? {
    var open: [String] = []
    var head: String?
    for token in tokens {
      switch token.kind {
      case .name(let word) where open.isEmpty && Vocabulary.sections.contains { $0.name == word }: head = word
      case .symbol(.leftBrace): open.append(head ?? "")
      case .symbol(.rightBrace): _ = open.popLast()
      default: break
      }
    }
    return open.first
  }

  private var last: Token.Kind? { tokens.last?.kind }

  /// The last clause's word, with what stands behind it.
  private var clause: (word: String, rest: ArraySlice<Token>)? {
    let words = Set(Vocabulary.clauses.map(\.name))
    let place = tokens.lastIndex { if case .name(let word) = $0.kind { words.contains(word) } else { false } }
    guard let place, case .name(let word) = tokens[place].kind else { return nil }
    return place > openBrace ?? 0 ? (word, tokens[(place + 1)...]) : nil
  }

  /// Where the brace stands that was opened last and is not closed.
  private var openBrace: Int? {
    var closed = 0
    return tokens.lastIndex { token in
      if token.isSymbol(.rightBrace) { closed += 1 }
      guard token.isSymbol(.leftBrace) else { return false }
      closed -= 1
      return closed < 0
    }
  }

  // MARK: Rules

  private var ruleProposals: [Proposal] {
    let clauses = Vocabulary.clauses.map(Completer.keyword)
    if let set = openSet { return elementProposals(of: field(before: tokens[..<set])?.type) }
    guard let (word, rest) = clause else { return clauses }
    switch word {
    case "severity": return rest.isEmpty ? Completer.words(Severity.allCases.map(\.rawValue)) : clauses
    case "stage": return rest.isEmpty ? Completer.words(["live", "shadow"]) : clauses
    case "unknown": return rest.isEmpty ? Completer.words(["possible", "ignore", "alert"]) : clauses
    case "match": return matchProposals(rest) + (rest.isEmpty ? [] : clauses)
    case "where", "when":
      return expressionProposals(rest, isGroup: word == "when") + (rest.isEmpty ? [] : clauses)
    case "group", "throttle": return partyProposals + fieldProposals(nil) { $0.level.isOfRow } + clauses
    case "notify":
      return names.webhooks.map { Proposal(label: $0, kind: .module, detail: "webhook") }
        + (rest.isEmpty ? [] : clauses)
    default: return rest.isEmpty ? [] : clauses
    }
  }

  private func matchProposals(_ rest: ArraySlice<Token>) -> [Proposal] {
    let isByRole = rest.contains { $0.isName("by") }
    if isByRole {
      return Vocabulary.roles.map {
        Proposal(label: $0.name, kind: .constant, detail: "role", documentation: $0.meaning)
      }
    }
    return Vocabulary.kinds.map {
      Proposal(label: $0.name, kind: .constant, detail: "kind", documentation: $0.meaning)
    }
      + Completer.words(rest.isEmpty ? ["derivative"] : ["by", "or"])
  }

  private func expressionProposals(_ rest: ArraySlice<Token>, isGroup: Bool) -> [Proposal] {
    if rest.last?.isName("in") == true {
      return names.lists.map { Proposal(label: $0, kind: .variable, detail: "list") }
    }
    let isInCall =
      rest.count { $0.isSymbol(.leftParenthesis) } > rest.count { $0.isSymbol(.rightParenthesis) }
    let fields = fieldProposals(wanted(rest)) { isGroup && !isInCall ? !$0.level.isOfRow : true }
    let functions = Vocabulary.functions.map {
      Proposal(label: $0.name, kind: .function, detail: $0.usage, documentation: $0.meaning)
    }
    let defines = names.defines.sorted { $0.key < $1.key }.map {
      Proposal(label: $0.key, kind: .variable, detail: "define", documentation: $0.value)
    }
    let connectors = Completer.words(["and", "or", "not", "in", "between", "is", "contains", "matches"])
    return fields + defines + (isGroup && !isInCall ? functions : []) + (rest.isEmpty ? [] : connectors)
      + (wanted(rest) == .ticker ? tickerProposals : [])
  }

  /// The type of the field before a comparison, so that its like is proposed first.
  private func wanted(_ rest: ArraySlice<Token>) -> ValueType? {
    guard case .symbol(let symbol)? = rest.last?.kind, Comparison(rawValue: symbol.rawValue) != nil else {
      return nil
    }
    return field(before: rest.dropLast())?.type
  }

  /// Where the `in` of a set that is not closed yet stands, or the `not` before it.
  private var openSet: Int? {
    guard let brace = tokens.lastIndex(where: { $0.isSymbol(.leftBrace) || $0.isSymbol(.rightBrace) }),
      brace > 1, tokens[brace].isSymbol(.leftBrace), tokens[brace - 1].isName("in")
    else { return nil }
    return tokens[brace - 2].isName("not") ? brace - 2 : brace - 1
  }

  private func elementProposals(of type: ValueType?) -> [Proposal] {
    switch type {
    case .ticker: tickerProposals
    case .source: Completer.words(ContainerKind.allCases.map(\.rawValue))
    case .form: Completer.words(Form.allCases.map(\.rawValue))
    default: []
    }
  }

  /// The field that is named last.
  private func field(before end: ArraySlice<Token>) -> Field? {
    var words: [String] = []
    for token in end.reversed() {
      if case .name(let word) = token.kind, words.isEmpty || words.last == "." {
        words.append(word)
      } else if token.isSymbol(.point) {
        words.append(".")
      } else {
        break
      }
    }
    return Vocabulary.field(named: words.reversed().joined())
  }

  private func fieldProposals(_ type: ValueType?, _ isIncluded: (Field) -> Bool) -> [Proposal] {
    Vocabulary.fields.filter(isIncluded).map { field in
      Proposal(
        label: field.name, kind: .field, detail: field.type.rawValue, documentation: field.documentation,
        isFirst: field.type == type)
    }
  }

  private var partyProposals: [Proposal] {
    Completer.words(["by", "owner", "issuer", "within", "once", "per", "every"])
  }

  private var tickerProposals: [Proposal] {
    names.tickers.map { Proposal(label: "@\($0)", kind: .constant, detail: "ticker", isFirst: true) }
  }

  // MARK: Tests and webhooks

  private var testProposals: [Proposal] {
    let rules = names.rules.map { Proposal(label: $0, kind: .variable, detail: "rule") }
    switch last {
    case .name("given"):
      return Vocabulary.kinds.map {
        Proposal(label: $0.name, kind: .constant, detail: "kind", documentation: $0.meaning)
      }
    case .name("expect"): return rules
    case .name(let word) where names.rules.contains(word):
      return Completer.words(["match", "possible", "nothing"])
    case .name("because"), .symbol(.comma), .symbol(.leftBrace):
      return fieldProposals(nil) { _ in true } + steps
    case .symbol(.colon): return Completer.words(["yes", "no", "unknown", "absent"])
    default: return steps
    }
  }

  private var steps: [Proposal] { Completer.words(["given", "expect", "because"]) }

  private var webhookProposals: [Proposal] {
    if case .name("format") = last { return Completer.words(Webhook.formats) }
    if case .name("from") = last { return Completer.words(Severity.allCases.map(\.rawValue)) }
    return WebhookSetting.allCases.map {
      Proposal(label: $0.rawValue, kind: .keyword, detail: $0.usage)
    }
  }

  private static func keyword(_ word: Vocabulary.Word) -> Proposal {
    Proposal(label: word.name, kind: .keyword, detail: "", documentation: word.meaning)
  }

  private static func words(_ words: [String]) -> [Proposal] {
    words.map { Proposal(label: $0, kind: .keyword, detail: "") }
  }
}

extension Token {
  /// A name, or the point inside of one.
  fileprivate var isWordLike: Bool {
    if case .name = kind { return true }
    return isSymbol(.point)
  }
}
