/// A picture's text without columns: what stood side by side follows on one line, so that the captions of the head share
/// a line and their values the next one.
///
///     1. Name and Address of Reporting Person* 2. Issuer Name and Ticker or Trading Symbol
///     Lomax Ralph D. REDWILLOW WATER CO [ PFTS ] (Check all applicable)
struct RunTogetherPage {
  /// The line of the captions of name and issuer.
  private let captions: Int
  private let lines: [PageLine]

  /// `nil` for a page of another shape.
  init?(_ lines: [PageLine]) {
    let captions = lines.firstIndex { line in
      guard !line.isTabular, let person = PageCaption.nextPerson.range(in: line.glyphs),
        let issuer = PageCaption.issuer.range(in: line.glyphs, from: person.upperBound)
      else { return false }
      // The number of the issuer's box.
      return issuer.lowerBound - person.upperBound <= 3
        && !line.text(person.upperBound..<issuer.lowerBound).contains("  ")
        && !line.text(from: issuer.upperBound).contains("[")
    }
    guard let captions, captions + 1 < lines.count, !lines[captions + 1].isTabular,
      lines[captions + 1].columns.count == 1
    else { return nil }
    self.captions = captions
    self.lines = lines
  }

  /// Name and issuer.
  var names: PageLine { RunTogetherPage.cleaned(lines[captions + 1]) }

  /// What stands before the bracket of the symbol.
  var beforeSymbol: [Substring] {
    names.text.split(separator: " ").prefix { !$0.hasPrefix("[") }
  }

  /// What stands between the brackets; `nil` where one of them is not legible.
  var symbol: Substring? {
    let text = names.text
    guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else {
      return nil
    }
    return PageText.trimmed(text[text.index(after: open)..<close])
  }

  /// The dates in the two lines below a caption of the head.
  func days(below place: CaptionPlace) -> [Day] {
    let below = lines[(place.line + 1)...].prefix(2).prefix {
      PageCaption.address.range(in: $0.glyphs) == nil
    }
    let words = below.flatMap { $0.text.split(whereSeparator: \.isWhitespace) }
    return unique(words.prefix(Limits.rowPieces).compactMap(PrintedValue.day))
  }

  /// The line of the head that is nothing but an officer's title.
  var title: String? {
    let head = lines[(captions + 2)...].prefix(RunTogetherPage.headLines)
    let titles = head.compactMap { line -> String? in
      let wording = Wording(of: Piece.pieces(of: line.text), isSpread: false, words: .ofOfficers)
      guard wording.isVouched, let text = wording.readings.first, !OfficerTitle.isOfCaptions(text) else {
        return nil
      }
      return OfficerTitle.isOne(text) ? text : nil
    }
    return titles.count == 1 ? titles[0] : nil
  }

  /// From the names to the tables.
  private static let headLines = 8

  /// The rules between cells are recognised as strokes, and what stands at the end of a number as a part of it.
  static func cleaned(_ line: PageLine) -> PageLine {
    let words = line.text.split { $0.isWhitespace || "|{}_".contains($0) }
    return PageLine(words.map(cleaned).joined(separator: " "))
  }

  /// `11,227.` is a number, and `$72.33'1)` a price with a footnote whose number is not legible.
  private static func cleaned(_ word: Substring) -> Substring {
    guard let last = word.last, word.contains(where: \.isNumber) else { return word }
    if ".,".contains(last) { return word.dropLast() }
    let sum = word.prefix { $0.isNumber || "$.,".contains($0) }
    let isNoted = sum.first == "$" && last == ")" && sum.count < word.count
    return isNoted && PrintedValue.markers(word)?.isEmpty != false ? sum : word
  }
}

extension ScannedPageReader {
  /// The signature tells where the person's name ends and the issuer's begins.
  mutating func readNames(of page: RunTogetherPage) -> Reading<String> {
    let words = page.beforeSymbol
    let longest = min(words.count, Limits.nameWords)
    let readings = (0..<longest).map { words[...$0].joined(separator: " ") }.filter { $0.contains(" ") }
    let name = PrintedName(readings: readings, copies: signatureCopies(of: readings)).confirmed
    let symbol = page.symbol ?? ""
    let isSymbol = symbol.allSatisfy(\.isUppercase)
    filing.issuer.ticker = reading(
      isSymbol ? TickerReading.readings(of: symbol, isSpread: false) : [], field: "issuer.ticker",
      shown: page.names.text)
    let issuer = name.map { words.dropFirst($0.split(separator: " ").count).joined(separator: " ") } ?? ""
    let isCompany =
      isClean && !issuer.isEmpty && Wording.isPrintable(issuer) && !issuer.contains(where: \.isLowercase)
    filing.issuer.name = reading(isCompany ? [issuer] : [], field: "issuer.name", shown: page.names.text)
    return reading(name.map { [$0] } ?? [], field: "owners[0].name", shown: page.names.text)
  }
}
