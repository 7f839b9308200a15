/// One line of a page. A tab in it is the border of a cell; captions are looked for in the same line without blanks,
/// because borders and spread letters put blanks everywhere.
struct PageLine {
  let text: String
  /// Every glyph that is not blank: ASCII in lower case, anything else as `otherGlyph`.
  let glyphs: [UInt8]
  /// Where each glyph stands in `text`.
  private let places: [String.Index]
  /// The cells between the borders, empty ones at the end counted; `nil` for a line without borders.
  let cells: Int?
  /// Two lines of the page that are parts of one row.
  let isRejoined: Bool

  /// Stands for a glyph that no form prints.
  static let otherGlyph: UInt8 = 0

  init(_ text: String, cells: Int? = nil, isRejoined: Bool = false) {
    self.text = text
    self.cells = cells
    self.isRejoined = isRejoined
    var glyphs: [UInt8] = []
    var places: [String.Index] = []
    let scalars = text.unicodeScalars
    for index in scalars.indices where !scalars[index].properties.isWhitespace {
      glyphs.append(PageLine.folded(scalars[index]))
      places.append(index)
    }
    self.glyphs = glyphs
    self.places = places
  }

  /// The text of a range of glyphs, from the first to the last, with what stands between them.
  func text(_ range: Range<Int>) -> Substring {
    let range = range.clamped(to: 0..<places.count)
    guard let last = range.last else { return "" }
    return text[places[range.lowerBound]...places[last]]
  }

  /// The text of a range of glyphs, with the letters that stand right before and behind it.
  func words(_ range: Range<Int>) -> Substring {
    let inner = self.text(range)
    let before = text[..<inner.startIndex].reversed().prefix { $0.isLetter || $0.isNumber }.count
    let behind = text[inner.endIndex...].prefix { $0.isLetter || $0.isNumber }.count
    return text[
      text.index(inner.startIndex, offsetBy: -before)..<text.index(inner.endIndex, offsetBy: behind)]
  }

  /// The text from a glyph to the end of the line.
  func text(from glyph: Int) -> Substring {
    glyph < places.count ? text[places[max(0, glyph)]...] : ""
  }

  /// Which of the cells between the borders are not empty.
  var filledCells: [Bool] {
    text.split(separator: "\t", omittingEmptySubsequences: false).map { $0.contains { !$0.isWhitespace } }
  }

  var isTabular: Bool { text.utf8.contains(UInt8(ascii: "\t")) }
  var hasDigit: Bool { glyphs.contains { $0 &- UInt8(ascii: "0") < 10 } }

  /// Without blanks and in lower case, as captions are compared.
  static func glyphs(of text: some StringProtocol) -> [UInt8] {
    text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(folded)
  }

  /// What PDFs' text layers have for signs of ASCII.
  private static let typographic: [Unicode.Scalar: UInt8] = [
    "\u{2013}": UInt8(ascii: "-"), "\u{2014}": UInt8(ascii: "-"), "\u{2010}": UInt8(ascii: "-"),
    "\u{2011}": UInt8(ascii: "-"), "\u{2018}": UInt8(ascii: "'"), "\u{2019}": UInt8(ascii: "'"),
  ]

  private static func folded(_ scalar: Unicode.Scalar) -> UInt8 {
    guard scalar.isASCII else { return typographic[scalar] ?? otherGlyph }
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    return byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}
