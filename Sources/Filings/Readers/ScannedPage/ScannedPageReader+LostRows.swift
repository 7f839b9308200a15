/// Lines of a table that are not what they were: cells are gone, or the line stands twice.
extension ScannedPageReader {
  /// Every line of a table has as many cells, empty ones counted: the rows of one that has fewer lost some.
  func doubtLostCells(of table: inout TablePart) {
    let counts = table.lines.filter { TablePart.isRowOrHeads($0) }.compactMap(\.cells)
    let usual = Dictionary(grouping: counts) { $0 }.max { $0.value.count < $1.value.count }
    guard let usual, usual.value.count > 1, usual.value.count * 2 > counts.count else { return }
    for index in table.rows.indices where table.rows[index].row.cells.map({ $0 < usual.key }) ?? false {
      table.rows[index].row.isOutOfPlace = true
    }
  }

  /// A row that stands twice is one where the balance counts it once, and where other lines stand twice, too; where
  /// nothing tells, the second may be one or not, and nothing of it is known.
  mutating func partRepeats(of table: inout TablePart) {
    let rows = table.rows
    table.rows = []
    for (index, row) in rows.enumerated() {
      guard index > 0, row.isTransaction, row.row.shown == rows[index - 1].row.shown else {
        table.rows.append(row)
        continue
      }
      let next = index + 1 < rows.count ? rows[index + 1].row : nil
      let isOne = balanceCountsOnce(row.row, behind: table.rows.dropLast().last?.row, next)
      if page.hasRepeats || (!table.isDerivative && isOne) {
        tell("transactions", row.row.shown, "the row stands twice, and is one")
      } else {
        tell("transactions", row.row.shown, "the row stands twice, and may be one")
        table.rows.append((TableRow(illegible: row.row.shown), true))
      }
    }
  }

  /// A row without a title and a date behind one without a balance is the rest of that: what the line's end cut is open.
  mutating func partBroken(of table: inout TablePart) {
    let rows = table.rows
    table.rows = []
    for row in rows {
      guard let last = table.rows.indices.last, row.row.isRest, table.rows[last].row.balances.isBlank else {
        table.rows.append(row)
        continue
      }
      table.rows[last].row.isOutOfPlace = true
      tell("transactions", row.row.shown, "the row above goes on on this line")
    }
  }

  private func balanceCountsOnce(_ row: TableRow, behind last: TableRow?, _ next: TableRow?) -> Bool {
    let evidence = RowEvidence(
      period: nil, signed: nil, footnotes: [], hasRules: false, hasMisreadDigits: false)
    return last.map { !evidence.chains(from: $0, to: row).isEmpty } == true
      || next.map { $0.shown != row.shown && !evidence.chains(from: row, to: $0).isEmpty } == true
  }
}

extension TablePart {
  /// A line that is no caption and shows that something changed; one that a caption runs into shows both date and price.
  static func showsRow(_ line: PageLine) -> Bool {
    if isUntold(line) { return showsChange(line) }
    let isDated = line.text.split(whereSeparator: \.isWhitespace).contains { word in
      word.contains("/") && word.contains(where: \.isNumber) && !word.contains("(")
    }
    return isDated && line.text.contains("$")
  }

  /// The line of the captions "Code", "Amount" and "Price", and those with a date or a price.
  static func isRowOrHeads(_ line: PageLine) -> Bool {
    PageCaption.amountHeads.range(in: line.glyphs) != nil || (line.hasDigit && isUntold(line))
  }
}
