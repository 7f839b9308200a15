/// Where the columns (A) and (D) of Table II stand, for the number of securities says by its column alone whether they
/// were acquired or disposed of.
struct DirectionColumns {
  private let acquired: Place
  private let disposed: Place
  private let isTabular: Bool
  /// The cell of the caption "Code", which stands in front.
  private let codeCell: Int?

  /// A place on a line: the cells that it reaches into, and its distance from the line's beginning.
  private struct Place {
    let cells: Range<Int>
    let offset: Int
  }

  /// `nil` unless one line of the table's captions has both, with nothing between them; one may be misread.
  init?(_ lines: [PageLine]) {
    for line in lines {
      guard let at = DirectionColumns.captions(line.glyphs) else { continue }
      // Where columns aligned with spaces were cut, empty cells leave no border to count.
      if line.isTabular, line.cells == nil { return nil }
      acquired = DirectionColumns.place(of: line.text(at..<(at + 3)), in: line)
      disposed = DirectionColumns.place(of: line.text((at + 3)..<(at + 6)), in: line)
      isTabular = line.isTabular
      let code = line.glyphs[..<at].indices.last { line.glyphs[$0...].starts(with: "cod".utf8) }
      codeCell = code.map { DirectionColumns.place(of: line.text($0..<($0 + 1)), in: line).cells.lowerBound }
      return
    }
    return nil
  }

  /// Where `(a)(d)` begins.
  private static func captions(_ glyphs: [UInt8]) -> Int? {
    guard glyphs.count >= 6 else { return nil }
    return (0...(glyphs.count - 6)).first { at in
      glyphs[at] == UInt8(ascii: "(") && glyphs[at + 2] == UInt8(ascii: ")")
        && glyphs[at + 3] == UInt8(ascii: "(") && glyphs[at + 5] == UInt8(ascii: ")")
        && (glyphs[at + 1] == UInt8(ascii: "a") || glyphs[at + 4] == UInt8(ascii: "d"))
    }
  }

  private static func place(of part: Substring, in line: PageLine) -> Place {
    let front = line.text[..<part.startIndex]
    let cell = front.utf8.count { $0 == UInt8(ascii: "\t") }
    let borders = part.utf8.count { $0 == UInt8(ascii: "\t") }
    return Place(cells: cell..<(cell + borders + 1), offset: front.count)
  }

  /// Whether a number stands below (A); `nil` where its place does not tell. `parts` are what borders leave of it, and
  /// `code` is the row's code, which stands in the cell of its caption unless one of the lines has a cell too many.
  func direction(of parts: [Substring], code: Substring?, _ line: PageLine) -> Bool? {
    guard let first = parts.first, line.isTabular == isTabular else { return nil }
    if let codeCell, let code, isTabular,
      DirectionColumns.place(of: code, in: line).cells.lowerBound != codeCell
    {
      return nil
    }
    if isTabular {
      return direction(
        of: parts.map { ($0.count, DirectionColumns.place(of: $0, in: line).cells.lowerBound) })
    }
    let offset = DirectionColumns.place(of: first, in: line).offset
    let (left, right) = (abs(offset - acquired.offset), abs(offset - disposed.offset))
    guard max(left, right) >= 3 * min(left, right), left != right else { return nil }
    return left < right
  }

  /// A border that is a little off cuts the number: then most of its digits tell.
  private func direction(of parts: [(digits: Int, cell: Int)]) -> Bool? {
    func digits(in place: Place, besides other: Place) -> Int {
      parts.filter { place.cells.contains($0.cell) && !other.cells.contains($0.cell) }
        .map(\.digits).reduce(0, +)
    }
    let left = digits(in: acquired, besides: disposed)
    let right = digits(in: disposed, besides: acquired)
    guard max(left, right) >= max(2, 3 * min(left, right)) else { return nil }
    return left > right
  }
}
