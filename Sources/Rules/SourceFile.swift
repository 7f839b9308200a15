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
  // Every name and every part of an expression has one, and no rule file has as many bytes as 32 bits can count.
  private var number: Int32
  private var first: Int32
  private var last: Int32

  package init(file: Int, start: Int, end: Int) {
    number = Int32(clamping: file)
    first = Int32(clamping: start)
    last = Int32(clamping: end)
  }

  package var file: Int { Int(number) }
  package var start: Int { Int(first) }
  package var end: Int {
    get { Int(last) }
    set { last = Int32(clamping: newValue) }
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

  /// Where the byte at this offset stands. Whoever asks for many places of a file counts its lines once.
  package func place(at offset: Int, _ lines: LineStarts? = nil) -> Place {
    let end = min(max(offset, 0), text.count)
    let line = (lines ?? LineStarts(self)).line(at: end)
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

/// Where the lines of a file begin.
package struct LineStarts: Sendable {
  /// Of every line but the first.
  private var starts: [Int] = []

  init(_ file: SourceFile) {
    for place in file.text.indices where file.text[place] == 0x0A { starts.append(place + 1) }
  }

  /// The number of the line, from 1, in which the byte at this offset stands.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}
