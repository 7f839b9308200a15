/// Did you mean: the known word that is nearest to an unknown one.
enum Suggestion {
  /// The nearest of the candidates, or `nil` where none is near. Of equally near ones the first.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      if isSameName(word, candidate) { return candidate }
      let distance = distance(Array(word.utf8), Array(candidate.utf8))
      guard distance <= max(1, max(word.utf8.count, candidate.utf8.count) / 3) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// `filing.ticker` or `ticker` for `issuer.ticker`: the name is right and its owner is not.
  private static func isSameName(_ word: String, _ candidate: String) -> Bool {
    word.split(separator: ".").last == candidate.split(separator: ".").last
  }

  /// Damerau and Levenshtein: the fewest insertions, deletions, replacements and exchanges of neighbours (optimal string
  /// alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count <= maximumLength, right.count <= maximumLength else { return .max }
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (byte == other ? 0 : 1))
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      (before, last) = (last, current)
    }
    return last[right.count]
  }

  /// Names are short; a long one was not mistyped for any of them.
  private static let maximumLength = 64
}
