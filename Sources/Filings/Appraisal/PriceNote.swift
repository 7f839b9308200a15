/// What a footnote to a price says of it: that it is an average, and over which range of prices.
struct PriceNote {
  /// The note says "weighted average".
  let saysAverage: Bool
  /// Every range of prices in the note, in its order; at most `Limits.priceRanges`.
  let ranges: [PriceRange]

  /// Real notes say "at prices ranging from $1.87 to $1.89, inclusive", "in a range of $27.05 to $27.65 per share" or
  /// "between $10 and $11"; 97 of 100 have the first form. Prices in other dollars (`NT$`) are no prices here.
  init(_ text: String) {
    let bytes = text.utf8.span
    var ranges: [PriceRange] = []
    var at = 0
    while let dollar = PriceNote.nextDollar(in: bytes, from: at), ranges.count < Limits.priceRanges {
      at = dollar &+ 1
      guard let low = PriceNote.amount(in: bytes, at: &at), PriceNote.passJoint(in: bytes, at: &at),
        let high = PriceNote.amount(in: bytes, at: &at), low <= high
      else { continue }
      ranges.append(PriceRange(low: low, high: high))
    }
    self.ranges = ranges
    saysAverage = PriceNote.saysWeightedAverage(bytes)
  }

  /// The first range in which `price` lies.
  func range(around price: Decimal) -> PriceRange? {
    ranges.first { $0.low <= price && price <= $0.high }
  }

  // MARK: Words and numbers

  private static func nextDollar(in text: Span<UInt8>, from start: Int) -> Int? {
    let raw = text.bytes
    var at = start
    while at < text.count {
      let found = raw.word(at: at).finds(UInt8(ascii: "$"))
      at &+= found == 0 ? 8 : ByteWord.index(of: found)
      guard found != 0 else { continue }
      if at == 0 || !isLetter(text[at &- 1]) || isUnitedStates(text, before: at) { return at }
      at &+= 1
    }
    return nil
  }

  private static func isUnitedStates(_ text: Span<UInt8>, before at: Int) -> Bool {
    at >= 2 && text.extracting((at &- 2)..<at).spells("us") && (at == 2 || !isLetter(text[at &- 3]))
  }

  /// `1,234.56`, with commas as they come and a full stop behind it left alone.
  private static func amount(in text: Span<UInt8>, at: inout Int) -> Decimal? {
    passBlanks(in: text, at: &at)
    var digits: [UInt8] = []
    while at < text.count, digits.count < Decimal.maximumDigits {
      let byte = text[at]
      let isFollowed = at &+ 1 < text.count && isDigit(text[at &+ 1])
      if isDigit(byte) || (byte == UInt8(ascii: ".") && isFollowed) {
        digits.append(byte)
      } else if byte != UInt8(ascii: ",") || !isFollowed {
        break
      }
      at &+= 1
    }
    return Decimal(digits: digits.span)
  }

  /// `to`, `and`, `through` or a dash, with "per share" before it and the dollar sign behind it, where they stand.
  private static func passJoint(in text: Span<UInt8>, at: inout Int) -> Bool {
    passBlanks(in: text, at: &at)
    if pass("per share", in: text, at: &at) { passBlanks(in: text, at: &at) }
    guard
      pass("to", in: text, at: &at) || pass("and", in: text, at: &at) || pass("through", in: text, at: &at)
        || pass("-", in: text, at: &at) || pass("\u{2013}", in: text, at: &at)
    else { return false }
    passBlanks(in: text, at: &at)
    if pass("us$", in: text, at: &at) { return true }
    _ = pass("$", in: text, at: &at)
    return true
  }

  private static func pass(_ word: StaticString, in text: Span<UInt8>, at: inout Int) -> Bool {
    let end = at &+ word.utf8CodeUnitCount
    guard end <= text.count, text.extracting(at..<end).spells(word) else { return false }
    at = end
    return true
  }

  private static func passBlanks(in text: Span<UInt8>, at: inout Int) {
    while at < text.count, XMLCursor.isBlank(text[at]) { at &+= 1 }
  }

  private static func saysWeightedAverage(_ text: Span<UInt8>) -> Bool {
    // The rarest letters of the two words, in either case.
    var at = 0
    let raw = text.bytes
    while at < text.count {
      let found =
        raw.word(at: at).lowercased.finds(UInt8(ascii: "w"))
        & raw.word(at: at &+ 1).lowercased.finds(UInt8(ascii: "e"))
      at &+= found == 0 ? 8 : ByteWord.index(of: found)
      guard found != 0 else { continue }
      var end = at
      if pass("weighted", in: text, at: &end), end < text.count, !isLetter(text[end]) {
        end &+= 1
        if pass("average", in: text, at: &end) { return true }
      }
      at &+= 1
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
