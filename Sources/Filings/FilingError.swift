/// Why bytes are no filing that can be read. It stops this file and nothing else.
package struct FilingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as a clause in lower case: ``the element `issuer` is not closed``.
  package var problem: String
  /// Where in the bytes, where there is such a place.
  package var place: Place?
  /// What to do, as a clause in lower case.
  package var help: String?
  /// The bytes end before the filing does: a file that is still being written looks like this.
  package var isTruncation: Bool

  package init(_ problem: String, at place: Place? = nil, help: String? = nil, isTruncation: Bool = false) {
    self.problem = problem
    self.place = place
    self.help = help
    self.isTruncation = isTruncation
  }

  /// One printable line: what, where, what to do. It quotes the file, and a file may hold anything.
  package var description: String {
    var sentence = problem
    if let place { sentence += " at \(place)" }
    if let help { sentence += "; \(help)" }
    return Printable.text(sentence)
  }

  /// A byte, and where a person finds it.
  package struct Place: Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    /// In bytes, from 1.
    package var column: Int
    /// Offset from 0.
    package var byte: Int

    package init(line: Int, column: Int, byte: Int) {
      self.line = line
      self.column = column
      self.byte = byte
    }

    package var description: String { "line \(line), column \(column) (byte \(byte))" }
  }
}
