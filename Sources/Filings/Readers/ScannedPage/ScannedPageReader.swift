/// Reads a Form 3, 4 or 5 that was printed, scanned and recognised.
///
/// The printed captions are the anchors. What stands in a field is taken when only one reading of it is possible, or
/// when other evidence on the page leaves only one: the date in the head and those in the rows, the range of prices in
/// a footnote, the grouping of digits, the balance from row to row. All else stays unknown, with the readings that
/// remain and the text that stands there. A wrong value would be worse than none.
struct ScannedPageReader {
  let page: PageText
  /// No word of the printed captions was misread, so that words without a second copy can be trusted.
  let isClean: Bool
  /// What the page tells of how well its digits were recognised.
  var digits: DigitNoise
  /// Digits of the printed captions were misread or lost, so that those of values may be, too.
  var hasMisreadDigits: Bool { digits.isMisread }
  var filing: Filing
  /// The names above the signature's caption, as they are shown.
  var signers: [String] = []
  /// What the places of reporting persons' names may say, where none of it was taken.
  var namesShown: [[String]] = []

  private init(_ page: PageText, form: Form) {
    self.page = page
    isClean = PageNoise(page).isClean
    digits = DigitNoise(page)
    filing = Filing(provenance: Provenance(container: .scan), form: form, issuer: Issuer())
  }

  static func read(_ bytes: [UInt8]) throws(FilingError) -> Filing {
    guard bytes.count <= Limits.pageBytes else {
      throw FilingError("the page has more than \(Limits.pageBytes) bytes")
    }
    let page = PageText(try TextEncoding.utf8(bytes))
    guard let form = form(of: page) else {
      throw FilingError("the page does not say which form it is", help: "it begins with `FORM` and a number")
    }
    guard page.lines.count <= Limits.pageLines else {
      throw FilingError("the page has more than \(Limits.pageLines) lines")
    }
    guard page.lines.allSatisfy({ $0.text.utf8.count <= Limits.pageLineBytes }) else {
      throw FilingError(
        "the page has a line of more than \(Limits.pageLineBytes) bytes",
        help: "save it as text with a line for each row of the form")
    }
    guard hasEnd(page) else {
      throw FilingError(
        "the page ends before the signature", help: "the file is cut off or still being written",
        isTruncation: true)
    }
    guard page.isInOrder else {
      throw FilingError(
        "the parts of the page are not in the order of the form",
        help: "scan its sheets in their order, or drop the filing's XML")
    }
    var reader = ScannedPageReader(page, form: form)
    reader.readParts()
    return reader.filing
  }

  private mutating func readParts() {
    readFootnotes()
    readSignatures()
    readHead()
    readOwners()
    compareSignatures()
    readTables()
    compareDates()
    appraise()
  }

  /// The page goes on behind the signature's caption, or ends with its last word.
  private static func hasEnd(_ page: PageText) -> Bool {
    guard let place = page.place(of: PageCaption.signature) else { return false }
    return place.line + 1 < page.lines.count
      || page.lines[place.line].glyphs[place.glyphs].suffix(6).elementsEqual("person".utf8)
  }

  /// `FORM 4` at the head of the page; where that is not legible, the caption of the date that only this form has.
  private static func form(of page: PageText) -> Form? {
    for line in page.lines.prefix(5) {
      let words = line.text.uppercased().split { !$0.isLetter && !$0.isNumber }
      guard let at = words.firstIndex(of: "FORM"), at + 1 < words.count else { continue }
      let name = words[at + 1]
      guard name.allSatisfy({ $0.isNumber }) else { break }
      return Form(rawValue: String(name)).flatMap { $0 == .form144 ? nil : $0 }
    }
    let dated = [Form.form3, .form4, .form5].filter { page.contains(PageCaption.date(on: $0)) }
    return dated.count == 1 ? dated[0] : nil
  }

  // MARK: Values

  /// Known when there is one reading; else unknown, and told.
  mutating func reading<Value>(_ readings: [Value], field: String, shown: some StringProtocol)
    -> Reading<Value>
  {
    if readings.count == 1, let only = readings.first { return .known(only) }
    tell(
      field, shown, readings.isEmpty ? "it is not legible" : "it can be read in \(readings.count) ways")
    return .unknown(readings.isEmpty ? .anything : .candidates(readings))
  }

  /// Notes that a field is shown and not read.
  mutating func tell(_ field: String, _ shown: some StringProtocol, _ reason: String) {
    let text = PageText.flattened(shown.prefix(Limits.shownCharacters))
    filing.unreadable.append(Unreadable(field: field, shown: text, reason: reason))
  }
}
