/// A page of the manual in mdoc(7), the markup that man-db and mandoc read.
///
/// Prose is plain text with the user's words in backticks, as messages are; nothing in it can become markup.
package struct ManualPage: Sendable {
  /// The page so far.
  package private(set) var source: String

  /// `date` as mdoc wants it: `November 25, 2026`.
  package init(name: String, section: Int, date: String, summary: String) {
    source = """
      .Dd \(date)
      .Dt \(name.uppercased()) \(section)
      .Os
      .Sh NAME
      .Nm \(name)
      .Nd \(ManualPage.escaped(summary))

      """
  }

  /// How a program is called; `rest` is mdoc.
  package mutating func synopsis(_ name: String, _ rest: String) {
    source += ".Sh SYNOPSIS\n.Nm \(name)\n.\(rest)\n"
  }

  /// Begins a section, in capitals as man pages have them.
  package mutating func section(_ title: String) {
    source += ".Sh \(title.uppercased())\n"
    isAfterHeading = true
  }

  /// Begins a part of a section.
  package mutating func part(_ title: String) {
    source += ".Ss \(ManualPage.escaped(title))\n"
    isAfterHeading = true
  }

  /// Paragraphs with empty lines between them; lines that are indented are examples and stay as they are.
  package mutating func prose(_ text: String) {
    var paragraph: [Substring] = []
    var example: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  ") {
        end(&paragraph)
        example.append(line.dropFirst(2))
      } else if line.isEmpty {
        end(&paragraph)
        end(example: &example)
      } else {
        end(example: &example)
        paragraph.append(line)
      }
    }
    end(&paragraph)
    end(example: &example)
  }

  /// Text that keeps its lines.
  package mutating func example(_ text: String) {
    source += ".Bd -literal -offset indent\n"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      source += ManualPage.protected(ManualPage.escaped(String(line)).replacing("-", with: "\\-")) + "\n"
    }
    source += ".Ed\n"
    isAfterHeading = false
  }

  /// Terms, each with what is said of it below.
  package mutating func list(_ rows: [(term: String, text: String)]) {
    source += ".Bl -tag -width 8n\n"
    for row in rows {
      source += ".It \(ManualPage.argument(row.term))\n\(ManualPage.lines(row.text))"
    }
    source += ".El\n"
    isAfterHeading = false
  }

  /// Cross-references: `insiderd(1)`.
  package mutating func seeAlso(_ pages: [(name: String, section: Int)]) {
    section("SEE ALSO")
    source += pages.map { ".Xr \($0.name) \($0.section)" }.joined(separator: " ,\n") + "\n"
  }

  private var isAfterHeading = false

  private mutating func end(_ paragraph: inout [Substring]) {
    guard !paragraph.isEmpty else { return }
    if !isAfterHeading { source += ".Pp\n" }
    source += ManualPage.lines(paragraph.joined(separator: " "))
    isAfterHeading = false
    paragraph = []
  }

  private mutating func end(example lines: inout [Substring]) {
    guard !lines.isEmpty else { return }
    example(lines.joined(separator: "\n"))
    lines = []
  }
}

// MARK: - Escaping

extension ManualPage {
  /// Prose with a line for each sentence, so that the formatter sets the space behind it.
  fileprivate static func lines(_ text: String) -> String {
    sentences(text).flatMap { wrapped(marked($0)) }.map { protected($0) + "\n" }.joined()
  }

  /// The longest line of a source that mandoc does not complain of.
  private static let lineBytes = 79

  private static func wrapped(_ sentence: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in sentence.split(separator: " ") {
      if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > lineBytes {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }

  private static func sentences(_ text: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      sentence += (sentence.isEmpty ? "" : " ") + word
      let ends = word.last == "." || word.last == "?" || word.last == ":" && words.isEmpty
      if ends, words.first?.first.map({ $0.isUppercase || $0 == "`" }) ?? true {
        sentences.append(sentence)
        sentence = ""
      }
    }
    return sentence.isEmpty ? sentences : sentences + [sentence]
  }

  /// What stands in backticks becomes bold, with hyphens that can be copied.
  private static func marked(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return escaped(text) }
    return pieces.enumerated().map { index, piece in
      let plain = escaped(String(piece))
      return index % 2 == 0 ? plain : "\\fB\(plain.replacing("-", with: "\\-"))\\fP"
    }
    .joined()
  }

  /// The argument of a macro: in quotes, so that none of its words is taken for another macro.
  private static func argument(_ text: String) -> String {
    "\"\(marked(text).replacing("\"", with: "\\(dq"))\""
  }

  /// What stands at the beginning of a line must not look like a request.
  fileprivate static func protected(_ line: String) -> String {
    line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
  }

  fileprivate static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "~", "^": result += "\\(\(scalar == "~" ? "ti" : "ha")"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hexadecimal(scalar.value))]"
      }
    }
    return result
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
