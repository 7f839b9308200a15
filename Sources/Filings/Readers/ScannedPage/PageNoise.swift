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
    Owner Officer Other specify below give title puts calls warrants options convertible securities Table
    """)

  init(_ page: PageText) {
    isClean = page.isSpread ? false : !page.lines.contains(where: PageNoise.hasMisreadWord)
  }

  private static func hasMisreadWord(_ line: PageLine) -> Bool {
    guard line.isTabular, line.text.utf8.contains(UInt8(ascii: "(")) else { return false }
    return line.text.split(separator: "\t").contains { cell in
      cell.split { !$0.isLetter }.dropFirst().dropLast().contains(where: isMisread)
    }
  }

  /// A word that is none, and of which a single misread glyph makes one.
  private static func isMisread(_ word: Substring) -> Bool {
    guard word.count > 4, let spelled = printed.spelled(String(word), isCut: false) else { return false }
    return spelled != word
  }
}
