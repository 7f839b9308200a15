/// What a footnote to a price says of it: that it is an average, and over which range of prices.
struct PriceNote {
  /// The note says "weighted average".
  let saysAverage: Bool
  /// Every range of prices in the note, in its order; at most `Limits.priceRanges`.
  let ranges: [PriceRange]

  /// Real notes say "at prices ranging from $1.87 to $1.89, inclusive", "in a range of $27.05 to $27.65 per share",
  /// "between $10 and $11" or "from a low of $47.00 to a high of $47.44"; 97 of 100 have the first form. Prices in other
  /// dollars (`NT$`) are no prices here.
  init(_ text: String) {
    let bytes = text.utf8.span
    var ranges: [PriceRange] = []
    var at = 0
    while let dollar = PriceNote.nextDollar(in: bytes, from: at), ranges.count < Limits.priceRanges {
      at = dollar &+ 1
      var end = at
      if let range = PriceNote.range(in: bytes, at: &end) {
        ranges.append(range)
        at = end
      }
    }
    if ranges.isEmpty { ranges = PriceNote.bareRanges(in: bytes) }
    self.ranges = ranges
    saysAverage = PriceNote.saysWeightedAverage(bytes)
  }

  /// The first range in which `price` lies.
  func range(around price: Decimal) -> PriceRange? {
    ranges.first { $0.low <= price && price <= $0.high }
  }

  // MARK: Ranges

  /// Two amounts and what joins them, the lower one first: otherwise one of them may be mistyped.
  private static func range(in text: Span<UInt8>, at: inout Int) -> PriceRange? {
    guard let low = amount(in: text, at: &at), passJoint(in: text, at: &at),
      let high = amount(in: text, at: &at), low <= high
    else { return nil }
    return PriceRange(low: low, high: high)
  }

  /// "ranging from 27.05 to 27.65": without a dollar sign both numbers have cents, and a word in front says that a range
  /// begins.
  private static func bareRanges(in text: Span<UInt8>) -> [PriceRange] {
    var ranges: [PriceRange] = []
    var at = 0
    while ranges.count < Limits.priceRanges, let start = text.bytes.firstDigit(from: at) {
      at = start
      var end = start
      if beginsRange(text, before: start), cents(in: text, from: start) >= 2,
        let range = range(in: text, at: &end), hasCents(text, before: end)
      {
        ranges.append(range)
        at = end
      }
      while at < text.count, isDigit(text[at]) || text[at] == UInt8(ascii: ".") { at &+= 1 }
    }
    return ranges
  }

  private static func hasCents(_ text: Span<UInt8>, before end: Int) -> Bool {
    var at = end
    while at > 0, isDigit(text[at &- 1]) { at &-= 1 }
    return end &- at >= 2 && at > 0 && text[at &- 1] == UInt8(ascii: ".")
  }

  private static func beginsRange(_ text: Span<UInt8>, before start: Int) -> Bool {
    var end = start
    while end > 0, XMLCursor.isBlank(text[end &- 1]) { end &-= 1 }
    if end >= 3, text.extracting((end &- 3)..<end).spells("usd") {
      end &-= 3
      while end > 0, XMLCursor.isBlank(text[end &- 1]) { end &-= 1 }
    }
    return ends(text, at: end, with: "from") || ends(text, at: end, with: "between")
      || ends(text, at: end, with: "range of") || ends(text, at: end, with: "ranging")
      || ends(text, at: end, with: "a low of")
  }

  private static func ends(_ text: Span<UInt8>, at end: Int, with word: StaticString) -> Bool {
    let start = end &- word.utf8CodeUnitCount
    return start >= 0 && text.extracting(start..<end).spells(word)
      && (start == 0 || !isLetter(text[start &- 1]))
  }

  /// Digits behind the full stop of the number that begins at `start`.
  private static func cents(in text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, isDigit(text[at]) || text[at] == UInt8(ascii: ",") { at &+= 1 }
    guard at < text.count, text[at] == UInt8(ascii: ".") else { return 0 }
    let first = at &+ 1
    at = first
    while at < text.count, isDigit(text[at]) { at &+= 1 }
    return at &- first
  }

  // MARK: Words and numbers

  private static func nextDollar(in text: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    while let found = text.bytes.firstOffset(of: UInt8(ascii: "$"), from: at) {
      if found == 0 || !isLetter(text[found &- 1]) || isUnitedStates(text, before: found) { return found }
      at = found &+ 1
    }
    return nil
  }

  private static func isUnitedStates(_ text: Span<UInt8>, before at: Int) -> Bool {
    at >= 2 && text.extracting((at &- 2)..<at).spells("us") && (at == 2 || !isLetter(text[at &- 3]))
  }

  /// `1,234.56`, with commas as they come and a full stop behind it left alone.
  private static func amount(in text: Span<UInt8>, at: inout Int) -> Decimal? {
    passBlanks(in: text, at: &at)
    var digits = InlineArray<18, UInt8>(repeating: 0)
    var count = 0
    while at < text.count, count < digits.count {
      let byte = text[at]
      let isFollowed = at &+ 1 < text.count && isDigit(text[at &+ 1])
      if isDigit(byte) || (byte == UInt8(ascii: ".") && isFollowed) {
        digits[count] = byte
        count &+= 1
      } else if byte != UInt8(ascii: ",") || !isFollowed {
        break
      }
      at &+= 1
    }
    return Decimal(digits: digits.span.extracting(0..<count))
  }

  /// `to`, `and`, `through` or a dash, with "per share" and the like before it and the dollar sign behind it, where they
  /// stand.
  private static func passJoint(in text: Span<UInt8>, at: inout Int) -> Bool {
    passBlanks(in: text, at: &at)
    let hasUnit =
      pass("per share", in: text, at: &at) || pass("per unit", in: text, at: &at)
      || pass("per ads", in: text, at: &at) || pass("a share", in: text, at: &at)
      || pass("/share", in: text, at: &at) || pass("each", in: text, at: &at)
      || pass("(low)", in: text, at: &at) || pass("usd", in: text, at: &at)
    if hasUnit { passBlanks(in: text, at: &at) }
    let hasComma = pass(",", in: text, at: &at)
    if hasComma { passBlanks(in: text, at: &at) }
    // Behind a comma "and" goes on with a list of prices.
    guard passTo(in: text, at: &at) || !hasComma && pass("and", in: text, at: &at) else { return false }
    passBlanks(in: text, at: &at)
    if pass("and including", in: text, at: &at) { passBlanks(in: text, at: &at) }
    for bound in ["a high of", "the high of", "high of", "a maximum of", "a low of"] as [StaticString]
    where pass(bound, in: text, at: &at) {
      passBlanks(in: text, at: &at)
      break
    }
    if pass("us$", in: text, at: &at) { return true }
    if pass("usd", in: text, at: &at) || pass("us ", in: text, at: &at) { passBlanks(in: text, at: &at) }
    _ = pass("$", in: text, at: &at)
    return true
  }

  private static func passTo(in text: Span<UInt8>, at: inout Int) -> Bool {
    pass("up to", in: text, at: &at) || pass("to", in: text, at: &at) || pass("through", in: text, at: &at)
      || pass("thru", in: text, at: &at) || pass("--", in: text, at: &at) || pass("-", in: text, at: &at)
      || passDash(in: text, at: &at)
  }

  /// U+2010 to U+2015: hyphens, dashes and bars.
  private static func passDash(in text: Span<UInt8>, at: inout Int) -> Bool {
    guard at &+ 2 < text.count, text[at] == 0xE2, text[at &+ 1] == 0x80,
      (0x90...0x95).contains(text[at &+ 2])
    else { return false }
    at &+= 3
    return true
  }

  private static func pass(_ word: StaticString, in text: Span<UInt8>, at: inout Int) -> Bool {
    let end = at &+ word.utf8CodeUnitCount
    guard end <= text.count, text.extracting(at..<end).spells(word) else { return false }
    at = end
    return true
  }

  /// Blanks, and those that do not break (U+00A0).
  private static func passBlanks(in text: Span<UInt8>, at: inout Int) {
    while at < text.count {
      if XMLCursor.isBlank(text[at]) {
        at &+= 1
      } else if text[at] == 0xC2, at &+ 1 < text.count, text[at &+ 1] == 0xA0 {
        at &+= 2
      } else {
        return
      }
    }
  }

  /// "weighted average", with one or more blanks or a hyphen between, and the two words the other way round.
  private static func saysWeightedAverage(_ text: Span<UInt8>) -> Bool {
    // The rarest letters of the two words, in either case.
    var next = 0
    while let at = text.bytes.firstOffset(ofLetters: UInt8(ascii: "w"), UInt8(ascii: "e"), from: next) {
      next = at &+ 1
      var end = at
      if pass("weighted", in: text, at: &end) {
        let start = end
        passBlanks(in: text, at: &end)
        if pass("-", in: text, at: &end) || passDash(in: text, at: &end) { passBlanks(in: text, at: &end) }
        if end > start, pass("average", in: text, at: &end) { return true }
        var front = at
        while front > 0, XMLCursor.isBlank(text[front &- 1]) { front &-= 1 }
        if front < at, ends(text, at: front, with: "average") { return true }
      }
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
