/// An exact decimal number: `mantissa` × 10^−`scale`.
///
/// Shares have up to four decimals, prices too (EDGAR Ownership XML Technical Specification, section 2.2);
/// a product of the two needs 32 digits, so the mantissa has 128 bits. Never a binary float: 0.1 is 0.1.
package struct Decimal: Sendable {
  // The mantissa in two halves: a field of 128 bits would have every row of a filing begin at a multiple of 16 bytes.
  private let low: UInt64
  private let high: Int64
  private let places: Int8

  /// All digits, without the point.
  package var mantissa: Int128 { Int128(high) << 64 | Int128(low) }
  /// Digits behind the point, 0...18.
  package var scale: Int { Int(places) }

  /// The most digits behind the point.
  package static let maximumScale = 18
  /// 0.
  package static let zero = Decimal(0)

  package init(mantissa: Int128, scale: Int) {
    precondition((0...Decimal.maximumScale).contains(scale), "a decimal's scale lies in 0...18")
    low = UInt64(truncatingIfNeeded: mantissa)
    high = Int64(truncatingIfNeeded: mantissa >> 64)
    places = Int8(truncatingIfNeeded: scale)
  }

  package init(_ value: Int) {
    self.init(mantissa: Int128(value), scale: 0)
  }

  /// Below zero.
  package var isNegative: Bool { mantissa < 0 }
  /// Zero, of whatever scale.
  package var isZero: Bool { mantissa == 0 }
}

// MARK: - Text

extension Decimal {
  /// The most digits that a number on a filing may have: EDGAR allows 12 before the point and 4 behind it.
  package static let maximumDigits = 18

  /// Reads `digits [ "." digits ]` without sign, grouping or exponent: the form's own number format.
  /// `nil` for anything else, for more than `maximumDigits` digits and for a text without digits.
  package init?(digits text: Span<UInt8>) {
    var value: UInt64 = 0
    var point: Int?
    for index in text.indices {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        // Eighteen digits fit into 64 bits, and the count is checked before the value is used.
        value = value &* 10 &+ UInt64(digit)
      } else if text[index] == UInt8(ascii: "."), point == nil {
        point = index
      } else {
        return nil
      }
    }
    let digits = point == nil ? text.count : text.count &- 1
    guard digits > 0, digits <= Decimal.maximumDigits else { return nil }
    self.init(mantissa: Int128(value), scale: point.map { digits &- $0 } ?? 0)
  }

  package init?(digits text: some Collection<UInt8>) {
    self.init(digits: Array(text).span)
  }

  package init?(_ text: String) {
    self.init(digits: text.utf8.span)
  }
}

extension Decimal: CustomStringConvertible {
  /// Without exponent and without trailing zeros: `1.88`, `8802`, `-0.5`.
  package var description: String {
    let magnitude = mantissa.magnitude
    // Most numbers are small, and those are written many times as fast.
    var digits = UInt64(exactly: magnitude).map { String($0) } ?? String(magnitude)
    guard scale > 0 else { return (isNegative ? "-" : "") + digits }
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    let point = digits.utf8.count - scale
    let whole = digits.prefix(point)
    var fraction = digits.dropFirst(point)
    while fraction.last == "0" { fraction.removeLast() }
    let sign = isNegative ? "-" : ""
    return fraction.isEmpty ? sign + whole : sign + whole + "." + fraction
  }
}

// MARK: - Comparison

extension Decimal: Comparable {
  package static func == (left: Decimal, right: Decimal) -> Bool {
    left.compared(to: right) == 0
  }

  package static func < (left: Decimal, right: Decimal) -> Bool {
    left.compared(to: right) < 0
  }

  /// −1, 0 or 1. Total: numbers too far apart to be brought to one scale are told apart by their size.
  private func compared(to other: Decimal) -> Int {
    if scale == other.scale {
      return (mantissa > other.mantissa ? 1 : 0) - (mantissa < other.mantissa ? 1 : 0)
    }
    if scale > other.scale { return -other.compared(to: self) }
    let (scaled, overflow) = mantissa.multipliedReportingOverflow(by: powerOfTen(other.scale - scale))
    if overflow { return mantissa < 0 ? -1 : 1 }
    return (scaled > other.mantissa ? 1 : 0) - (scaled < other.mantissa ? 1 : 0)
  }
}

extension Decimal: Hashable {
  package func hash(into hasher: inout Hasher) {
    let trimmed = trimmed
    hasher.combine(trimmed.mantissa)
    hasher.combine(trimmed.scale)
  }

  /// The same number with the smallest scale: 1.50 as 1.5.
  package var trimmed: Decimal {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return Decimal(mantissa: mantissa, scale: scale)
  }
}

// MARK: - Arithmetic

/// Which way a result that needs more digits than there are is rounded.
package enum Rounding: Sendable {
  case down
  case up
}

extension Decimal {
  /// The same number on the other side of zero.
  package static prefix func - (value: Decimal) -> Decimal {
    Decimal(mantissa: -value.mantissa, scale: value.scale)
  }

  /// `nil` when the sum does not fit into 38 digits.
  package func adding(_ other: Decimal) -> Decimal? {
    let scale = max(scale, other.scale)
    guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Decimal(mantissa: sum, scale: scale)
  }

  /// The product, rounded as asked when it has more than 18 decimals; `nil` when it does not fit into 38 digits.
  package func multiplied(by other: Decimal, rounding: Rounding) -> Decimal? {
    let (left, right) = scale + other.scale > Decimal.maximumScale ? (trimmed, other.trimmed) : (self, other)
    let (product, overflow) = left.mantissa.multipliedReportingOverflow(by: right.mantissa)
    guard !overflow else { return nil }
    let scale = left.scale + right.scale
    guard scale > Decimal.maximumScale else { return Decimal(mantissa: product, scale: scale) }
    let cut = powerOfTen(scale - Decimal.maximumScale)
    return Decimal(mantissa: quotient(product, cut, rounding), scale: Decimal.maximumScale)
  }

  /// The quotient, exact where it ends within 18 decimals, else rounded as asked; `nil` for a divisor of zero and
  /// when it does not fit into 38 digits.
  package func divided(by other: Decimal, rounding: Rounding) -> Decimal? {
    let dividend = trimmed
    let divisor = other.trimmed
    guard !divisor.isZero else { return nil }
    for target in stride(from: Decimal.maximumScale, through: 0, by: -1) {
      let shift = target + divisor.scale - dividend.scale
      guard let (numerator, denominator) = shifted(dividend.mantissa, divisor.mantissa, by: shift) else {
        continue
      }
      return Decimal(mantissa: quotient(numerator, denominator, rounding), scale: target)
    }
    return nil
  }

  private func rescaled(to target: Int) -> Int128? {
    let (scaled, overflow) = mantissa.multipliedReportingOverflow(by: powerOfTen(target - scale))
    return overflow ? nil : scaled
  }
}

/// Numerator × 10^shift over denominator, with the power on the side where it is positive.
private func shifted(_ numerator: Int128, _ denominator: Int128, by shift: Int) -> (Int128, Int128)? {
  guard abs(shift) <= 38 else { return nil }
  let grown = shift >= 0 ? numerator : denominator
  let (product, overflow) = grown.multipliedReportingOverflow(by: powerOfTen(abs(shift)))
  guard !overflow else { return nil }
  return shift >= 0 ? (product, denominator) : (numerator, product)
}

private func quotient(_ numerator: Int128, _ denominator: Int128, _ rounding: Rounding) -> Int128 {
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
  guard remainder != 0 else { return quotient }
  let positive = (numerator < 0) == (denominator < 0)
  switch rounding {
  case .down: return positive ? quotient : quotient - 1
  case .up: return positive ? quotient + 1 : quotient
  }
}

/// 10^exponent for 0...38.
private func powerOfTen(_ exponent: Int) -> Int128 {
  var power: Int128 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}
