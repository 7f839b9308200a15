extension RenderedPageReader {
  mutating func readTables() throws(FilingError) {
    let tables = page.tables.indices.compactMap { PageTable($0, of: page) }
    guard !tables.isEmpty else {
      throw FilingError("the page shows neither Table I nor Table II", help: "drop the filing's XML")
    }
    var priceNotes: [(transaction: Int, footnotes: [String])] = []
    for isDerivative in [false, true] {
      var number = 0
      if !tables.contains(where: { $0.isDerivative == isDerivative }), hasHeading(isDerivative: isDerivative)
      {
        skipRow(
          shown: "", Position(row: 1, isDerivative: isDerivative), "the table's columns are not legible")
      }
      for table in tables where table.isDerivative == isDerivative {
        for index in table.rows where !page.rows[index].cells.allSatisfy(page.isBlank) {
          number += 1
          guard filing.transactions.count + filing.holdings.count < Limits.rows else {
            throw tooMany("rows", Limits.rows)
          }
          try readRow(page.rows[index], number, of: table, &priceNotes)
        }
      }
    }
    settleNoSecurities()
    filing.appraise(priceFootnotes: priceNotes)
  }

  /// A heading of the table stands somewhere on the page, so that its rows do too.
  private func hasHeading(isDerivative: Bool) -> Bool {
    page.pieces.contains { piece in
      let text = HTMLText.flattened(piece.text.prefix(Limits.captionBytes)).lowercased()
      return text.hasPrefix("table i") && text.hasPrefix("table ii") == isDerivative
    }
  }

  /// Form 3 alone says that there is nothing to report, in a sentence in place of rows.
  private mutating func settleNoSecurities() {
    guard filing.form == .form3, filing.noSecuritiesOwned == .absent else { return }
    filing.noSecuritiesOwned =
      filing.holdings.isEmpty
      ? unread(
        "no_securities", shown: "", "the page lists no securities and does not say that there are none")
      : .known(false)
  }

  // MARK: Rows

  private mutating func readRow(
    _ row: HTMLPage.Row, _ number: Int, of table: PageTable,
    _ priceNotes: inout [(transaction: Int, footnotes: [String])]
  ) throws(FilingError) {
    let position = Position(row: number, isDerivative: table.isDerivative)
    guard let (cells, strange) = table.cells(of: row) else {
      let shown = row.cells.map { HTMLText.flattened(page.opening(of: $0)) }.joined(separator: " ")
      return skipRow(shown: shown, position, "the row's cells do not fit the table's columns")
    }
    let isHolding = !PageRowReader.columnsOfChange.contains { cells[$0].map { !page.isBlank($0) } == true }
    let path =
      isHolding ? "holdings[\(filing.holdings.count)]." : "transactions[\(filing.transactions.count)]."
    var reader = PageRowReader(page: page, cells: cells, position: position, path: path)
    reader.read(isHolding: isHolding)
    guard reader.footnoteReferences <= Limits.footnoteReferences else {
      throw tooMany("references to footnotes in one row", Limits.footnoteReferences)
    }
    filing.unreadable += reader.unreadable
    for cell in strange where !page.isBlank(cell) {
      filing.unreadable.append(
        Unreadable(
          field: String(path.dropLast()), shown: String(page.text(of: cell).prefix(Limits.shownCharacters)),
          reason: "the form has no column with its caption"))
    }
    if isHolding {
      filing.holdings.append(Holding(position: reader.row.position))
      return
    }
    if !reader.priceFootnotes.isEmpty {
      priceNotes.append((filing.transactions.count, reader.priceFootnotes))
    }
    filing.transactions.append(reader.row)
  }

  /// A row whose cells do not fit the columns is kept with nothing known: that there is one more row is a fact.
  private mutating func skipRow(shown: String, _ position: Position, _ reason: String) {
    if filing.form == .form3 {
      filing.holdings.append(Holding(position: .unknown(position)))
    } else {
      filing.transactions.append(.unknown(position))
    }
    let list =
      filing.form == .form3
      ? "holdings[\(filing.holdings.count - 1)]" : "transactions[\(filing.transactions.count - 1)]"
    filing.unreadable.append(
      Unreadable(field: list, shown: String(shown.prefix(Limits.shownCharacters)), reason: reason))
  }
}
