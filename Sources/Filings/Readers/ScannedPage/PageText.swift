/// The lines of a page, whatever the shape in which its tables came: cells parted by tabs, by the pipes of Markdown, or
/// columns aligned with spaces.
struct PageText {
  let lines: [PageLine]
  /// Letters of the tables are spread by blanks: `Com mon  St ock`.
  let isSpread: Bool
  /// The head of a page without columns; `nil` for all others.
  let runTogether: RunTogetherPage?

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    lines = text.split(whereSeparator: \.isNewline).compactMap(PageText.line).filter { !$0.glyphs.isEmpty }
    isSpread = PageText.isSpread(lines)
    runTogether = isSpread ? nil : RunTogetherPage(lines)
  }

  /// The first line with the caption, and where in it the caption stands.
  func place(of caption: Caption, from start: Int = 0) -> CaptionPlace? {
    for index in lines.indices.dropFirst(max(0, start)) {
      if let range = caption.range(in: lines[index].glyphs) {
        return CaptionPlace(line: index, glyphs: range)
      }
    }
    return nil
  }

  /// What stands behind the caption on its line.
  func text(behind caption: Caption) -> Substring? {
    place(of: caption).map { lines[$0.line].text(from: $0.glyphs.upperBound) }
  }

  func contains(_ caption: Caption) -> Bool {
    place(of: caption) != nil
  }

  // MARK: Shapes

  /// A line with its escapes undone; `nil` for the rule below the head of a Markdown table.
  private static func line(_ text: Substring) -> PageLine? {
    let trimmed = trimmed(text)
    guard trimmed.first == "|" else { return PageLine(unescaped(withoutEnd(text))) }
    guard trimmed.contains(where: { !"|-: ".contains($0) }) || !trimmed.contains("-") else { return nil }
    return PageLine(unescaped(cells(of: trimmed).joined(separator: "\t")))
  }

  /// The cells between the pipes; a pipe behind a backslash is text.
  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.dropFirst() {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.map { String(trimmed(Substring($0.replacing("<br>", with: " ")))) }
  }

  /// Letters are spread when a caption stands in the line's glyphs and the line's blanks tear each of its long words.
  private static func isSpread(_ lines: [PageLine]) -> Bool {
    lines.contains { line in
      !line.isTabular
        && PageCaption.torn.contains { caption in
          caption.range(in: line.glyphs) != nil
            && caption.longWords.allSatisfy { !line.text.contains($0) }
        }
    }
  }

  // MARK: Text

  static func trimmed(_ text: Substring) -> Substring {
    let front = text.drop(while: \.isWhitespace)
    return withoutEnd(front)
  }

  /// Without blanks at the end; tabs in front belong to the table.
  private static func withoutEnd(_ text: Substring) -> Substring {
    text.lastIndex { !$0.isWhitespace }.map { text[...$0] } ?? ""
  }

  /// On one line with single blanks: what a person is shown.
  static func flattened(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Without the backslash that Markdown sets before a sign, also where a border stands between the two.
  private static func unescaped(_ text: some StringProtocol) -> String {
    guard text.contains("\\") else { return String(text) }
    var plain = ""
    var isEscape = false
    for character in text {
      if character == "\\", !isEscape {
        isEscape = true
        continue
      }
      if isEscape, character.isLetter || character.isNumber { plain.append("\\") }
      isEscape = false
      plain.append(character)
    }
    return plain
  }
}

/// A caption on a page: its line, and its glyphs in that line.
struct CaptionPlace {
  let line: Int
  let glyphs: Range<Int>
}
