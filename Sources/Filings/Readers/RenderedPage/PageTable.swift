/// Table I or Table II of a page: what its columns are, and the rows below them.
struct PageTable {
  let isDerivative: Bool
  /// What each column is; `nil` for a caption that no form has.
  let columns: [PageColumn?]
  /// The indices of the rows below the captions.
  let rows: ArraySlice<Int>

  /// `nil` for any other table: this one begins with a row that names it, or with the captions themselves.
  init?(_ table: Int, of page: HTMLPage) {
    let rows = page.tables[table]
    guard let first = rows.first.flatMap({ page.rows[$0].cells.first }) else { return nil }
    let name = page.opening(of: first).lowercased()
    let hasTitle = name.hasPrefix("table i") && name.holds("securities")
    let head = rows.dropFirst(hasTitle ? 1 : 0)
    let height = head.first.flatMap { page.rows[$0].cells.map(\.rowSpan).max() } ?? 1
    guard height <= PageTable.highestHead, head.count >= height else { return nil }
    let captions = PageTable.captions(head.prefix(height).map { page.rows[$0].cells }, on: page)
    columns = captions.map(PageColumn.init)
    let known = columns.compactMap(\.self)
    guard known.contains(.security), known.contains(.ownership), Set(known).count == known.count else {
      return nil
    }
    isDerivative = hasTitle ? name.hasPrefix("table ii") : name.holds("derivative")
    self.rows = head.dropFirst(height)
  }

  /// Captions stand in two rows at most.
  private static let highestHead = 4

  /// The captions above each column, from the top: a cell stands above every column that it spans.
  private static func captions(_ head: [[HTMLPage.Cell]], on page: HTMLPage) -> [[String]] {
    var captions: [[String]] = []
    /// For each column, the first row that is not yet taken by a cell from above.
    var free: [Int] = []
    for (height, cells) in head.enumerated() {
      var column = 0
      for cell in cells {
        while column < free.count, free[column] > height { column += 1 }
        let caption = String(RenderedCaption.withoutNumber(page.opening(of: cell).lowercased()))
        for _ in 0..<cell.columnSpan where column < Limits.pageColumns {
          if column == captions.count {
            captions.append([])
            free.append(0)
          }
          captions[column].append(caption)
          free[column] = height + cell.rowSpan
          column += 1
        }
      }
    }
    return captions
  }

  /// The row's cells by their columns, and those below captions that no form has; `nil` when they do not fill the
  /// columns, so that no cell's column is certain.
  func cells(of row: HTMLPage.Row) -> (known: [PageColumn: HTMLPage.Cell], strange: [HTMLPage.Cell])? {
    guard row.cells.reduce(0, { $0 + $1.columnSpan }) == columns.count else { return nil }
    var known: [PageColumn: HTMLPage.Cell] = [:]
    var strange: [HTMLPage.Cell] = []
    var index = 0
    for cell in row.cells {
      if let column = columns[index] { known[column] = cell } else { strange.append(cell) }
      index += cell.columnSpan
    }
    return (known, strange)
  }
}
