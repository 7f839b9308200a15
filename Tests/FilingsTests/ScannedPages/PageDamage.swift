import Foundation

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
  /// Two neighbouring cells of a third of the rows in each other's place.
  case swappedCells
  /// A cell of a third of the rows is empty.
  case emptyCells
  /// A cell of a third of the rows is gone, with its border.
  case lostCells
  /// Two columns of the tables in each other's place.
  case swappedColumns
  /// Digits are read as letters like them.
  case lookalikes
  /// Digits are gone.
  case lostDigits
  /// Digits stand twice.
  case doubledDigits
  /// Digits are read as others.
  case otherDigits
  /// Any glyph is read as any other.
  case otherGlyphs
  /// A tenth of the lines stand twice.
  case doubledLines
  /// A tenth of the lines go on in the line above.
  case mergedLines
  /// A tenth of the lines break somewhere.
  case brokenLines
  /// A piece of the page is gone.
  case hole

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
    case .swappedCells, .emptyCells, .lostCells, .swappedColumns:
      lines = withCellsDamaged(lines, using: &random)
    case .lookalikes:
      return glyphs(of: text, among: \.isNumber, using: &random) {
        PageDamage.alike[$1]?.randomElement(using: &$0) ?? $1
      }
    case .lostDigits:
      return glyphs(of: text, among: \.isNumber, using: &random) { _, _ in nil }
    case .doubledDigits:
      return glyphs(of: text, among: \.isNumber, using: &random) { _, glyph in glyph }
    case .otherDigits:
      return glyphs(of: text, among: \.isNumber, using: &random) { random, _ in
        "0123456789".randomElement(using: &random)
      }
    case .otherGlyphs:
      return glyphs(of: text, using: &random) { random, glyph in
        glyph.isWhitespace ? glyph : Self.printable.randomElement(using: &random)
      }
    case .doubledLines:
      lines = lines.flatMap { Int.random(in: 0..<10, using: &random) == 0 ? [$0, $0] : [$0] }
    case .mergedLines:
      lines = lines.reduce(into: []) { whole, line in
        if let last = whole.indices.last, last > 0, Int.random(in: 0..<10, using: &random) == 0 {
          whole[last] += " " + line
        } else {
          whole.append(line)
        }
      }
    case .brokenLines:
      lines = lines.flatMap { line -> [String] in
        guard line.count > 1, Int.random(in: 0..<10, using: &random) == 0 else { return [line] }
        let at = Int.random(in: 1..<line.count, using: &random)
        return [String(line.prefix(at)), String(line.dropFirst(at))]
      }
    case .hole:
      let glyphs = Array(text)
      let start = Int.random(in: 200..<glyphs.count, using: &random)
      let end = min(glyphs.count, start + Int.random(in: 1...120, using: &random))
      return String(glyphs[..<start] + glyphs[end...])
    }
    return lines.joined(separator: "\n")
  }

  private static let alike: [Character: [Character]] = [
    "0": ["O", "o"], "1": ["l", "I"], "2": ["Z"], "5": ["S"], "6": ["b"], "8": ["B"], "9": ["g"],
  ]
  private static let printable = (33..<127).map { Character(Unicode.Scalar($0)) }

  // MARK: Cells

  private func withCellsDamaged(_ lines: [String], using random: inout SeededGenerator) -> [String] {
    let column = Int.random(in: 0..<8, using: &random)
    return lines.map { line in
      guard line.contains("/20") || line.contains("$"), !line.contains("(Last)"), !line.contains("prices")
      else { return line }
      return self == .swappedColumns
        ? withCellsDamaged(line, at: column, using: &random)
        : Int.random(in: 0..<3, using: &random) == 0 ? withCellsDamaged(line, at: nil, using: &random) : line
    }
  }

  private func withCellsDamaged(_ line: String, at column: Int?, using random: inout SeededGenerator)
    -> String
  {
    let border = line.contains("\t") ? "\t" : line.contains("|") ? "|" : "   "
    var cells = line.components(separatedBy: border)
    let filled = cells.indices.filter { cells[$0].contains { !$0.isWhitespace } }
    guard filled.count > 1 else { return line }
    let at =
      column.map { min($0, filled.count - 2) } ?? Int.random(in: 0..<(filled.count - 1), using: &random)
    switch self {
    case .emptyCells: cells[filled[at]] = ""
    case .lostCells: cells.remove(at: filled[at])
    default: cells.swapAt(filled[at], filled[at + 1])
    }
    return cells.joined(separator: border)
  }

  private func withCellsShuffled(_ line: String, using random: inout SeededGenerator) -> String {
    let border: Character = line.contains("\t") ? "\t" : "|"
    return line.split(separator: border, omittingEmptySubsequences: false).shuffled(using: &random)
      .joined(separator: String(border))
  }

  /// Twenty-four of the glyphs, each as `damage` leaves it. Footnotes are told as they stand, so theirs are left alone.
  private func glyphs(
    of text: String, among isSuch: (Character) -> Bool = { _ in true },
    using random: inout SeededGenerator,
    _ damage: (inout SeededGenerator, Character) -> Character?
  ) -> String {
    let end = text.firstRange(of: "Explanation")?.lowerBound ?? text.endIndex
    var glyphs = text[..<end].map { String($0) }
    let places = glyphs.indices.dropFirst(200).filter { glyphs[$0].allSatisfy(isSuch) }
    for _ in 0..<24 {
      guard let at = places.randomElement(using: &random), let glyph = glyphs[at].first else { continue }
      let left = damage(&random, glyph).map { String($0) } ?? ""
      glyphs[at] = self == .doubledDigits ? left + left : left
    }
    return glyphs.joined() + text[end...]
  }
}
