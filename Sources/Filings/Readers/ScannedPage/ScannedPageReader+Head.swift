extension ScannedPageReader {
  mutating func readHead() {
    readIssuer()
    readPeriod()
    readOriginal()
    readBoxes()
  }

  // MARK: Dates

  var periodCaption: Caption { PageCaption.date(on: filing.form) }

  private mutating func readPeriod() {
    let text = page.value(of: periodCaption) ?? ""
    filing.period = reading(daysBelow(periodCaption) ?? days(in: text), field: "period", shown: text)
  }

  private mutating func readOriginal() {
    guard let text = page.value(of: PageCaption.original) else { return }
    let days = daysBelow(PageCaption.original) ?? days(in: text)
    guard !days.isEmpty else { return }
    filing.isAmendment = true
    filing.originalFiled = reading(days, field: "original_filed", shown: text)
  }

  /// Where no columns part the values, those of a line of captions stand on the next.
  private func daysBelow(_ caption: Caption) -> [Day]? {
    guard let runTogether = page.runTogether, let place = page.place(of: caption) else { return nil }
    return runTogether.days(below: place)
  }

  /// The dates that the beginning of a text may be.
  private func days(in text: Substring) -> [Day] {
    let pieces = Piece.pieces(of: text.prefix(Limits.shownCharacters))
      .drop { $0.isStray && $0.text.first?.isNumber == false }
      .prefix { $0.text.allSatisfy { ($0.isNumber || $0 == "/") && $0.isASCII } }
    let longest = (1...max(1, pieces.count)).map { CellJoin.readings(of: pieces.prefix($0)) }
    return unique(longest.joined().compactMap(PrintedValue.day))
  }

  // MARK: Boxes

  private mutating func readBoxes() {
    // An empty box leaves no trace. That the page shows the mark of another box says that marks are recognised.
    let caption = PageCaption.exit
    let isPlain = page.lines.contains { caption.range(in: $0.glyphs)?.lowerBound == 0 }
    let showsMarks = page.lines.contains { line in
      line.text.split(whereSeparator: \.isWhitespace).contains("X") || line.text.contains("XForm")
    }
    filing.exit = isPlain && showsMarks ? .known(false) : reading([], field: "exit", shown: caption.wording)
    if page.contains(PageCaption.plan) {
      filing.plan10b51 = reading([], field: "plan_10b5_1", shown: "10b5-1(c)")
    }
  }
}
