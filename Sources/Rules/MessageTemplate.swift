import Filings

/// The text of a `message` clause with its holes: `{owner.name} sold {sum(shares)} shares`. `{{` and `}}` are braces.
struct MessageTemplate: Sendable {
  var parts: [Part] = []
  /// The holes' expressions; apart from the rule's own, so that what a message shows never decides a verdict.
  var program = Program()

  enum Part: Sendable {
    case text(String)
    case field(Field)
    case number(Int)
  }

  /// Every hole is checked like any other expression; its mistakes stand at the whole text.
  static func compile(
    _ text: TextSyntax, names: Names, like rule: ExpressionChecker
  ) -> (template: MessageTemplate, diagnostics: [Diagnostic], expansions: Int) {
    var compiler = Compiler(text: text, names: names, rule: rule)
    compiler.run()
    return (compiler.template, compiler.diagnostics, compiler.checker.expansions)
  }
}

extension MessageTemplate {
  private struct Compiler {
    let text: TextSyntax
    var checker: ExpressionChecker
    var template = MessageTemplate()
    var diagnostics: [Diagnostic] = []

    init(text: TextSyntax, names: Names, rule: ExpressionChecker) {
      self.text = text
      checker = ExpressionChecker(names: names)
      checker.sort = rule.sort
      checker.isTableOneOnly = rule.isTableOneOnly
      checker.kinds = rule.kinds
      checker.mayExpand = rule.mayExpand - rule.expansions
    }

    mutating func run() {
      var rest = text.text[...]
      var literal = ""
      while let character = rest.popFirst() {
        guard character == "{" || character == "}" else {
          literal.append(character)
          continue
        }
        if rest.first == character {
          rest.removeFirst()
          literal.append(character)
        } else if character == "{", let end = rest.firstIndex(of: "}") {
          template.parts.append(.text(literal))
          literal = ""
          hole(String(rest[..<end]))
          rest = rest[rest.index(after: end)...]
        } else {
          diagnostics.append(.strayBrace(at: text.span))
        }
      }
      template.parts.append(.text(literal))
      template.program = checker.program
    }

    private mutating func hole(_ source: String) {
      guard let expression = parse(source) else { return }
      let before = checker.diagnostics.count
      if case .path(let path) = expression, checker.names.defines[path.text] == nil {
        checker.context = .row
        if let field = checker.field(path) { template.parts.append(.field(field)) }
      } else {
        checker.context = .group
        let operand = checker.operand(expression)
        if case .number(let node, _, _) = operand {
          template.parts.append(.number(node))
        } else if let type = operand.type {
          checker.diagnostics.append(.notANumber(type, at: text.span))
        }
      }
      diagnostics += checker.diagnostics[before...].map(moved)
    }

    private mutating func parse(_ source: String) -> ExpressionSyntax? {
      let (expression, mistakes) = Parser.parseExpression(SourceFile(name: "", text: source))
      diagnostics += mistakes.map(moved)
      return mistakes.isEmpty ? expression : nil
    }

    /// Inside a text there are no places of its own.
    private func moved(_ diagnostic: Diagnostic) -> Diagnostic {
      var moved = diagnostic
      moved.span = text.span
      moved.labels = []
      return moved
    }
  }
}
