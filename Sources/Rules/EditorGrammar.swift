/// How editors colour rule files, made from the tables of the language.
package enum EditorGrammar {
  private static let keywords =
    Vocabulary.sections.map(\.name) + Vocabulary.clauses.map(\.name) + Vocabulary.connectors
  private static let settings = WebhookSetting.allCases.map(\.rawValue)
  private static let words = Vocabulary.kinds.map(\.name) + Vocabulary.roles.map(\.name)

  /// Longer names first, since the first alternative that fits is taken.
  private static func alternatives(_ words: [String]) -> String {
    let unique = Set(words).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    return "(?<![\\w.])(?:"
      + unique.map { $0.split(separator: ".").joined(separator: "\\.") }.joined(separator: "|")
      + ")(?![\\w.])"
  }

  /// A TextMate grammar, which Visual Studio Code and others read.
  package static var textMate: PlainValue {
    let patterns: [(String, String)] = [
      ("comment.line.number-sign.insiderd", "#.*$"),
      ("constant.other.date.insiderd", "\\b\\d{4}-\\d{2}-\\d{2}\\b"),
      ("constant.numeric.insiderd", "\\$?\\b\\d[\\d_]*(?:\\.\\d+)?(?:k|m|bn)?\\b%?"),
      ("constant.other.ticker.insiderd", "@[A-Z0-9][A-Z0-9.-]*"),
      ("support.function.insiderd", alternatives(Vocabulary.functions.map(\.name)) + "(?=\\s*\\()"),
      ("variable.other.field.insiderd", alternatives(Vocabulary.fields.map(\.name))),
      ("keyword.control.insiderd", alternatives(keywords)),
      ("keyword.other.setting.insiderd", alternatives(settings)),
      ("entity.name.type.insiderd", alternatives(words)),
      ("constant.language.insiderd", alternatives(Vocabulary.constants)),
      ("keyword.other.unit.insiderd", alternatives(Vocabulary.units)),
      ("keyword.operator.insiderd", "<=|>=|!=|[<>=+*/-]"),
    ]
    return .record([
      ("name", .text("insiderd rules")), ("scopeName", .text("source.insiderd-rules")),
      ("fileTypes", .list([.text("rules")])),
      (
        "patterns",
        .list([string] + patterns.map { .record([("name", .text($0.0)), ("match", .text($0.1))]) })
      ),
    ])
  }

  private static var string: PlainValue {
    .record([
      ("name", .text("string.quoted.double.insiderd")), ("begin", .text("\"")), ("end", .text("\"|$")),
      (
        "patterns",
        .list([
          .record([("name", .text("constant.character.escape.insiderd")), ("match", .text("\\\\[\"\\\\]"))]),
          .record([("name", .text("variable.other.field.insiderd")), ("match", .text("\\{[^{}\"]*\\}"))]),
        ])
      ),
    ])
  }

  /// A syntax file for Vim.
  package static var vim: String {
    let groups: [(String, [String])] = [
      ("rulesSection", Vocabulary.sections.map(\.name)), ("rulesClause", Vocabulary.clauses.map(\.name)),
      ("rulesKeyword", Vocabulary.connectors + settings), ("rulesKind", words),
      ("rulesConstant", Vocabulary.constants), ("rulesUnit", Vocabulary.units),
      ("rulesFunction", Vocabulary.functions.map(\.name)), ("rulesField", Vocabulary.fields.map(\.name)),
    ]
    let links = [
      ("rulesSection", "Structure"), ("rulesClause", "Statement"), ("rulesKeyword", "Keyword"),
      ("rulesKind", "Type"), ("rulesConstant", "Constant"), ("rulesUnit", "Special"),
      ("rulesFunction", "Function"), ("rulesField", "Identifier"), ("rulesComment", "Comment"),
      ("rulesString", "String"), ("rulesNumber", "Number"), ("rulesTicker", "Constant"),
    ]
    let lines =
      [
        "\" Vim syntax of insiderd's rule files. It is made from the tables of the language, and a test keeps it so.",
        "if exists(\"b:current_syntax\")", "  finish", "endif", "syntax clear",
        "syntax iskeyword @,48-57,_,.",
      ] + groups.map { "syntax keyword \($0) \(unique($1).joined(separator: " "))" } + [
        "syntax match rulesComment /#.*$/",
        "syntax region rulesString start=/\"/ skip=/\\\\[\"\\\\]/ end=/\"/ oneline",
        "syntax match rulesNumber /\\$\\?\\<\\d[0-9_]*\\(\\.\\d\\+\\)\\?\\(k\\|m\\|bn\\)\\?\\>%\\?/",
        "syntax match rulesNumber /\\<\\d\\{4}-\\d\\{2}-\\d\\{2}\\>/",
        "syntax match rulesTicker /@[A-Z0-9][A-Z0-9.-]*/",
      ] + links.map { "highlight default link \($0) \($1)" } + ["let b:current_syntax = \"insiderd-rules\""]
    return lines.map { "\($0)\n" }.joined()
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
