/// Whether a footnote puts its row under a plan of Rule 10b5-1(c). The box on the form is one for all rows; the note is
/// the row's own.
///
/// "Rule 10b-5" alone is the rule against fraud and no plan. A note that names the rule behind a denial ("were not made
/// pursuant to") leaves it open: what exactly it denies, only a reader can tell.
enum PlanNote {
  static func mention(in text: String) -> Reading<Bool> {
    var text = text
    return text.withUTF8 { buffer in
      let bytes = buffer.span
      var at = 0
      while let found = start(in: bytes, from: at) {
        if let end = end(of: bytes, from: found) {
          return isDenied(bytes, before: found, end) ? .unknown(.anything) : .known(true)
        }
        at = found &+ 1
      }
      return .absent
    }
  }

  /// Where `10b` or `10(b)` next stands.
  private static func start(in bytes: Span<UInt8>, from first: Int) -> Int? {
    var at = first
    while at &+ 3 < bytes.count {
      if bytes[at] == UInt8(ascii: "1"), bytes[at &+ 1] == UInt8(ascii: "0"),
        letter(bytes, at &+ 2) == at &+ 3 || letter(bytes, at &+ 2) == at &+ 5
      {
        return at
      }
      at &+= 1
    }
    return nil
  }

  /// Behind `b` or `(b)`; `at` where neither stands.
  private static func letter(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    let isBracketed = bytes[at] == UInt8(ascii: "(")
    let place = isBracketed ? at &+ 1 : at
    guard place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "b") else { return at }
    if !isBracketed { return place &+ 1 }
    return place &+ 1 < bytes.count && bytes[place &+ 1] == UInt8(ascii: ")") ? place &+ 2 : at
  }

  /// Behind `10b5-1`, with blanks and dashes of every kind where people put them, or none before the last digit; `nil`
  /// when something else stands there.
  private static func end(of bytes: Span<UInt8>, from start: Int) -> Int? {
    var at = letter(bytes, start &+ 2)
    _ = passDash(bytes, &at)
    guard at < bytes.count, bytes[at] == UInt8(ascii: "5") else { return nil }
    at &+= 1
    let five = at
    passBlanks(bytes, &at)
    if passDash(bytes, &at) { passBlanks(bytes, &at) } else { at = five }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "1") else { return nil }
    let next = at &+ 1 < bytes.count ? bytes[at &+ 1] : 0
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) ? nil : at &+ 1
  }

  private static func passBlanks(_ bytes: Span<UInt8>, _ at: inout Int) {
    while at < bytes.count, XMLCursor.isBlank(bytes[at]) { at &+= 1 }
  }

  /// `-`, or one of U+2010 to U+2015 or U+2212.
  private static func passDash(_ bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
      at &+= 1
      return true
    }
    guard at &+ 2 < bytes.count, bytes[at] == 0xE2 else { return false }
    let isDash =
      (bytes[at &+ 1] == 0x80 && (0x90...0x95).contains(bytes[at &+ 2]))
      || (bytes[at &+ 1] == 0x88 && bytes[at &+ 2] == 0x92)
    if isDash { at &+= 3 }
    return isDash
  }

  /// Whether `not` or `no` stands in the sentence before the rule's name.
  private static func isDenied(_ bytes: Span<UInt8>, before start: Int, _ end: Int) -> Bool {
    let first = max(0, start &- denialBytes)
    let before = (first..<start).map { bytes[$0] | 0x20 }
    let sentence = before.suffix(from: before.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0)
    return sentence.split { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      .contains { $0.elementsEqual("not".utf8) || $0.elementsEqual("no".utf8) }
  }

  /// Bytes before the rule's name in which a denial of it stands.
  private static let denialBytes = 120
}
