/// Lines of a table that are not what they were: cells are gone, or the line stands twice.
extension ScannedPageReader {
  /// Every line of a table has as many cells, empty ones counted: the rows of one that has fewer lost some.
  func doubtLostCells(of table: inout TablePart) {
    guard let usual = table.usualCells else { return }
    for index in table.rows.indices where table.rows[index].row.cells.map({ $0 < usual }) ?? false {
      table.rows[index].row.isOutOfPlace = true
    }
  }

  /// A cell that is empty in one row, and in none of the others, has lost its text. In Table II prices and dates may be
  /// left out.
  func doubtEmptiedCells(of table: inout TablePart) {
    guard !table.isDerivative else { return }
    let places = table.rows.indices.filter { table.rows[$0].isTransaction && table.rows[$0].row.cells != nil }
    guard places.count > 2 else { return }
    let filled = places.map { table.rows[$0].row.filledCells }
    for (own, place) in places.enumerated() {
      let others = filled.indices.filter { $0 != own }
      let isEmptied = filled[own].indices.contains { cell in
        !filled[own][cell] && others.allSatisfy { cell < filled[$0].count && filled[$0][cell] }
      }
      if isEmptied { table.rows[place].row.isOutOfPlace = true }
    }
  }

  /// A number of securities with neither a price nor a direction stands where a piece of the row is gone: it may be what
  /// is left of either.
  func doubtPieces(of table: inout TablePart) {
    for index in table.rows.indices where table.rows[index].isTransaction {
      let row = table.rows[index].row
      if !row.shares.isBlank, row.prices.isBlank, row.directions.isBlank {
        table.rows[index].row.isOutOfPlace = true
      }
    }
  }

  /// A title that lacks a piece of another row's shows that the page lost a piece there: which rows went with it, and so
  /// which those from there on are, nobody knows.
  mutating func partTorn(of table: inout TablePart) {
    let titles = unique(table.rows.flatMap(\.row.title.readings))
    let torn = table.rows.firstIndex { row in
      row.isTransaction && row.row.title.readings.contains { own in titles.contains { isTorn(own, of: $0) } }
    }
    guard let torn else { return }
    tell("transactions", table.rows[torn].row.shown, "rows in front of it, or of its own, are lost")
    for place in table.rows.indices[torn...] where table.rows[place].isTransaction {
      table.rows[place] = (TableRow(illegible: table.rows[place].row.shown), true)
    }
  }

  /// Rows behind a line that holds the rests of several: how many it was, and so which rows these are, nobody knows.
  /// The first of those lines may be no holding, though it looks like one.
  mutating func withoutPlace(_ rows: [TablePart.Row], _ line: PageLine, isFirst: Bool) -> [TablePart.Row] {
    guard isFirst || rows.contains(where: \.isTransaction) else { return rows }
    tell("transactions", line.text, "rows in front of it, or of its own, are lost")
    return rows.map { $0.isTransaction || isFirst ? (TableRow(illegible: $0.row.shown), true) : $0 }
  }

  /// What looks like a holding among transactions in the same security, owned in the same way, is what is left of one.
  mutating func partHoldings(of table: inout TablePart) {
    guard !table.isDerivative, let last = table.rows.lastIndex(where: \.isTransaction) else { return }
    let titles = table.rows.filter { $0.isTransaction && $0.row.directness.only == true }
      .flatMap(\.row.title.readings)
    for index in table.rows[..<last].indices where !table.rows[index].isTransaction {
      let row = table.rows[index].row
      guard row.nature == nil, row.directness.only == true,
        row.title.readings.contains(where: { title in titles.contains { $0.hasPrefix(title) } })
      else { continue }
      table.rows[index] = (TableRow(illegible: row.shown), true)
      tell("transactions", row.shown, "the row is not legible")
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
  /// A line with numbers, or with a title and one letter beside it: what is left of a row.
  func canBeRow(_ line: PageLine) -> Bool {
    if line.hasDigit { return true }
    let columns = line.columns.map(\.text)
    guard !isDerivative, let first = columns.first else { return false }
    if beginsLikeRow(line) { return true }
    return columns.dropFirst().contains { ["D", "I"].contains($0) }
      && PrintedWords.ofSecurities.spelled(String(first), isCut: false) != nil
      && TablePart.isUntold(line)
  }

  /// The cells that most lines of the table have, empty ones counted.
  var usualCells: Int? {
    let counts = lines.filter { TablePart.isRowOrHeads($0) }.compactMap(\.cells)
    let usual = Dictionary(grouping: counts) { $0 }.max { $0.value.count < $1.value.count }
    guard let usual, usual.value.count > 1, usual.value.count * 2 > counts.count else { return nil }
    return usual.key
  }

  /// The captions above the rows break off and have fewer cells than those: a row may have gone with their end.
  var hasTornHeads: Bool {
    guard !isDerivative, let usual = usualCells else { return false }
    return lines.contains { line in
      line.glyphs.starts(with: PageCaption.firstHeads) && line.cells.map { $0 < usual } == true
        && PageCaption.amountHeads.range(in: line.glyphs) == nil
    }
  }

  /// The beginning of a row of the same title is left.
  private func beginsLikeRow(_ line: PageLine) -> Bool {
    let start = line.glyphs.prefix(TablePart.sameTitle)
    return start.count == TablePart.sameTitle && TablePart.isUntold(line)
      && lines.contains { $0.hasDigit && $0.glyphs.starts(with: start) && TablePart.showsRow($0) }
  }

  /// Glyphs by which a title is known.
  private static let sameTitle = 6

  /// A line that is no caption and shows that something changed; one that a caption runs into shows both date and price.
  static func showsRow(_ line: PageLine) -> Bool {
    if isUntold(line) { return showsChange(line) }
    let isDated = line.text.split(whereSeparator: \.isWhitespace).contains { word in
      word.contains("/") && word.contains(where: \.isNumber) && !word.contains("(")
    }
    return isDated && line.text.contains("$")
  }

  /// Behind what ends like a date stands a letter alone: the code of a transaction. With `beforeNumber` a number stands
  /// behind that, so that it is no piece of a word either.
  static func showsCode(_ line: PageLine, beforeNumber: Bool = false) -> Bool {
    guard isUntold(line) else { return false }
    let texts = Piece.pieces(of: line.text).filter { !$0.isStray || $0.text.first?.isUppercase == true }.map(
      \.text)
    return texts.indices.contains { at in
      guard texts[at].contains("/"), texts[at].last?.isNumber == true else { return false }
      let behind = texts[(at + 1)...].drop { $0.count < 4 && $0.allSatisfy(\.isNumber) }
      guard behind.first.map({ $0.count == 1 && $0.first?.isUppercase == true }) == true else { return false }
      return !beforeNumber || behind.dropFirst().first?.first?.isNumber == true
    }
  }

  /// The line of the captions "Code", "Amount" and "Price", and those with a date or a price.
  static func isRowOrHeads(_ line: PageLine) -> Bool {
    PageCaption.amountHeads.range(in: line.glyphs) != nil || (line.hasDigit && isUntold(line))
  }
}
