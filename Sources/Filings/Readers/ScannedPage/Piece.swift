/// What blanks and borders leave of a line: a run of glyphs, and what parts it from the run before.
struct Piece {
  let text: Substring
  let separator: Separator
  /// An empty cell stands in front: two borders at least.
  var isBehindEmptyCell = false

  /// What stands in front of a piece.
  enum Separator {
    /// The beginning of the line, or of the part that is looked at.
    case start
    /// One blank.
    case blank
    /// Two blanks: in columns aligned with spaces the end of a column, or of a word in spread letters.
    case gap
    /// Three blanks or more: the end of a column.
    case column
    /// One or more borders of cells.
    case border
  }

  static func pieces(of text: some StringProtocol) -> [Piece] {
    var pieces: [Piece] = []
    var separator = Separator.start
    var start: String.Index?
    var borders = 0
    let text = Substring(text)
    for index in text.indices {
      if text[index].isWhitespace {
        if let from = start {
          pieces.append(Piece(text: text[from..<index], separator: separator, isBehindEmptyCell: borders > 1))
          borders = 0
        }
        if text[index] == "\t" { borders += 1 }
        separator = following(start == nil ? separator : nil, text[index])
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let start {
      pieces.append(Piece(text: text[start...], separator: separator, isBehindEmptyCell: borders > 1))
    }
    return pieces
  }

  /// The separator of which another blank or border has been seen; `nil` before the first.
  private static func following(_ separator: Separator?, _ character: Character) -> Separator {
    if character == "\t" || separator == .border { return .border }
    switch separator {
    case nil: return .blank
    case .blank: return .gap
    case .start: return .start
    default: return .column
    }
  }

  /// One glyph that a border, a speck or the edge of a letter leaves.
  var isStray: Bool { text.count == 1 && text.allSatisfy { Glyph.strays.contains($0) } }
}
