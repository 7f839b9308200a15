/// The lines of a typed page, as columns of characters: tabs reach to the next multiple of eight.
struct TypedText {
  let lines: [[Character]]
  /// The last line has no end: the file may be cut in it, so that it is not among the lines.
  let isCut: Bool

  /// Throws when the page has more lines than any form.
  init(_ bytes: [UInt8]) throws(FilingError) {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    isCut = lines.last?.isEmpty == false
    if isCut { lines.removeLast() }
    guard lines.count <= Limits.typedLines else {
      throw FilingError("the page has more than \(Limits.typedLines) lines")
    }
    self.lines = TypedText.body(of: lines.map(TypedText.columns))
  }

  init(lines: [String]) {
    self.lines = lines.map { TypedText.columns($0[...]) }
    isCut = false
  }

  /// What stands between `<TEXT>` and `</TEXT>` where they are there, without the tags that part pages and tables.
  private static func body(of lines: [[Character]]) -> [[Character]] {
    let start = lines.firstIndex { String($0).uppercased() == "<TEXT>" }.map { $0 + 1 } ?? 0
    return lines[start...].prefix { String($0).uppercased() != "</TEXT>" }.filter { line in
      guard line.first == "<" else { return true }
      let tag = String(line.prefix(10)).uppercased()
      return !["<PAGE>", "<CAPTION>", "<TABLE>", "</TABLE>", "<TYPE>", "<SEQUENCE>", "<FN>", "</FN>"].contains
      {
        tag.hasPrefix($0)
      }
    }
  }

  private static func columns(_ line: Substring) -> [Character] {
    var columns: [Character] = []
    for character in line.prefix(Limits.typedColumns) {
      if character == "\t" {
        repeat { columns.append(" ") } while columns.count % 8 != 0
      } else {
        columns.append(character)
      }
    }
    while columns.last?.isWhitespace == true { columns.removeLast() }
    return columns
  }

  // MARK: Lines

  /// A line of strokes: it says where something ends and nothing else.
  static func isRuler(_ line: [Character]) -> Bool {
    !line.isEmpty && line.allSatisfy { "-_=|+ .~*".contains($0) } && line.contains { "-_=".contains($0) }
  }

  static func isBlank(_ line: [Character]) -> Bool {
    line.allSatisfy { $0 == " " || $0 == "|" }
  }

  /// On one line with single blanks, without strokes that frame it.
  static func flattened(_ line: some Sequence<Character>) -> String {
    HTMLText.flattened(String(line).replacing("|", with: " "))
  }
}
