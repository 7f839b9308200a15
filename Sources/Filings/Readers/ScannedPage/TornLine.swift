/// A line in which the beginning of one row goes on with the end of another, as where a piece of the page is gone.
enum TornLine {
  /// The number of the first such line among those of a table.
  /// `usualCells` is the number of cells that most lines of the table have.
  static func first(of lines: [PageLine], usualCells: Int?, _ page: PageText) -> Int? {
    let shifted = ShiftedLine.first(of: lines, usualCells: usualCells, isPiped: page.isPiped) ?? lines.count
    let areSumsSigned = lines.contains { TablePart.isUntold($0) && $0.text.contains("$") }
    return lines.indices.first {
      if $0 == shifted { return true }
      if areSumsSigned, let usualCells, lacksSign(lines[$0], usualCells: usualCells) { return true }
      return !lines[$0].isRejoined && isOne(lines[$0], isSpread: page.isSpread)
    }
  }

  /// A line that lacks cells, and whose price has neither the sign that others have nor a direction in front of it.
  private static func lacksSign(_ line: PageLine, usualCells: Int) -> Bool {
    guard let cells = line.cells, cells < usualCells, TablePart.isUntold(line), !line.text.contains("$")
    else { return false }
    let texts = words(of: line)
    guard let price = texts.lastIndex(where: isCents) else { return false }
    return !texts[..<price].contains { ["A", "D"].contains($0) }
  }

  /// `127.29`.
  private static func isCents(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[1].count == 2 && !parts[0].isEmpty
      && parts.joined().allSatisfy(\.isNumber)
  }

  /// A date or a number that begins or ends within a word, two dates with less than a row between them, or the captions'
  /// line that goes on with the end of a row.
  private static func isOne(_ line: PageLine, isSpread: Bool) -> Bool {
    guard TablePart.isUntold(line) else {
      return endsWithoutPrice(line) || endsInNumbers(line) || (showsPrice(line) && !TablePart.showsRow(line))
    }
    // What is left of a row.
    if !line.hasDigit { return true }
    let texts = isSpread ? line.columns.map { $0.text.filter { $0 != " " } } : words(of: line)
    return texts.contains(where: isSpliced) || datesWithoutPrice(texts) || hasTwoPrices(texts)
      || texts.count { $0.lowercased() == "par" } > 1 || hasPiecesOfTwo(texts)
      || (!line.isTabular && (texts.contains(where: isPieceOfDate) || (!isSpread && hasTwoTitles(line))))
  }

  /// The line of the captions breaks off and goes on with numbers.
  private static func endsWithoutPrice(_ line: PageLine) -> Bool {
    line.glyphs.starts(with: PageCaption.firstHeads) && !line.text.contains("rice")
      && line.text.count(where: \.isNumber) > 2
  }

  /// The line of the captions goes on with numbers as no caption has them: `7. Nature of Indirect 25,232 D`.
  private static func endsInNumbers(_ line: PageLine) -> Bool {
    words(of: line).contains(where: isGrouped)
      && (line.glyphs.starts(with: PageCaption.firstHeads)
        || PageCaption.nonDerivativeTitle.range(in: line.glyphs) != nil)
  }

  private static func showsPrice(_ line: PageLine) -> Bool {
    line.text.split(separator: "$").dropFirst().contains { $0.first { !$0.isWhitespace }?.isNumber == true }
  }

  static func words(of line: PageLine) -> [String] {
    Piece.pieces(of: line.text).map { String($0.text) }
  }

  /// `S/11/2018`, `38,20r`: letters beside the digits that no digit is read as, or too few of either for a date.
  private static func isSpliced(_ text: String) -> Bool {
    guard text.count(where: \.isNumber) > 1, !text.contains("("), !text.contains("$"),
      text.contains("/") || text.contains(","), text.contains(where: \.isLetter)
    else { return isPointed(text) }
    let isDate = text.count { $0 == "/" } == 2
    if isDate, text.count != 10 { return true }
    return text.contains { $0.isLetter && !likeDigits.contains($0) }
  }

  /// `D.48`: the cents of a price behind the letter of the direction.
  private static func isPointed(_ text: String) -> Bool {
    text.count > 2 && ["A.", "D."].contains(text.prefix(2)) && text.dropFirst(2).allSatisfy(\.isNumber)
  }

  /// In front of the price: a stroke of a second date, a code between two dates, or two whole numbers.
  private static func hasPiecesOfTwo(_ texts: [String]) -> Bool {
    let price = texts.indices.dropFirst().first {
      texts[$0].hasPrefix("$") && !TablePart.isParValue($0, in: texts)
    }
    let front = texts[..<(price ?? texts.count)]
    let dated = front.indices.filter { front[$0].contains("/") && front[$0].contains(where: \.isNumber) }
    // The stroke on a border may stand on both sides.
    let doubled = zip(dated, dated.dropFirst()).count { front[$0].hasSuffix("/") && front[$1].hasPrefix("/") }
    let strokes = dated.reduce(-doubled) { $0 + front[$1].count { $0 == "/" } }
    guard let first = dated.first, let last = dated.last, price != nil else { return false }
    let hasCode = front[first...last].contains { text in
      text.count == 1 && text.contains { $0.isUppercase && !Glyph.strays.contains($0) }
    }
    let isGlued = strokes == 3 && PrintedValue.day(front[first]) != nil
    return isGlued || hasCode || front[last...].count(where: isGrouped) > 1
  }

  /// `56,580`: whole by itself.
  private static func isGrouped(_ text: String) -> Bool {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    return groups.count > 1 && (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { $0.count == 3 }
      && groups.joined().allSatisfy(\.isNumber)
  }

  /// Words stand in a column between the title and the date.
  private static func hasTwoTitles(_ line: PageLine) -> Bool {
    let columns = line.columns.prefix(3).map(\.text)
    return columns.count == 3 && columns[..<2].allSatisfy { $0.count(where: \.isLetter) > 3 }
      && PrintedValue.day(columns[2]) != nil
  }

  /// `10/`, where nothing cuts dates.
  private static func isPieceOfDate(_ text: String) -> Bool {
    text.count < 10 && text.contains("/") && text.count(where: \.isNumber) > 1
      && text.allSatisfy { $0.isNumber || $0 == "/" }
  }

  /// Two sums with a code or a direction between them, none of them the title's par value, and but one date: not two rows.
  private static func hasTwoPrices(_ texts: [String]) -> Bool {
    let prices = texts.indices.dropFirst().filter { at in
      let isSum = texts[at].dropFirst().first?.isNumber ?? texts[(at + 1)...].first?.first?.isNumber ?? false
      return texts[at].hasPrefix("$") && isSum && !TablePart.isParValue(at, in: texts)
    }
    guard texts.reduce(0, { $0 + $1.count { $0 == "/" } }) < 4 else { return false }
    return zip(prices, prices.dropFirst()).contains { first, second in
      texts[(first + 1)..<second].contains { $0.contains(where: \.isLetter) && $0.count == 1 }
    }
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
