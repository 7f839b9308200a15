/// The lines of a page, and what stands behind its captions.
struct PageText {
  let lines: [Substring]

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    lines = text.split(whereSeparator: \.isNewline).map(PageText.withoutEnds).filter { !$0.isEmpty }
  }

  /// The first line that has the caption, from `start`.
  func index(of caption: String, from start: Int = 0) -> Int? {
    guard start < lines.count else { return nil }
    return lines[start...].firstIndex { $0.contains(caption) }
  }

  /// What stands behind the caption on its line.
  func text(behind caption: String) -> Substring? {
    for line in lines {
      if let range = line.firstRange(of: caption) { return line[range.upperBound...] }
    }
    return nil
  }

  func contains(_ caption: String) -> Bool {
    index(of: caption) != nil
  }

  // MARK: Text

  static func trimmed(_ text: Substring) -> Substring {
    let front = text.drop(while: \.isWhitespace)
    return front.lastIndex { !$0.isWhitespace }.map { front[...$0] } ?? front
  }

  /// Without blanks at the end; tabs in front belong to the table.
  static func withoutEnds(_ text: Substring) -> Substring {
    text.lastIndex { !$0.isWhitespace }.map { text[...$0] } ?? ""
  }

  /// On one line with single blanks: what a person is shown.
  static func flattened(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Without the escapes of the page's text: `\$` is a dollar sign.
  static func unescaped(_ text: Substring) -> String {
    String(text.replacing("\\$", with: "$"))
  }
}
