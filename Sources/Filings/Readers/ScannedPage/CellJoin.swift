/// Puts a text together again that the borders of a page's cells have cut.
///
/// Recognition often reads the character on a border twice: `09/05/` and `5/2012` are 09/05/2012, `1.8` and `88` may be
/// 1.88 or 1.888. So each border gives several readings, one for each end of the left piece that is also a beginning of
/// the right one, and the plain joint. Which of them is meant, other evidence must decide.
enum CellJoin {
  /// Every text that the pieces may be, without repetition; empty when there are too many to be of use.
  static func readings(of pieces: [Substring]) -> [String] {
    guard let first = pieces.first, pieces.count <= Limits.cellPieces else { return [] }
    var readings = [String(first)]
    for piece in pieces.dropFirst() {
      var longer: [String] = []
      for reading in readings {
        for joint in joints(reading, piece) where !longer.contains(joint) { longer.append(joint) }
      }
      guard longer.count <= Limits.cellReadings else { return [] }
      readings = longer
    }
    return readings
  }

  /// At most this many characters stand on both sides of a border.
  private static let longestOverlap = 3

  private static func joints(_ left: String, _ right: Substring) -> [String] {
    (0...min(longestOverlap, left.count, right.count)).compactMap { overlap in
      left.suffix(overlap).lowercased() == right.prefix(overlap).lowercased()
        ? left + right.dropFirst(overlap) : nil
    }
  }
}

/// The numbers and dates of a printed form. Each reader gives `nil` for what the form would not print so.
enum PrintedValue {
  /// `8,802`, `25,000.5`: grouped by thousands, and no other way; up to four decimals.
  static func count(_ text: String) -> Decimal? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, isGrouped(whole),
      parts.count == 1 || (1...4).contains(parts[1].count)
    else { return nil }
    return Decimal(text.filter { $0 != "," })
  }

  /// `09/05/2012`.
  static func day(_ text: String) -> Day? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 4], let month = digits(parts[0]), let day = digits(parts[1]),
      let year = digits(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func isGrouped(_ whole: Substring) -> Bool {
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.allSatisfy({ digits($0) != nil })
    else {
      return false
    }
    return groups.dropFirst().allSatisfy { $0.count == 3 } && (first.first != "0" || whole == "0")
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.count <= 9 ? Int(digits: Array(text.utf8).span) : nil
  }
}
