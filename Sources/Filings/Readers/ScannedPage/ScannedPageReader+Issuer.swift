extension ScannedPageReader {
  /// `LARKSPUR INSTRUMENTS INC [LRKS]`. Where no column parts it from the person, it is read with the person's name.
  mutating func readIssuer() {
    guard page.runTogether == nil else { return }
    let place = page.place(of: PageCaption.issuer)
    let cell = place.flatMap { page.below($0) }.map { PageLine(String($0)) }
    let line = cell ?? place.map { page.lines[$0.line] } ?? PageLine("")
    let caption = cell == nil ? place?.glyphs ?? 0..<0 : 0..<0
    guard let open = bracket("[", on: line, from: caption.upperBound),
      let close = bracket("]", on: line, from: open)
    else {
      let shown = line.text(from: caption.upperBound)
      filing.issuer.name = reading([], field: "issuer.name", shown: shown)
      filing.issuer.ticker = reading([], field: "issuer.ticker", shown: shown)
      return
    }
    readIssuerName(on: line, caption: caption, end: open)
    let inside = line.text(open..<(close + 1)).dropFirst().dropLast()
    filing.issuer.ticker = reading(
      TickerReading.readings(of: inside, isSpread: page.isSpread), field: "issuer.ticker", shown: inside)
  }

  private func bracket(_ bracket: Character, on line: PageLine, from start: Int) -> Int? {
    guard start < line.glyphs.count, let byte = bracket.asciiValue else { return nil }
    return line.glyphs[start...].firstIndex(of: byte)
  }

  private mutating func readIssuerName(on line: PageLine, caption: Range<Int>, end: Int) {
    let shown = line.text(caption.upperBound..<end)
    let readings = nameReadings(of: shown, behind: line.text(caption.lowerBound..<end))
    let copies = readings.first.map { self.copies(of: $0, except: line.text) } ?? []
    let name = PrintedName(readings: readings, copies: copies).confirmed
    let isPlain =
      isClean && readings.count == 1 && copies.isEmpty && !shown.contains("\t")
      && readings.allSatisfy(Wording.isPrintable)
    let known = (name.map { [$0] } ?? (isPlain ? readings : [])).filter(PrintedName.isWritten)
    filing.issuer.name = reading(known, field: "issuer.name", shown: shown)
  }

  /// What the place of a name in the head may say. `whole` is the cell from its caption on, from which one sees where
  /// the letters were spread.
  func nameReadings(of shown: Substring, behind whole: Substring) -> [String] {
    if page.isSpread { return SpreadText.readings(of: shown, endOf: whole) }
    let pieces = Piece.pieces(of: shown.drop { !$0.isLetter && !$0.isNumber }).drop { $0.isStray }
    return Wording.joined(
      pieces.map { $0.separator == .border ? $0 : Piece(text: $0.text, separator: .blank) })
  }

  /// Where else a name stands: in the address and in the footnotes, up to two glyphs misread.
  func copies(of name: String, except head: String) -> [[String]] {
    let caption = Caption(name, errors: 3)
    return page.lines.lazy.filter { !$0.text.contains(head) }.compactMap { line in
      caption.range(in: line.glyphs).map { copyReadings(line, $0, of: name) }
    }.prefix(Limits.nameCopies).map { $0 }
  }

  private func copyReadings(_ line: PageLine, _ range: Range<Int>, of name: String) -> [String] {
    let shown = line.words(range)
    let isSpread = page.isSpread && !isProse(line)
    return isSpread
      ? [PageText.flattened(shown)] + SpreadText.readings(of: shown) : Wording.joined(Piece.pieces(of: shown))
  }

  /// Footnotes are set in lines of their own, which no border or blank cuts.
  private func isProse(_ line: PageLine) -> Bool {
    !line.isTabular && line.text.split(separator: " ").count { $0.count > 5 } > 8
  }
}
