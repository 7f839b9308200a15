/// A field of the head: its caption and the lines below it, as far as they are the field's.
///
/// Fields stand below one another, or beside one another in columns that strokes or blanks part. A field reaches to the
/// right up to the next one that begins on its line or beside it, and down to the next that begins below it.
struct TypedField {
  let caption: TypedCaption
  /// The columns that are the field's.
  var columns: Range<Int>
  /// The first is the rest of the caption's line.
  var lines: [String] = []
  /// A line has a word across the field's border, so that it is not certain what is the field's.
  var isTorn = false

  /// The fields of the lines in front of Table I.
  static func all(in lines: some Sequence<[Character]>) -> [TypedField] {
    var done: [TypedField] = []
    var open: [TypedField] = []
    for line in lines {
      if line == [end] {
        done += open.filter(\.isComplete)
        open.removeAll(where: \.isComplete)
        continue
      }
      for column in line.indices {
        guard let caption = TypedCaption.at(column, of: line) else { continue }
        begin(caption, at: column, &open, &done)
      }
      if TypedText.isRuler(line) { continue }
      for index in open.indices { open[index].take(line) }
    }
    return done + open
  }

  /// A line of its own at the end of a cell with a caption, on a page whose cells are known.
  static let end: Character = "\u{1F}"

  /// Nothing beyond its cell is the field's: it has a value there, or may well have none.
  private var isComplete: Bool {
    switch caption {
    case .number, .original, .group: true
    case .owner, .issuer, .period, .event, .relationship: !value.isEmpty
    }
  }

  /// A field at the left margin is below all others. Any other is below the one that begins in its column, or takes the
  /// right part of the one in whose columns it begins.
  private static func begin(
    _ caption: TypedCaption, at column: Int, _ open: inout [TypedField], _ done: inout [TypedField]
  ) {
    if column <= indent {
      done += open
      open = [TypedField(caption: caption, columns: 0..<Int.max)]
    } else if let above = open.firstIndex(where: { abs($0.columns.lowerBound - column) <= indent }) {
      done.append(open[above])
      open[above] = TypedField(caption: caption, columns: open[above].columns)
    } else {
      let end = open.last.map(\.columns.upperBound) ?? Int.max
      if let beside = open.lastIndex(where: { $0.columns.contains(column) }) {
        let right = open[beside].columns.upperBound
        open[beside].columns = open[beside].columns.lowerBound..<column
        open.insert(TypedField(caption: caption, columns: column..<right), at: beside + 1)
      } else {
        open.append(TypedField(caption: caption, columns: column..<max(end, column + 1)))
      }
    }
  }

  /// Captions of one column begin within so many characters of one another.
  private static let indent = 4

  private mutating func take(_ line: [Character]) {
    guard columns.lowerBound < line.count, lines.count < Limits.fieldLines else { return }
    let end = Swift.min(columns.upperBound, line.count)
    if end < line.count, end > 0, !isBorder(line[end - 1]), !isBorder(line[end]) { isTorn = true }
    let start = columns.lowerBound
    if start > 0, !isBorder(line[start - 1]), !isBorder(line[start]) { isTorn = true }
    lines.append(String(line[start..<end]).replacing("|", with: " "))
  }

  private func isBorder(_ character: Character) -> Bool { character == " " || character == "|" }

  /// The field's text behind the caption, a line each.
  var value: [String] {
    value(keepingStrokes: false)
  }

  /// Strokes are boxes in some fields, and lines to type on in others.
  func value(keepingStrokes: Bool) -> [String] {
    var lines = lines
    if let first = lines.first {
      lines[0] = String(first.drop { $0.isNumber || $0 == "." || $0 == ")" || $0 == " " })
    }
    let value = caption.value(of: lines)
    return keepingStrokes ? value : value.map(TypedField.withoutUnderscores).filter { !$0.isEmpty }
  }

  /// Typed on a line that was drawn: `__Ada B. Quill__`.
  static func withoutUnderscores(_ text: String) -> String {
    HTMLText.flattened(text.replacing("_", with: " "))
  }
}
