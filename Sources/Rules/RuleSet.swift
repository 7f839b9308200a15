package import Filings

/// The façade of the rule language: text in, verdicts and alerts out.
package struct RuleSet: Sendable {
  /// Names of the rules, in the order of the files.
  package let ruleNames: [String]
  package let webhooks: [Webhook]

  package static let empty = RuleSet(ruleNames: [], webhooks: [])

  /// Checks and compiles all files together. Nothing is thrown: what is wrong stands in the diagnostics, all of it.
  package static func compile(_ files: [SourceFile]) -> Compilation {
    Compilation(ruleSet: .empty, diagnostics: [], files: files)
  }

  /// The alerts that a filing raises. Total, and the same for the same arguments.
  package func judge(_ filing: Filing, history: History = .none) -> [Alert] {
    []
  }
}

package struct Compilation: Sendable {
  /// `nil` when there is an error among the diagnostics.
  package let ruleSet: RuleSet?
  /// In the order of the files and places.
  package let diagnostics: [Diagnostic]
  package let files: [SourceFile]
}

/// What was filed before, as a value: the evaluator asks nobody.
package struct History: Sendable, Hashable {
  package static let none = History()
}

/// One mistake or doubt about a rule file: data first, prose second.
package struct Diagnostic: Sendable, Hashable {
  package enum Level: String, Sendable, Hashable {
    case error
    case warning
  }

  package struct Label: Sendable, Hashable {
    package var span: Span
    /// Empty for a bare underline.
    package var text: String

    package init(span: Span, text: String) {
      self.span = span
      self.text = text
    }
  }

  package var level: Level
  /// Stable: `R103`, `W207`.
  package var code: String
  /// Lower case, no full stop, the user's own text in backticks.
  package var message: String
  package var span: Span
  package var labels: [Label]
  /// What to write instead.
  package var help: String?

  package init(
    level: Level, code: String, message: String, span: Span, labels: [Label] = [], help: String? = nil
  ) {
    self.level = level
    self.code = code
    self.message = message
    self.span = span
    self.labels = labels
    self.help = help
  }
}
