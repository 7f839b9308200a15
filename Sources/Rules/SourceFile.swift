/// The text of one rule file, with the name under which messages cite it.
package struct SourceFile: Sendable, Hashable {
  /// As the user knows it: `rules.d/desk.rules`.
  package let name: String
  package let text: [UInt8]

  package init(name: String, text: [UInt8]) {
    self.name = name
    self.text = text
  }

  package init(name: String, text: String) {
    self.init(name: name, text: Array(text.utf8))
  }
}

/// A stretch of one source file: byte offsets, half open.
package struct Span: Sendable, Hashable {
  package var file: Int
  package var start: Int
  package var end: Int

  package init(file: Int, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// From the beginning of the one to the end of the other.
  func joined(with other: Span) -> Span {
    Span(file: file, start: min(start, other.start), end: max(end, other.end))
  }
}

// MARK: - Places

extension SourceFile {
  /// A place as people count: both from 1, the column in characters.
  package struct Place: Sendable, Hashable {
    package var line: Int
    package var column: Int
  }

  /// Where the byte at this offset stands.
  package func place(at offset: Int) -> Place {
    let end = min(max(offset, 0), text.count)
    let line = text[..<end].reduce(into: 1) { line, byte in line += byte == 0x0A ? 1 : 0 }
    let start = lineStart(before: end)
    let characters = String(decoding: text[start..<end], as: UTF8.self).unicodeScalars.count
    return Place(line: line, column: characters + 1)
  }

  /// The bytes of the line in which this offset stands, without its end.
  func line(at offset: Int) -> Range<Int> {
    let place = min(max(offset, 0), text.count)
    let start = lineStart(before: place)
    let end = text[place...].firstIndex(of: 0x0A) ?? text.count
    return start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end)
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: text[range.clamped(to: 0..<text.count)], as: UTF8.self)
  }

  private func lineStart(before offset: Int) -> Int {
    (text[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
  }
}
