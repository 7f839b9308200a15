/// What becomes of a page between the scanner and the inbox, beyond what recognition leaves: the same from the same seed.
enum PageDamage: String, CaseIterable {
  /// A fifth of the lines is gone, though no row, whose absence nothing shows.
  case missingLines
  /// All lines behind the first in another order.
  case shuffledLines
  /// Cells of a third of the lines in another order.
  case shuffledCells
  /// The page ends anywhere.
  case cutOff
  /// Glyphs are illegible.
  case blots
  /// Letters are gone: a digit, or a letter of a symbol, would leave no trace.
  case gaps

  func damaged(_ text: String, using random: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch self {
    case .missingLines:
      lines = lines.enumerated().filter { index, line in
        index == 0 || line.contains("$") || Int.random(in: 0..<5, using: &random) > 0
      }.map(\.element)
    case .shuffledLines:
      lines = lines.prefix(1) + lines.dropFirst().shuffled(using: &random)
    case .shuffledCells:
      lines = lines.map {
        Int.random(in: 0..<3, using: &random) == 0 ? withCellsShuffled($0, using: &random) : $0
      }
    case .cutOff:
      return String(text.prefix(Int.random(in: (text.count / 2)..<text.count, using: &random)))
    case .blots:
      return glyphs(of: text, using: &random) { $1.isWhitespace ? $1 : "#?~*.,|l(".randomElement(using: &$0) }
    case .gaps:
      return glyphs(of: text, using: &random) { $1.isLowercase ? nil : $1 }
    }
    return lines.joined(separator: "\n")
  }

  private func withCellsShuffled(_ line: String, using random: inout SeededGenerator) -> String {
    let border: Character = line.contains("\t") ? "\t" : "|"
    return line.split(separator: border, omittingEmptySubsequences: false).shuffled(using: &random)
      .joined(separator: String(border))
  }

  /// Twenty-four of the glyphs, each as `damage` leaves it. Footnotes are told as they stand, so theirs are left alone.
  private func glyphs(
    of text: String, using random: inout SeededGenerator,
    _ damage: (inout SeededGenerator, Character) -> Character?
  ) -> String {
    let end = text.firstRange(of: "Explanation")?.lowerBound ?? text.endIndex
    var glyphs = text[..<end].map { Optional($0) }
    for _ in 0..<24 {
      let at = Int.random(in: 200..<glyphs.count, using: &random)
      if let glyph = glyphs[at] { glyphs[at] = damage(&random, glyph) }
    }
    return String(glyphs.compactMap { $0 }) + text[end...]
  }
}
