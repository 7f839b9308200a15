/// Changes a file the way its structure suggests: whole elements, lines and cells are doubled, dropped, swapped, moved and
/// filled with odd values, so that most of what comes of it still looks like a filing.
struct FilingMutator {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// One change; the result has at most `limit` bytes.
  mutating func mutate(_ bytes: [UInt8], limit: Int = .max) -> [UInt8] {
    var bytes = bytes
    let pieces = pieces(of: bytes)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: remove(piece(of: pieces), from: &bytes)
    case 1: insert(Array(bytes[piece(of: pieces)]), at: piece(of: pieces).lowerBound, of: &bytes)
    case 2: replace(piece(of: pieces), with: Array(bytes[piece(of: pieces)]), in: &bytes)
    case 3: swap(piece(of: pieces), piece(of: pieces), in: &bytes)
    case 4: repeatPiece(piece(of: pieces), in: &bytes, limit: limit)
    case 5, 6: replace(text(of: pieces, in: bytes), with: oddValue(), in: &bytes)
    case 7: insert(oddMarkup(), at: piece(of: pieces).lowerBound, of: &bytes)
    case 8: wrap(piece(of: pieces), in: &bytes)
    default: changeByte(of: &bytes)
    }
    return bytes.count <= limit ? bytes : Array(bytes.prefix(limit))
  }

  // MARK: Pieces

  /// What the file is made of: elements with their content, tags, lines, and the texts between.
  private mutating func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var open: [(name: ArraySlice<UInt8>, start: Int)] = []
    var textStart = 0
    var at = 0
    while at < bytes.count, pieces.count < 4_000 {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<"), let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) {
        if textStart < at { pieces.append(textStart..<at) }
        let tag = bytes[at...end]
        pieces.append(at..<(end + 1))
        let name = tag.dropFirst(tag.dropFirst().first == UInt8(ascii: "/") ? 2 : 1).prefix {
          $0 > 0x2F && $0 != 0x3E
        }
        if tag.dropFirst().first != UInt8(ascii: "/") {
          open.append((name, at))
        } else if let index = open.lastIndex(where: { $0.name == name }) {
          pieces.append(open[index].start..<(end + 1))
          open.removeSubrange(index...)
        }
        at = end + 1
        textStart = at
      } else {
        if byte == 0x0A || byte == 0x09 || byte == 0x7C {
          if textStart < at { pieces.append(textStart..<at) }
          textStart = at + 1
        }
        at += 1
      }
    }
    if textStart < bytes.count { pieces.append(textStart..<bytes.count) }
    return pieces
  }

  private mutating func piece(of pieces: [Range<Int>]) -> Range<Int> {
    pieces.randomElement(using: &random) ?? 0..<0
  }

  /// A piece that is no tag, where a few tries find one.
  private mutating func text(of pieces: [Range<Int>], in bytes: [UInt8]) -> Range<Int> {
    for _ in 0..<20 {
      let found = piece(of: pieces)
      if let first = bytes[found].first, first != UInt8(ascii: "<") { return found }
    }
    return piece(of: pieces)
  }

  // MARK: Changes

  private func remove(_ piece: Range<Int>, from bytes: inout [UInt8]) {
    bytes.removeSubrange(piece)
  }

  private func insert(_ piece: [UInt8], at index: Int, of bytes: inout [UInt8]) {
    bytes.insert(contentsOf: piece, at: min(index, bytes.count))
  }

  private func replace(_ piece: Range<Int>, with other: [UInt8], in bytes: inout [UInt8]) {
    bytes.replaceSubrange(piece, with: other)
  }

  private func swap(_ one: Range<Int>, _ other: Range<Int>, in bytes: inout [UInt8]) {
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let (left, right) = (Array(bytes[first]), Array(bytes[second]))
    bytes.replaceSubrange(second, with: left)
    bytes.replaceSubrange(first, with: right)
  }

  private mutating func repeatPiece(_ piece: Range<Int>, in bytes: inout [UInt8], limit: Int) {
    let copy = bytes[piece]
    let room = max(0, min(limit, 1 << 18) - bytes.count) / max(1, copy.count)
    let times = min(room, [2, 10, 100, 1_000].randomElement(using: &random) ?? 2)
    bytes.insert(contentsOf: Array(repeatElement(copy, count: times).joined()), at: piece.upperBound)
  }

  private mutating func wrap(_ piece: Range<Int>, in bytes: inout [UInt8]) {
    let depth = [1, 3, 63, 200].randomElement(using: &random) ?? 1
    let name = ["value", "a", "footnotes", "XML", "p:q"].randomElement(using: &random) ?? "a"
    let open = Array(String(repeating: "<\(name)>", count: depth).utf8)
    let close = Array(String(repeating: "</\(name)>", count: depth).utf8)
    bytes.replaceSubrange(piece, with: open + bytes[piece] + close)
  }

  private mutating func changeByte(of bytes: inout [UInt8]) {
    guard let at = bytes.indices.randomElement(using: &random) else { return }
    if Bool.random(using: &random) {
      bytes[at] = UInt8.random(in: .min ... .max, using: &random)
    } else {
      bytes.insert("<>&;/!?]['\"= \n\t|$.,0".utf8.randomElement(using: &random) ?? 0, at: at)
    }
  }

  // MARK: Odd values

  private mutating func oddValue() -> [UInt8] {
    let values = [
      "", "0", "-1", "1e9", "999999999999999999", "9999999999999999999", "0.000000000000000001", ".",
      "1,234.5", "$1.88",
      "$0.01 to $999,999,999", "weighted average from $1 to $2", "0000-00-00", "9999-12-31", "2024-02-29",
      "12/31/9999",
      "20240229235959", "true", "X", "A", "D", "I", "SK V", "F1", "F99", "(1)(2)", "See Remarks",
      "Title: Officer", "4/A",
      "144", "0001999003-24-000017", "\u{FEFF}", "\u{0}", "&amp;", "&#x10FFFF;", "&", "株式会社", "é\u{301}",
      "\\$1.8|88(1)",
      "Code<sup>(1)</sup>", "&nbsp;", "<![CDATA[x]]>", "<!--", "<!DOCTYPE html>",
      String(repeating: "9", count: 5_000),
    ]
    return Array((values.randomElement(using: &random) ?? "").utf8)
  }

  private mutating func oddMarkup() -> [UInt8] {
    let markup = [
      "<value>", "</value>", "<footnoteId id=\"F1\"/>", "<x a='1' b>", "<XML>", "</XML>", "<DOCUMENT>",
      "</DOCUMENT>",
      "<TYPE>4", "<TEXT>", "</TEXT>", "<SUBMISSION>", "</SUBMISSION>", "</SEC-DOCUMENT>", "<SEC-HEADER>",
      "<tr>", "</tr>",
      "<td>", "</td>", "<table>", "<sup>(1)</sup>", "\n", "\r\n", "\t", "|", "<PAGE>", "<CAPTION>", "<S>",
      "<C>",
      "FORM 4", "-----END PRIVACY-ENHANCED MESSAGE-----", "<?xml version=\"1.0\" encoding=\"latin1\"?>",
      "\u{1}",
    ]
    return Array((markup.randomElement(using: &random) ?? "").utf8)
  }
}
