/// Puts a file's comments back between the lines that are written anew. A comment on a line of its own stands before
/// what followed it, a comment behind something stays behind it.
struct CommentWeaver {
  private let source: SourceFile
  private let lines: [Formatter.Line]
  private var leading: [[Comment]]
  private var trailing: [[Comment]]
  /// Comments behind the last line.
  private var final: [Comment] = []

  private struct Comment {
    var text: String
    var start: Int
  }

  static func woven(_ lines: [Formatter.Line], comments: [Span], in source: SourceFile) -> String {
    var weaver = CommentWeaver(lines, source)
    weaver.distribute(comments)
    return weaver.text
  }

  private init(_ lines: [Formatter.Line], _ source: SourceFile) {
    self.source = source
    self.lines = lines
    leading = lines.map { _ in [] }
    trailing = leading
  }

  // MARK: Where they belong

  private mutating func distribute(_ comments: [Span]) {
    // Clauses are written in another order than they may stand in, so the lines are looked up by their places.
    let places = lines.indices.sorted { lines[$0].start < lines[$1].start }
    var next = 0
    for span in comments {
      while next < places.count, lines[places[next]].start < span.start { next += 1 }
      let comment = Comment(text: trimmed(source.string(span.start..<span.end)), start: span.start)
      if next > 0, !isAlone(span.start) {
        trailing[places[next - 1]].append(comment)
      } else if next < places.count {
        leading[places[next]].append(comment)
      } else {
        final.append(comment)
      }
    }
    for index in trailing.indices where trailing[index].count > 1 {
      // One line has room for one; the others came from lines that are now joined.
      leading[index] += trailing[index].dropLast()
      trailing[index] = trailing[index].suffix(1)
    }
  }

  private func isAlone(_ offset: Int) -> Bool {
    source.text[..<offset].reversed().first { !CommentWeaver.isBlank($0) }.map { $0 == 0x0A } ?? true
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
  }

  // MARK: The text

  private var text: String {
    var parts: [String] = []
    for (index, line) in lines.enumerated() {
      let margin = String(repeating: " ", count: line.indent)
      let isTop = line.isSection && !parts.isEmpty
      let first = leading[index].first?.start ?? line.start
      if isTop, line.isApart || isBehindBlankLine(first) { parts.append("") }
      for (number, comment) in leading[index].enumerated() {
        if number > 0, line.isSection, isBehindBlankLine(comment.start) { parts.append("") }
        parts.append(String(repeating: " ", count: line.commentIndent) + comment.text)
      }
      if !leading[index].isEmpty, line.isSection, isBehindBlankLine(line.start) { parts.append("") }
      parts.append(margin + line.text + (trailing[index].first.map { "  \($0.text)" } ?? ""))
    }
    for (number, comment) in final.enumerated() {
      let isBehindBlock = number == 0 && lines.last?.isSection == false
      if !parts.isEmpty, isBehindBlock || isBehindBlankLine(comment.start) { parts.append("") }
      parts.append(comment.text)
    }
    return parts.map { "\($0)\n" }.joined()
  }

  /// Whether a line without anything stands between what is before this place and it.
  private func isBehindBlankLine(_ offset: Int) -> Bool {
    let blanks = source.text[..<offset].reversed().prefix { CommentWeaver.isBlank($0) || $0 == 0x0A }
    return blanks.count { $0 == 0x0A } > 1
  }
}
