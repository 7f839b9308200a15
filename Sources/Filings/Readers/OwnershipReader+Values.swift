/// From the text of an element to what it says. Blanks at the ends never count.
extension OwnershipReader {
  mutating func text() throws(FilingError) -> Reading<String> {
    let text = try xml.leaf()
    return Reading(xml.document.string(text))
  }

  mutating func day(_ field: String) throws(FilingError) -> Reading<Day> {
    try value(field, "no date") { Day(iso: $0) }
  }

  mutating func day(_ field: String, of row: inout Transaction) throws(FilingError) -> Reading<Day> {
    let reading = try day(field)
    if reading.isUnknown { row.position.quality.insert(.nonDate) }
    return reading
  }

  mutating func number(_ field: String, of row: inout Transaction) throws(FilingError) -> Reading<Decimal> {
    let reading = try value(field, "no number") { Decimal(digits: $0) }
    if reading.isUnknown { row.position.quality.insert(.nonNumeric) }
    return reading
  }

  /// `0`, `1`, `true` or `false`: all four occur, in any case.
  mutating func flag(_ field: String) throws(FilingError) -> Reading<Bool> {
    try value(field, "neither yes nor no") { Bool(schema: $0) }
  }

  mutating func swap() throws(FilingError) -> Reading<Bool> {
    let reading = try flag("swap")
    return reading == .absent ? .known(false) : reading
  }

  mutating func code() throws(FilingError) -> Reading<TransactionCode> {
    try value("code", "no transaction code") { $0.count == 1 ? TransactionCode(byte: $0[0]) : nil }
  }

  /// One of two letters, in either case.
  mutating func letter(_ field: String, yes: UInt8, no: UInt8) throws(FilingError) -> Reading<Bool> {
    try value(field, "neither of the two letters that the form has") { text in
      let letter = text.count == 1 ? text[0] & 0xDF : 0
      return letter == yes ? true : letter == no ? false : nil
    }
  }

  /// Absent when the element is empty, unknown when `read` makes nothing of its text.
  @inline(__always)
  private mutating func value<Value>(
    _ field: String, _ reason: String, _ read: (Span<UInt8>) -> Value?
  ) throws(FilingError) -> Reading<Value> {
    let text = try xml.leaf()
    if text.isEmpty { return .absent }
    let reading: Reading<Value>? = xml.document.withBytes(of: text) {
      $0.isEmpty ? .absent : read($0).map(Reading.known)
    }
    return reading ?? unread(field, text, reason)
  }

  private mutating func unread<Value>(_ field: String, _ text: XMLText, _ reason: String) -> Reading<Value> {
    let shown = String((xml.document.string(text) ?? "").prefix(Limits.shownCharacters))
    unsettled.append(Unreadable(field: field, shown: shown, reason: reason))
    return .unknown(.anything)
  }

  /// Gives what could not be read its whole path, now that its place in the filing is known: the element at `index` of
  /// `list`, or the filing itself. Nearly every filing has nothing to settle, so nothing is put together for it before.
  mutating func settle(under list: StaticString? = nil, at index: Int = 0) {
    if unsettled.isEmpty { return }
    let path = list.map { "\($0)[\(index)]." } ?? ""
    for doubt in unsettled {
      filing.unreadable.append(
        Unreadable(field: path + doubt.field, shown: doubt.shown, reason: doubt.reason))
    }
    unsettled.removeAll()
  }
}

extension Bool {
  /// A boolean of the schema: `0`, `1`, `true` or `false`.
  init?(schema text: Span<UInt8>) {
    switch text.count {
    case 1 where text[0] == UInt8(ascii: "0"): self = false
    case 1 where text[0] == UInt8(ascii: "1"): self = true
    case 4 where text.spells("true"): self = true
    case 5 where text.spells("false"): self = false
    default: return nil
    }
  }
}

extension Span<UInt8> {
  /// Whether the text is `word`, which is in lower case, in either case.
  func spells(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for index in letters.indices where self[index] != letters[index] && self[index] | 0x20 != letters[index]
      {
        return false
      }
      return true
    }
  }
}
