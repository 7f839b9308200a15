/// What a text says: references resolved, sections opened, comments and tags left out, lines ended by a line feed.
extension XMLCursor {
  /// The text without the blanks at its ends; `nil` when nothing is left of it.
  func string(_ text: XMLText) -> String? {
    withBytes(of: text) {
      // The document is valid UTF-8, and texts are cut at ASCII bytes alone: there is nothing to check again.
      $0.isEmpty ? nil : String(copying: UTF8Span(unchecked: $0))
    }
  }

  /// Gives `body` the bytes of the text without the blanks at its ends.
  @inline(__always)
  func withBytes<Result>(of text: XMLText, _ body: (Span<UInt8>) -> Result) -> Result {
    if text.isPlain {
      let span = document.storage.span.extracting(text.start..<text.end)
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
      switch bytes[at] {
      case UInt8(ascii: "<"): at = decodeMarkup(at: at, into: &out)
      case UInt8(ascii: "&"): at = decodeReference(at: at, into: &out)
      case 0x0D: at = decodeLineEnd(at: at, into: &out)
      case let byte where XMLCursor.isControl(byte): at &+= 1
      default:
        let end = endOfRun(from: at, before: text.end)
        out += bytes[at..<end]
        at = end
      }
    }
    return out
  }

  /// Where the run of bytes that stand for themselves ends.
  private func endOfRun(from start: Int, before end: Int) -> Int {
    let raw = document
    var at = start &+ 1
    while at < end {
      let found = raw.word(at: at).findsTextStop
      if found != 0 { return min(end, at &+ ByteWord.index(of: found)) }
      at &+= 8
    }
    return end
  }

  private func decodeReference(at: Int, into out: inout [UInt8]) -> Int {
    guard let reference = try? reference(at: at) else {
      out.append(UInt8(ascii: "&"))
      return at &+ 1
    }
    UTF8.encode(reference.scalar).map { out += $0 }
    return reference.end
  }

  private func decodeLineEnd(at: Int, into out: inout [UInt8]) -> Int {
    out.append(0x0A)
    return byte(at &+ 1) == 0x0A ? at &+ 2 : at &+ 1
  }

  /// `passText` has seen that the markup is well formed.
  private func decodeMarkup(at: Int, into out: inout [UInt8]) -> Int {
    if document.storage.begins(with: "<![CDATA[", at: at) {
      let end = document.storage.firstOffset(of: "]]>", from: at) ?? bytes.count
      var inner = at &+ 9
      while inner < end {
        if bytes[inner] == 0x0D {
          inner = decodeLineEnd(at: inner, into: &out)
        } else {
          if !XMLCursor.isControl(bytes[inner]) { out.append(bytes[inner]) }
          inner &+= 1
        }
      }
      return end &+ 3
    }
    if document.storage.begins(with: "<!--", at: at) { return endOf("-->", from: at &+ 4) }
    if document.storage.begins(with: "<?", at: at) { return endOf("?>", from: at &+ 2) }
    return endOfTag(from: at)
  }

  private func endOf(_ mark: StaticString, from at: Int) -> Int {
    (document.storage.firstOffset(of: mark, from: at) ?? bytes.count) &+ mark.utf8CodeUnitCount
  }

  /// Behind the `>` that no quotes enclose.
  private func endOfTag(from start: Int) -> Int {
    var quote: UInt8?
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
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

  mutating func checkReference(at: Int) throws(FilingError) {
    if try reference(at: at) == nil { note(.bareAmpersand, at: at) }
  }

  /// The reference whose `&` stands at `at`; `nil` when the ampersand begins none and stands for itself.
  private func reference(at: Int) throws(FilingError) -> (scalar: Unicode.Scalar, end: Int)? {
    var end = at &+ 1
    if byte(end) == UInt8(ascii: "#") { end &+= 1 }
    while XMLCursor.isNameByte(byte(end)), end &- at <= Limits.nameBytes { end &+= 1 }
    let isCharacter = byte(at &+ 1) == UInt8(ascii: "#")
    guard byte(end) == UInt8(ascii: ";"), end > at &+ 1 else {
      if isCharacter, end < bytes.count { throw badReference(at: at, end: end) }
      return nil
    }
    let scalar = isCharacter ? character(from: at &+ 2, to: end) : entity(from: at &+ 1, to: end)
    guard let scalar else { throw badReference(at: at, end: end &+ 1) }
    return (scalar, end &+ 1)
  }

  private func entity(from start: Int, to end: Int) -> Unicode.Scalar? {
    switch end &- start {
    case 2 where document.storage.begins(with: "lt", at: start): "<"
    case 2 where document.storage.begins(with: "gt", at: start): ">"
    case 3 where document.storage.begins(with: "amp", at: start): "&"
    case 4 where document.storage.begins(with: "quot", at: start): "\""
    case 4 where document.storage.begins(with: "apos", at: start): "'"
    default: nil
    }
  }

  /// A character by its number, where XML 1.0 (production 2) has that character.
  private func character(from start: Int, to end: Int) -> Unicode.Scalar? {
    let isHexadecimal = byte(start) == UInt8(ascii: "x")
    let digits = bytes[(isHexadecimal ? start &+ 1 : start)..<end]
    guard digits.count <= 10, digits.allSatisfy({ $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value & 0xFFFE != 0xFFFE || value > 0xFFFF
    else { return nil }
    return Unicode.Scalar(value)
  }
}

extension Span<UInt8> {
  /// Where the text without the blanks at its ends lies.
  var trimmedIndices: Range<Int> {
    var start = 0
    var end = count
    while start < end, XMLCursor.isBlank(self[start]) { start &+= 1 }
    while end > start, XMLCursor.isBlank(self[end &- 1]) { end &-= 1 }
    return start..<end
  }
}
