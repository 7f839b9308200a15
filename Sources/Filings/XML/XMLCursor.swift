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
  var offset = 0
  /// The open elements, the innermost at `depth` − 1.
  private var open = InlineArray<64, OpenElement>(repeating: OpenElement())
  private(set) var depth = 0
  /// The element just entered was written `<name/>`.
  var isEmptyElement = false
  /// The value of the attribute `id` of the element last entered; `isEmpty`, wherever it begins, when it had none.
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
  /// The start tag last passed, and for each which one came behind it the last time: the schema has one order, so that
  /// nearly every tag is the expected one. Before a tag has been met, the next of the schema is expected.
  private var lastEntered: ElementNameTable.Number = 0
  private var followers = InlineArray<128, ElementNameTable.Number> { ElementNameTable.Number($0 &+ 1) }

  /// For each depth, of which there are `MarkupLayout.depths`, the markup last read in an element of it.
  var layouts = InlineArray<8, MarkupLayout>(repeating: MarkupLayout())

  init(_ document: XMLBytes) {
    self.document = document
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
    if depth < MarkupLayout.depths {
      if let name = layouts[depth].child.end(at: offset, in: document) {
        if let child = passExpectedTag(name: name) { return child }
      } else if let name = layouts[depth].end.end(at: offset, in: document), passEndTag(name: name) {
        return nil
      }
    }
    return try nextUnexpectedChild()
  }

  /// What `nextChild` does where another tag comes next than the document has had there before.
  private mutating func nextUnexpectedChild() throws(FilingError) -> ElementName? {
    let start = offset
    skipBlanks()
    learnLayout(from: start)
    let tag = document.word(at: offset)
    if tag.bits & 0xFFFF == ByteWord.endTagMark {
      if passEndTag(name: offset &+ 2) { return nil }
    } else if tag.bits & 0xFF == UInt64(UInt8(ascii: "<")) {
      if tag.bits == ByteWord.footnoteTag, let name = passFootnoteTag() { return name }
      if let name = passBareTag() { return name }
    }
    return try nextUncommonChild()
  }

  /// Remembers the markup from `start` to the name of the tag on whose `<` the cursor stands.
  private mutating func learnLayout(from start: Int) {
    guard depth < MarkupLayout.depths, byte(offset) == UInt8(ascii: "<") else { return }
    if byte(offset &+ 1) != UInt8(ascii: "/") {
      if let child = KnownMarkup(start: start, end: offset &+ 1) { layouts[depth].child = child }
    } else if let end = KnownMarkup(start: start, end: offset &+ 2) {
      layouts[depth].end = end
    }
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
    repeat {
      let mark = document.word(at: offset).bits & 0xFFFF
      let isMarkup =
        mark & 0xFF <= 0x20 || mark & 0xFF == UInt64(UInt8(ascii: "<")) && mark != ByteWord.endTagMark
      if !isMarkup, let text = passPlainText() {
        if strayText.isEmpty { strayText = text }
      } else {
        _ = try nextChild()
      }
    } while self.depth >= depth
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

  /// Goes back to the content of the element just left, which begins at `start`.
  mutating func reenter(at start: Int) {
    offset = start
    depth &+= 1
    isEmptyElement = false
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
    guard depth < Limits.elementDepth else { return nil }
    return passExpectedTag(name: offset &+ 1) ?? passUnexpectedTag()
  }

  /// Enters the element whose start tag, of which the name stands at `name`, is the expected one.
  @inline(__always)
  private mutating func passExpectedTag(name: Int) -> ElementName? {
    let expected = followers[Int(lastEntered)]
    guard let end = names.endOfTag(expected, in: document, from: name) else { return nil }
    passTag(expected, name: name, end: end)
    return names.name(expected)
  }

  private mutating func passUnexpectedTag() -> ElementName? {
    let number = names.bareName(in: document, from: offset &+ 1)
    guard number != names.other, let end = names.endOfTag(number, in: document, from: offset &+ 1)
    else { return nil }
    followers[Int(lastEntered)] = number
    passTag(number, name: offset &+ 1, end: end)
    return names.name(number)
  }

  @inline(__always)
  private mutating func passTag(_ number: ElementNameTable.Number, name: Int, end: Int) {
    open[depth] = OpenElement(start: name, end: end &- 1, number: number)
    depth &+= 1
    lastEntered = number
    offset = end
    isEmptyElement = false
    idAttribute.end = 0
  }

  /// Enters `<footnoteId id="…"/>` and `<footnote id="…">`, the only tags with an attribute that the schema has.
  private mutating func passFootnoteTag() -> ElementName? {
    guard let tag = document.footnoteTag(at: offset), depth < Limits.elementDepth else { return nil }
    open[depth] = OpenElement(start: tag.name.start, end: tag.name.end, number: names.other)
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
    guard depth < Limits.elementDepth else {
      throw error("elements are nested more than \(Limits.elementDepth) deep")
    }
    // Its end tag is compared with the start tag and not with the table, which knows no prefix.
    open[depth] = OpenElement(start: start, end: offset, number: names.other)
    depth &+= 1
    let name = names.name(in: document, start: local, end: offset)
    try finishStartTag()
    if name == .footnoteId { footnoteReferences.append(idAttribute) }
    return name
  }

  /// Reads an end tag, which must be that of the innermost open element; the cursor stands on its `<`.
  mutating func leave() throws(FilingError) {
    guard depth > 0 else { throw error("an end tag stands outside of the document") }
    guard passEndTag(name: offset &+ 2) else { throw wrongEndTag() }
  }

  /// Whether the end tag whose name stands at `name` is that of the innermost open element, which then is left.
  @inline(__always)
  mutating func passEndTag(name: Int) -> Bool {
    guard depth > 0 else { return false }
    let element = open[depth &- 1]
    guard let end = names.endOfTag(element.number, in: document, from: name) else {
      return passUncommonEndTag(element.name, at: name)
    }
    offset = end
    depth &-= 1
    return true
  }

  private mutating func passUncommonEndTag(_ opened: XMLRange, at name: Int) -> Bool {
    guard let end = document.endOfEndTag(name: name, opened: opened) else { return false }
    offset = end
    depth &-= 1
    return true
  }

  /// Where the name of the innermost open element stands.
  var openName: XMLRange { depth > 0 ? open[depth &- 1].name : XMLRange(start: 0, end: 0) }

  // MARK: Blanks

  @inline(__always)
  mutating func skipBlanks() {
    offset = document.endOfBlanks(from: offset)
  }

  private mutating func skipByteOrderMark() {
    if byte(offset) == 0xEF, byte(offset &+ 1) == 0xBB, byte(offset &+ 2) == 0xBF { offset &+= 3 }
  }
}

/// An element that was entered and not left. Small, because a cursor has room for as many as may be nested.
private struct OpenElement {
  private var start: UInt32 = 0
  private var length: UInt8 = 0
  /// Its name's number, when its start tag was that name and no more.
  private(set) var number: ElementNameTable.Number = 0

  init() {}

  /// `Limits` keep documents below 4 GB and names below 256 bytes.
  @inline(__always)
  init(start: Int, end: Int, number: ElementNameTable.Number) {
    self.start = UInt32(truncatingIfNeeded: start)
    length = UInt8(truncatingIfNeeded: end &- start)
    self.number = number
  }

  /// Where its name stands, with a prefix if it has one.
  var name: XMLRange { XMLRange(start: Int(start), end: Int(start) &+ Int(length)) }
}

/// A stretch of the document, half open.
struct XMLRange {
  var start: Int
  var end: Int
}
