/// Capitals and small letters of a word, of which a misread letter is often the wrong one: `OakhursT`, `WHArFEDALE`.
enum PrintedCase {
  /// Whether no word of a name or title is written so.
  static func isOdd(_ word: some StringProtocol) -> Bool {
    word.split { !$0.isLetter }.contains { isOdd(part: Array($0)) }
  }

  private static func isOdd(part letters: [Character]) -> Bool {
    let small = letters.count(where: \.isLowercase)
    let capitals = letters.count(where: \.isUppercase)
    guard small > 0, capitals > 1 else { return false }
    // `ADSs`, `RSUs`
    if small == 1, letters.last == "s" { return false }
    if capitals > small { return !spelled.contains(String(letters)) }
    let isDoubled = letters[1].isUppercase && capitals == 2 && small > 2
    return isDoubled || risesOddly(letters)
  }

  /// A capital behind a small letter, but in `McDonald` and the like.
  private static func risesOddly(_ letters: [Character]) -> Bool {
    guard
      let at = letters.indices.dropFirst().first(where: {
        letters[$0].isUppercase && letters[$0 - 1].isLowercase
      })
    else { return false }
    return !prefixes.contains(String(letters[..<at])) || at == letters.count - 1
  }

  private static let prefixes: Set<String> = [
    "Mc", "Mac", "De", "Di", "Du", "Da", "Del", "Della", "La", "Le", "Van", "Von", "Vander", "Fitz", "St",
    "Ver",
    "Ten", "Ap", "al", "e", "i",
  ]
  private static let spelled: Set<String> = ["PhD", "McG", "McC", "McK", "McD"]
}
