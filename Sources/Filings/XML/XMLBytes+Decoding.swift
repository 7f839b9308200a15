/// What a text says: references resolved, sections opened, comments and tags left out, lines ended by a line feed.
extension XMLBytes {
  /// The text without the blanks at its ends; `nil` when nothing is left of it.
  func string(_ text: XMLText) -> String? {
    withBytes(of: text) {
      // The document is valid UTF-8, and texts are cut at ASCII bytes alone: there is nothing to check again.
      $0.isEmpty ? nil : String(copying: UTF8Span(unchecked: $0, isKnownASCII: isASCII))
    }
  }

  /// Gives `body` the bytes of the text without the blanks at its ends.
  @inline(__always)
  func withBytes<Result>(of text: XMLText, _ body: (Span<UInt8>) -> Result) -> Result {
    if text.isPlain {
      let span = storage.span.extracting(text.start..<text.end)
      return body(span.extracting(span.trimmedIndices))
    }
    let decoded = decoded(text)
    return body(decoded.span.extracting(decoded.span.trimmedIndices))
  }

  private func decoded(_ text: XMLText) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.end &- text.start)
    var at = text.start
    while at < text.end {
      switch byte(at: at) {
      case UInt8(ascii: "<"): at = decodeMarkup(at: at, into: &out)
      case UInt8(ascii: "&"): at = decodeReference(at: at, into: &out)
      case 0x0D: at = decodeLineEnd(at: at, into: &out)
      case let byte where XMLCursor.isControl(byte): at &+= 1
      default:
        let end = endOfRun(from: at, before: text.end)
        out += storage[at..<end]
        at = end
      }
    }
    return out
  }

  /// Where the run of bytes that stand for themselves ends.
  private func endOfRun(from start: Int, before end: Int) -> Int {
    min(end, endOfPlainText(from: start &+ 1))
  }

  private func decodeReference(at: Int, into out: inout [UInt8]) -> Int {
    guard case .character(let scalar, let end) = reference(at: at) else {
      out.append(UInt8(ascii: "&"))
      return at &+ 1
    }
    UTF8.encode(scalar).map { out += $0 }
    return end
  }

  private func decodeLineEnd(at: Int, into out: inout [UInt8]) -> Int {
    out.append(0x0A)
    return byte(at: at &+ 1) == 0x0A ? at &+ 2 : at &+ 1
  }

  /// `passText` has seen that the markup is well formed.
  private func decodeMarkup(at: Int, into out: inout [UInt8]) -> Int {
    if storage.begins(with: "<![CDATA[", at: at) {
      let end = storage.firstOffset(of: "]]>", from: at) ?? count
      var inner = at &+ 9
      while inner < end {
        if byte(at: inner) == 0x0D {
          inner = decodeLineEnd(at: inner, into: &out)
        } else {
          if !XMLCursor.isControl(byte(at: inner)) { out.append(byte(at: inner)) }
          inner &+= 1
        }
      }
      return end &+ 3
    }
    if storage.begins(with: "<!--", at: at) { return endOf("-->", from: at &+ 4) }
    if storage.begins(with: "<?", at: at) { return endOf("?>", from: at &+ 2) }
    return endOfTag(from: at)
  }

  private func endOf(_ mark: StaticString, from at: Int) -> Int {
    (storage.firstOffset(of: mark, from: at) ?? count) &+ mark.utf8CodeUnitCount
  }

  /// Behind the `>` that no quotes enclose.
  private func endOfTag(from start: Int) -> Int {
    var quote: UInt8?
    var at = start
    while at < count {
      let byte = byte(at: at)
      at &+= 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    return at
  }

  // MARK: References

  /// The reference whose `&` stands at `at`.
  func reference(at: Int) -> XMLReference {
    let isCharacter = byte(at: at &+ 1) == UInt8(ascii: "#")
    var end = isCharacter ? at &+ 2 : at &+ 1
    while XMLCursor.isNameByte(byte(at: end)), end &- at <= Limits.nameBytes { end &+= 1 }
    guard byte(at: end) == UInt8(ascii: ";"), end > at &+ 1 else {
      return isCharacter && end < count ? .refused(end: end) : .ampersand
    }
    let scalar = isCharacter ? character(from: at &+ 2, to: end) : entity(from: at &+ 1, to: end)
    return scalar.map { .character($0, end: end &+ 1) } ?? .refused(end: end &+ 1)
  }

  private func entity(from start: Int, to end: Int) -> Unicode.Scalar? {
    switch end &- start {
    case 2 where storage.begins(with: "lt", at: start): "<"
    case 2 where storage.begins(with: "gt", at: start): ">"
    case 3 where storage.begins(with: "amp", at: start): "&"
    case 4 where storage.begins(with: "quot", at: start): "\""
    case 4 where storage.begins(with: "apos", at: start): "'"
    default: nil
    }
  }

  /// A character by its number, where XML 1.0 (production 2) has that character.
  private func character(from start: Int, to end: Int) -> Unicode.Scalar? {
    let isHexadecimal = byte(at: start) == UInt8(ascii: "x")
    let digits = storage[(isHexadecimal ? start &+ 1 : start)..<end]
    guard digits.count <= 10, digits.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value & 0xFFFE != 0xFFFE || value > 0xFFFF
    else { return nil }
    return Unicode.Scalar(value)
  }
}

/// What an ampersand begins.
enum XMLReference {
  /// A character, by its number or by one of the five names.
  case character(Unicode.Scalar, end: Int)
  /// No reference: it stands for itself.
  case ampersand
  /// A reference that a filing may not have.
  case refused(end: Int)
}

extension Span<UInt8> {
  /// The text without the blanks at its ends, which nearly none has.
  @inline(__always)
  var trimmedIndices: Range<Int> {
    count > 0 && self[0] > 0x20 && self[count &- 1] > 0x20 ? 0..<count : indicesWithoutBlanks
  }

  private var indicesWithoutBlanks: Range<Int> {
    var start = 0
    var end = count
    while start < end, XMLCursor.isBlank(self[start]) { start &+= 1 }
    while end > start, XMLCursor.isBlank(self[end &- 1]) { end &-= 1 }
    return start..<end
  }
}
