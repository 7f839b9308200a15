/// The lines of a page, whatever the shape in which its tables came: cells parted by tabs, by the pipes of Markdown, or
/// columns aligned with spaces.
struct PageText {
  let lines: [PageLine]
  /// Letters of the tables are spread by blanks: `Com mon  St ock`.
  let isSpread: Bool
  /// Lines that a form prints once stood twice, one behind the other. They are left out.
  let hasRepeats: Bool
  /// Pipes are the borders of the tables' cells: a speck may pass for one.
  let isPiped: Bool
  /// The head of a page without columns; `nil` for all others.
  let runTogether: RunTogetherPage?

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let texts = text.split(whereSeparator: \.isNewline)
    // Without a pipe in front of their first cells, or where the ends of lines break rows.
    isPiped = texts.contains(where: PageText.isRule)
    let all = texts.compactMap { [isPiped] in PageText.line($0, isOpen: isPiped) }.filter {
      !$0.glyphs.isEmpty
    }
    let once = Sheets.withoutRepeats(all)
    hasRepeats = once.count < all.count
    let lines = Sheets.joined(once)
    isSpread = PageText.isSpread(lines)
    self.lines = isSpread ? lines : CutColumns.bordered(lines)
    runTogether = isSpread ? nil : RunTogetherPage(self.lines)
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

  /// The first line with the caption of a table and not that of the other, which differs from it in four glyphs.
  func line(of caption: Caption, ratherThan other: Caption, from start: Int) -> Int? {
    lines.indices.dropFirst(max(0, start)).first { caption.stands(in: lines[$0].glyphs, ratherThan: other) }
  }

  /// What stands behind the caption on its line.
  func text(behind caption: Caption) -> Substring? {
    place(of: caption).map { lines[$0.line].text(from: $0.glyphs.upperBound) }
  }

  func contains(_ caption: Caption) -> Bool {
    place(of: caption) != nil
  }

  /// Whether the parts of the form follow each other as they are printed. Where they do not, the rows need not either,
  /// and no row tells from which table it came.
  var isInOrder: Bool {
    let parts = [
      PageCaption.reportingPerson, PageCaption.address, PageCaption.nonDerivativeTitle,
      PageCaption.amountHeads, PageCaption.derivativeTitle, PageCaption.explanation, PageCaption.signature,
    ].compactMap { place(of: $0)?.line }
    return zip(parts, parts.dropFirst()).allSatisfy { $0 <= $1 }
  }

  // MARK: Shapes

  /// A line without marks and escapes; `nil` for the rule below the head of a Markdown table. `isOpen` says that rows
  /// need no pipe in front of their first cells.
  private static func line(_ text: Substring, isOpen: Bool) -> PageLine? {
    let trimmed = trimmed(text)
    guard !isRule(text) else { return nil }
    let isRow = trimmed.first == "|" || (isOpen && trimmed.contains(" | "))
    guard isRow else {
      let borders = text.utf8.count { $0 == UInt8(ascii: "\t") }
      return PageLine(
        unescaped(PageMarkup.plain(withoutEnd(text))), cells: borders > 0 ? borders + 1 : nil)
    }
    let cells = cells(of: trimmed.first == "|" ? trimmed.dropFirst() : trimmed)
    return PageLine(unescaped(cells.joined(separator: "\t")), cells: cells.count)
  }

  /// `|---|:--:|`, below the head of a Markdown table.
  private static func isRule(_ text: Substring) -> Bool {
    text.contains("|") && text.contains("-") && text.allSatisfy { "|-: ".contains($0) }
  }

  /// The cells of a row between its pipes; a pipe behind a backslash is text.
  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.map { String(trimmed(PageMarkup.plain(Substring($0))[...])) }
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
