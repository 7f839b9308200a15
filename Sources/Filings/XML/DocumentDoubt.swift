/// A damage to a document that is read all the same, and said. The raw value is what people are told.
enum DocumentDoubt: String {
  case foreignBytes = "bytes that are no UTF-8 were taken for Windows-1252"
  case falseDeclaration = "the bytes are UTF-8, whatever the declaration says"
  case controlCharacter = "control characters were left out"
  case bareAmpersand = "an ampersand that begins no reference was taken for itself"
  case attributeWithoutValue = "an attribute without a value was passed over"
}

extension XMLCursor {
  /// Remembers where a damage of each kind was first met.
  mutating func note(_ doubt: DocumentDoubt, at offset: Int) {
    if !noted.contains(where: { $0.doubt == doubt }) { noted.append((doubt, offset)) }
  }

  /// What was noted, each with the text that begins there. The text and no place, so that the same document has the same
  /// doubts in every container.
  func doubts() -> [Unreadable] {
    noted.map { doubt, offset in
      let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
      let text = bytes[offset..<min(end, offset &+ 4 &* Limits.shownCharacters)]
      let trimmed = text.span.extracting(text.span.trimmedIndices)
      let shown = String(decoding: trimmed.indices.map { trimmed[$0] }, as: UTF8.self)
      return Unreadable(
        field: "document", shown: String(shown.prefix(Limits.shownCharacters)), reason: doubt.rawValue)
    }
  }
}
