/// Everything between `<` and `>` that is not an element without attributes: rare in filings.
extension XMLCursor {
  /// Reads the attributes and the end of a start tag; the cursor stands behind the name.
  mutating func finishStartTag() throws(FilingError) {
    var attributes: [XMLRange] = []
    idAttribute = .empty
    isEmptyElement = false
    while true {
      let before = offset
      skipBlanks()
      switch byte(offset) {
      case UInt8(ascii: ">"):
        offset &+= 1
        return
      case UInt8(ascii: "/"):
        guard byte(offset &+ 1) == UInt8(ascii: ">") else {
          throw expected("`>`", at: offset &+ 1)
        }
        offset &+= 2
        isEmptyElement = true
        return
      default:
        guard offset > before else { throw expected("a blank, `/>` or `>`", at: offset) }
        attributes.append(try attribute(after: attributes))
      }
    }
  }

  /// Reads one attribute; gives where its name stands.
  private mutating func attribute(after others: [XMLRange]) throws(FilingError) -> XMLRange {
    let name = try attributeName()
    if others.contains(where: { isSame($0, name) }) {
      throw error("the attribute `\(shown(name))` stands twice in one tag", at: name.start)
    }
    guard others.count < Limits.attributes else {
      throw error("an element has more than \(Limits.attributes) attributes", at: name.start)
    }
    let end = offset
    skipBlanks()
    guard byte(offset) == UInt8(ascii: "=") else {
      // The blanks behind it separate it from the next.
      note(.attributeWithoutValue, at: name.start)
      offset = end
      return name
    }
    offset &+= 1
    skipBlanks()
    let value = try attributeValue()
    if name.end &- name.start == 2, document.storage.begins(with: "id", at: name.start) {
      idAttribute = value
    }
    return name
  }

  private mutating func attributeName() throws(FilingError) -> XMLRange {
    let start = offset
    guard XMLCursor.isNameStart(byte(start)) else { throw expected("an attribute, `/>` or `>`", at: start) }
    while XMLCursor.isNameByte(byte(offset)) { offset &+= 1 }
    guard offset &- start <= Limits.nameBytes else { throw nameTooLong() }
    // The name may go on where the file does not yet.
    if offset >= document.count { throw truncation() }
    return XMLRange(start: start, end: offset)
  }

  private mutating func attributeValue() throws(FilingError) -> XMLText {
    let quote = byte(offset)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw expected("the attribute's value in quotes", at: offset)
    }
    offset &+= 1
    var value = XMLText(start: offset, end: offset, isPlain: true)
    while byte(offset) != quote {
      switch byte(offset) {
      case UInt8(ascii: "<"): throw error("`<` stands in an attribute's value")
      case UInt8(ascii: "&"):
        try checkReference(at: offset)
        value.isPlain = false
      case let control where XMLCursor.isControl(control):
        if offset >= document.count { throw truncation() }
        note(.controlCharacter, at: offset)
        value.isPlain = false
      default: break
      }
      offset &+= 1
    }
    value.end = offset
    offset &+= 1
    return value
  }

  /// Throws for a reference that a filing may not have.
  mutating func checkReference(at: Int) throws(FilingError) {
    switch document.reference(at: at) {
    case .refused(let end): throw badReference(at: at, end: end)
    case .ampersand: note(.bareAmpersand, at: at)
    case .character: break
    }
  }

  private func isSame(_ one: XMLRange, _ other: XMLRange) -> Bool {
    bytes[one.start..<one.end].elementsEqual(bytes[other.start..<other.end])
  }

  // MARK: Instructions, comments, sections

  /// `<?target …?>`; the XML declaration, which may stand only at the document's beginning, is one too.
  mutating func skipInstruction() throws(FilingError) {
    let start = offset
    if isAt("<?xml"), !XMLCursor.isNameByte(byte(offset &+ 5)), !isAtFirstMarkup {
      throw error("an XML declaration stands in the middle of the document")
    }
    offset &+= 2
    guard XMLCursor.isNameStart(byte(offset)) else {
      throw expected("the name of an instruction", at: offset)
    }
    while XMLCursor.isNameByte(byte(offset)) { offset &+= 1 }
    guard XMLCursor.isBlank(byte(offset)) || byte(offset) == UInt8(ascii: "?") else {
      throw expected("a blank or `?>`", at: offset)
    }
    guard let end = document.storage.firstOffset(of: "?>", from: offset) else { throw truncation() }
    noteControls(from: start, to: end)
    offset = end &+ 2
  }

  private var isAtFirstMarkup: Bool {
    depth == 0 && bytes.prefix(offset).allSatisfy { XMLCursor.isBlank($0) || $0 >= 0x80 }
  }

  /// `<!-- … -->`. What else begins with `<!` has no place in a filing.
  mutating func skipComment() throws(FilingError) {
    guard isAt("<!--") else { throw refusedDeclaration() }
    let start = offset &+ 4
    guard let end = document.storage.firstOffset(of: "--", from: start) else { throw truncation() }
    guard byte(end &+ 2) == UInt8(ascii: ">") else {
      throw end &+ 2 >= bytes.count ? truncation() : error("`--` stands in a comment", at: end)
    }
    noteControls(from: start, to: end)
    offset = end &+ 3
  }

  /// `<![CDATA[ … ]]>`.
  mutating func skipSection() throws(FilingError) {
    let start = offset &+ 9
    guard let end = document.storage.firstOffset(of: "]]>", from: start) else { throw truncation() }
    noteControls(from: start, to: end)
    offset = end &+ 3
  }

  private mutating func noteControls(from start: Int, to end: Int) {
    guard let at = bytes[start..<max(start, end)].firstIndex(where: XMLCursor.isControl) else { return }
    note(.controlCharacter, at: at)
  }
}
