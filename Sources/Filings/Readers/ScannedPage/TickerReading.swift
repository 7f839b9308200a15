/// Reads a trading symbol. Nothing else on the page vouches for it, so that one that borders have cut is taken only where
/// all that it may be but one text has more letters than symbols have.
enum TickerReading {
  /// Symbols of common shares have no more letters (NYSE up to three, Nasdaq four).
  private static let longest = 4
  /// Borders in a symbol of which all readings are looked at; each makes up to three of one.
  private static let longestCut = 3

  static func readings(of shown: Substring, isSpread: Bool) -> [String] {
    if !shown.contains("\t") || isSpread {
      let ticker = Piece.pieces(of: shown).map(\.text).joined(separator: isSpread ? "" : " ")
      return isSymbol(ticker) ? [ticker] : []
    }
    let parts = shown.split(separator: "\t", omittingEmptySubsequences: false).map(PageText.trimmed)
    guard parts.count - 1 <= longestCut, let first = parts.first else { return [] }
    let texts = parts.dropFirst().reduce([String(first)]) { texts, part in
      unique(texts.flatMap { joints($0, part) })
    }.filter { $0.count <= longest }
    return texts.count == 1 && isSymbol(texts[0]) ? texts : []
  }

  /// The glyph on the border stands on both sides, on one, or is gone.
  private static func joints(_ left: String, _ right: Substring) -> [String] {
    let plain = [sure(left.dropLast(), left.last), sure("", right.first) + right.dropFirst()].joined()
    let texts = [plain, left + open + right]
    guard let last = left.last, let first = right.first, let printed = Glyph.printed(last, first) else {
      return texts
    }
    return texts + [left.dropLast() + String(printed) + right.dropFirst()]
  }

  /// Beside a border, what is a poorer glyph of another letter may be that letter.
  private static func sure(_ text: some StringProtocol, _ glyph: Character?) -> String {
    guard let glyph else { return String(text) }
    return text + (Glyph.isPoorer(glyph) ? open : String(glyph))
  }

  /// Stands for a letter of which nobody knows which it is.
  private static let open = "?"

  private static func isSymbol(_ text: some StringProtocol) -> Bool {
    let isOneCase = !text.contains(where: \.isLowercase) || !text.contains(where: \.isUppercase)
    return !text.isEmpty && isOneCase
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "." || $0 == "-") }
  }
}
