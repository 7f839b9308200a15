package import Filings

/// A number as far as it is known: somewhere from `low` to `high`, both included. A known number is a point.
///
/// Arithmetic rounds outwards, so that the true value never leaves the interval, and gives up a bound rather than
/// overflow: the evaluator is total.
package struct Interval: Sendable, Hashable {
  /// `nil` is −∞.
  package var low: Decimal?
  /// `nil` is ∞.
  package var high: Decimal?

  package init(low: Decimal?, high: Decimal?) {
    self.low = low
    self.high = high
  }

  package init(_ point: Decimal) {
    self.init(low: point, high: point)
  }

  /// [0, ∞): a number of which nothing could be read.
  package static let nonNegative = Interval(low: .zero, high: nil)

  /// (−∞, ∞).
  static let anything = Interval(low: nil, high: nil)

  static let zero = Interval(.zero)

  /// The number, when it is known exactly.
  package var point: Decimal? {
    if let low, let high, low == high { low } else { nil }
  }

  private var isNonNegative: Bool {
    if let low { !low.isNegative } else { false }
  }

  private func contains(_ number: Decimal) -> Bool {
    (low.map { $0 <= number } ?? true) && (high.map { number <= $0 } ?? true)
  }
}

// MARK: - Sets

extension Interval {
  /// The smallest interval that holds both.
  func hull(_ other: Interval) -> Interval {
    Interval(low: both(low, other.low).map { min($0, $1) }, high: both(high, other.high).map { max($0, $1) })
  }

  /// What a number that may be there or not adds to a sum: between nothing and itself.
  var orNothing: Interval { hull(.zero) }

  /// Where the smaller of two numbers lies.
  func minimum(_ other: Interval) -> Interval {
    Interval(low: both(low, other.low).map { min($0, $1) }, high: either(high, other.high) { min($0, $1) })
  }

  /// Where the larger of two numbers lies.
  func maximum(_ other: Interval) -> Interval {
    Interval(low: either(low, other.low) { max($0, $1) }, high: both(high, other.high).map { max($0, $1) })
  }

  private func both(_ left: Decimal?, _ right: Decimal?) -> (Decimal, Decimal)? {
    if let left, let right { (left, right) } else { nil }
  }

  private func either(_ left: Decimal?, _ right: Decimal?, _ choose: (Decimal, Decimal) -> Decimal)
    -> Decimal?
  {
    guard let left, let right else { return left ?? right }
    return choose(left, right)
  }
}

// MARK: - Arithmetic

extension Interval {
  static prefix func - (value: Interval) -> Interval {
    Interval(low: value.high.map { -$0 }, high: value.low.map { -$0 })
  }

  static func + (left: Interval, right: Interval) -> Interval {
    Interval(
      low: left.both(left.low, right.low).flatMap { $0.adding($1) },
      high: left.both(left.high, right.high).flatMap { $0.adding($1) })
  }

  static func - (left: Interval, right: Interval) -> Interval {
    left + -right
  }

  static func * (left: Interval, right: Interval) -> Interval {
    if left == .zero || right == .zero { return .zero }
    if left.isNonNegative, right.isNonNegative {
      return Interval(
        low: left.product(left.low, right.low, .down) ?? .zero, high: left.product(left.high, right.high, .up)
      )
    }
    guard let a = left.low, let b = left.high, let c = right.low, let d = right.high else { return .anything }
    return hull(of: [(a, c), (a, d), (b, c), (b, d)]) { $0.multiplied(by: $1, rounding: $2) }
  }

  /// A quotient whose divisor may be zero is anything.
  static func / (left: Interval, right: Interval) -> Interval {
    if right.contains(.zero) { return .anything }
    guard let c = right.low, let d = right.high else { return left.quotientByUnbounded(right) }
    guard let a = left.low, let b = left.high else { return left.quotientOfUnbounded(right) }
    return hull(of: [(a, c), (a, d), (b, c), (b, d)]) { $0.divided(by: $1, rounding: $2) }
  }

  private static func hull(
    of pairs: [(Decimal, Decimal)], _ operation: (Decimal, Decimal, Rounding) -> Decimal?
  ) -> Interval {
    let lows = pairs.compactMap { operation($0.0, $0.1, .down) }
    let highs = pairs.compactMap { operation($0.0, $0.1, .up) }
    guard lows.count == pairs.count, highs.count == pairs.count else { return .anything }
    return Interval(low: lows.min(), high: highs.max())
  }

  private func product(_ left: Decimal?, _ right: Decimal?, _ rounding: Rounding) -> Decimal? {
    both(left, right).flatMap { $0.multiplied(by: $1, rounding: rounding) }
  }

  /// A number that is not negative over [c, ∞) with c > 0 lies between zero and itself over c.
  private func quotientByUnbounded(_ divisor: Interval) -> Interval {
    guard isNonNegative, divisor.isNonNegative, let least = divisor.low else { return .anything }
    return Interval(low: .zero, high: high.flatMap { $0.divided(by: least, rounding: .up) })
  }

  /// [a, ∞) with a ≥ 0 over a positive number begins at a over the largest divisor.
  private func quotientOfUnbounded(_ divisor: Interval) -> Interval {
    guard let low, isNonNegative, divisor.isNonNegative, let most = divisor.high else { return .anything }
    return Interval(low: low.divided(by: most, rounding: .down) ?? .zero, high: nil)
  }
}

// MARK: - Comparison

extension Interval {
  func compared(_ comparison: Comparison, _ other: Interval) -> Truth {
    switch comparison {
    case .less: isLess(than: other)
    case .greaterOrEqual: !isLess(than: other)
    case .greater: other.isLess(than: self)
    case .lessOrEqual: !other.isLess(than: self)
    case .equal: isEqual(to: other)
    case .notEqual: !isEqual(to: other)
    }
  }

  private func isLess(than other: Interval) -> Truth {
    if let high, let low = other.low, high < low { return .yes }
    if let low, let high = other.high, low >= high { return .no }
    return .maybe
  }

  private func isEqual(to other: Interval) -> Truth {
    if let left = point, let right = other.point { return Truth(left == right) }
    if let high, let low = other.low, high < low { return .no }
    if let low, let high = other.high, low > high { return .no }
    return .maybe
  }
}
