import Filings

/// A file that a `list … from file` names.
package struct ListFile: Sendable, Hashable {
  /// As the rule file has it; meant from the folder of that file.
  package let name: String
  /// The rule file's name.
  package let ruleFile: String

  package init(name: String, ruleFile: String) {
    self.name = name
    self.ruleFile = ruleFile
  }

  /// The path of the list, from where the rule file's own path is meant.
  package var path: String {
    guard !name.hasPrefix("/"), let slash = ruleFile.lastIndex(of: "/") else { return name }
    return ruleFile[...slash] + name
  }

  /// What came of reading it.
  package enum Contents: Sendable {
    case file(SourceFile)
    /// Why it cannot be read, in lower case, as a clause.
    case unreadable(String)
  }
}

/// A list's elements, ready to be compared.
struct ListTable: Sendable {
  var type: ValueType
  /// Folded as the fields are that they are compared with.
  var elements: Set<String> = []
}

/// Reads the file of a list: one element on each line; empty lines and comments do not count.
struct ListReader {
  private let type: ValueType
  private let file: Int
  private let text: [UInt8]
  private(set) var elements: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile, file: Int, type: ValueType) {
    self.type = type
    self.file = file
    text = source.text
    read()
  }

  private mutating func read() {
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      readLine(start..<end)
      guard diagnostics.count <= Limits.diagnostics else { return }
      guard elements.count <= Limits.listElements else {
        diagnostics.append(.listTooLong(at: Span(file: file, start: start, end: end)))
        return
      }
      start = end + 1
    }
  }

  private mutating func readLine(_ line: Range<Int>) {
    let range = trimmed(line.lowerBound..<commentStart(in: line))
    guard !range.isEmpty else { return }
    let span = Span(file: file, start: range.lowerBound, end: range.upperBound)
    guard let word = String(validating: text[range], as: UTF8.self) else {
      diagnostics.append(.notUTF8(at: span))
      return
    }
    if let element = element(word) {
      elements.insert(Report.folded(element, type))
    } else {
      diagnostics.append(.elementOfOther(type, at: span))
    }
  }

  /// A name may have a `#` in it, so that a comment among texts has a line of its own.
  private func commentStart(in line: Range<Int>) -> Int {
    guard type == .text else { return text[line].firstIndex(of: UInt8(ascii: "#")) ?? line.upperBound }
    let start = text[line].firstIndex { !ListReader.isBlank($0) }
    return start.map { text[$0] == UInt8(ascii: "#") ? $0 : line.upperBound } ?? line.upperBound
  }

  private func trimmed(_ line: Range<Int>) -> Range<Int> {
    guard let start = line.first(where: { !ListReader.isBlank(text[$0]) }),
      let last = line.last(where: { !ListReader.isBlank(text[$0]) })
    else { return line.lowerBound..<line.lowerBound }
    return start..<(last + 1)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  /// The word as an element, or `nil` when it is none of this type. Tickers may have their `@` or not.
  private func element(_ word: String) -> String? {
    switch type {
    case .ticker:
      let ticker = word.hasPrefix("@") ? String(word.dropFirst()) : word
      return ListReader.isTicker(ticker) ? ticker : nil
    case .cik, .date: return type.text(of: .text(word))
    default: return word
    }
  }

  private static func isTicker(_ word: String) -> Bool {
    let bytes = word.utf8
    guard let first = bytes.first, isLetter(first) || (0x30...0x39).contains(first) else { return false }
    return bytes.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
