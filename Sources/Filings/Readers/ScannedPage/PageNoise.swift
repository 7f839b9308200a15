/// How well a page was recognised, told by what is known of it: the printed captions of its tables.
struct PageNoise {
  /// No caption has a misread word.
  let isClean: Bool

  /// Words that stand in the captions of the tables and of the head.
  private static let printed = PrintedWords(
    """
    Title Security Transaction Date Deemed Execution Code Securities Acquired Disposed Amount Beneficially Owned \
    Following Reported Ownership Form Direct Indirect Nature Beneficial Derivative Conversion Exercise Price \
    Exercisable Expiration Underlying Number Name Address Reporting Person Issuer Ticker Trading Symbol Earliest \
    Amendment Original Filed Individual Joint Group Filing Check Applicable Line Relationship applicable Director \
    Owner Officer Other specify below give title puts calls warrants options convertible securities Table Instr Month \
    Year Transactions Exercise Derivative Securities Owned at End of Issuer's Fiscal Shares
    """)

  init(_ page: PageText) {
    isClean = !page.isSpread && !page.lines.contains(where: PageNoise.hasMisreadWord)
  }

  private static func hasMisreadWord(_ line: PageLine) -> Bool {
    guard line.text.utf8.contains(UInt8(ascii: "(")) else { return false }
    let isAllCaptions =
      PageCaption.nonDerivativeTitle.range(in: line.glyphs) != nil
      || PageCaption.derivativeTitle.range(in: line.glyphs) != nil
    guard line.isTabular || isAllCaptions else { return false }
    return line.text.split(separator: "\t").contains { cell in
      // Words at the ends of a cell may be cut; that is another matter.
      cell.split { $0.isWhitespace || "()/".contains($0) }.dropFirst().dropLast()
        .contains { isAllCaptions ? isForeign($0) : isMisread($0) }
    }
  }

  /// A long word that no caption has.
  private static func isForeign(_ word: Substring) -> Bool {
    let letters = word.filter { !",.:;".contains($0) }
    return letters.count > 4 && printed.spelled(letters, isCut: false) != letters
  }

  /// Whether a word stands in the captions, in either case.
  static func isPrinted(_ word: String) -> Bool { printed.contains(word) }

  /// A word that is none, and of which a single misread glyph makes one.
  private static func isMisread(_ word: Substring) -> Bool {
    guard word.count > 4, let spelled = printed.spelled(String(word), isCut: false) else { return false }
    return spelled != word
  }
}
