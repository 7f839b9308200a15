/// What the words of a title may be, and whether the page vouches for them.
struct Wording {
  /// The readings that nothing decides between.
  let readings: [String]
  /// Every word of the only reading is one that such texts have, so no glyph of it was misread unseen.
  let isVouched: Bool
  /// A border or a spread blank may have taken a glyph away.
  let isCut: Bool
  /// A word of the only reading is nearly one that such texts have.
  private var isNearly = false

  /// `isBeforeBorder` says that a border stands right behind the pieces, where a last letter gets lost.
  init(of pieces: some Collection<Piece>, isSpread: Bool, words: PrintedWords, isBeforeBorder: Bool = false) {
    // The space between two columns may have stood in a word, too.
    isCut = isSpread || pieces.dropFirst().contains { $0.separator != .blank }
    let candidates = isSpread ? Wording.unspread(pieces) : Wording.joined(pieces)
    let vouched = unique(candidates.compactMap { words.spelled($0, isCut: false) })
    let repaired =
      vouched.isEmpty ? unique(candidates.compactMap { words.spelled($0, isCut: true) }) : vouched
    let closed = unique((repaired.isEmpty ? candidates : repaired).map(Wording.withClosedBracket))
    let plurals = isBeforeBorder ? closed.compactMap(words.plural) : []
    readings = unique(closed + plurals)
    isVouched = !repaired.isEmpty && readings.count == 1 && readings.allSatisfy(Wording.isWhole)
    isNearly =
      !isVouched && readings.count == 1 && readings.contains { words.isNearly($0) || words.endsTorn($0) }
  }

  /// The same where words stand beside the text that no column took: they may belong to it.
  var doubted: Wording { Wording(readings: readings, isVouched: false, isCut: true) }

  private init(readings: [String], isVouched: Bool, isCut: Bool) {
    (self.readings, self.isVouched, self.isCut) = (readings, isVouched, isCut)
  }

  /// What several ways to part a row leave open.
  init(eitherOf wordings: [Wording]) {
    readings = unique(wordings.flatMap(\.readings))
    isVouched = readings.count == 1 && wordings.allSatisfy(\.isVouched)
    isCut = true
  }

  /// The only reading, when the page vouches for it or was read without a fault.
  func text(onCleanPage isClean: Bool) -> String? {
    guard readings.count == 1, let only = readings.first else { return nil }
    let isPlain = isClean && !isCut && !isNearly
    return isVouched || (isPlain && Wording.isPrintable(only) && Wording.isWhole(only))
      ? only : nil
  }

  /// Whether the text can have been printed as `title`, which another row has: at most two of its glyphs are misread,
  /// lost or doubled, and none of them a letter or number that tells one class of securities from another.
  func canBe(_ title: String) -> Bool {
    let printed = title.filter { !$0.isWhitespace }
    guard printed.count > 6, printed.count <= Limits.comparedLetters else { return false }
    return readings.prefix(Limits.cellPieces).contains { reading in
      let words: [Substring] = reading.split { !$0.isLetter && !$0.isNumber }
      let marks: [Substring] = title.split { !$0.isLetter && !$0.isNumber }.filter {
        $0.count == 1 || $0.allSatisfy(\.isNumber)
      }
      return marks.allSatisfy { words.contains($0) }
        && PrintedWords.isReadable(printed, as: reading.filter { !$0.isWhitespace })
    }
  }

  /// Names and titles have no other glyphs.
  static func isPrintable(_ text: String) -> Bool {
    text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " .,&'-/()$%\\\"+:;".contains($0)) }
  }

  /// The bracket of "(Right to Buy)" is closed: the border behind it took the other.
  private static func withClosedBracket(_ text: String) -> String {
    text.contains(" (Right to") && !text.contains(")") ? text + ")" : text
  }

  /// A bracket without its other half is a letter that was misread, or a sign that some of the text is lost; so is a
  /// word that only stands in front of another.
  private static func isWhole(_ text: String) -> Bool {
    text.count { $0 == "(" } == text.count { $0 == ")" } && text.count { $0 == "\"" }.isMultiple(of: 2)
      && !text.contains(";,") && !isRest(text)
      && !text.split(separator: " ").contains(where: isTorn)
      && !attributes.contains(text.split(separator: " ").last?.lowercased() ?? "")
  }

  /// What a title ends with, and no title begins with; a class without its letter; the beginning of a date behind it.
  private static func isRest(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    let last = words.last ?? ""
    return text.hasSuffix(",") || isDigits(last, behind: words.dropLast().last)
      || words.contains { isDate($0, amongst: words) }
      || text.hasPrefix("par value") || text.hasPrefix("Class Common") || text.hasPrefix("$")
      || text == "Stock" || (text.count < 4 && text.first?.isLowercase == true)
  }

  /// A date that is not legible, with strokes or dashes between its parts.
  private static func isDate(_ word: Substring, amongst words: [Substring]) -> Bool {
    if word == "/" { return words.contains { $0.allSatisfy(\.isNumber) } }
    if word.contains("/") { return word.count(where: \.isNumber) > 3 }
    let parts = word.split(separator: "-")
    return parts.count > 2 && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
  }

  /// The first digits of the column behind, and no number of a class or a year.
  private static func isDigits(_ word: Substring, behind last: Substring?) -> Bool {
    word.count < 4 && word.contains(where: \.isNumber)
      && word.allSatisfy { $0.isASCII && ($0.isNumber || "/,".contains($0)) }
      && !["class", "series", "type", "tier", "tranche"].contains(last?.lowercased() ?? "")
  }

  /// A sum that is no par value, or a small letter in front of a capital one: glyphs of it were misread or are lost.
  private static func isTorn(_ word: Substring) -> Bool {
    if let sum = word.firstIndex(of: "$") {
      let digits = word[sum...].dropFirst().prefix { !",;)".contains($0) }
      return !PrintedWords.isParValue(digits) || !isUsual(digits)
    }
    return zip(word, word.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
      || PrintedCase.isOdd(word)
  }

  /// Par values begin with one of these; with other digits one of them may be misread.
  private static func isUsual(_ digits: Substring) -> Bool {
    let significant = digits.filter(\.isNumber).drop { $0 == "0" }
    let core = significant.reversed().drop { $0 == "0" }.reversed()
    return ["1", "2", "5", "10", "20", "25", "50", "125", "15", "75"].contains(String(core))
  }

  private static let attributes: Set<String> = [
    "common", "ordinary", "class", "restricted", "non-qualified", "nonqualified", "qualified", "incentive",
    "employee",
    "convertible", "deferred", "phantom", "depositary", "american", "limited", "senior", "vice", "chief",
    "by", "of",
  ]

  // MARK: Readings

  private static func unspread(_ pieces: some Collection<Piece>) -> [String] {
    guard let first = pieces.first else { return [] }
    let shown = pieces.dropFirst().reduce(into: String(first.text)) { text, piece in
      text += (piece.separator == .blank ? " " : "  ") + piece.text
    }
    return SpreadText.readings(of: shown)
  }

  /// Every text that the pieces may be, where borders part some of them.
  static func joined(_ pieces: some Collection<Piece>) -> [String] {
    guard let first = pieces.first, pieces.count(where: { $0.separator == .border }) <= longestCut else {
      return []
    }
    return pieces.dropFirst().reduce([String(first.text)]) { readings, piece in
      piece.separator == .border
        ? unique(readings.flatMap { acrossBorder($0, piece.text) }) : readings.map { $0 + " " + piece.text }
    }
  }

  /// Borders in one text of which all readings are looked at; each makes up to four of one.
  private static let longestCut = 4

  /// The border stands in a word or between two, and the glyph on it may stand on both sides, once misread.
  private static func acrossBorder(_ left: String, _ right: Substring) -> [String] {
    guard let last = left.last, let first = right.first else { return [left + right] }
    var readings = [left + right, left + " " + right]
    if let printed = Glyph.printed(last, first) {
      readings.append(left.dropLast() + String(printed) + right.dropFirst())
    }
    return readings
  }
}
