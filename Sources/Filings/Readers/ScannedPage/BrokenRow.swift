/// A row that the end of a line broke in two, and that is one again: which digits, letters and borders stood where it
/// broke is not known.
extension TablePart {
  /// The lines with what hangs below their columns (`Common` and, on the next line, `Stock`), and with both parts of a row
  /// that broke.
  func wholeLines(isSpread: Bool) -> [PageLine] {
    var whole: [PageLine] = []
    for (number, line) in lines.enumerated() {
      guard let last = whole.last, let row = continued(last, by: line, number, isSpread: isSpread) else {
        whole.append(line)
        continue
      }
      whole[whole.count - 1] = row
    }
    return whole
  }

  private func continued(_ last: PageLine, by line: PageLine, _ number: Int, isSpread: Bool) -> PageLine? {
    if last.hasDigit, TablePart.isUntold(last), let longer = last.text(continuedBy: line) {
      return PageLine(longer, isRejoined: last.isRejoined)
    }
    guard number < Limits.triedRows, !last.isRejoined else { return nil }
    return rejoined(last, line, isSpread: isSpread)
  }

  /// The one row of which two lines are the parts; `nil` where either may be a row by itself.
  private func rejoined(_ first: PageLine, _ second: PageLine, isSpread: Bool) -> PageLine? {
    guard !isDerivative, TablePart.hasOneDate(first, second), TablePart.isUntold(first) || !first.hasDigit,
      TablePart.isUntold(second), first.glyphs.count + second.glyphs.count < Limits.rowBytes,
      !isWhole(first, isSpread: isSpread)
    else { return nil }
    // A title that goes on is one that forms print.
    let isTitled = isWhole(second, isSpread: isSpread)
    if isTitled, !isTitle(first) { return nil }
    let borders = first.isTabular || second.isTabular ? ["", "\t", " "] : ["", "   ", " "]
    return borders.lazy.map { PageLine(first.text + $0 + second.text, isRejoined: true) }
      .first { isWhole($0, isSpread: isSpread, isTitled: isTitled) }
  }

  /// The strokes of one date, and of what else a title may have of them.
  private static func hasOneDate(_ first: PageLine, _ second: PageLine) -> Bool {
    let stroke = UInt8(ascii: "/")
    return (2...3).contains((first.glyphs + second.glyphs).count { $0 == stroke })
  }

  /// Words at the beginning of a line, without anything that stands in another column.
  private func isTitle(_ line: PageLine) -> Bool {
    let columns = line.columns
    return columns.count == 1 && !line.isTabular && columns[0].offset == 0
      && line.text.first?.isUppercase == true && line.glyphs.count < TablePart.longestTitle
  }

  /// Glyphs of a title's beginning.
  private static let longestTitle = 60

  /// Whether every column that a transaction fills is found in the line.
  private func isWhole(_ line: PageLine, isSpread: Bool, isTitled: Bool = false) -> Bool {
    guard let pieces = RowPieces(line.text, isSpread: isSpread, notes: notes),
      pieces.hasDate, pieces.rowsRunningTogether(isDerivative: false) == 1
    else { return false }
    let row = TableRow(pieces, of: line, columns: RowColumn.nonDerivative)
    return row.isWhole && (row.title.isVouched || !isTitled)
  }
}

extension TableRow {
  /// Title, date, code, number, direction, balance and ownership, and hardly anything besides.
  fileprivate var isWhole: Bool {
    !title.readings.isEmpty && dates.only != nil && !codes.isBlank && !shares.isBlank && !directions.isBlank
      && !balances.isBlank && !directness.isBlank && cost <= TableRow.dearestWhole
  }

  /// Three specks, or a glyph on each of three borders.
  private static let dearestWhole = 6
}
