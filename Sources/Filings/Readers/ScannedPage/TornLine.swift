/// A line in which the beginning of one row goes on with the end of another, as where a piece of the page is gone.
enum TornLine {
  /// A date or a number that begins or ends within a word, or two dates with less than a row between them.
  static func isOne(_ line: PageLine, isSpread: Bool) -> Bool {
    guard TablePart.isUntold(line) else { return false }
    let texts = isSpread ? line.columns.map { $0.text.filter { $0 != " " } } : words(of: line)
    return texts.contains(where: isSpliced) || datesWithoutPrice(texts)
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
