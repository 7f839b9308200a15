/// What a footnote's text shows of damage. It is told beside the text, which is all that there is of the footnote.
enum FootnoteDamage {
  /// Why the text may not be what was printed; `nil` where nothing speaks against it.
  static func reason(_ text: String) -> String? {
    if text.contains("\t") { return "a border cuts its text" }
    if text.contains(where: { unprinted.contains($0) }) { return "glyphs of its text are not legible" }
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.contains(where: isTorn) { return "words of its text are torn" }
    return words.last.map(isOpen) == true ? "its text ends within a sentence" : nil
  }

  /// Glyphs that stand in no footnote.
  private static let unprinted: Set<Character> = ["#", "~", "|", "^", "{", "}", "\u{FFFD}", "¦", "`"]

  /// Letters with a digit or a sign among them, as no word has: `pr1ces`, `mult,iple`.
  private static func isTorn(_ word: Substring) -> Bool {
    let letters = word.filter(\.isLetter)
    guard letters.count > 3, word.first?.isLetter == true, word.last?.isLetter == true else { return false }
    return letters.allSatisfy(\.isLowercase) && !word.contains { "-/'’.@_".contains($0) }
      && word.contains { !$0.isLetter }
  }

  /// A word behind which a sentence goes on.
  private static func isOpen(_ word: Substring) -> Bool {
    word.hasSuffix(",") || word.hasSuffix("-")
      || ["the", "of", "to", "from", "at", "in", "and", "or", "a", "by", "with", "for", "$"].contains(word)
  }
}
