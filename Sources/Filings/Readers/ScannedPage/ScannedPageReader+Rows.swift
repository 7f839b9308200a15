extension ScannedPageReader {
  mutating func readRows() throws(FilingError) {
    guard let start = page.index(of: "1. Title of Security"),
      let end = page.index(of: "Title of Derivative Security", from: start)
    else {
      throw FilingError("the tables of the scanned page are not legible", help: "drop the filing's XML")
    }
    for line in page.lines[start..<end] {
      if let row = PageRow(line), filing.transactions.count < Limits.rows {
        append(row)
      } else if isRow(line) {
        filing.unreadable.append(
          Unreadable(field: "holdings", shown: shown(line), reason: "the row is not legible"))
      }
    }
    readDerivativeRows(from: end)
  }

  /// A line with a number that is none of the captions: those name the form's instructions or columns.
  private func isRow(_ line: Substring) -> Bool {
    line.contains(where: \.isNumber)
      && !["Instr", "Code", "Amount", "Table", "nstr."].contains { line.contains($0) }
  }

  private func shown(_ line: Substring) -> String {
    PageText.flattened(line.prefix(Limits.shownCharacters))
  }

  /// Rows of Table II are counted and not read: its columns are too narrow for what is left of them.
  private mutating func readDerivativeRows(from start: Int) {
    let end = page.index(of: "Explanation of Responses", from: start) ?? page.lines.count
    for line in page.lines[start..<end] {
      guard let row = PageRow(line), filing.transactions.count < Limits.rows else { continue }
      let field = "transactions[\(filing.transactions.count)]"
      var position = Position(
        row: filing.transactions.count(where: \.position.isDerivative) + 1, isDerivative: true)
      position.terms = DerivativeTerms()
      var transaction = Transaction(position: position)
      transaction.date = reading([], field: field + ".date", shown: row.shown)
      transaction.code = reading([], field: field + ".code", shown: row.shown)
      transaction.shares = reading([], field: field + ".shares", shown: row.shown)
      transaction.price = reading([], field: field + ".price", shown: row.shown)
      transaction.isAcquired = reading([], field: field + ".acquired", shown: row.shown)
      filing.transactions.append(transaction)
    }
  }

  private mutating func append(_ row: PageRow) {
    let field = "transactions[\(filing.transactions.count)]"
    var transaction = Transaction(position: Position(row: filing.transactions.count + 1, isDerivative: false))
    let notes = row.markers.compactMap { marker in filing.footnotes.first { $0.id == "F" + marker } }
    let evidence = PageEvidence(period: filing.period.value, notes: notes, previous: filing.transactions.last)

    transaction.position.security = reading(
      evidence.title(row.title), field: field + ".security", shown: row.shown)
    transaction.date = reading(evidence.dates(row.dates), field: field + ".date", shown: row.shown)
    transaction.code = reading(row.code.map { [$0] } ?? [], field: field + ".code", shown: row.shown)
    transaction.isAcquired = reading(
      row.isAcquired.map { [$0] } ?? [], field: field + ".acquired", shown: row.shown)
    let pairs = evidence.pricesAndBalances(row)
    transaction.shares = reading(evidence.shares(row), field: field + ".shares", shown: row.shown)
    transaction.price = reading(unique(pairs.map(\.price)), field: field + ".price", shown: row.shown)
    transaction.position.ownedAfter = reading(
      unique(pairs.map(\.balance)), field: field + ".owned_after", shown: row.shown)
    transaction.position.isDirect = reading(
      row.isDirect.map { [$0] } ?? [], field: field + ".direct", shown: row.shown)
    transaction.position.nature = Reading(row.nature)
    transaction.position.footnotes = row.markers.map { "F" + $0 }
    filing.transactions.append(transaction)
  }
}
