/// A line in which the beginning of one row goes on with the end of another, as where a piece of the page is gone.
enum TornLine {
  /// The number of the first such line among those of a table.
  static func first(of lines: [PageLine], isSpread: Bool) -> Int? {
    let shifted = firstShifted(lines, isSpread: isSpread) ?? firstShort(lines) ?? lines.count
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

  /// In columns that blanks align, the first row whose date, price or letter of ownership stands elsewhere than in other
  /// rows.
  private static func firstShifted(_ lines: [PageLine], isSpread: Bool) -> Int? {
    let rows = lines.indices.filter { !lines[$0].isTabular && TablePart.isUntold(lines[$0]) }
    return (0..<3).compactMap { kind -> Int? in
      let places = rows.compactMap { row in place(kind, in: lines[row]).map { (row: row, offset: $0) } }
      let usual = places.map(\.offset).sorted()
      guard places.count > 1 else { return nil }
      let isPair = places.count == 2
      let middle = usual[usual.count / 2]
      return places.first { place in
        abs(place.offset - middle) > farOff || (isPair && usual[1] - usual[0] > farOff)
      }?.row
    }.min()
  }

  /// What software leaves of a column's alignment where letters are of different widths.
  private static let farOff = 6

  /// Where the date (0), the price (1) or the letter of ownership (2) stands.
  private static func place(_ kind: Int, in line: PageLine) -> Int? {
    let columns = line.columns.map { (text: $0.text.filter { $0 != " " }, offset: $0.offset) }
    switch kind {
    case 0: return columns.first { PrintedValue.day($0.text) != nil }?.offset
    case 1: return columns.first { $0.text.hasPrefix("$") && $0.text.count > 1 }?.offset
    default:
      // In front of a number stands the letter of the direction.
      let letter = columns.lastIndex { ["D", "I"].contains($0.text) || $0.text.contains(where: \.isNumber) }
      return letter.flatMap { columns[$0].text.contains(where: \.isNumber) ? nil : columns[$0].offset }
    }
  }

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
