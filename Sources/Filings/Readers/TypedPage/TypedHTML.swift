/// A typed form in simple HTML: its tables say where the columns are, all else is lines of text.
enum TypedHTML {
  /// `nil` for a text that is no HTML. A page without its end is refused, at the end of `file`, of which `bytes` are the
  /// text in UTF-8.
  static func page(
    in bytes: [UInt8], of file: [UInt8], isWhole: Bool
  ) throws(FilingError) -> HTMLPage? {
    let start = bytes.firstOffset(of: "<TEXT>").map { $0 &+ 6 } ?? 0
    let body = Opening(of: Array(bytes[start...]))
    guard preformatted(in: bytes) == nil,
      body.isPage || isWhole && beginnings.contains(where: body.beginsIgnoringCase)
    else { return nil }
    let page = try HTMLPage(body.bytes)
    guard page.isClosed || isWhole else {
      throw FilingError(
        "the page ends before the form does", at: FilingError.Place(of: file.count, in: file),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    return page
  }

  /// The text of a page that is nothing but preformatted text, with the line end that it needs; `nil` for any other page.
  static func preformatted(in bytes: [UInt8]) -> [UInt8]? {
    guard
      let open = bytes.firstOffset(of: "<PRE>", before: openingBytes)
        ?? bytes.firstOffset(of: "<pre>", before: openingBytes),
      let close = bytes.firstOffset(of: "</PRE>", from: open) ?? bytes.firstOffset(of: "</pre>", from: open),
      bytes.firstOffset(of: "<TD") == nil, bytes.firstOffset(of: "<td") == nil
    else { return nil }
    var text: [UInt8] = []
    var at = open &+ 5
    while at < close {
      let tag = bytes.firstOffset(of: "<", from: at, before: close) ?? close
      text += Array(HTMLText.decoded(bytes[at..<tag]).utf8)
      at = tag < close ? (bytes.firstOffset(of: ">", from: tag, before: close) ?? close) &+ 1 : close
    }
    return text + [0x0A]
  }

  /// Preformatted text begins near the beginning of its page.
  private static let openingBytes = 4_096

  /// What pages begin with that leave `<html>` out.
  private static var beginnings: [StaticString] {
    ["<!--", "<head>", "<body", "<title>", "<div", "<center>", "<p>", "<p ", "<font", "<b>", "<table "]
  }

  /// Reads the text of the page outside of Table I and Table II, and these by their captions.
  static func read(_ page: HTMLPage, form: (form: Form, isAmendment: Bool)?) throws(FilingError) -> Filing {
    let tables = page.tables.indices.compactMap { PageTable($0, of: page) }
    var reader = try TypedPageReader(
      TypedText(lines: lines(of: page, without: tables.flatMap(\.rows))), form: form)
    reader.readText()
    for isDerivative in [false, true] {
      var number = 0
      if reader.hasContent(isDerivative: isDerivative),
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
    let cells = page.rows.flatMap(\.cells)
    let borders = Set(cells.map(\.pieces.lowerBound))
    let ends = Set(
      cells.filter { TypedCaption.at(0, of: Array(page.opening(of: $0))) != nil }.map(\.pieces.upperBound))
    var lines = [""]
    for (index, piece) in page.pieces.enumerated() where !hidden.contains(index) {
      if ends.contains(index) { lines += [String(TypedField.end), ""] }
      if borders.contains(index) || piece.text == "\n" { lines.append("") }
      lines[lines.count - 1] += piece.text.replacing("\n", with: " ")
    }
    return lines.map { HTMLText.flattened($0) }
  }
}
