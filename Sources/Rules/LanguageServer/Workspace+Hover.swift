extension Workspace {
  /// What the word at a position means, in Markdown; `null` where there is nothing to say.
  func hover(_ uri: String, at position: PlainValue) -> PlainValue {
    guard let file = file(uri) else { return .null }
    let source = compilation.files[file]
    let offset = offset(position, in: source)
    guard let (word, span) = word(at: offset, in: source, file), let text = documentation(of: word) else {
      return .null
    }
    return .record([
      ("contents", .record([("kind", .text("markdown")), ("value", .text(text))])),
      ("range", range(of: span)),
    ])
  }

  /// The name, with the parts before and behind its points, in which the byte stands.
  private func word(at offset: Int, in source: SourceFile, _ file: Int) -> (String, Span)? {
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    let line = source.line(at: offset)
    var (start, end) = (offset, offset)
    while start > line.lowerBound, isWord(source.text[start - 1]) { start -= 1 }
    while end < line.upperBound, isWord(source.text[end]) { end += 1 }
    guard start < end else { return nil }
    return (source.string(start..<end), Span(file: file, start: start, end: end))
  }

  private func documentation(of word: String) -> String? {
    if let field = Vocabulary.field(named: word) { return field.documentation }
    if let rule = compilation.ruleSet?.plans.first(where: { $0.name == word }) {
      return RuleSentence(plan: rule).text
    }
    if let define = names.defines[word] { return "`\(word)` stands for `\(define)`" }
    if let function = Vocabulary.function(named: word) { return "`\(function.usage)`: \(function.meaning)" }
    if let kind = Vocabulary.kind(named: word) {
      return "`\(word)`: \(kind.meaning)"
        + (kind.letters.isEmpty || kind.letters.utf8.count == 26 ? "" : " (code \(kind.letters))")
    }
    if let role = Vocabulary.role(named: word) { return "`\(word)`: \(role.meaning)" }
    let words = Vocabulary.clauses + Vocabulary.sections
    return words.first { $0.name == word }.map { "`\(word)`: \($0.meaning)" }
  }
}

extension Field {
  /// The row of the table, in Markdown.
  var documentation: String {
    let absent =
      switch absence {
      case .unknown: "counts as unknown"
      case .no: "is no"
      case .empty: "is the empty text"
      case .nothing: "is in no list"
      }
    return "`\(name)` (\(type.rawValue)): \(meaning)\n\nAbsent \(absent)."
  }
}
