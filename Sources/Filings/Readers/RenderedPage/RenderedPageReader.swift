/// Reads a Form 3, 4 or 5 from the page as which EDGAR shows it: the XML through one of EDGAR's stylesheets.
///
/// Captions are the anchors, and never classes or places, so that a page reads the same from every stylesheet and when
/// a browser has saved it. What such a page does not show is not made up: it has neither schema nor
/// `transactionFormType`, and says of no row that it is late (`transactionTimeliness` L).
struct RenderedPageReader {
  let page: HTMLPage
  var filing: Filing
  /// The cells with captions, in the page's order.
  let fields: [PageField]

  private init(_ page: HTMLPage, form: Form) {
    self.page = page
    fields = PageField.all(on: page)
    filing = Filing(provenance: Provenance(container: .html), form: form, issuer: Issuer())
  }

  static func read(_ bytes: [UInt8]) throws(FilingError) -> Filing {
    let page = try HTMLPage(try TextEncoding.utf8(bytes))
    guard let form = PageTitle(of: page) else {
      guard page.isClosed else { throw cutOff(at: bytes) }
      throw FilingError(
        "this is a page (HTML) that shows no Form 3, 4 or 5", help: "drop the filing itself")
    }
    var reader = RenderedPageReader(page, form: form.form)
    guard reader.isWhole else { throw cutOff(at: bytes) }
    reader.filing.isAmendment = form.isAmendment
    reader.readHead()
    try reader.readOwners()
    try reader.readEnd()
    try reader.readTables()
    return reader.filing
  }

  private static func cutOff(at bytes: [UInt8]) -> FilingError {
    FilingError(
      "the page ends before the form does", at: FilingError.Place(of: bytes.count, in: bytes),
      help: "the file is cut off or still being written", isTruncation: true)
  }

  /// The signatures are the end of what a form says. Where several persons file together, their blocks may follow in
  /// places that stylesheets choose, so that only the end of the page is the end.
  private var isWhole: Bool {
    if page.isClosed { return true }
    guard let signature = first(.signature), !isTicked(.severalOwners) else { return false }
    return page.closedTables.contains { $0 >= signature.cell.pieces.upperBound }
  }

  // MARK: Fields

  func first(_ caption: RenderedCaption) -> PageField? {
    fields.first { $0.caption == caption }
  }

  /// The box beside the caption's first place bears a mark.
  private func isTicked(_ caption: RenderedCaption) -> Bool {
    guard let box = first(caption)?.box else { return false }
    return !page.isBlank(box)
  }

  // MARK: Readings

  /// Notes a field that nobody could read, and gives the reading for it.
  mutating func unread<Value>(
    _ field: String, shown: String, _ reason: String, _ support: Support<Value> = .anything
  ) -> Reading<Value> {
    filing.unreadable.append(
      Unreadable(field: field, shown: String(shown.prefix(Limits.shownCharacters)), reason: reason))
    return .unknown(support)
  }

  /// Absent when nothing is shown, unknown when what is shown is no date of the form `MM/DD/YYYY`.
  mutating func day(_ text: String, _ field: String) -> Reading<Day> {
    if text.isEmpty { return .absent }
    return PrintedValue.day(text).map(Reading.known) ?? unread(field, shown: text, "no date")
  }

  func tooMany(_ what: String, _ limit: Int) -> FilingError {
    FilingError("the page has more than \(limit) \(what)")
  }
}
