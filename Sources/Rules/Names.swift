/// What the files of one rule set name: lists, defines, rules and webhooks, each once.
///
/// A class, since every rule's checker holds it.
final class Names {
  private(set) var lists: [String: ListSyntax] = [:]
  /// The lists' elements; those of a list from a file were read before.
  let tables: [String: ListTable]
  private(set) var defines: [String: DefineSyntax] = [:]
  private(set) var rules: [String: NameSyntax] = [:]
  private(set) var webhooks: [String: WebhookSyntax] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ files: [FileSyntax], _ tables: [String: ListTable] = [:]) {
    self.tables = tables
    rules.reserveCapacity(files.reduce(0) { $0 + $1.rules.count })
    for file in files {
      for list in file.lists { diagnostics += Names.add(list, to: &lists, "list") }
      for define in file.defines { add(define) }
      for place in file.rules.indices { diagnostics += Names.add(file.rules[place].name, to: &rules, "rule") }
      for webhook in file.webhooks { diagnostics += Names.add(webhook, to: &webhooks, "webhook") }
    }
  }

  private func add(_ define: DefineSyntax) {
    if Vocabulary.field(named: define.name.text) != nil {
      diagnostics.append(.defineHidesField(define.name.text, at: define.name.span))
    } else {
      diagnostics += Names.add(define, to: &defines, "define")
    }
  }

  /// The first of a name stays; what is wrong with another.
  private static func add<Element: Named>(
    _ element: Element, to table: inout [String: Element], _ sort: String
  ) -> [Diagnostic] {
    let name = element.name
    guard let first = table.updateValue(element, forKey: name.text) else { return [] }
    table[name.text] = first
    return [.duplicate(sort, name.text, at: name.span, first: first.name.span)]
  }
}

/// A section of a file that others refer to by name.
protocol Named {
  var name: NameSyntax { get }
}

extension ListSyntax: Named {}
extension DefineSyntax: Named {}
extension WebhookSyntax: Named {}
extension NameSyntax: Named {
  var name: NameSyntax { self }
}
