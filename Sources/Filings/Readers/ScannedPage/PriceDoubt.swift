/// Why a price that has one reading is not taken all the same.
struct PriceDoubt {
  let reason: String
  let support: Support<Decimal>

  /// Hardly any share costs as much, and the digits in front of a border may be those of another column.
  private static let thousand = Decimal(1_000)

  /// Prices have two decimals or four. Three behind three digits are what software leaves that prints six digits of a
  /// number, and two where it drops a zero, of which the page's other prices tell. None, one or three with a border in
  /// the price say that the border took a glyph. `$0` is printed so.
  init?(_ price: Decimal, of found: Candidates<Decimal>, isCut: Bool) {
    if price.hasSixDigits || (found.isRounded && !found.isCutInDecimals) {
      let half = Decimal(mantissa: 5, scale: 4)
      guard let low = price.adding(-half), let high = price.adding(half) else { return nil }
      (reason, support) = ("it looks rounded to six digits", .between(low, high))
    } else if found.isRounded || (isCut && !price.isZero && !PriceDoubt.isUsual(price)) {
      (reason, support) = ("the border may have taken one of its glyphs", .anything)
    } else {
      return nil
    }
  }

  private static func isUsual(_ price: Decimal) -> Bool {
    (price.scale == 2 || price.scale == 4) && price < thousand
  }
}

extension Decimal {
  /// Three digits, a point and three digits: what software leaves that prints six digits of a number.
  var hasSixDigits: Bool {
    scale == 3 && mantissa >= 100_000 && mantissa < 1_000_000
  }
}
