/// The text of one rule file, with the name under which messages cite it.
package struct SourceFile: Sendable, Hashable {
  /// As the user knows it: `rules.d/desk.rules`.
  package let name: String
  package let text: [UInt8]

  package init(name: String, text: [UInt8]) {
    self.name = name
    self.text = text
  }

  package init(name: String, text: String) {
    self.init(name: name, text: Array(text.utf8))
  }
}

/// A stretch of one source file: byte offsets, half open.
package struct Span: Sendable, Hashable {
  package var file: Int
  package var start: Int
  package var end: Int

  package init(file: Int, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = end
  }
}
