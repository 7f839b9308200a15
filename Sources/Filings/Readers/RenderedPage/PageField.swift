/// A cell that begins with a caption, and the cell in front of it: a box, where the caption belongs to one.
struct PageField {
  let caption: RenderedCaption
  let cell: HTMLPage.Cell
  let box: HTMLPage.Cell?
  /// The index of its row.
  let row: Int
  /// The piece in which the caption begins.
  let start: Int

  /// In the page's order. A cell around a whole form begins with the caption of what it holds first, so of the cells
  /// that begin with the same piece the innermost is meant: its row begins last.
  static func all(on page: HTMLPage) -> [PageField] {
    var fields: [Int: PageField] = [:]
    for (index, row) in page.rows.enumerated() {
      for (place, cell) in row.cells.enumerated() {
        guard let caption = RenderedCaption(page.opening(of: cell)), let start = page.start(of: cell) else {
          continue
        }
        let box = place > 0 ? row.cells[place - 1] : nil
        fields[start] = PageField(caption: caption, cell: cell, box: box, row: index, start: start)
      }
    }
    return fields.values.sorted { $0.start < $1.start }
  }
}
