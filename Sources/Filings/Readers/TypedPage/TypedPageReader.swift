/// Reads a Form 3, 4 or 5 of before the middle of 2003, when filers typed the form as text or as simple HTML.
///
/// The numbered captions are the anchors, and the rulers, strokes and tags of the tables say where columns are. Nothing
/// is taken that can be read in two ways: it stays unknown, with what stands there. A row that cannot be parted is kept
/// as a row of which nothing is known, so that no rule takes the page for one without it.
struct TypedPageReader {
  private let lines: [[Character]]
  /// Where Table I begins; everything before is the head.
  private let tables: Int
  /// Where the tables end.
  private let end: Int
  var filing: Filing
  var priceNotes: [(transaction: Int, footnotes: [String])] = []

  /// Reads the form, by itself or as the text of a submission's document.
  ///
  /// `form` is what a header says, for a page that does not say it; `isWhole` is known where something closes the page.
  ///
  /// Throws when nothing says which form it is, and when the text ends before the signature (`isTruncation`).
  static func read(
    _ bytes: [UInt8], form: (form: Form, isAmendment: Bool)? = nil, isWhole: Bool = false
  ) throws(FilingError) -> Filing {
    guard bytes.count <= Limits.pageBytes else {
      throw FilingError("the page has more than \(Limits.pageBytes) bytes")
    }
    let text = try TextEncoding.utf8(bytes)
    if let page = try TypedHTML.page(in: text, of: bytes, isWhole: isWhole) {
      return try TypedHTML.read(page, form: form)
    }
    var reader = try TypedPageReader(TypedText(TypedHTML.preformatted(in: text) ?? text), form: form)
    try reader.readAll()
    return reader.filing
  }

  init(_ text: TypedText, form: (form: Form, isAmendment: Bool)?) throws(FilingError) {
    lines = text.lines
    guard let title = TypedPageReader.title(of: lines) ?? form.flatMap({ $0.form == .form144 ? nil : $0 })
    else {
      throw FilingError(
        "the page does not say which form it is", help: "a line of it is `FORM` and a number",
        isTruncation: text.isCut)
    }
    let start = TypedPageReader.heading(isDerivative: false, in: lines, from: 0)
    guard let start, TypedPageReader.signature(in: lines, from: start) != nil else {
      throw FilingError(
        "the page ends before the signature", help: "the file is cut off or still being written",
        isTruncation: true)
    }
    tables = start
    end = lines[start...].firstIndex(where: TypedPageReader.isEndOfTables) ?? lines.count
    filing = Filing(provenance: Provenance(container: .text), form: title.form, issuer: Issuer())
    filing.isAmendment = title.isAmendment
  }

  /// Everything but the tables.
  mutating func readText() {
    readHead(TypedField.all(in: lines[..<tables]), boxes: lines[..<tables])
    readEnd(lines[end...])
  }

  /// The page has a heading for the table, and does not say below it that there is nothing.
  func hasContent(isDerivative: Bool) -> Bool {
    guard let heading = TypedPageReader.heading(isDerivative: isDerivative, in: lines, from: tables) else {
      return false
    }
    let next = TypedPageReader.heading(isDerivative: true, in: lines, from: heading + 1) ?? lines.count
    let content = lines[(heading + 1)..<max(heading + 1, min(next, end))].map(TypedText.flattened)
      .filter { !$0.isEmpty }
    return content.isEmpty
      || !content.allSatisfy { TypedValue.isNothing($0) || $0.lowercased().hasPrefix("not applicable") }
  }

  private mutating func readAll() throws(FilingError) {
    readText()
    let second =
      TypedPageReader.heading(isDerivative: true, in: lines, from: tables).map { min($0, end) } ?? end
    try readTable(TypedTable(lines[tables..<second].dropFirst(), isDerivative: false, form: filing.form))
    try readTable(TypedTable(lines[second..<end].dropFirst(), isDerivative: true, form: filing.form))
    finish()
  }

  /// What only the whole page tells.
  mutating func finish() {
    if filing.form == .form3, filing.noSecuritiesOwned == .absent {
      filing.noSecuritiesOwned =
        filing.holdings.isEmpty
        ? unread(
          "no_securities", shown: "", "the page lists no securities and does not say that there are none")
        : .known(false)
    }
    filing.appraise(priceFootnotes: priceNotes)
  }

  // MARK: Anchors

  /// `FORM 4`, `Form 4/A`, on a line of its own or at an end of one.
  private static func title(of lines: [[Character]]) -> (form: Form, isAmendment: Bool)? {
    for line in lines.prefix(titleLines) {
      let words = TypedText.flattened(line).uppercased().split(separator: " ")
      for (word, next) in zip(words, words.dropFirst()) where word == "FORM" {
        let isAmendment = next.hasSuffix("/A") || words.contains { $0.hasPrefix("AMEND") }
        let number = next.hasSuffix("/A") ? next.dropLast(2) : next[...]
        let isTitle = words.count <= 5 || words.first == "FORM" && words.count <= 8
        if isTitle, let form = Form(rawValue: String(number)), form != .form144 { return (form, isAmendment) }
      }
    }
    return nil
  }

  /// The title stands above the captions.
  private static let titleLines = 60

  /// `TABLE I -- Non-Derivative Securities …`, `Table II`, `Table 2`.
  private static func heading(isDerivative: Bool, in lines: [[Character]], from start: Int) -> Int? {
    let names = isDerivative ? ["table ii", "table 2"] : ["table i", "table 1"]
    return lines[start...].firstIndex { line in
      let text = TypedText.flattened(line).lowercased()
      guard let found = names.lazy.compactMap({ text.firstRange(of: $0) }).first else { return false }
      let next = text[found.upperBound...].first
      return text.distance(from: text.startIndex, to: found.lowerBound) <= 40
        && next.map { !$0.isLetter && !$0.isNumber } != false
    }
  }

  private static func isEndOfTables(_ line: [Character]) -> Bool {
    let text = TypedText.flattened(line.prefix(60)).lowercased()
    return text.hasPrefix("explanation of responses") || text.hasPrefix("signature of reporting")
      || text.hasPrefix("**signature of reporting") || text.hasPrefix("** signature of reporting")
      || text.hasPrefix("/s/") || text.hasPrefix("remarks:")
  }

  /// The line that says so, or the signature itself.
  static func signature(in lines: [[Character]], from start: Int) -> Int? {
    lines[start...].firstIndex { line in
      let text = String(line).lowercased()
      return text.contains("signature of reporting") || text.contains("/s/")
    }
  }

  // MARK: Tables

  private mutating func readTable(_ table: TypedTable) throws(FilingError) {
    var number = 0
    for row in table.rows {
      guard row.hasNumber else {
        note(row, of: table)
        continue
      }
      number += 1
      try append(row, Position(row: number, isDerivative: table.isDerivative))
    }
    guard let line = table.valueAmongCaptions else { return }
    let row = TypedTable.Row(lines: [line], cells: nil, isAmongCaptions: true)
    try append(row, Position(row: number + 1, isDerivative: table.isDerivative))
  }

  /// A line without a number is no row: a word that says that there is none, or one that nobody expects there.
  private mutating func note(_ row: TypedTable.Row, of table: TypedTable) {
    let text = row.shown
    if TypedValue.isNothing(text) || text.lowercased().hasPrefix("not applicable") { return }
    if text.lowercased().contains("no securities are beneficially owned") {
      filing.noSecuritiesOwned = .known(true)
      return
    }
    filing.unreadable.append(
      Unreadable(
        field: filing.form == .form3 ? "holdings" : "transactions", shown: text,
        reason: "it stands among the rows and is none"))
  }

  mutating func append(_ row: TypedTable.Row, _ position: Position) throws(FilingError) {
    guard filing.transactions.count + filing.holdings.count < Limits.rows else {
      throw FilingError("the page has more than \(Limits.rows) rows")
    }
    let cells =
      row.cells ?? (position.isDerivative || row.isAmongCaptions ? nil : TypedRowContent.cells(of: row.lines))
    let isHolding = filing.form == .form3 || cells.map(isHolding) == true
    let path = isHolding ? "holdings[\(filing.holdings.count)]" : "transactions[\(filing.transactions.count)]"
    guard let cells else { return skip(row, position, path) }
    var reader = TypedRowReader(cells, position: position, path: path + ".", isTitleOpen: row.isTitleOpen)
    reader.read(isHolding: isHolding)
    guard reader.unreadable.count <= TypedPageReader.tolerance else { return skip(row, position, path) }
    filing.unreadable += reader.unreadable
    if isHolding {
      filing.holdings.append(Holding(position: reader.row.position))
      return
    }
    if !reader.priceFootnotes.isEmpty {
      priceNotes.append((filing.transactions.count, reader.priceFootnotes))
    }
    filing.transactions.append(reader.row)
  }

  /// A row of which more cells than these cannot be read has its cells in other columns.
  private static let tolerance = 3

  private func isHolding(_ cells: [PageColumn: [TypedTable.Cell]]) -> Bool {
    !PageRowReader.columnsOfChange.contains { column in
      cells[column]?.contains { !TypedValue.isNothing($0.text) } == true
    }
  }

  private mutating func skip(_ row: TypedTable.Row, _ position: Position, _ path: String) {
    if filing.form == .form3 {
      filing.holdings.append(Holding(position: .unknown(position)))
    } else {
      filing.transactions.append(.unknown(position))
    }
    let field = filing.form == .form3 ? path : "transactions[\(filing.transactions.count - 1)]"
    filing.unreadable.append(
      Unreadable(field: field, shown: row.shown, reason: "the row's cells cannot be told apart"))
  }

  // MARK: Readings

  /// Notes a field that nobody could read, and gives the reading for it.
  mutating func unread<Value>(
    _ field: String, shown: String, _ reason: String, _ support: Support<Value> = .anything
  ) -> Reading<Value> {
    let text = HTMLText.flattened(shown.prefix(Limits.shownCharacters))
    filing.unreadable.append(Unreadable(field: field, shown: text, reason: reason))
    return .unknown(support)
  }

  mutating func date(_ text: String, _ field: String) -> Reading<Day> {
    if TypedValue.isNothing(text) { return .absent }
    switch TypedValue.date(text) {
    case .day(let day): return .known(day)
    case .month(let first, let last):
      return unread(field, shown: text, "a month and no day", .between(first, last))
    case nil: return unread(field, shown: text, "no date")
    }
  }
}
