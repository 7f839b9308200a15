/// What recognition makes of single glyphs.
enum Glyph {
  /// What borders, specks and the edges of letters are read as.
  static let strays: Set<Character> = [
    "l", ".", "s", "|", "(", ")", "1", "ı", "i", ":", ";", "'", "`", ",", "-", "_", "\\", "[", "]", "·", "<",
    ">",
    "{", "}", "~", "c", "o", "r", "x", "/", "*", "\"", "^", "!", "’", "‘", "“", "”", "•", "¦", "—", "–",
  ]

  /// Letters as they are printed, and what poorer glyphs they are read as. A pair stands here in one direction only: a
  /// stroke gets lost on paper and none is added.
  static let misreadings: [Character: Set<Character>] = [
    "e": ["c"], "o": ["c"], "n": ["r"], "m": ["n", "r"], "i": ["ı", "l", "1", "|"], "u": ["i"], "b": ["l"],
    "h": ["l"], "d": ["c", "l"], "f": ["r"], "w": ["v"], "s": ["5"], "l": ["|", "1", "I"], "t": ["l"],
    "a": ["c"], "g": ["q"], "O": ["C", "0"], "A": ["1"], "D": ["(", "0", "O"], "M": ["N"], "T": ["т", "I"],
    "B": ["8", "3"], "S": ["5", "s", "$"], "I": ["l", "1", "|"], "F": ["r"], "E": ["F"], "R": ["P"],
    "Q": ["O"],
    "W": ["V"], "V": ["v"], "G": ["C"], "P": ["p"], "X": ["x"], "Z": ["2"], "K": ["k"], "C": ["c"],
  ]

  /// `seen` is what `printed` may have been read as.
  static func isMisreading(_ seen: Character, of printed: Character) -> Bool {
    misreadings[printed]?.contains(seen) == true
  }

  /// Whether another capital letter may have been read as this glyph.
  static func isPoorer(_ seen: Character) -> Bool {
    misreadings.contains { $0.key.isUppercase && $0.value.contains(seen) }
  }

  /// Which of two readings of one glyph was printed: the fuller one. `nil` when neither is a known misreading.
  static func printed(_ one: Character, _ other: Character) -> Character? {
    if one == other { return one }
    let isOne = isMisreading(other, of: one)
    let isOther = isMisreading(one, of: other)
    return isOne == isOther ? nil : isOne ? one : other
  }
}
