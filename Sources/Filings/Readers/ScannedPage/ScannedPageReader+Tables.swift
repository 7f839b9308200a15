extension ScannedPageReader {
  mutating func readTables() throws(FilingError) {
    let bounds = tableBounds()
    readNonDerivative(bounds.first..<bounds.second)
    readDerivative(bounds.second..<bounds.end)
  }

  /// The lines at which Table I and Table II begin, and at which the tables end.
  private func tableBounds() -> (first: Int, second: Int, end: Int) {
    let end = page.place(of: PageCaption.explanation)?.line ?? page.lines.count
    let start = min(firstTableLine ?? (page.place(of: periodCaption)?.line ?? -1) + 1, end)
    let second = [PageCaption.derivativeTable, PageCaption.derivativeTitle]
      .compactMap { page.place(of: $0, from: start + 1)?.line }.min() ?? end
    return (start, max(start, min(second, end)), end)
  }

  private var firstTableLine: Int? {
    [PageCaption.nonDerivativeTable, PageCaption.nonDerivativeTitle, PageCaption.amountHeads]
      .compactMap { page.place(of: $0)?.line }.min()
  }

  // MARK: Table I

  private mutating func readNonDerivative(_ lines: Range<Int>) {
    var rows: [TableRow] = []
    for line in page.lines[lines] where line.hasDigit {
      if let row = TableRow(line.text, columns: RowColumn.nonDerivative, isSpread: page.isSpread),
        rows.count < Limits.rows, row.isTransaction
      {
        rows.append(row)
      } else if TableRow.isUntold(line) {
        tell("transactions", line.text, "the row is not legible")
      }
    }
    let evidence = RowEvidence(
      period: filing.period.value, signed: filing.signatures.first?.date.value, footnotes: filing.footnotes)
    evidence.apply(to: &rows)
    let titles = rows.compactMap { $0.title.text(onCleanPage: isClean) }
    for row in rows { append(row, titles: unique(titles)) }
  }

  private mutating func append(_ row: TableRow, titles: [String]) {
    let field = "transactions[\(filing.transactions.count)]"
    var transaction = Transaction(position: Position(row: filing.transactions.count + 1, isDerivative: false))
    transaction.position.security = security(row, titles: titles, field: field + ".security")
    transaction.date = reading(row.dates.values, field: field + ".date", shown: row.shown)
    transaction.deemed = row.deemed.values.isEmpty ? .absent : reading(row.deemed.values, field: field + ".deemed", shown: row.shown)
    transaction.code = reading(
      row.codes.isMisread ? [] : row.codes.values, field: field + ".code", shown: row.shown)
    transaction.timeliness = row.isEarly ? .known("E") : .absent
    transaction.shares = amount(row.shares, field: field + ".shares", shown: row.shown)
    transaction.isAcquired = reading(row.directions.values, field: field + ".acquired", shown: row.shown)
    transaction.price = price(row, field: field + ".price")
    transaction.position.ownedAfter = amount(row.balances, field: field + ".owned_after", shown: row.shown)
    transaction.position.isDirect = reading(row.directness.values, field: field + ".direct", shown: row.shown)
    if let nature = row.nature {
      transaction.position.nature = reading(
        nature.text(onCleanPage: isClean).map { [$0] } ?? [], field: field + ".nature", shown: row.shown)
    }
    transaction.position.footnotes = row.markers.map { "F" + $0 }
    filing.transactions.append(transaction)
  }

  /// The title of the row, or that of other rows which its reading allows.
  private mutating func security(_ row: TableRow, titles: [String], field: String) -> Reading<String> {
    if let text = row.title.text(onCleanPage: isClean) {
      // The border behind the title may have taken its last letter, which another row has.
      return .known(titles.first { $0.count == text.count + 1 && $0.hasPrefix(text) } ?? text)
    }
    let shared = row.title.readings.filter(titles.contains)
    return reading(shared.count == 1 ? shared : [], field: field, shown: row.shown)
  }

  private mutating func amount(_ amount: Candidates<Decimal>, field: String, shown: String) -> Reading<Decimal> {
    guard amount.isDoubted else { return reading(amount.values, field: field, shown: shown) }
    tell(field, shown, "a border cuts it, and the balance does not follow")
    return .unknown(.anything)
  }

  private mutating func price(_ row: TableRow, field: String) -> Reading<Decimal> {
    if row.prices.values.isEmpty, row.prices.hasMarkers { return .absent }
    guard row.prices.values.count == 1, let price = row.prices.values.first else {
      return reading(row.prices.values, field: field, shown: row.shown)
    }
    if let doubt = PriceDoubt(price, isCut: row.prices.isCut) {
      tell(field, row.shown, doubt.reason)
      return .unknown(doubt.support)
    }
    return .known(price)
  }
}

extension TableRow {
  /// A line with numbers that is no caption: those name the form's columns and instructions.
  static func isUntold(_ line: PageLine) -> Bool {
    let text = line.text
    return !["nstr", "onth", "Code", "Table", "Amount", "Price", "Secu"].contains { text.contains($0) }
  }
}
