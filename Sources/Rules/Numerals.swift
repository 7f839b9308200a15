import Filings

/// Numbers as people read them.
enum Numerals {
  /// `16,547.76`.
  static func grouped(_ number: Decimal) -> String { separated(number, by: ",") }

  /// `16_547.76`, as rules write them.
  static func underscored(_ number: Decimal) -> String { separated(number, by: "_") }

  /// `$16,547.76`: cents, and what there is behind them.
  static func money(_ number: Decimal) -> String {
    let sign = number.isNegative ? "-" : ""
    let digits = grouped(number.isNegative ? -number : number)
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "\(sign)$\(digits)" }
    return "\(sign)$\(digits)" + (parts[1].utf8.count == 1 ? "0" : "")
  }

  /// At most this many decimals, cut off: for what people read and nobody computes with.
  static func shortened(_ number: Decimal, decimals: Int) -> Decimal {
    guard number.scale > decimals else { return number }
    var mantissa = number.mantissa
    for _ in decimals..<number.scale { mantissa /= 10 }
    return Decimal(mantissa: mantissa, scale: decimals)
  }

  /// Four decimals, and for a smaller number as many as show its first two digits: what is not nothing never looks so.
  static func legible(_ number: Decimal) -> Decimal {
    let shown = shortened(number, decimals: 4)
    guard shown.isZero, !number.isZero else { return shown }
    let decimals = (5...max(5, number.scale)).first { !shortened(number, decimals: $0).isZero }
    return shortened(number, decimals: (decimals ?? number.scale) + 1).trimmed
  }

  private static func separated(_ number: Decimal, by separator: String) -> String {
    if number.scale == 0, let whole = UInt64(exactly: number.mantissa) {
      return separated(whole, by: separator)
    }
    let parts = number.description.split(separator: ".", omittingEmptySubsequences: false)
    let whole = separated(digits: String(parts[0].drop { $0 == "-" }), by: separator)
    let text = (number.isNegative ? "-" : "") + whole
    return parts.count == 2 ? text + "." + parts[1] : text
  }

  private static func separated(_ number: UInt64, by separator: String) -> String {
    guard number >= 1000 else { return String(number) }
    var digits: [UInt8] = []
    digits.reserveCapacity(27)
    var rest = number
    while rest > 0 {
      if digits.count % 4 == 3 { digits += separator.utf8 }
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    digits.reverse()
    return String(decoding: digits, as: UTF8.self)
  }

  /// Digits in groups of three from the right.
  static func separated(digits: String, by separator: String) -> String {
    let count = digits.utf8.count
    guard count > 3 else { return digits }
    var text: [UInt8] = []
    text.reserveCapacity(count + count / 3)
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, (count - index) % 3 == 0 { text += separator.utf8 }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

// MARK: - With their units

extension ValueType {
  /// A literal of this type, in its canonical spelling.
  func literal(_ number: Decimal) -> String {
    let digits = Numerals.underscored(number)
    switch self {
    case .shares: return "\(digits) shares"
    case .dollars: return dollars(number)
    case .price: return "\(dollars(number)) per share"
    case .percent: return "\(percentage(number, Numerals.underscored))%"
    case .days: return "\(digits) \(number == Decimal(1) ? "day" : "days")"
    case .businessDays: return "\(digits) business \(number == Decimal(1) ? "day" : "days")"
    case .date: return day(number)
    default: return digits
    }
  }

  /// A value of this type, for people.
  func shown(_ number: Decimal) -> String {
    switch self {
    case .dollars, .price: return Numerals.money(Numerals.legible(number))
    case .percent: return "\(percentage(Numerals.legible(number), Numerals.grouped)) %"
    case .date: return day(number)
    case .days: return "\(Numerals.grouped(number)) \(number == Decimal(1) ? "day" : "days")"
    case .businessDays: return "\(Numerals.grouped(number)) business \(number == Decimal(1) ? "day" : "days")"
    default: return Numerals.grouped(Numerals.legible(number))
    }
  }

  /// An interval, for people: `50,000`, `at least 60,000`, `from $1.87 to $1.89`.
  func shown(_ interval: Interval) -> String {
    if let point = interval.point { return shown(point) }
    switch (interval.low, interval.high) {
    // What differs behind the last decimal that is shown differs by rounding alone.
    case (let low?, let high?):
      return shown(low) == shown(high) ? shown(low) : "from \(shown(low)) to \(shown(high))"
    case (let low?, nil): return low.isZero ? "unknown" : "at least \(shown(low))"
    case (nil, let high?): return "at most \(shown(high))"
    case (nil, nil): return "unknown"
    }
  }

  /// What a number of this type can never leave, as the end of a sentence.
  func bounds(_ range: Interval) -> String {
    switch (range.low, range.high) {
    case (let low?, let high?): "lies between \(shown(low)) and \(shown(high))"
    case (let low?, nil): "is never below \(shown(low))"
    case (nil, let high?): "is never above \(shown(high))"
    case (nil, nil): "can be anything"
    }
  }

  /// A literal of this type for a help line.
  var example: String {
    switch self {
    case .shares: "10_000 shares"
    case .dollars: "$10_000"
    case .price: "$10 per share"
    case .percent: "20%"
    case .days: "30 days"
    case .businessDays: "1 business day"
    case .date: "2024-01-31"
    default: "3"
    }
  }

  private func dollars(_ number: Decimal) -> String {
    (number.isNegative ? "-$" : "$") + Numerals.underscored(number.isNegative ? -number : number)
  }

  private func percentage(_ fraction: Decimal, _ write: (Decimal) -> String) -> String {
    write(fraction.multiplied(by: Decimal(100), rounding: .down) ?? fraction)
  }

  private func day(_ number: Decimal) -> String {
    Int32(exactly: number.trimmed.scale == 0 ? number.trimmed.mantissa : .max).map {
      Day(number: $0).description
    }
      ?? number.description
  }
}
