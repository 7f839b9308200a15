/// What a footnote's text shows of damage. It is told beside the text, which is all that there is of the footnote.
enum FootnoteDamage {
  /// Why the text may not be what was printed; `nil` where nothing speaks against it.
  /// `widest` is the number of glyphs up to which the page prints a line of text, and `words` are those of the page.
  static func reason(_ text: String, widest: Int, words: Set<Substring>) -> String? {
    if text.contains("\t") { return "a border cuts its text" }
    if text.contains(where: { unprinted.contains($0) }) { return "glyphs of its text are not legible" }
    let own = text.split(whereSeparator: \.isWhitespace)
    if own.contains(where: { isTorn($0) || isSpliced($0) }) { return "words of its text are torn" }
    if breaksOff(text, widest: widest, words: words) { return "a line of its text breaks off" }
    if own.last.map(isOpen) == true { return "its text ends within a sentence" }
    let isRest = own.first?.first?.isLowercase == true && own.count > shortest
    return isRest ? "its text begins within a sentence" : nil
  }

  /// `see remarks` is a note of few words, and whole.
  private static let shortest = 9

  /// Whether a line ends far from where lines of the page end, or within a word that the page has elsewhere.
  private static func breaksOff(_ text: String, widest: Int, words: Set<Substring>) -> Bool {
    let lines = text.split(separator: "\n")
    return zip(lines, lines.dropFirst()).contains { line, next in
      // The next word would have had room.
      let word = next.prefix { !$0.isWhitespace }
      if (line.count + word.count) * 5 < widest * 4 { return true }
      let last = line.split(separator: " ").last ?? ""
      let whole = last.drop { !$0.isLetter } + word.prefix(while: \.isLetter)
      return words.contains(whole[...]) && !(words.contains(last) && words.contains(word))
    }
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

  /// A small letter right before or behind a digit, as no word and no sum has it: `multiple39.63`, `$259.38g`.
  private static func isSpliced(_ word: Substring) -> Bool {
    let core = word.drop { "$(".contains($0) }.prefix { !",;:)(".contains($0) }
    guard core.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLowercase || $0 == ".") }) else {
      return false
    }
    let letters = core.prefix { $0.isLowercase }
    if letters.count > 1, core.dropFirst(letters.count).contains(where: \.isNumber) { return true }
    let digits = core.prefix { $0.isNumber || $0 == "." }
    let rest = core.dropFirst(digits.count)
    return digits.contains(".") && digits.contains(where: \.isNumber) && !rest.isEmpty
      && !sizes.contains(rest)
  }

  /// What stands behind a number for its size.
  private static let sizes: Set<Substring> = ["x", "k", "m", "mm", "b", "bn"]

  /// Whether a piece was lost within the words of one text that others have whole, or that many filings have:
  /// `The pricprice.` beside `The price reported in Column 4 is a weighted average price.`
  static func isTorn(_ own: [Substring], beside others: [[Substring]]) -> Bool {
    let (own, others) = (own.map(bare), others.map { $0.map(bare) })
    let known = Set(others.joined())
    return own.indices.dropFirst().dropLast().contains { at in
      !known.contains(own[at]) && own[at].count > 3 && own[at].allSatisfy(\.isLowercase)
        && others.contains { isTorn(own[at], between: own[at - 1], and: own[at + 1], of: $0) }
    }
  }

  /// Without the signs behind it.
  private static func bare(_ word: Substring) -> Substring { word.prefix { !",.;:".contains($0) } }

  /// The word begins like the one behind `last` and ends like one further on, that before `next`. The same word with
  /// fewer letters may be another form of it.
  private static func isTorn(
    _ word: Substring, between last: Substring, and next: Substring, of whole: [Substring]
  ) -> Bool {
    var start: Int?
    return whole.indices.dropFirst().dropLast().contains { at in
      let begun = start
      if whole[at - 1] == last {
        start = max(start ?? 0, zip(word, whole[at]).prefix { $0 == $1 }.count)
      }
      guard let begun, whole[at + 1] == next else { return false }
      let end = zip(word.reversed(), whole[at].reversed()).prefix { $0 == $1 }.count
      return begun > 0 && end > 0 && begun + end >= word.count
    }
  }

  /// What a footnote to a weighted average price says, since the SEC's staff asks for the range and the undertaking
  /// (no-action letter to the Society of Corporate Secretaries and Governance Professionals, 25 June 2008).
  static let undertaking = """
    The price reported in Column 4 is a weighted average price. These shares were sold in multiple transactions at \
    prices ranging from $1.00 to $2.00, inclusive. The reporting person undertakes to provide to the issuer, any \
    security holder of the issuer, or the staff of the Securities and Exchange Commission, upon request, full \
    information regarding the number of shares sold at each separate price within the ranges set forth in this footnote.
    """.split(separator: " ")

  /// A word behind which a sentence goes on.
  private static func isOpen(_ word: Substring) -> Bool {
    word.hasSuffix(",") || word.hasSuffix("-") || word.hasSuffix(":")
      || ["the", "of", "to", "from", "at", "in", "and", "or", "a", "by", "with", "for", "$"].contains(word)
  }
}
