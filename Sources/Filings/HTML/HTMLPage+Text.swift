extension HTMLPage {
  /// The text of the pieces, without what is raised and without the blanks at its ends.
  func text(of range: Range<Int>) -> String {
    var text = ""
    for piece in pieces[range] where !piece.isRaised { text += piece.text }
    return HTMLText.trimmed(text)
  }

  func text(of cell: Cell) -> String {
    text(of: cell.pieces)
  }

  /// The texts of the cell's pieces that are not blank and not raised, each by itself.
  func texts(of cell: Cell) -> [String] {
    pieces[cell.pieces].filter { !$0.isRaised }.map { HTMLText.trimmed($0.text) }.filter { !$0.isEmpty }
  }

  /// The beginning of the cell's text on one line, long enough for every caption; a cell may hold half the page.
  func opening(of cell: Cell) -> String {
    var text = ""
    for piece in pieces[cell.pieces] where !piece.isRaised {
      text += piece.text
      if text.utf8.count >= Limits.captionBytes { break }
    }
    return String(HTMLText.flattened(text).prefix(Limits.captionBytes))
  }

  /// The first piece of the cell that has text; `nil` for a blank cell.
  func start(of cell: Cell) -> Int? {
    cell.pieces.first { index in
      !pieces[index].isRaised && !pieces[index].text.unicodeScalars.allSatisfy(HTMLText.isBlank)
    }
  }

  func isBlank(_ cell: Cell) -> Bool {
    pieces[cell.pieces].allSatisfy { $0.text.unicodeScalars.allSatisfy(HTMLText.isBlank) }
  }

  /// The numbers of the footnotes to which the cell refers: `(1)`, raised.
  func marks(of cell: Cell) -> [String] {
    pieces[cell.pieces].filter(\.isRaised).flatMap { piece in
      piece.text.split { $0 == "(" || $0 == ")" || $0 == "," || $0.isWhitespace }.map(String.init)
    }
  }
}
