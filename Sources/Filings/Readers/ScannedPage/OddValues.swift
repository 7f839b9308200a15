/// Dates and numbers of a line that no form prints so, and that no border cuts: a digit is misread or lost.
struct OddValues {
  let count: Int

  init(_ line: PageLine, isSpread: Bool) {
    guard TablePart.isUntold(line) else {
      count = 0
      return
    }
    let texts = isSpread ? OddValues.joined(line) : OddValues.whole(line)
    count = texts.count { OddValues.isOddDate($0) || OddValues.isOddNumber($0) }
  }

  /// Where letters are spread by blanks, a column's text without them.
  private static func joined(_ line: PageLine) -> [String] {
    line.columns.map { $0.text.filter { $0 != " " } }
  }

  /// The pieces beside which no digits stand that a border or the space between columns may have cut off.
  private static func whole(_ line: PageLine) -> [String] {
    let pieces = Piece.pieces(of: line.text)
    return pieces.indices.filter { at in
      let isCutBefore = at > 0 && pieces[at].separator != .blank && isRest(pieces[at - 1].text)
      let isCutBehind =
        at + 1 < pieces.count && pieces[at + 1].separator != .blank && isRest(pieces[at + 1].text)
      return !isCutBefore && !isCutBehind
    }.map { String(pieces[$0].text) }
  }

  private static func isRest(_ text: Substring) -> Bool {
    text.allSatisfy { !$0.isLetter || Glyph.strays.contains($0) }
  }

  /// Two strokes between digits, and no day.
  private static func isOddDate(_ text: String) -> Bool {
    text.utf8.count < 14 && text.count { $0 == "/" } == 2 && text.first?.isNumber == true
      && text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "/") } && PrintedValue.day(text) == nil
  }

  /// Digits in groups of other than three.
  private static func isOddNumber(_ text: String) -> Bool {
    let number = text.prefix { $0 != "(" }.drop { $0 == "$" }
    guard number.utf8.count < 20, number.first?.isNumber == true, number.last?.isNumber == true,
      number.contains(","), number.allSatisfy({ $0.isASCII && ($0.isNumber || ".,".contains($0)) })
    else { return false }
    return PrintedValue.count(number) == nil
  }
}
