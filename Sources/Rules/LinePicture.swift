/// A source line as a terminal shows it, and the lines drawn under it.
struct LinePicture {
  /// The source with its tabs written out and what a terminal must not see escaped.
  let source: String
  let underlines: [String]

  struct Mark {
    var span: Span
    var text: String
    var isPrimary: Bool
  }

  /// A mark in columns of the terminal.
  private struct Stroke {
    var columns: Range<Int>
    var text: String
    var isPrimary: Bool
  }

  init(_ file: SourceFile, _ line: Range<Int>, _ marks: [Mark]) {
    let window = LinePicture.window(file, line, around: marks)
    let glyphs = Glyphs(file, window.bytes)
    let strokes = marks.map { mark in
      let start = glyphs.column(at: mark.span.start)
      let end = glyphs.column(at: mark.span.end)
      return Stroke(columns: start..<max(end, start + 1), text: mark.text, isPrimary: mark.isPrimary)
    }
    source = (window.isCutBefore ? "…" : "") + glyphs.text + (window.isCutAfter ? "…" : "")
    underlines = LinePicture.rows(strokes, shiftedBy: window.isCutBefore ? 1 : 0)
  }

  /// The strokes in one row with the last one's text behind it, then a row for each other text, from right to left.
  private static func rows(_ strokes: [Stroke], shiftedBy shift: Int) -> [String] {
    let end = strokes.map(\.columns.upperBound).max() ?? 0
    var row = [Character](repeating: " ", count: end)
    for stroke in strokes.sorted(by: { !$0.isPrimary && $1.isPrimary }) {
      for column in stroke.columns { row[column] = stroke.isPrimary ? "^" : "─" }
    }
    var texts = strokes.filter { !$0.text.isEmpty }.sorted { $0.columns.lowerBound > $1.columns.lowerBound }
    var first = String(row)
    if let last = texts.first, last.columns.upperBound == end {
      first += " " + last.text
      texts.removeFirst()
    }
    let margin = String(repeating: " ", count: shift)
    return ([first] + texts.map { String(repeating: " ", count: $0.columns.lowerBound) + $0.text }).map {
      margin + $0
    }
  }

  // MARK: Long lines

  private struct Window {
    var bytes: Range<Int>
    var isCutBefore: Bool
    var isCutAfter: Bool
  }

  /// Bytes of a line that are shown: a file may be one line of many megabytes.
  private static let longest = 160

  private static func window(_ file: SourceFile, _ line: Range<Int>, around marks: [Mark]) -> Window {
    guard line.count > longest else { return Window(bytes: line, isCutBefore: false, isCutAfter: false) }
    let first = marks.map(\.span.start).min() ?? line.lowerBound
    let start = boundary(file, max(line.lowerBound, first - longest / 4), line)
    let end = boundary(file, min(line.upperBound, start + longest), line)
    return Window(bytes: start..<end, isCutBefore: start > line.lowerBound, isCutAfter: end < line.upperBound)
  }

  /// The beginning of a character at or before this byte.
  private static func boundary(_ file: SourceFile, _ offset: Int, _ line: Range<Int>) -> Int {
    var place = offset
    while place > line.lowerBound, place < line.upperBound, file.text[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}

/// The characters of a line, each as a terminal shows it.
struct Glyphs {
  let text: String
  /// Offset of each character in the file, and the column in which it begins; the end last.
  private let places: [(offset: Int, column: Int)]

  init(_ file: SourceFile, _ bytes: Range<Int>) {
    var text = ""
    var places: [(offset: Int, column: Int)] = []
    var offset = bytes.lowerBound
    var column = 0
    for scalar in String(decoding: file.text[bytes], as: UTF8.self).unicodeScalars {
      places.append((offset, column))
      // A byte that is not UTF-8 is shown as one replacement character of three bytes.
      let isReplaced = scalar == "\u{FFFD}" && !file.text[offset...].starts(with: [0xEF, 0xBF, 0xBD])
      offset += isReplaced ? 1 : UTF8.width(scalar)
      let shown = scalar == "\t" ? String(repeating: " ", count: 4 - column % 4) : Glyphs.visible(scalar)
      text += shown
      column += shown.unicodeScalars.reduce(0) { $0 + Glyphs.width($1) }
    }
    places.append((bytes.upperBound, column))
    self.text = text
    self.places = places
  }

  /// The column of the terminal in which the character of this byte begins; the line's end for what lies behind it.
  func column(at offset: Int) -> Int {
    places.last { $0.offset <= offset }?.column ?? 0
  }

  /// The text with everything escaped that a terminal could take for an order, or that changes the direction of text.
  static func visible(_ text: String) -> String {
    text.unicodeScalars.map(visible).joined()
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }

  /// Columns of a terminal: two for the wide characters of East Asia and pictures, none for marks that combine.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension UTF8 {
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x80: 1
    case 0x80..<0x800: 2
    case 0x800..<0x10000: 3
    default: 4
    }
  }
}
