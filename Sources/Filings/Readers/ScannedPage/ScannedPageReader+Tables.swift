extension ScannedPageReader {
  mutating func readTables() {
    let bounds = tableBounds()
    let lines = page.runTogether == nil ? page.lines : page.lines.map(RunTogetherPage.cleaned)
    let notes = Set(filing.footnotes.map { String($0.id.dropFirst()) })
    var first = TablePart(
      isDerivative: false, lines: Array(lines[bounds.first..<bounds.second]), notes: notes)
    var second = TablePart(
      isDerivative: true, lines: Array(lines[bounds.second..<bounds.end]), notes: notes)
    read(&first)
    read(&second)
    if bounds.isGuessed { tell("transactions", "", "no caption of the tables is legible") }
  }

  /// The lines at which Table I and Table II begin, and at which the tables end.
  func tableBounds() -> (first: Int, second: Int, end: Int, isGuessed: Bool) {
    let end = page.place(of: PageCaption.explanation)?.line ?? page.lines.count
    let head = (page.place(of: periodCaption)?.line ?? -1) + 1
    let (plain, derivative) = (PageCaption.nonDerivativeTable, PageCaption.derivativeTable)
    let known =
      page.place(of: PageCaption.nonDerivativeTitle, from: head)?.line
      ?? page.line(of: plain, ratherThan: derivative, from: head)
      ?? page.place(of: PageCaption.amountHeads, from: head)?.line
    let start = min(known ?? head, end)
    let next = page.place(of: PageCaption.nextPerson, from: start + 1)?.line
    let last = min(next ?? end, end)
    let second =
      [
        page.place(of: PageCaption.derivativeTitle, from: start + 1)?.line,
        page.line(of: derivative, ratherThan: plain, from: start + 1),
      ].compactMap { $0 }.min() ?? last
    return (start, max(start, min(second, last)), last, known == nil)
  }

  // MARK: Rows

  private mutating func read(_ table: inout TablePart) {
    let lines = table.wholeLines(isSpread: page.isSpread).filter(table.canBeRow)
    let torn = table.isDerivative ? nil : TornLine.first(of: lines, usualCells: table.usualCells, page)
    var isPlaceLost = table.hasTornHeads
    for (number, line) in lines.enumerated() {
      let found =
        number < Limits.triedRows ? table.rows(on: line, of: filing.form, isSpread: page.isSpread) : []
      isPlaceLost = isPlaceLost || number == torn
      let isFirst = number == torn && lines.contains { $0.text != line.text && TablePart.showsRow($0) }
      let rows = isPlaceLost ? withoutPlace(found, line, isFirst: isFirst) : found
      if line.isRejoined { tell("transactions", line.text, "the end of a line breaks the row") }
      if rows.count > 1 {
        tell("transactions", line.text, "\(rows.count) rows run into one")
      } else if rows.isEmpty, TablePart.isUntold(line) {
        tell("transactions", line.text, "the row is not legible")
      }
      table.rows += rows
    }
    partHoldings(of: &table)
    doubtLostCells(of: &table)
    doubtEmptiedCells(of: &table)
    if !table.isDerivative {
      doubtPieces(of: &table)
      partTorn(of: &table)
    }
    partRepeats(of: &table)
    if !table.isDerivative { partBroken(of: &table) }
    weigh(&table)
    // What is left of a row may have lost a part of its title.
    let whole = table.rows.filter { !$0.isTransaction || !isRest($0.row) }
    let titles = unique(whole.compactMap { $0.row.title.text(onCleanPage: isClean) })
    for (index, row) in table.rows.enumerated() {
      append(row.row, isTransaction: row.isTransaction, number: index + 1, table, titles)
    }
  }

  private mutating func weigh(_ table: inout TablePart) {
    var evidence = RowEvidence(
      period: filing.period.value, signed: filing.signatures.first?.date.value,
      footnotes: filing.footnotes, hasRules: page.runTogether != nil, hasMisreadDigits: hasMisreadDigits)
    let places = table.rows.indices.filter { table.rows[$0].isTransaction }
    var rows = places.map { table.rows[$0].row }
    evidence.weigh(&rows, isDerivative: table.isDerivative)
    digits.count(evidence.oddRows(of: rows, isDerivative: table.isDerivative))
    evidence.hasMisreadDigits = hasMisreadDigits
    evidence.doubt(&rows, isDerivative: table.isDerivative)
    for (place, row) in zip(places, rows) { table.rows[place].row = row }
    for place in table.rows.indices where !table.rows[place].isTransaction {
      evidence.doubtHolding(&table.rows[place].row)
    }
  }

  /// Without a date, or with a title that begins within a word.
  private func isRest(_ row: TableRow) -> Bool {
    row.isUntimed || (row.dates.isBlank && !row.isCut)
      || row.title.readings.contains {
        $0.first?.isLowercase == true && !PrintedWords.ofSecurities.begins($0)
      }
  }

  private mutating func append(
    _ row: TableRow, isTransaction: Bool, number: Int, _ table: TablePart, _ titles: [String]
  ) {
    let count = isTransaction ? filing.transactions.count : filing.holdings.count
    let field = RowField(
      name: isTransaction ? "transactions[\(count)]" : "holdings[\(count)]", shown: row.shown)
    var position = Position(row: number, isDerivative: table.isDerivative)
    position.security = security(
      row, isRest: isTransaction && isRest(row), titles: titles, field: field)
    fill(&position, row, field, on: filing.form)
    if isTransaction {
      var transaction = Transaction(position: position)
      fill(&transaction, row, field)
      filing.transactions.append(transaction)
    } else {
      filing.holdings.append(Holding(position: position))
    }
  }
}
