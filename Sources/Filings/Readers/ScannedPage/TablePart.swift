/// One of the form's two tables.
struct TablePart {
  let isDerivative: Bool
  let lines: [PageLine]
  /// The numbers of the page's footnotes.
  let notes: Set<String>
  private let directions: DirectionColumns?
  var rows: [TablePart.Row] = []

  /// A row, and whether it is one of a transaction.
  typealias Row = (row: TableRow, isTransaction: Bool)

  init(isDerivative: Bool, lines: [PageLine], notes: Set<String>) {
    self.isDerivative = isDerivative
    self.notes = notes
    self.lines = lines
    directions = isDerivative ? DirectionColumns(lines) : nil
  }

  /// The rows of a line: none, one, or as many as run into it, of which nothing is read. One that shows a date or a
  /// price and cannot be read is a row all the same: those behind it keep their places.
  func rows(on line: PageLine, of form: Form, isSpread: Bool) -> [TablePart.Row] {
    let pieces = RowPieces(line.text, isSpread: isSpread, notes: notes)
    let count = pieces?.rowsRunningTogether(isDerivative: isDerivative) ?? 1
    if count == 1, let pieces, let row = row(line, pieces, on: form) { return [row] }
    // A row of Table II may be one of a holding.
    let isShown =
      isDerivative ? TablePart.showsCode(line) : TablePart.showsRow(line) || !line.hasDigit
    guard form != .form3, count > 1 || isShown else { return [] }
    return Array(repeating: (TableRow(illegible: line.text), true), count: count)
  }

  /// Form 3 reports no transactions. On the others a row is one unless it is explained better without.
  private func row(_ line: PageLine, _ pieces: RowPieces, on form: Form) -> TablePart.Row? {
    let holding = holding(line, pieces, on: form)
    guard form != .form3, let row = transaction(line, pieces),
      holding.map({ row.cost <= $0.cost }) ?? true
    else { return holding.map { ($0, false) } }
    return (row, true)
  }

  private func transaction(_ line: PageLine, _ pieces: RowPieces) -> TableRow? {
    let columns = isDerivative ? RowColumn.derivative : RowColumn.nonDerivative
    var row = TableRow(pieces, of: line, columns: columns)
    guard
      TablePart.isUntold(line) ? row.isTransaction || TablePart.showsChange(line) : row.hasDateAndNumber
    else { return nil }
    if isDerivative {
      // A holding shows one number of securities, and may show two dates of which one is not legible.
      let isHolding = row.codes.isBlank && row.prices.isBlank
      if isHolding, row.shares.isBlank || row.terms.underlyingShares.isBlank { return nil }
      let direction = directions?.direction(
        of: row.amountParts, code: row.codePlace, line)
      row.directions = Candidates(evident: direction.map { [$0] } ?? [])
    }
    return row
  }

  /// A date or a price stands in the line, though it may not be legible: a row must not vanish.
  static func showsChange(_ line: PageLine) -> Bool {
    let texts = Piece.pieces(of: line.text).map(\.text)
    // Cells out of order may begin with the date.
    if let first = texts.first, first.contains("/"), first.count(where: \.isNumber) > 3 { return true }
    return texts.indices.dropFirst().contains { at in
      let text = texts[at]
      let isSum = text == "$" && at + 1 < texts.count && texts[at + 1].first?.isNumber == true
      guard text.contains(where: \.isNumber) || isSum else { return false }
      return text.contains("/") || (text.first == "$" && !isParValue(at, in: texts))
    }
  }

  /// `03.62`, the rest of `$103.62`: no number of securities begins so.
  static func showsRestOfPrice(_ line: PageLine) -> Bool {
    Piece.pieces(of: line.text).contains { piece in
      let parts = piece.text.split(separator: ".")
      return parts.count == 2 && parts[0].count > 1 && parts[0].first == "0" && parts[1].count == 2
        && parts.joined().allSatisfy(\.isNumber)
    }
  }

  /// `$0.001 par value`, `par value $.01 per share`: a sum of the title.
  static func isParValue(_ at: Int, in texts: [some StringProtocol]) -> Bool {
    let text = texts[at] == "$" ? "$" + (texts[(at + 1)...].first ?? "") : String(texts[at])
    let behind = texts[(at + 1)...].prefix(2).contains { $0.lowercased().hasPrefix("par") }
    return text.hasPrefix("$0.") || text.hasPrefix("$.") || behind || texts[at - 1].lowercased() == "value"
  }

  /// A row without a transaction is one only when everything in it is accounted for.
  private func holding(_ line: PageLine, _ pieces: RowPieces, on form: Form) -> TableRow? {
    let isChange =
      isDerivative
      ? TablePart.showsCode(line, beforeNumber: true)
      : pieces.hasDate || TablePart.showsChange(line) || TablePart.showsRestOfPrice(line)
    guard TablePart.isUntold(line), !isChange else { return nil }
    let columns =
      !isDerivative
      ? RowColumn.nonDerivativeHolding
      : form == .form3 ? RowColumn.initialDerivative : RowColumn.derivativeHolding
    let row = TableRow(pieces, of: line, columns: columns)
    guard row.cost <= dearestHolding(on: form), !row.title.readings.isEmpty, !row.directness.isBlank
    else { return nil }
    return row
  }

  /// Two specks, and a date or price of exercise that is left out; in Table II all three may be, beside a nature and a
  /// speck. A Form 3 has nothing else in its tables.
  private func dearestHolding(on form: Form) -> Int {
    form == .form3 ? 20 : isDerivative ? 13 : 9
  }

  /// The end of a caption, "4)", is no row.
  private static let shortestRow = 4

  /// A line with numbers that is no caption: those name the form's columns and instructions.
  static func isUntold(_ line: PageLine) -> Bool {
    guard line.glyphs.count >= shortestRow, PageCaption.amountHeads.range(in: line.glyphs) == nil else {
      return false
    }
    let glyphs = String(decoding: line.glyphs, as: UTF8.self)
    return !["instr", "month", "code", "table", "amount", "price", "date"].contains { glyphs.contains($0) }
  }
}
