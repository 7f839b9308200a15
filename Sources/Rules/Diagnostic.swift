/// One mistake or doubt about a rule file: data first, prose second.
package struct Diagnostic: Sendable, Hashable {
  /// An error keeps a file from going live; a warning does not.
  package enum Level: String, Sendable, Hashable {
    case error
    case warning
  }

  /// A place that the message speaks of, and what to say there.
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
  /// Where the mistake is, drawn with `^`.
  package var span: Span
  /// What else belongs to it, drawn with `─`.
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

  init(
    _ code: DiagnosticCode, _ message: String, at span: Span, labels: [Label] = [], help: String? = nil
  ) {
    self.init(
      level: code.level, code: code.rawValue, message: Diagnostic.clipped(message), span: span,
      labels: labels,
      help: help.map(Diagnostic.clipped))
  }

  /// A message cites the user's own text, which may be a word of many megabytes.
  private static func clipped(_ text: String) -> String {
    text.utf8.count <= longest ? text : "\(text.prefix(longest))…"
  }

  /// Characters of a message or of its help: the longest that people write has about 200.
  private static let longest = 400
}
