/// Puts a text together again that the borders of a page's cells have cut.
///
/// Recognition often reads the glyph on a border twice: `09/05/` and `5/2012` are 09/05/2012, `1.8` and `88` may be
/// 1.88 or 1.888. So each border gives several readings, one for each end of the left piece that is also a beginning of
/// the right one, and the plain joint. Which of them is meant, other evidence must decide.
enum CellJoin {
  /// Every text that the pieces may be, without repetition; empty when there are too many to be of use.
  static func readings(of pieces: some Collection<Piece>) -> [String] {
    guard let first = pieces.first, pieces.count <= Limits.cellPieces else { return [] }
    var readings = [String(first.text)]
    for piece in pieces.dropFirst() {
      readings = unique(readings.flatMap { joints($0, piece) })
      guard readings.count <= Limits.cellReadings else { return [] }
    }
    return readings
  }

  /// At most this many glyphs stand on both sides of a border: the dash of a date with the digit before it.
  private static let longestOverlap = 2

  /// Letters that blanks spread stand nowhere twice.
  private static func joints(_ left: String, _ piece: Piece) -> [String] {
    let right = piece.text
    guard piece.separator == .border else { return [left + right] }
    return (0...min(longestOverlap, left.count, right.count)).compactMap { overlap in
      left.suffix(overlap).lowercased() == right.prefix(overlap).lowercased()
        ? left + right.dropFirst(overlap) : nil
    }
  }
}

/// Without repetition, in the order of first appearance.
func unique<Value: Equatable>(_ values: [Value]) -> [Value] {
  values.reduce(into: []) { kept, value in
    if !kept.contains(value) { kept.append(value) }
  }
}
