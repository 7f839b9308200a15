/// Puts a text together again that the borders of a page's cells have cut.
///
/// Recognition often reads the glyph on a border twice: `09/05/` and `5/2012` are 09/05/2012, `1.8` and `88` may be
/// 1.88 or 1.888. So each border gives several readings, one for each end of the left piece that is also a beginning of
/// the right one, and the plain joint. Which of them is meant, other evidence must decide.
enum CellJoin {
  /// Every text that the pieces may be, without repetition; empty when there are too many to be of use.
  static func readings(of pieces: some Collection<Piece>) -> [String] {
    guard let first = pieces.first, pieces.count <= Limits.cellPieces else { return [] }
    return pieces.dropFirst().reduce([String(first.text)]) { $0.isEmpty ? [] : readings($0, with: $1) }
  }

  /// Every text that the readings of the pieces in front may be with one piece more; empty when there are too many.
  static func readings(_ front: [String], with piece: Piece) -> [String] {
    guard !front.isEmpty else { return [String(piece.text)] }
    let readings = unique(front.flatMap { joints($0, piece) })
    return readings.count <= Limits.cellReadings ? readings : []
  }

  /// At most this many glyphs stand on both sides of a border: the dash of a date with the digit before it.
  private static let longestOverlap = 2

  /// Letters that blanks spread stand nowhere twice.
  private static func joints(_ left: String, _ piece: Piece) -> [String] {
    let right = piece.text
    guard piece.separator == .border else { return [left + right] }
    let overlaps = (0...min(longestOverlap, left.count, right.count)).compactMap { overlap in
      left.suffix(overlap).lowercased() == right.prefix(overlap).lowercased()
        ? left + right.dropFirst(overlap) : nil
    }
    if lostStroke(left, right) { return overlaps + [left + "/" + right] }
    return lostComma(left, right) ? overlaps + [left + "," + right] : overlaps
  }

  /// The stroke of a date may have stood on the border: `04` and `18/2014`.
  private static func lostStroke(_ left: String, _ right: Substring) -> Bool {
    [2, 5].contains(left.count) && left.count + right.count == 9
      && PrintedValue.day(left + "/" + right) != nil
  }

  /// Three digits behind a border may be a group of thousands whose comma stood on it; hardly any price has thousands.
  private static func lostComma(_ left: String, _ right: Substring) -> Bool {
    left.last?.isNumber == true && !left.contains { "/$".contains($0) }
      && right.prefix(while: \.isNumber).count == 3 && !right.contains(".")
  }
}

/// Without repetition, in the order of first appearance.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  guard values.count > 1 else { return values }
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}
