/// What the files of one rule set name: lists, defines, rules and webhooks, each once.
struct Names {
  private(set) var lists: [String: ListSyntax] = [:]
  /// The lists' elements; those of a list from a file were read before.
  let tables: [String: ListTable]
  private(set) var defines: [String: DefineSyntax] = [:]
  private(set) var rules: [String: RuleSyntax] = [:]
  private(set) var webhooks: [String: WebhookSyntax] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ files: [FileSyntax], _ tables: [String: ListTable] = [:]) {
    self.tables = tables
    for file in files {
      for list in file.lists { add(list, to: \.lists, list.name, "list") }
      for define in file.defines { add(define) }
      for rule in file.rules { add(rule, to: \.rules, rule.name, "rule") }
      for webhook in file.webhooks { add(webhook, to: \.webhooks, webhook.name, "webhook") }
    }
  }

  private mutating func add(_ define: DefineSyntax) {
    if Vocabulary.field(named: define.name.text) != nil {
      diagnostics.append(.defineHidesField(define.name.text, at: define.name.span))
    } else {
      add(define, to: \.defines, define.name, "define")
    }
  }

  private mutating func add<Element: Named>(
    _ element: Element, to table: WritableKeyPath<Names, [String: Element]>, _ name: NameSyntax,
    _ sort: String
  ) {
    if let first = self[keyPath: table][name.text] {
      diagnostics.append(.duplicate(sort, name.text, at: name.span, first: first.name.span))
    } else {
      self[keyPath: table][name.text] = element
    }
  }
}

/// A section of a file that others refer to by name.
protocol Named {
  var name: NameSyntax { get }
}

extension ListSyntax: Named {}
extension DefineSyntax: Named {}
extension RuleSyntax: Named {}
extension WebhookSyntax: Named {}
