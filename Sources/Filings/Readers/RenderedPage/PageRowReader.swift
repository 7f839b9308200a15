/// Reads the cells of one row.
struct PageRowReader {
  let page: HTMLPage
  let cells: [PageColumn: HTMLPage.Cell]
  /// Where the row stands in the filing: `transactions[2].`.
  let path: String
  private(set) var row: Transaction
  private(set) var unreadable: [Unreadable] = []
  private(set) var priceFootnotes: [String] = []
  private(set) var footnoteReferences = 0

  /// A row with nothing in these columns reports what is held.
  static let columnsOfChange: [PageColumn] = [
    .date, .deemed, .code, .early, .amount, .direction, .acquired, .disposed, .price,
  ]

  init(page: HTMLPage, cells: [PageColumn: HTMLPage.Cell], position: Position, path: String) {
    self.page = page
    self.cells = cells
    self.path = path
    row = Transaction(position: position)
  }

  mutating func read(isHolding: Bool) {
    row.position.security = text(.security)
    row.position.nature = text(.nature)
    row.position.isDirect = letter(.ownership, "direct", yes: "D", no: "I")
    (row.position.ownedAfter, row.position.valueOwnedAfter) = amount(
      .owned, "owned_after", "value_owned_after")
    if row.position.isDerivative { readTerms() }
    if !isHolding { readChange() }
    readFootnotes()
  }

  // MARK: Groups of columns

  private mutating func readTerms() {
    var terms = DerivativeTerms()
    terms.exercisePrice = price(.exercisePrice, "exercise_price")
    terms.exercisable = day(.exercisable, "exercisable")
    terms.expires = day(.expires, "expires")
    terms.underlyingSecurity = text(.underlying)
    (terms.underlyingShares, terms.underlyingValue) = amount(
      .underlyingAmount, "underlying.shares", "underlying.value")
    row.position.terms = terms
  }

  private mutating func readChange() {
    row.date = day(.date, "date")
    row.deemed = day(.deemed, "deemed")
    // The page does not show for which form a row was due.
    row.formType = .unknown(.candidates(["4", "5"]))
    readCode()
    row.price = price(.price, "price")
    if cells[.amount] != nil {
      row.isAcquired = letter(.direction, "acquired", yes: "A", no: "D")
      (row.shares, row.totalValue) = amount(.amount, "shares", "total_value")
    } else {
      readDirection()
    }
  }

  /// Table II: the number stands below (A) or below (D), and says so which it is.
  private mutating func readDirection() {
    let isAcquired = cells[.acquired].map { !page.isBlank($0) } == true
    let isDisposed = cells[.disposed].map { !page.isBlank($0) } == true
    if isAcquired != isDisposed {
      row.isAcquired = .known(isAcquired)
      (row.shares, row.totalValue) = amount(isAcquired ? .acquired : .disposed, "shares", "total_value")
      return
    }
    let shown = shown(.acquired) + " " + shown(.disposed)
    let reason = isAcquired ? "it stands below both (A) and (D)" : "nothing stands below (A) or (D)"
    row.isAcquired = unread("acquired", shown: HTMLText.trimmed(shown), reason)
    if isAcquired {
      row.shares = unread("shares", shown: HTMLText.trimmed(shown), reason)
      row.totalValue = .unknown(.anything)
    }
  }

  /// The letter of the code, with K behind it for an equity swap, and V where the transaction is reported early.
  private mutating func readCode() {
    let shown = shown(.code)
    var letters = shown.filter { !$0.isWhitespace && $0 != "/" && $0 != "," }.uppercased()
    let early = self.shown(.early).uppercased()
    row.timeliness = early == "V" || early == "E" ? .known("E") : .absent
    if letters.count > 1, letters.hasSuffix("V") {
      letters.removeLast()
      row.timeliness = .known("E")
    }
    if !early.isEmpty, row.timeliness == .absent {
      row.timeliness = unread("timeliness", shown: early, "neither V nor empty")
    }
    if letters.count > 1, letters.hasSuffix("K") {
      letters.removeLast()
      row.isSwap = .known(true)
    }
    guard !letters.isEmpty else { return }
    if let code = TransactionCode(letters) {
      row.code = .known(code)
      if letters == "K" { row.isSwap = .known(true) }
    } else {
      row.code = unread("code", shown: shown, "no transaction code")
    }
  }

  /// In the order of the schema, which differs from that of the columns, and each but once.
  private mutating func readFootnotes() {
    for column in PageColumn.inOrderOfSchema {
      guard let cell = cells[column] else { continue }
      let marks = page.marks(of: cell)
      footnoteReferences += marks.count
      guard footnoteReferences <= Limits.footnoteReferences else { return }
      let ids = unique(marks.map { "F" + $0 })
      if column == .price { priceFootnotes = ids }
      row.position.footnotes += ids.filter { !row.position.footnotes.contains($0) }
    }
  }

  // MARK: Cells

  private func shown(_ column: PageColumn) -> String {
    cells[column].map(page.text) ?? ""
  }

  private func text(_ column: PageColumn) -> Reading<String> {
    Reading(shown(column).nonEmpty)
  }

  private mutating func day(_ column: PageColumn, _ field: String) -> Reading<Day> {
    let text = shown(column)
    if text.isEmpty { return .absent }
    if let day = PrintedValue.day(text) { return .known(day) }
    row.position.quality.insert(.nonDate)
    return unread(field, shown: text, "no date")
  }

  private mutating func letter(
    _ column: PageColumn, _ field: String, yes: String, no: String
  ) -> Reading<Bool> {
    let text = shown(column)
    switch text.uppercased() {
    case "": return .absent
    case yes: return .known(true)
    case no: return .known(false)
    default: return unread(field, shown: text, "neither of the two letters that the form has")
    }
  }

  /// Dollars: `$1.88`, and `1.88` where the sign is left out.
  private mutating func price(_ column: PageColumn, _ field: String) -> Reading<Decimal> {
    let text = shown(column)
    return number(HTMLText.trimmed(text.hasPrefix("$") ? text.dropFirst() : text[...]), field, shown: text)
  }

  /// A number of shares, `$` and a value in its place, or both.
  private mutating func amount(
    _ column: PageColumn, _ shares: String, _ value: String
  ) -> (shares: Reading<Decimal>, value: Reading<Decimal>) {
    let text = shown(column)
    let sign = text.firstIndex(of: "$") ?? text.endIndex
    return (
      number(HTMLText.trimmed(text[..<sign]), shares, shown: text),
      number(HTMLText.trimmed(text[sign...].dropFirst()), value, shown: text)
    )
  }

  private mutating func number(_ text: String, _ field: String, shown: String) -> Reading<Decimal> {
    if text.isEmpty { return .absent }
    if let number = PageNumber.decimal(text) { return .known(number) }
    row.position.quality.insert(.nonNumeric)
    return unread(field, shown: shown, "no number")
  }

  private mutating func unread<Value>(_ field: String, shown: String, _ reason: String) -> Reading<Value> {
    unreadable.append(
      Unreadable(field: path + field, shown: String(shown.prefix(Limits.shownCharacters)), reason: reason))
    return .unknown(.anything)
  }
}

/// A number as pages show it.
enum PageNumber {
  /// `1,234.5`, `1234.5` and `.5`: grouped by thousands or not at all.
  static func decimal(_ text: String) -> Decimal? {
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    guard groups.count == 1 || (isGrouped && (1...3).contains(groups[0].utf8.count)),
      !text[whole.endIndex...].contains(",")
    else { return nil }
    return Decimal(text.filter { $0 != "," })
  }
}
