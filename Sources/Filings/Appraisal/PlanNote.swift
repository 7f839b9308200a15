/// Whether a footnote puts its row under a plan of Rule 10b5-1(c). The box on the form is one for all rows; the note is
/// the row's own.
///
/// "Rule 10b-5" alone is the rule against fraud and no plan. A note that names the rule behind a denial ("were not made
/// pursuant to") leaves it open: what exactly it denies, only a reader can tell.
enum PlanNote {
  static func mention(in text: String) -> Reading<Bool> {
    let bytes = text.utf8.span
    var at = 0
    while let found = start(in: bytes, from: at) {
      if isName(bytes, from: found) {
        return isDenied(bytes, before: found) ? .unknown(.anything) : .known(true)
      }
      at = found &+ 1
    }
    return .absent
  }

  /// Where `10b` or `10(b)` next stands.
  private static func start(in bytes: Span<UInt8>, from first: Int) -> Int? {
    var at = first
    while let found = bytes.bytes.firstOffset(of: UInt8(ascii: "1"), UInt8(ascii: "0"), from: at),
      found &+ 3 < bytes.count
    {
      let end = letter(bytes, found &+ 2)
      if end == found &+ 3 || end == found &+ 5 { return found }
      at = found &+ 1
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

  /// Whether it is `10b5-1`, with blanks and dashes of every kind where people put them, or none before the last digit.
  private static func isName(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    var at = letter(bytes, start &+ 2)
    _ = passDash(bytes, &at)
    guard at < bytes.count, bytes[at] == UInt8(ascii: "5") else { return false }
    at &+= 1
    let five = at
    passBlanks(bytes, &at)
    if passDash(bytes, &at) { passBlanks(bytes, &at) } else { at = five }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "1") else { return false }
    let next = at &+ 1 < bytes.count ? bytes[at &+ 1] : 0
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
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
  private static func isDenied(_ bytes: Span<UInt8>, before start: Int) -> Bool {
    let first = max(0, start &- denialBytes)
    var end = start
    var at = start
    while at > first {
      at &-= 1
      let isLetter = (bytes[at] | 0x20) &- UInt8(ascii: "a") < 26
      if isLetter, at > first { continue }
      let word = bytes.extracting((isLetter ? at : at &+ 1)..<end)
      if word.spells("not") || word.spells("no") { return true }
      if bytes[at] == UInt8(ascii: ".") { return false }
      end = at
    }
    return false
  }

  /// Bytes before the rule's name in which a denial of it stands.
  private static let denialBytes = 120
}
