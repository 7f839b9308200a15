/// How a text is wrapped does not count: filers' software breaks lines anywhere, and sets two blanks behind a point.
extension String {
  /// On one line, with one blank between words; blanks at either end stay, but are one.
  var unwrapped: String {
    guard isWrapped else { return self }
    var whole = ""
    var isBlank = false
    for character in self {
      if !character.isWhitespace {
        whole.append(character)
      } else if !isBlank {
        whole.append(" ")
      }
      isBlank = character.isWhitespace
    }
    return whole
  }

  /// Whether a blank but a single space stands in the text. Most texts have none, and nearly all are short.
  private var isWrapped: Bool {
    var last: UInt8 = 0
    var lastButOne: UInt8 = 0
    for byte in utf8 {
      if byte == UInt8(ascii: " "), last == byte { return true }
      if byte < UInt8(ascii: " ") || (last == 0xC2 && (byte == 0xA0 || byte == 0x85)) { return true }
      // U+2000 to U+200A, U+2028, U+2029, U+202F
      if lastButOne == 0xE2, last == 0x80, byte <= 0x8A || [0xA8, 0xA9, 0xAF].contains(byte) { return true }
      (lastButOne, last) = (last, byte)
    }
    return false
  }
}
