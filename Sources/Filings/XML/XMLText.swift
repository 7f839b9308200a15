/// The text of one element or attribute, still in the document: where it stands, and whether it can be taken as it is.
struct XMLText {
  var start: Int
  var end: Int
  /// No reference, CDATA section, comment, child markup or carriage return lies in it.
  var isPlain: Bool

  static let empty = XMLText(start: 0, end: 0, isPlain: true)

  var isEmpty: Bool { start >= end }
}

extension XMLCursor {
  /// The text of the element just entered, which is left. Markup in it counts as if it were not there.
  mutating func text() throws(FilingError) -> XMLText {
    if isEmptyElement {
      _ = try nextChild()
      return .empty
    }
    if let text = passPlainText() { return text }
    return try uncommonText(from: offset)
  }

  /// Leaves the element just entered when it holds plain text and no more, and gives the text.
  @inline(__always)
  mutating func passPlainText() -> XMLText? {
    let start = offset
    let end = document.endOfPlainText(from: start)
    guard !isEmptyElement, end &- start <= Limits.textBytes,
      document.word(at: end).bits & 0xFFFF == ByteWord.endTagMark
    else { return nil }
    return passEndTag(name: end &+ 2) ? XMLText(start: start, end: end, isPlain: true) : nil
  }

  /// The text from `start` where it is more than one line of plain text.
  private mutating func uncommonText(from start: Int) throws(FilingError) -> XMLText {
    offset = start
    let outer = depth
    var isPlain = true
    while true {
      try passText(&isPlain)
      let end = offset
      if byte(offset &+ 1) == UInt8(ascii: "/") {
        try leave()
        if depth < outer { return try checked(XMLText(start: start, end: end, isPlain: isPlain)) }
      } else {
        isPlain = false
        try passMarkup()
      }
    }
  }

  /// The value of the element just entered, which is left: the text of its child `value`, or its own.
  mutating func leaf() throws(FilingError) -> XMLText {
    if isEmptyElement { return try text() }
    let first = byte(offset)
    if first > 0x20, first != UInt8(ascii: "<") { return try ownText() }
    if let value = knownValue() { return value }
    return try newLeaf()
  }

  /// The value of a leaf that is laid out as one before it.
  @inline(__always)
  private mutating func knownValue() -> XMLText? {
    guard depth < MarkupLayout.depths, let start = layouts[depth].value.end(at: offset, in: document) else {
      return nil
    }
    let end = document.endOfPlainText(from: start)
    guard let name = layouts[depth].valueEnd.end(at: end, in: document), passEndTag(name: name) else {
      return nil
    }
    return XMLText(start: start, end: end, isPlain: true)
  }

  private mutating func newLeaf() throws(FilingError) -> XMLText {
    let start = offset
    skipBlanks()
    let mark = document.word(at: offset).bits & 0xFFFF
    if mark == ByteWord.endTagMark, passEndTag(name: offset &+ 2) { return .empty }
    guard mark & 0xFF == UInt64(UInt8(ascii: "<")), mark != ByteWord.sectionMark || !isAt("<![CDATA[") else {
      offset = start
      return try ownText()
    }
    guard let text = document.plainValue(from: offset) else { return try childText() }
    offset = text.end &+ 8
    skipBlanks()
    let name = offset &+ 2
    guard document.word(at: offset).bits & 0xFFFF == ByteWord.endTagMark, passEndTag(name: name) else {
      return try childText(after: text)
    }
    learnValue(text, from: start, to: name)
    return text
  }

  /// Remembers how the leaf just left is laid out, whose content began at `start` and whose end tag's name stands at `name`.
  private mutating func learnValue(_ text: XMLText, from start: Int, to name: Int) {
    let depth = depth &+ 1
    guard depth < MarkupLayout.depths else { return }
    if let value = KnownMarkup(start: start, end: text.start) { layouts[depth].value = value }
    if let end = KnownMarkup(start: text.end, end: name) { layouts[depth].valueEnd = end }
  }

  /// The text of a leaf that begins with it. A `value` behind it is the value all the same: digits of the two put together
  /// would be a number that nobody wrote.
  private mutating func ownText() throws(FilingError) -> XMLText {
    if let text = passPlainText() { return text }
    let start = offset
    hasMetValue = false
    let text = try text()
    guard hasMetValue else { return text }
    reenter(at: start)
    return try childText()
  }

  private mutating func childText(after first: XMLText = .empty) throws(FilingError) -> XMLText {
    var value = first
    strayText = .empty
    while let child = try nextChild() {
      if child == .value { value = try text() } else { try skip() }
    }
    return value.isEmpty ? strayText : value
  }

  /// Passes text between children, which no schema has there, and keeps the first for `leaf`.
  mutating func passStrayText() throws(FilingError) {
    let start = offset
    var isPlain = true
    if byte(offset) == UInt8(ascii: "<") {
      isPlain = false
      try passMarkup()
    } else {
      try passText(&isPlain)
    }
    if strayText.isEmpty {
      strayText = try checked(XMLText(start: start, end: offset, isPlain: isPlain))
    }
  }

  private func checked(_ text: XMLText) throws(FilingError) -> XMLText {
    guard text.end &- text.start <= Limits.textBytes else {
      throw error("an element's text has more than \(Limits.textBytes) bytes", at: text.start)
    }
    return text
  }

  // MARK: Passing

  /// Goes to the next `<` and checks what lies before it.
  @inline(__always)
  private mutating func passText(_ isPlain: inout Bool) throws(FilingError) {
    while true {
      offset = document.endOfPlainText(from: offset)
      let byte = byte(offset)
      if byte == UInt8(ascii: "<") { return }
      if try !checkInText(byte, at: offset) { isPlain = false }
      offset &+= 1
    }
  }

  /// Whether the byte at `at` can be taken as it stands; throws when no text may have it.
  private mutating func checkInText(_ byte: UInt8, at: Int) throws(FilingError) -> Bool {
    switch byte {
    case 0x0A, 0x09: return true
    case 0x0D: return false
    case UInt8(ascii: "&"):
      try checkReference(at: at)
      return false
    case UInt8(ascii: "]"):
      if document.storage.begins(with: "]]>", at: at) { throw error("`]]>` stands in text", at: at) }
      return true
    default:
      if at >= document.count { throw truncation() }
      note(.controlCharacter, at: at)
      return false
    }
  }

  /// Passes a comment, an instruction, a CDATA section or a start tag in the middle of text.
  private mutating func passMarkup() throws(FilingError) {
    switch byte(offset &+ 1) {
    case UInt8(ascii: "?"): try skipInstruction()
    case UInt8(ascii: "!"):
      if isAt("<![CDATA[") { try skipSection() } else { try skipComment() }
    default:
      if try enter() == .value { hasMetValue = true }
      if isEmptyElement { _ = try nextChild() }
    }
  }
}
