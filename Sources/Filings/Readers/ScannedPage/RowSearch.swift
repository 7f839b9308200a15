/// Finds out which pieces of a line belong to which column.
///
/// Borders cut values, neighbours share cells and stray marks stand in empty ones, so the pieces have to be shared among
/// the columns in the way that leaves the least unexplained: every mark that is skipped, every letter that must have been
/// misread and every column without a value has a cost. All ways of the least cost are kept, with all their readings:
/// where they differ, the value is open.
struct RowSearch {
  let row: RowPieces
  let columns: [RowColumn]

  var pieces: [Piece] { row.pieces }
  var isSpread: Bool { row.isSpread }

  /// What one column may hold.
  struct Match {
    let pieces: Range<Int>
    let cost: Int
    let readings: [String]
    /// The letter was read as another glyph and is only one that it could have been.
    var isMisread = false
  }

  /// The least cost, and what each column holds in the ways that have it.
  struct Result {
    let cost: Int
    let matches: [[Match]]
    /// The columns that are empty in one of those ways.
    let isEmpty: [Bool]
  }

  func result() -> Result {
    let found = columns.map { column in pieces.indices.map { matches(of: column, at: $0) } }
    let ahead = costs(found)
    let held = kept(found, ahead)
    return Result(cost: ahead[0][0], matches: held.matches, isEmpty: held.isEmpty)
  }

  // MARK: The cheapest ways

  /// `costs[column][piece]`: the least for which the columns from there on explain the pieces from there on.
  private func costs(_ found: [[[Match]]]) -> [[Int]] {
    var costs = Array(
      repeating: Array(repeating: Int.max / 2, count: pieces.count + 1), count: columns.count + 1)
    for column in stride(from: columns.count, through: 0, by: -1) {
      for piece in stride(from: pieces.count, through: 0, by: -1) {
        costs[column][piece] = least(found, costs, column, piece)
      }
    }
    return costs
  }

  private func least(_ found: [[[Match]]], _ costs: [[Int]], _ column: Int, _ piece: Int) -> Int {
    let skipped = piece < pieces.count ? costOfSkipping(piece) + costs[column][piece + 1] : Int.max / 2
    guard column < columns.count else { return piece == pieces.count ? 0 : skipped }
    let absent = columns[column].costOfAbsence + costs[column + 1][piece]
    let matches = piece < pieces.count ? found[column][piece] : []
    return matches.reduce(min(skipped, absent)) { min($0, $1.cost + costs[column + 1][$1.pieces.upperBound]) }
  }

  /// The matches that lie on a way of the least cost.
  private func kept(_ found: [[[Match]]], _ ahead: [[Int]]) -> (matches: [[Match]], isEmpty: [Bool]) {
    var reached: Set<Int> = [0]
    var isEmpty = columns.map { _ in false }
    let matches = columns.indices.map { column in
      let starts = withSkips(reached, column, ahead)
      var kept: [Match] = []
      reached = []
      for piece in starts.sorted() {
        let least = ahead[column][piece]
        if columns[column].costOfAbsence + ahead[column + 1][piece] == least {
          reached.insert(piece)
          isEmpty[column] = true
        }
        guard piece < pieces.count else { continue }
        for match in found[column][piece]
        where match.cost + ahead[column + 1][match.pieces.upperBound] == least {
          kept.append(match)
          reached.insert(match.pieces.upperBound)
        }
      }
      return kept
    }
    return (matches, isEmpty)
  }

  /// The places that are reached by skipping pieces in front of a column, where that costs least.
  private func withSkips(_ reached: Set<Int>, _ column: Int, _ ahead: [[Int]]) -> Set<Int> {
    var reached = reached
    for piece in pieces.indices where reached.contains(piece) {
      if costOfSkipping(piece) + ahead[column][piece + 1] == ahead[column][piece] {
        reached.insert(piece + 1)
      }
    }
    return reached
  }

  /// A border leaves stray marks, and the glyph on it once more; anything else is a value that nobody could place.
  private func costOfSkipping(_ at: Int) -> Int {
    if pieces[at].text.count == 1, repeatsNeighbour(at) { return 1 }
    return pieces[at].isStray ? 2 : 8 + pieces[at].text.count
  }

  private func repeatsNeighbour(_ at: Int) -> Bool {
    let glyph = pieces[at].text.lowercased()
    let before = at > 0 ? pieces[at - 1].text.suffix(1).lowercased() : ""
    let behind = at + 1 < pieces.count ? pieces[at + 1].text.prefix(1).lowercased() : ""
    return (pieces[at].separator == .border && before == glyph)
      || (at + 1 < pieces.count && pieces[at + 1].separator == .border && behind == glyph)
  }
}
