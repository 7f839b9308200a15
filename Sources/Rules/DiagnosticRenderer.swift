/// Draws diagnostics for people: the source line, what is wrong underlined with `^`, what belongs to it with `─`.
package struct DiagnosticRenderer: Sendable {
  private let files: [SourceFile]
  private let lineStarts: [LineStarts]

  /// The files in the order in which they were compiled.
  package init(files: [SourceFile]) {
    self.files = files
    lineStarts = files.map(LineStarts.init)
  }

  /// Several lines, without a line break at the end.
  package func text(of diagnostic: Diagnostic) -> String {
    let frames = frames(of: diagnostic)
    let width = frames.map { String($0.line).utf8.count }.max() ?? 1
    let margin = String(repeating: " ", count: width + 1)
    var lines = ["\(diagnostic.level.rawValue)[\(diagnostic.code)]: \(Glyphs.visible(diagnostic.message))"]
    for frame in frames {
      lines.append("\(margin)┌─ \(Glyphs.visible(frame.file)):\(frame.line):\(frame.column)")
      let number = String(frame.line)
      let space = String(repeating: " ", count: width - number.utf8.count)
      lines.append("\(space)\(number) │ \(frame.picture.source)".trimmedEnd)
      lines += frame.picture.underlines.map { "\(margin)│ \($0)".trimmedEnd }
    }
    if let help = diagnostic.help { lines.append("\(margin)= help: \(Glyphs.visible(help))") }
    return lines.joined(separator: "\n")
  }

  /// All of them, with an empty line between, and a line that counts them.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.level == .error }
    let warnings = diagnostics.count - errors
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return (diagnostics.map(text(of:)) + [counts.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(
      separator: "\n\n")
  }
}

// MARK: - Frames

extension DiagnosticRenderer {
  /// One source line with its marks.
  private struct Frame {
    var file: String
    var line: Int
    var column: Int
    var picture: LinePicture
  }

  /// The line of the mistake first, then those of labels elsewhere, in their order.
  private func frames(of diagnostic: Diagnostic) -> [Frame] {
    let marks =
      [LinePicture.Mark(span: diagnostic.span, text: "", isPrimary: true)]
      + diagnostic.labels.map { LinePicture.Mark(span: $0.span, text: $0.text, isPrimary: false) }
    var lines: [(file: Int, line: Range<Int>, marks: [LinePicture.Mark])] = []
    for mark in marks where files.indices.contains(mark.span.file) {
      let line = files[mark.span.file].line(at: mark.span.start)
      if let place = lines.firstIndex(where: { $0.file == mark.span.file && $0.line == line }) {
        lines[place].marks.append(mark)
      } else {
        lines.append((mark.span.file, line, [mark]))
      }
    }
    return lines.map { frame($0.file, $0.line, $0.marks) }
  }

  private func frame(_ number: Int, _ line: Range<Int>, _ marks: [LinePicture.Mark]) -> Frame {
    let file = files[number]
    let place = file.place(at: marks.map(\.span.start).min() ?? line.lowerBound, lineStarts[number])
    return Frame(
      file: file.name, line: place.line, column: place.column, picture: LinePicture(file, line, marks))
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

// MARK: - For programs

extension DiagnosticRenderer {
  /// The same as a record: `level`, `code`, `message`, `file`, `line`, `column`, `end_line`, `end_column` (lines and
  /// columns from 1, in characters, the end exclusive), `labels` and `help`.
  package func record(of diagnostic: Diagnostic) -> PlainValue {
    .record(
      [
        ("level", .text(diagnostic.level.rawValue)), ("code", .text(diagnostic.code)),
        ("message", .text(diagnostic.message)),
      ] + place(of: diagnostic.span) + [
        (
          "labels",
          .list(diagnostic.labels.map { .record(place(of: $0.span) + [("text", .text($0.text))]) })
        ),
        ("help", .optional(diagnostic.help)),
      ])
  }

  private func place(of span: Span) -> [(key: String, value: PlainValue)] {
    let region = region(of: span)
    return [
      ("file", .text(region.file)), ("line", .integer(region.start.line)),
      ("column", .integer(region.start.column)), ("end_line", .integer(region.end.line)),
      ("end_column", .integer(region.end.column)),
    ]
  }

  /// The file's name, the first place and the one behind the last.
  func region(of span: Span) -> (file: String, start: SourceFile.Place, end: SourceFile.Place) {
    guard files.indices.contains(span.file) else {
      return ("", SourceFile.Place(line: 1, column: 1), SourceFile.Place(line: 1, column: 1))
    }
    let (file, lines) = (files[span.file], lineStarts[span.file])
    return (file.name, file.place(at: span.start, lines), file.place(at: span.end, lines))
  }
}
