/// Why a price that has one reading is not taken all the same.
struct PriceDoubt {
  let reason: String
  let support: Support<Decimal>

  /// Prices have two decimals or four. Three behind three digits are what software leaves that prints six digits of a
  /// number; none, one or three with a border in the price say that the border took a glyph. `$0` is printed so.
  init?(_ price: Decimal, isCut: Bool) {
    if price.hasSixDigits {
      let half = Decimal(mantissa: 5, scale: 4)
      guard let low = price.adding(-half), let high = price.adding(half) else { return nil }
      (reason, support) = ("it looks rounded to six digits", .between(low, high))
    } else if isCut, !price.isZero, price.scale != 2, price.scale != 4 {
      (reason, support) = ("the border may have taken one of its glyphs", .anything)
    } else {
      return nil
    }
  }
}

extension Decimal {
  /// Three digits, a point and three digits: what software leaves that prints six digits of a number.
  var hasSixDigits: Bool {
    scale == 3 && mantissa >= 100_000 && mantissa < 1_000_000
  }
}
