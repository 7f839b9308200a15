/// Walks through an XML document, element by element, without a tree and without copying.
///
/// The bytes are UTF-8 (`TextEncoding` has seen to that). There is no code for document type declarations: the cursor
/// refuses them, and with them every entity but the five of the specification and character references. Stricter or
/// laxer than XML 1.0 only here, because real filings ask for it:
/// - blanks before the XML declaration are skipped (files saved by people have them);
/// - an ampersand that begins no reference stands for itself, an attribute without a value is passed over (agents of 2003
///   and 2004 wrote both), and control characters are left out; each is noted as a `DocumentDoubt`;
/// - a namespace prefix is ignored and need not be declared.
///
/// The functions run in the document's order: `nextChild` enters an element, after which the caller leaves it with
/// `nextChild` giving `nil`, `text`, `leaf` or `skip`.
struct XMLCursor: ~Copyable {
  let document: XMLBytes
  /// The first byte that is not consumed yet.
  var offset: Int
  /// The open elements' names, the innermost at `depth` − 1.
  var openNames = [XMLRange](repeating: XMLRange(start: 0, end: 0), count: Limits.elementDepth)
  var depth = 0
  /// The element just entered was written `<name/>`.
  var isEmptyElement = false
  /// The value of the attribute `id` of the element last entered; empty when it had none.
  var idAttribute = XMLText.empty
  /// The `id` of each `footnoteId` entered since the reader last emptied this list.
  var footnoteReferences: [XMLText] = []
  /// The first text between the children of the element that `leaf` is in.
  var strayText = XMLText.empty
  /// A `value` was entered in the middle of a text.
  var hasMetValue = false
  /// Where each kind of damage was first met.
  var noted: [(doubt: DocumentDoubt, offset: Int)] = []
  private let names = ElementNameTable.standard

  init(_ bytes: [UInt8], from offset: Int = 0) {
    document = XMLBytes(bytes)
    self.offset = offset
  }

  // MARK: Elements

  /// Enters the root element.
  mutating func root() throws(FilingError) -> ElementName {
    skipBlanks()
    skipByteOrderMark()
    skipBlanks()
    while true {
      guard byte(offset) == UInt8(ascii: "<") else { throw expected("an element", at: offset) }
      switch byte(offset &+ 1) {
      case UInt8(ascii: "?"): try skipInstruction()
      case UInt8(ascii: "!"): try skipComment()
      default: return try enter()
      }
      skipBlanks()
    }
  }

  /// Enters the next child of the element that the cursor is in; leaves that element when there is no child left.
  mutating func nextChild() throws(FilingError) -> ElementName? {
    if isEmptyElement {
      leaveEmptyElement()
      return nil
    }
    skipBlanks()
    let tag = document.word(at: offset)
    if tag.bits & 0xFFFF == ByteWord.endTagMark {
      if passEndTag() { return nil }
    } else if tag.bits & 0xFF == UInt64(UInt8(ascii: "<")) {
      if let name = passBareTag() { return name }
      if tag.bits == ByteWord.footnoteTag, let name = passFootnoteTag() { return name }
    }
    return try nextUncommonChild()
  }

  /// What `nextChild` does where no bare tag of a known name comes next.
  private mutating func nextUncommonChild() throws(FilingError) -> ElementName? {
    while true {
      skipBlanks()
      guard byte(offset) == UInt8(ascii: "<") else {
        try passStrayText()
        continue
      }
      switch byte(offset &+ 1) {
      case UInt8(ascii: "/"):
        try leave()
        return nil
      case UInt8(ascii: "?"): try skipInstruction()
      case UInt8(ascii: "!"):
        if isAt("<![CDATA[") { try passStrayText() } else { try skipComment() }
      default: return try enter()
      }
    }
  }

  /// Leaves the element just entered with everything in it.
  mutating func skip() throws(FilingError) {
    let depth = depth
    while self.depth >= depth { _ = try nextChild() }
  }

  /// After the root element only blanks, comments and instructions may follow.
  mutating func finish() throws(FilingError) {
    while true {
      skipBlanks()
      if offset >= document.count { return }
      if isAt("<!--") {
        try skipComment()
      } else if isAt("<?") {
        try skipInstruction()
      } else {
        throw error("something stands after the end of the document")
      }
    }
  }

  private mutating func leaveEmptyElement() {
    isEmptyElement = false
    depth &-= 1
  }

  // MARK: Tags

  /// Reads a start tag; the cursor stands on its `<`.
  mutating func enter() throws(FilingError) -> ElementName {
    if let name = passBareTag() { return name }
    return try enterUncommon()
  }

  /// Enters the element whose start tag, on whose `<` the cursor stands, is a known name and no more.
  @inline(__always)
  private mutating func passBareTag() -> ElementName? {
    let start = offset &+ 1
    let (end, name) = names.bareName(in: document, from: start)
    guard name != .other, depth < Limits.elementDepth else { return nil }
    openNames[depth] = XMLRange(start: start, end: end)
    depth &+= 1
    offset = end &+ 1
    isEmptyElement = false
    idAttribute = .empty
    return name
  }

  /// Enters `<footnoteId id="…"/>` and `<footnote id="…">`, the only tags with an attribute that the schema has.
  private mutating func passFootnoteTag() -> ElementName? {
    guard let tag = document.footnoteTag(at: offset), depth < Limits.elementDepth else { return nil }
    openNames[depth] = tag.name
    depth &+= 1
    offset = tag.end
    isEmptyElement = tag.isReference
    idAttribute = tag.id
    if tag.isReference { footnoteReferences.append(tag.id) }
    return tag.isReference ? .footnoteId : .footnote
  }

  /// Reads a start tag with attributes, with a namespace prefix, of the form `<name/>` or of a name that nobody knows.
  private mutating func enterUncommon() throws(FilingError) -> ElementName {
    let start = offset &+ 1
    guard XMLCursor.isNameStart(byte(start)) else { throw misplacedLessThan(at: offset) }
    var local = start
    offset = start
    while XMLCursor.isNameByte(byte(offset)) {
      offset &+= 1
      if byte(offset &- 1) == UInt8(ascii: ":") { local = offset }
    }
    guard offset &- start <= Limits.nameBytes else { throw nameTooLong() }
    try open(XMLRange(start: start, end: offset))
    let name = names.name(in: document, start: local, end: offset)
    try finishStartTag()
    if name == .footnoteId { footnoteReferences.append(idAttribute) }
    return name
  }

  @inline(__always)
  private mutating func open(_ name: XMLRange) throws(FilingError) {
    guard depth < Limits.elementDepth else {
      throw error("elements are nested more than \(Limits.elementDepth) deep")
    }
    openNames[depth] = name
    depth &+= 1
  }

  /// Reads an end tag, which must be that of the innermost open element; the cursor stands on its `<`.
  mutating func leave() throws(FilingError) {
    guard depth > 0 else { throw error("an end tag stands outside of the document") }
    guard passEndTag() else { throw wrongEndTag() }
  }

  /// Whether the end tag on whose `<` the cursor stands is that of the innermost open element, which then is left.
  @inline(__always)
  mutating func passEndTag() -> Bool {
    guard depth > 0, let end = document.endOfEndTag(from: offset, name: openNames[depth &- 1])
    else { return false }
    offset = end
    depth &-= 1
    return true
  }

  // MARK: Blanks

  @inline(__always)
  mutating func skipBlanks() {
    offset = document.endOfBlanks(from: offset)
  }

  private mutating func skipByteOrderMark() {
    if byte(offset) == 0xEF, byte(offset &+ 1) == 0xBB, byte(offset &+ 2) == 0xBF { offset &+= 3 }
  }
}

/// A stretch of the document, half open.
struct XMLRange {
  var start: Int
  var end: Int
}
