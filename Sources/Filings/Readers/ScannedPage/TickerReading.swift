/// Reads a trading symbol. Nothing else on the page vouches for it, so that one that a border has cut is taken only
/// where the glyph on the border stands on both sides and the symbol would have too many letters otherwise.
enum TickerReading {
  /// Symbols of common shares have no more letters (NYSE up to three, Nasdaq four).
  private static let longest = 4

  static func readings(of shown: Substring, isSpread: Bool) -> [String] {
    let isCut = shown.contains("\t")
    let pieces = Piece.pieces(of: shown)
    if !isCut || isSpread {
      let ticker = pieces.map(\.text).joined(separator: isSpread ? "" : " ")
      return isSymbol(ticker) ? [ticker] : []
    }
    guard pieces.count == 2, let left = pieces.first?.text, let right = pieces.last?.text,
      let last = left.last, let first = right.first, Glyph.printed(last, first) == last,
      left.count + right.count > longest
    else { return [] }
    let ticker = left + right.dropFirst()
    return isSymbol(ticker) && ticker.count <= longest ? [String(ticker)] : []
  }

  private static func isSymbol(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "." || $0 == "-") }
  }
}
