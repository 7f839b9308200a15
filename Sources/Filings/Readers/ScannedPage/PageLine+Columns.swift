/// Columns aligned with spaces: where a field's value stands below its caption and not behind it.
extension PageLine {
  /// The parts of the line that several blanks part, with the distance of each from the line's beginning.
  var columns: [(text: Substring, offset: Int)] {
    var columns: [(text: Substring, offset: Int)] = []
    var (place, offset) = (text.startIndex, 0)
    for piece in Piece.pieces(of: text) {
      offset += text.distance(from: place, to: piece.text.startIndex)
      place = piece.text.startIndex
      if piece.separator == .blank, let last = columns.last {
        columns[columns.count - 1].text = text[last.text.startIndex..<piece.text.endIndex]
      } else {
        columns.append((piece.text, offset))
      }
    }
    return columns
  }

  /// The text of this line that stands in the column which `glyph` of the line above begins or is in; `nil` where that
  /// line has no columns.
  func text(below glyph: Int, of above: PageLine) -> Substring? {
    let heads = above.columns
    guard heads.count > 1, !isTabular, !above.isTabular, glyph < above.glyphs.count else { return nil }
    let at = above.text.distance(from: above.text.startIndex, to: above.text(from: glyph).startIndex)
    guard let own = heads.lastIndex(where: { $0.offset <= at }) else { return nil }
    let end = own + 1 < heads.count ? heads[own + 1].offset - PageLine.slack : Int.max
    let start = own == 0 ? 0 : heads[own].offset - PageLine.slack
    let inside = columns.filter { start <= $0.offset && $0.offset < end }
    guard let first = inside.first, let last = inside.last else { return "" }
    return text[first.text.startIndex..<last.text.endIndex]
  }

  /// This row with the words that hang below its first column and its last; `nil` where `line` is no such rest.
  func text(continuedBy line: PageLine) -> String? {
    guard !isTabular, !line.isTabular, !line.hasDigit, text.utf8.count <= Limits.rowBytes else { return nil }
    let (own, rest) = (columns, line.columns)
    if own.count == 1, rest.count == 1 { return text(titled: rest[0].text) }
    // The same title once more, or its beginning, is that of another row, which is torn behind it.
    guard own.count > 2, (1...2).contains(rest.count),
      let first = own.first, let last = own.last, !isBeginning(rest[0].text, of: first.text),
      rest.allSatisfy({ part in
        part.text.count < 40 && [first, last].contains { abs($0.offset - part.offset) <= PageLine.slack }
      })
    else { return nil }
    let title = rest.filter { $0.offset < own[1].offset - PageLine.slack }.map { " " + $0.text }.joined()
    let nature = rest.filter { $0.offset >= own[1].offset - PageLine.slack }.map { " " + $0.text }.joined()
    // The columns stay where they are as far as the blanks between them go.
    let gap = max(0, own[1].offset - first.offset - first.text.count - PageLine.slack)
    let behind = text[first.text.endIndex...].dropFirst(min(gap, title.count))
    return String(text[..<first.text.endIndex]) + title + String(behind) + nature
  }

  private func isBeginning(_ text: Substring, of title: Substring) -> Bool {
    text == title || (text.count > 2 && title.hasPrefix(text))
  }

  /// Where a row has no columns, what hangs below it goes on with its title, which ends at the date.
  private func text(titled rest: Substring) -> String? {
    guard rest.count < 40, let slash = text.firstIndex(of: "/"),
      let blank = text[..<slash].lastIndex(where: \.isWhitespace)
    else { return nil }
    return String(text[..<blank]) + " " + rest + text[blank...]
  }

  /// A column's texts need not begin at the same letter.
  private static let slack = 3
}

extension PageText {
  /// What stands behind a caption or, in columns aligned with spaces where nothing does, below it.
  func value(of caption: Caption) -> Substring? {
    guard let place = place(of: caption) else { return nil }
    return below(place) ?? lines[place.line].text(from: place.glyphs.upperBound)
  }

  /// What stands below a caption behind which its column ends; `nil` where the value stands behind it.
  func below(_ place: CaptionPlace) -> Substring? {
    let line = lines[place.line]
    guard !isSpread, !line.isTabular, place.line + 1 < lines.count else { return nil }
    let behind = line.text(from: place.glyphs.upperBound)
    let isEnd =
      behind.isEmpty
      || line.text[..<behind.startIndex].reversed().prefix(3).allSatisfy { $0 == " " }
    return isEnd ? lines[place.line + 1].text(below: place.glyphs.lowerBound, of: line) : nil
  }
}
