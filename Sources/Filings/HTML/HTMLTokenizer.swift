/// Cuts a page of HTML into tags and text, in one pass and as browsers do where it matters here: names in either case,
/// attributes with any quotes or none, comments and what scripts and styles hold left out, a stray `<` taken for text.
struct HTMLTokenizer {
  enum Token: Equatable {
    case start(HTMLTag)
    /// The element's name, in lower case.
    case end(String)
    /// Not decoded yet.
    case text(Range<Int>)
  }

  let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `nil` at the end of the page, and where it ends inside of a tag.
  mutating func next() -> Token? {
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<"), isMarkup(at: at) else { return text() }
      let next = byte(at &+ 1)
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        passDeclaration()
      } else if next == UInt8(ascii: "/") {
        return endTag()
      } else if let tag = startTag() {
        return .start(tag)
      }
    }
    return nil
  }

  // MARK: Text

  private mutating func text() -> Token {
    let start = at
    repeat {
      at = bytes.firstOffset(of: "<", from: at &+ 1) ?? bytes.count
    } while at < bytes.count
      && !isMarkup(at: at)
    return .text(start..<at)
  }

  /// `<` is text unless a name, `/`, `!` or `?` follows.
  private func isMarkup(at: Int) -> Bool {
    let next = byte(at &+ 1)
    return isLetter(next) || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      || (next == UInt8(ascii: "/") && (isLetter(byte(at &+ 2)) || at &+ 2 >= bytes.count))
      || at &+ 1 >= bytes.count
  }

  // MARK: Markup

  private mutating func passDeclaration() {
    if bytes.begins(with: "<!--", at: at) {
      at = bytes.firstOffset(of: "-->", from: at &+ 4).map { $0 &+ 3 } ?? bytes.count
    } else {
      at = bytes.firstOffset(of: ">", from: at).map { $0 &+ 1 } ?? bytes.count
    }
  }

  private mutating func endTag() -> Token? {
    at &+= 2
    let name = name()
    guard let close = bytes.firstOffset(of: ">", from: at) else {
      at = bytes.count
      return nil
    }
    at = close &+ 1
    return .end(name)
  }

  /// `nil` where the page ends inside of the tag.
  private mutating func startTag() -> HTMLTag? {
    at &+= 1
    var tag = HTMLTag(name: name())
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: ">") {
        at &+= 1
        if tag.name == "script" || tag.name == "style" { passRaw(until: tag.name) }
        return tag
      }
      if HTMLText.isBlank(byte) || byte == UInt8(ascii: "/") { at &+= 1 } else { attribute(of: &tag) }
    }
    return nil
  }

  private mutating func attribute(of tag: inout HTMLTag) {
    let start = at
    while at < bytes.count, !isEndOfName(bytes[at]) { at &+= 1 }
    // A name cannot be empty: a stray `=` begins one.
    if at == start { at &+= 1 }
    let name = start..<at
    passBlanks()
    guard byte(at) == UInt8(ascii: "=") else { return }
    at &+= 1
    passBlanks()
    tag.take(attributeValue(), of: bytes.span.extracting(name), in: bytes)
  }

  private mutating func attributeValue() -> Range<Int> {
    let quote = byte(at)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = at
      while at < bytes.count, !HTMLText.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">") { at &+= 1 }
      return start..<at
    }
    let start = at &+ 1
    at = start
    while at < bytes.count, bytes[at] != quote { at &+= 1 }
    let value = start..<at
    at = min(at &+ 1, bytes.count)
    return value
  }

  /// What a script or a style holds is no markup, up to its own end tag.
  private mutating func passRaw(until name: String) {
    let length = name.utf8.count
    while let open = bytes.firstOffset(of: "</", from: at) {
      at = open &+ 2
      if HTMLTag.lowercased(bytes[at..<min(at &+ length, bytes.count)]) == name {
        at = open
        return
      }
    }
    at = bytes.count
  }

  // MARK: Bytes

  private mutating func name() -> String {
    let start = at
    while at < bytes.count, isNameByte(bytes[at]) { at &+= 1 }
    return HTMLTag.lowercased(bytes[start..<min(at, start &+ Limits.nameBytes)])
  }

  private mutating func passBlanks() {
    while at < bytes.count, HTMLText.isBlank(bytes[at]) { at &+= 1 }
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
  private func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }
  private func isEndOfName(_ byte: UInt8) -> Bool {
    HTMLText.isBlank(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "/")
  }
}

/// A start tag with those of its attributes that say something of a form.
struct HTMLTag: Equatable {
  /// In lower case.
  let name: String
  /// Where a link leads, with its references resolved.
  var href: String?
  /// Columns that a cell covers.
  var columnSpan = 1
  /// Rows that a cell covers.
  var rowSpan = 1

  init(name: String) {
    self.name = name
  }

  mutating func take(_ value: Range<Int>, of attribute: Span<UInt8>, in bytes: [UInt8]) {
    if attribute.spells("href") {
      href = HTMLText.decoded(bytes[value.prefix(Limits.linkBytes)])
    } else if attribute.spells("colspan") {
      columnSpan = HTMLTag.span(bytes[value])
    } else if attribute.spells("rowspan") {
      rowSpan = HTMLTag.span(bytes[value])
    }
  }

  /// A number of cells; 1 for what is none, as in browsers.
  private static func span(_ digits: ArraySlice<UInt8>) -> Int {
    let trimmed = Array(digits.drop(while: HTMLText.isBlank).prefix { !HTMLText.isBlank($0) })
    guard let number = Int(digits: trimmed.span), number > 0 else { return 1 }
    return min(number, Limits.pageColumns)
  }

  static func lowercased(_ name: ArraySlice<UInt8>) -> String {
    String(
      decoding: name.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
