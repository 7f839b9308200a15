/// A line in which the beginning of one row goes on with the end of another, as where a piece of the page is gone.
enum TornLine {
  /// The number of the first such line among those of a table.
  static func first(of lines: [PageLine], isSpread: Bool) -> Int? {
    let shifted = firstShifted(lines) ?? firstShort(lines) ?? lines.count
    return lines.indices.first { $0 == shifted || isOne(lines[$0], isSpread: isSpread) }
  }

  /// A date or a number that begins or ends within a word, two dates with less than a row between them, or the captions'
  /// line that goes on with the end of a row.
  private static func isOne(_ line: PageLine, isSpread: Bool) -> Bool {
    guard TablePart.isUntold(line) else { return showsPrice(line) && !TablePart.showsRow(line) }
    let texts = isSpread ? line.columns.map { $0.text.filter { $0 != " " } } : words(of: line)
    return texts.contains(where: isSpliced) || datesWithoutPrice(texts)
  }

  // MARK: Beside other lines

  /// What stands at the same place in every row of columns that blanks align.
  private enum Landmark: CaseIterable {
    case date, price, ownership

    func offset(in columns: [(text: String, offset: Int)]) -> Int? {
      switch self {
      case .date: return columns.first { PrintedValue.day($0.text) != nil }?.offset
      case .price: return columns.first { $0.text.hasPrefix("$") && $0.text.count > 1 }?.offset
      case .ownership:
        // In front of a number stands the letter of the direction.
        let last = columns.last { ["D", "I"].contains($0.text) || $0.text.contains(where: \.isNumber) }
        return last.flatMap { $0.text.contains(where: \.isNumber) ? nil : $0.offset }
      }
    }
  }

  /// In columns that blanks align, the first row in which one of them stands elsewhere than in other rows.
  private static func firstShifted(_ lines: [PageLine]) -> Int? {
    let rows = lines.indices.filter { !lines[$0].isTabular && TablePart.isUntold(lines[$0]) }.map { row in
      (number: row, columns: lines[row].columns.map { ($0.text.filter { $0 != " " }, $0.offset) })
    }
    return Landmark.allCases.compactMap { landmark in
      firstShifted(rows.compactMap { row in landmark.offset(in: row.columns).map { (row.number, $0) } })
    }.min()
  }

  /// Of two that differ, either may be the one that shifted.
  private static func firstShifted(_ places: [(row: Int, offset: Int)]) -> Int? {
    let offsets = places.map(\.offset).sorted()
    guard let first = offsets.first, let last = offsets.last, last - first > farOff else { return nil }
    let middle = offsets[offsets.count / 2]
    return places.first { places.count == 2 || abs($0.offset - middle) > farOff }?.row
  }

  /// What software leaves of a column's alignment where letters are of different widths.
  private static let farOff = 6

  /// Between borders, the first row that has no date and lost cells as well.
  private static func firstShort(_ lines: [PageLine]) -> Int? {
    let rows = lines.indices.filter { lines[$0].isTabular && TablePart.isUntold(lines[$0]) }
    let most = rows.compactMap { lines[$0].cells }.max() ?? 0
    return rows.first { row in
      !lines[row].text.contains("/") && TablePart.showsChange(lines[row])
        && lines[row].cells.map { $0 < most } == true
        || lines[row].cells.map { $0 * 2 < most } == true && beginsSpliced(lines[row])
    }
  }

  private static func showsPrice(_ line: PageLine) -> Bool {
    line.text.split(separator: "$").dropFirst().contains { $0.first?.isNumber == true }
  }

  /// `Comm984`: the title goes on with a number.
  private static func beginsSpliced(_ line: PageLine) -> Bool {
    let word = line.columns.first?.text.split(separator: " ").last ?? ""
    return word.first?.isLetter == true && word.last?.isNumber == true
  }

  private static func words(of line: PageLine) -> [String] {
    Piece.pieces(of: line.text).map { String($0.text) }
  }

  /// `S/11/2018`, `38,20r`: letters beside the digits that no digit is read as, or too few of either for a date.
  private static func isSpliced(_ text: String) -> Bool {
    guard text.count(where: \.isNumber) > 1, !text.contains("("), !text.contains("$"),
      text.contains("/") || text.contains(","), text.contains(where: \.isLetter)
    else { return false }
    let isDate = text.count { $0 == "/" } == 2
    if isDate, text.count != 10 { return true }
    return text.contains { $0.isLetter && !likeDigits.contains($0) }
  }

  /// What digits are read as.
  private static let likeDigits: Set<Character> = [
    "O", "o", "Q", "D", "l", "I", "i", "ı", "Z", "z", "S", "s", "b", "G", "B", "g", "q", "T", "A", "E", "a",
  ]

  /// The second of two dates is none of the form's columns where anything stands between them, and where no price does,
  /// part of a row is lost there.
  private static func datesWithoutPrice(_ texts: [String]) -> Bool {
    let dates = texts.indices.filter { PrintedValue.day(texts[$0]) != nil }
    return zip(dates, dates.dropFirst()).contains { first, second in
      let between = texts[(first + 1)..<second]
      return !between.allSatisfy { $0.count == 1 && Glyph.strays.contains($0.first ?? " ") }
        && !between.contains { $0.hasPrefix("$") && $0.count > 1 }
    }
  }
}
