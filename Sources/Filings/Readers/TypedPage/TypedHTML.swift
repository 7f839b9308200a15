/// A typed form in simple HTML: its tables say where the columns are, all else is lines of text.
enum TypedHTML {
  /// `nil` for a text that is no HTML. A page without its end is refused.
  static func page(in bytes: [UInt8]) throws(FilingError) -> HTMLPage? {
    let start = bytes.firstOffset(of: "<TEXT>").map { $0 &+ 6 } ?? 0
    let body = Opening(of: Array(bytes[start...]))
    guard body.isPage else { return nil }
    let page = try HTMLPage(body.bytes)
    guard page.isClosed else {
      throw FilingError(
        "the page ends before the form does", at: FilingError.Place(of: bytes.count, in: bytes),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    return page
  }

  /// Reads the text of the page outside of Table I and Table II, and these by their captions.
  static func read(_ page: HTMLPage) throws(FilingError) -> Filing {
    let tables = page.tables.indices.compactMap { PageTable($0, of: page) }
    var reader = try TypedPageReader(TypedText(lines: lines(of: page, without: tables.flatMap(\.rows))))
    reader.readText()
    for isDerivative in [false, true] {
      var number = 0
      if reader.hasHeading(isDerivative: isDerivative),
        !tables.contains(where: { $0.isDerivative == isDerivative })
      {
        let heading = Array("the table's columns are not legible 1")
        try reader.append(
          TypedTable.Row(lines: [heading], cells: nil), Position(row: 1, isDerivative: isDerivative))
      }
      for table in tables where table.isDerivative == isDerivative {
        for index in table.rows where !page.rows[index].cells.allSatisfy(page.isBlank) {
          let row = TypedHTML.row(page.rows[index], of: table, page)
          guard row.hasNumber else { continue }
          number += 1
          try reader.append(row, Position(row: number, isDerivative: isDerivative))
        }
      }
    }
    reader.finish()
    return reader.filing
  }

  private static func row(_ row: HTMLPage.Row, of table: PageTable, _ page: HTMLPage) -> TypedTable.Row {
    let texts = row.cells.map { HTMLText.flattened(page.pieces[$0.pieces].map(\.text).joined()) }
    let lines = [Array(texts.joined(separator: " "))]
    guard let (known, strange) = table.cells(of: row), strange.allSatisfy(page.isBlank) else {
      return TypedTable.Row(lines: lines, cells: nil)
    }
    let cells = known.mapValues { cell in
      let text = HTMLText.flattened(page.pieces[cell.pieces].map(\.text).joined())
      return text.isEmpty ? [] : [TypedTable.Cell(text: text, isFull: false)]
    }
    return TypedTable.Row(lines: lines, cells: cells.filter { !$1.isEmpty })
  }

  /// The page's text, a line for each that a browser would break, without the rows of the tables.
  private static func lines(of page: HTMLPage, without rows: [Int]) -> [String] {
    let hidden = Set(rows.flatMap { page.rows[$0].cells.flatMap { Array($0.pieces) } })
    let borders = Set(page.rows.flatMap { $0.cells.map(\.pieces.lowerBound) })
    var lines = [""]
    for (index, piece) in page.pieces.enumerated() where !hidden.contains(index) {
      if borders.contains(index) || piece.text == "\n" { lines.append("") }
      lines[lines.count - 1] += piece.text.replacing("\n", with: " ")
    }
    return lines.map { HTMLText.flattened($0) }
  }
}
