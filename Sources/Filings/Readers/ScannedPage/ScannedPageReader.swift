/// Reads a Form 3, 4 or 5 that was printed, scanned and recognised.
///
/// The printed captions are the anchors. What stands in a field is taken when only one reading of it is possible, or
/// when other evidence on the page leaves only one: the date in the head and those in the rows, the range of prices in
/// a footnote, the grouping of digits, the balance from row to row. All else stays unknown, with the readings that
/// remain and the text that stands there. A wrong value would be worse than none.
struct ScannedPageReader {
  let page: PageText
  var filing: Filing

  private init(_ page: PageText, form: Form) {
    self.page = page
    filing = Filing(provenance: Provenance(container: .scan), form: form, issuer: Issuer())
  }

  static func read(_ bytes: [UInt8]) throws(FilingError) -> Filing {
    guard bytes.count <= Limits.pageBytes else {
      throw FilingError("the page has more than \(Limits.pageBytes) bytes")
    }
    let page = PageText(try TextEncoding.utf8(bytes))
    guard let form = page.lines.first?.split(separator: " ").last.flatMap({ Form(rawValue: String($0)) }),
      form != .form144
    else {
      throw FilingError("the page does not say which form it is", help: "it begins with `FORM` and a number")
    }
    guard page.lines.count <= Limits.pageLines else {
      throw FilingError("the page has more than \(Limits.pageLines) lines")
    }
    guard page.contains("Signature of Reporting Person") else {
      throw FilingError(
        "the page ends before the signature", help: "the file is cut off or still being written",
        isTruncation: true)
    }
    var reader = ScannedPageReader(page, form: form)
    reader.readHead()
    reader.readOwner()
    reader.readFootnotes()
    try reader.readRows()
    reader.readEnd()
    return reader.filing
  }

  // MARK: Head

  private mutating func readHead() {
    readIssuer()
    let period = dates(behind: "Transaction (Month/Day/Year)")
    filing.period = reading(period, field: "period", shown: shown(behind: "Transaction (Month/Day/Year)"))
    let original = dates(behind: "Date of Original Filed (Month/Day/Year)")
    if !original.isEmpty {
      filing.isAmendment = true
      filing.originalFiled = reading(original, field: "original_filed", shown: "")
    }
    readBoxes()
  }

  private mutating func readIssuer() {
    let caption = "Issuer Name and Ticker or Trading Symbol"
    let text = page.text(behind: caption)
    if let text, let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
      filing.issuer.name = name(in: text[..<open], field: "issuer.name")
      let ticker = text[text.index(after: open)..<close]
      // Nothing on the page vouches for a symbol, so one that a border has cut is not taken.
      let isWhole =
        !ticker.isEmpty && ticker.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "." || $0 == "-") }
      filing.issuer.ticker = reading(isWhole ? [String(ticker)] : [], field: "issuer.ticker", shown: ticker)
    } else {
      filing.issuer.name = reading(
        [], field: "issuer.name", shown: text?.prefix(Limits.shownCharacters) ?? "")
      filing.issuer.ticker = reading(
        [], field: "issuer.ticker", shown: text?.prefix(Limits.shownCharacters) ?? "")
    }
  }

  private mutating func readBoxes() {
    // An empty box leaves no trace. That the page shows the mark of another box says that marks are recognised.
    let caption = "Check this box if no longer subject"
    let isPlain = page.lines.contains { $0.hasPrefix(caption) }
    let showsMarks = page.lines.contains { line in line.split(whereSeparator: \.isWhitespace).contains("X") }
    filing.exit = isPlain && showsMarks ? .known(false) : reading([], field: "exit", shown: caption)
    if page.contains("10b5-1(c)") {
      filing.plan10b51 = reading([], field: "plan_10b5_1", shown: "10b5-1(c)")
    }
  }

  // MARK: Parts

  /// Dates at the beginning of what stands behind a caption: nothing where the field is empty.
  private func dates(behind caption: String) -> [Day] {
    guard let text = page.text(behind: caption) else { return [] }
    let pieces = text.split(whereSeparator: \.isWhitespace).prefix {
      $0.allSatisfy { $0.isNumber || $0 == "/" }
    }
    return unique(CellJoin.readings(of: Array(pieces)).compactMap(PrintedValue.day))
  }

  private func shown(behind caption: String) -> Substring {
    page.text(behind: caption)?.prefix(Limits.shownCharacters) ?? ""
  }

  /// A name, which a border may have cut. EDGAR's names are ASCII, so any other letter was misread.
  mutating func name(in text: Substring, field: String) -> Reading<String> {
    let cells = text.split(separator: "\t").map(PageText.trimmed).filter { !$0.isEmpty }
    let isLegible = text.unicodeScalars.allSatisfy(\.isASCII)
    return reading(isLegible ? CellJoin.readings(of: cells) : [], field: field, shown: text)
  }

  /// Known when there is one reading; else unknown, and told.
  mutating func reading<Value>(_ readings: [Value], field: String, shown: some StringProtocol) -> Reading<
    Value
  > {
    if readings.count == 1, let only = readings.first { return .known(only) }
    let text = PageText.flattened(Substring(shown).prefix(Limits.shownCharacters))
    let reason = readings.isEmpty ? "it is not legible" : "it can be read in \(readings.count) ways"
    filing.unreadable.append(Unreadable(field: field, shown: text, reason: reason))
    return .unknown(readings.isEmpty ? .anything : .candidates(readings))
  }
}
