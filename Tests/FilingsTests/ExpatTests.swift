import Foundation
import Testing

@testable import Filings

/// The cursor against expat: what is well formed is the same to both, and what is not both refuse, but for the damage
/// that the cursor reads over and notes.
@Suite(.enabled(if: Expat.isHere, "python3 has no expat")) struct ExpatTests {
  @Test func `the cursor walks through a document as expat does, and refuses what expat refuses`() throws {
    let documents = (0..<1_200).map { RandomXML.document(seed: $0) }
    let told = try Expat.events(of: documents)
    for (document, expected) in zip(documents, told) {
      let shown = "\(document.debugDescription)"
      let bytes = Array(document.utf8)
      guard let expected else {
        let doubts = try? ExpatTests.names(in: bytes).doubts
        #expect(doubts?.isEmpty != true, "expat refuses, the cursor does not: \(shown)")
        continue
      }
      let names = try? ExpatTests.names(in: bytes).lines
      let text = try? ExpatTests.text(in: bytes)
      #expect(names == expected.names && text == expected.text, "\(shown)")
    }
    #expect(told.count { $0 == nil } > 150 && told.count { $0 != nil } > 600, "both kinds are tried")
  }

  // MARK: The cursor

  private static func names(in bytes: [UInt8]) throws(FilingError) -> (lines: String, doubts: [Int]) {
    var xml = XMLCursor(XMLBytes(bytes))
    _ = try xml.root()
    var lines = ["0 \(xml.localName)"]
    while xml.depth > 0 {
      let depth = xml.depth
      if try xml.nextChild() != nil { lines.append("\(depth) \(xml.localName)") }
    }
    try xml.finish()
    return (lines.joined(separator: "\n"), xml.noted.map(\.offset))
  }

  /// Without the blanks at its ends, which the cursor never gives.
  private static func text(in bytes: [UInt8]) throws(FilingError) -> String {
    var xml = XMLCursor(XMLBytes(bytes))
    _ = try xml.root()
    let text = try xml.text()
    return xml.document.string(text) ?? ""
  }

}

/// The C library, by way of Python's module.
private enum Expat {
  static var isHere: Bool {
    (try? python("-c", "import xml.parsers.expat")) == 0
  }

  /// What expat tells of each document; `nil` for one that it refuses.
  static func events(of documents: [String]) throws -> [(names: String, text: String)?] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "expat-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, document) in documents.enumerated() {
      try Data(document.utf8).write(to: folder.appending(path: "\(index).xml"))
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Scripts/expat_events.py")
    try #require(try python(script.path, folder.path) == 0)
    let blanks = CharacterSet(charactersIn: " \t\r\n")
    return documents.indices.map { index in
      guard let names = try? Data(contentsOf: folder.appending(path: "\(index).names")),
        let text = try? Data(contentsOf: folder.appending(path: "\(index).text"))
      else { return nil }
      let trimmed = String(decoding: text, as: UTF8.self).trimmingCharacters(in: blanks)
      return (String(decoding: names, as: UTF8.self), trimmed)
    }
  }

  private static func python(_ arguments: String...) throws -> Int32 {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3"] + arguments
    try python.run()
    python.waitUntilExit()
    return python.terminationStatus
  }
}

/// Documents within what a cursor supports: no declaration of any kind. Every third is broken in a place or two.
private struct RandomXML {
  private var random: SeededGenerator

  static func document(seed: Int) -> String {
    var maker = RandomXML(random: SeededGenerator(seed: UInt64(seed)))
    var text = Array(maker.element(depth: 0).utf8)
    if seed % 3 == 0 {
      for _ in 0...Int.random(in: 0...1, using: &maker.random) { maker.damage(&text) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func element(depth: Int) -> String {
    let name = pick([
      "a", "value", "issuer", "ns:value", "footnoteId", "footnote", "transactionShares", "remarks", "x-y.z_1",
      "é",
    ])
    let attributes = pick([
      "", "", "", " id=\"F1\"", " id='a&amp;b'", "\n id = \"<\"".replacing("<", with: "&lt;"),
      " p:q=\"\" r='é'",
    ])
    if Int.random(in: 0..<6, using: &random) == 0 { return "<\(name)\(attributes)\(pick(["", " "]))/>" }
    let count = depth > 4 ? 0 : Int.random(in: 0..<5, using: &random)
    let content = (0..<count).map { _ in
      Bool.random(using: &random) ? element(depth: depth + 1) : piece()
    }
    return "<\(name)\(attributes)>\(piece())\(content.joined())\(piece())</\(name)\(pick(["", "", "\n"]))>"
  }

  private mutating func piece() -> String {
    pick([
      "", "", "\n    ", "\r\n\t", "8802", "Common Stock", "a ] b ]] c > d", "für 株 🂡",
      "&amp;&lt;&gt;&quot;&apos;",
      "&#65;&#x20AC;&#10;", "<!-- c <d> & -->", "<?go on?>", "<![CDATA[ <a> & ]] ]]>", "one\rtwo",
      "\"quoted\"",
      String(repeating: "long text without a stop, ", count: 5), "2024-01-02",
    ])
  }

  /// Not at the first byte: blanks before a document are no damage to a cursor.
  private mutating func damage(_ text: inout [UInt8]) {
    guard text.count > 1 else { return }
    let place = Int.random(in: 1..<text.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: text.remove(at: place)
    case 1: text.removeLast(text.count - place)
    default:
      let insertion = pick([
        "<", ">", "&", "]]>", "</", "/>", "\"", "'", "=", "\u{1}", "<a>", "</a>", "<!-- -- -->", "&nbsp;",
        "&#0;", " ",
        "<b c>",
      ])
      text.insert(contentsOf: insertion.utf8, at: place)
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}
