/// A line in which something stands elsewhere than in the other rows of its table: what belongs there, or a part of the
/// row in front of it, is gone.
enum ShiftedLine {
  /// The number of the first such line; `usualCells` is the number of cells that most lines of the table have.
  static func first(of lines: [PageLine], usualCells: Int?, isPiped: Bool) -> Int? {
    firstShifted(lines)
      ?? firstUneven(lines, CellCount(usual: usualCells, strays: isPiped ? strayBorders : oneCut))
  }

  // MARK: Columns

  /// What stands at the same place in every row of columns that blanks align.
  private enum Landmark: CaseIterable {
    case title, date, price, ownership

    func offset(in columns: [(text: String, offset: Int)]) -> Int? {
      switch self {
      case .title: return columns.first.flatMap { $0.text.first?.isLetter == true ? $0.offset : nil }
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
    let rows = lines.indices.filter { isRow(lines[$0], isTabular: false) }.map { row in
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

  // MARK: Cells

  /// Between borders, where all lines of a table have as many cells, the first row that has others and is no whole one.
  private static func firstUneven(_ lines: [PageLine], _ count: CellCount) -> Int? {
    let rows = lines.indices.filter { isRow(lines[$0], isTabular: true) }
    let counts = rows.compactMap { lines[$0].cells }
    guard let least = counts.min() else { return nil }
    // Of two that differ, either may be the one that is torn, unless one is both of two rows.
    let areAlike = counts.allSatisfy { $0 - least <= strayBorders || isOfWholeRows($0, of: least) }
    guard let usual = count.usual ?? (areAlike ? least : nil) else { return rows.first }
    let known = CellCount(usual: usual, strays: count.usual == nil ? strayBorders : count.strays)
    return rows.first { row in lines[row].cells.map { isUneven(lines[row], cells: $0, known) } == true }
  }

  private static func isUneven(_ line: PageLine, cells: Int, _ count: CellCount) -> Bool {
    let usual = count.usual ?? 0
    // Whole rows that run into one are told apart.
    if cells > usual + count.strays { return !isOfWholeRows(cells, of: usual) }
    guard cells < usual else { return false }
    let words = TornLine.words(of: line)
    let strokes = line.text.count { $0 == "/" }
    return strokes < 2 || lacksLetter(words) || endsWithNumber(words)
      || (cells * 2 < usual && beginsSpliced(line))
  }

  /// Where rows run into one, the last cell of one and the first of the next may be one cell.
  private static func isOfWholeRows(_ cells: Int, of usual: Int) -> Bool {
    usual < 2 || cells % usual == 0 || (cells - 1) % (usual - 1) == 0
  }

  /// The cells that most lines of a table have, where most have as many, and by how many more a line may have.
  private struct CellCount {
    let usual: Int?
    let strays: Int
  }

  /// A border of another table that cuts one value of a row.
  private static let oneCut = 1

  /// Specks on a line that pass for borders.
  private static let strayBorders = 2

  /// Code and direction stand in front of the price, each a letter alone.
  private static func lacksLetter(_ words: [String]) -> Bool {
    let price = words.lastIndex { $0.hasPrefix("$") } ?? words.count
    return words[..<price].count {
      $0.first?.isUppercase == true && ($0.count == 1 || $0.dropFirst().first == "(")
    } < 2
  }

  /// The letter of ownership, behind the balance, is gone.
  private static func endsWithNumber(_ words: [String]) -> Bool {
    words.last.map { $0.allSatisfy { $0.isNumber || ",.".contains($0) } } == true
  }

  /// One whose place on its line can be held against that of others.
  private static func isRow(_ line: PageLine, isTabular: Bool) -> Bool {
    line.isTabular == isTabular && !line.isRejoined && TablePart.isUntold(line)
  }

  /// `Comm984`: the title goes on with a number.
  private static func beginsSpliced(_ line: PageLine) -> Bool {
    let word = line.columns.first?.text.split(separator: " ").last ?? ""
    return word.first?.isLetter == true && word.last?.isNumber == true
  }
}
