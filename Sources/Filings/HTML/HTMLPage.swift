/// What a page of HTML says, in its order, and its tables as ranges of that.
///
/// A cell is a range of pieces, so that what stands in a table inside of a cell is the cell's too, and nothing is kept
/// twice however deep tables are nested.
struct HTMLPage {
  /// A stretch of text between two tags.
  struct Piece: Equatable {
    var text: String
    /// Superscript: references to footnotes.
    var isRaised = false
    /// Where the link leads whose text it is.
    var href: String?
  }

  struct Cell {
    /// Indices of its pieces.
    var pieces: Range<Int>
    var columnSpan: Int
    var rowSpan: Int
  }

  struct Row {
    var table: Int
    var cells: [Cell] = []
  }

  private(set) var pieces: [Piece] = []
  /// In the order in which they begin.
  private(set) var rows: [Row] = []
  /// For each table, in the order in which they begin, the indices of its own rows.
  private(set) var tables: [[Int]] = []
  /// For each table that was closed by its end tag, in that order, how many pieces came before.
  private(set) var closedTables: [Int] = []
  /// The text of `<title>`.
  private(set) var title = ""
  /// The page has been seen to its end.
  private(set) var isClosed = false

  /// A table whose end has not been seen.
  private struct OpenTable {
    let index: Int
    var row: Int?
    var cell: Cell?
  }
  private var open: [OpenTable] = []
  private var isRaised = false
  private var isTitle = false
  private var href: String?

  /// Throws when the page is larger or deeper than any form.
  init(_ bytes: [UInt8]) throws(FilingError) {
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.next() {
      switch token {
      case .start(let tag): try take(tag)
      case .end(let name): takeEnd(of: name)
      case .text(let range): take(HTMLText.decoded(bytes[range]))
      }
    }
    while !open.isEmpty { closeTable() }
  }

  // MARK: Tokens

  private mutating func take(_ text: String) {
    if isTitle {
      title += text
    } else {
      pieces.append(Piece(text: text, isRaised: isRaised, href: href))
    }
  }

  private mutating func take(_ tag: HTMLTag) throws(FilingError) {
    switch tag.name {
    case "table": try openTable()
    case "tr": openRow()
    case "td", "th": openCell(tag)
    case "sup": isRaised = true
    case "a": href = tag.href
    case "title": isTitle = true
    case "br", "p", "div", "hr", "li": pieces.append(Piece(text: "\n"))
    default: break
    }
  }

  private mutating func takeEnd(of name: String) {
    switch name {
    case "table":
      if !open.isEmpty { closedTables.append(pieces.count) }
      closeTable()
    case "tr": closeRow()
    case "td", "th": closeCell()
    case "sup": isRaised = false
    case "a": href = nil
    case "title": isTitle = false
    case "p", "div": pieces.append(Piece(text: "\n"))
    case "html": isClosed = true
    default: break
    }
  }

  // MARK: Tables

  private mutating func openTable() throws(FilingError) {
    guard open.count < Limits.tableDepth else {
      throw FilingError("the page nests more than \(Limits.tableDepth) tables")
    }
    forgetInline()
    open.append(OpenTable(index: tables.count))
    tables.append([])
  }

  private mutating func openRow() {
    guard !open.isEmpty else { return }
    closeRow()
    let table = open[open.count - 1].index
    open[open.count - 1].row = rows.count
    tables[table].append(rows.count)
    rows.append(Row(table: table))
  }

  private mutating func openCell(_ tag: HTMLTag) {
    guard let last = open.last else { return }
    closeCell()
    if last.row == nil { openRow() }
    open[open.count - 1].cell = Cell(
      pieces: pieces.count..<pieces.count, columnSpan: tag.columnSpan, rowSpan: tag.rowSpan)
  }

  private mutating func closeCell() {
    forgetInline()
    guard let last = open.last, var cell = last.cell, let row = last.row else { return }
    cell.pieces = cell.pieces.lowerBound..<pieces.count
    rows[row].cells.append(cell)
    open[open.count - 1].cell = nil
  }

  private mutating func closeRow() {
    closeCell()
    guard !open.isEmpty else { return }
    open[open.count - 1].row = nil
  }

  private mutating func closeTable() {
    closeRow()
    _ = open.popLast()
  }

  /// A tag that was never closed reaches no further than its cell.
  private mutating func forgetInline() {
    isRaised = false
    href = nil
  }
}
