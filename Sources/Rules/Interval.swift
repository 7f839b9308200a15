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

  /// The number, when it is known exactly.
  package var point: Decimal? {
    if let low, let high, low == high { low } else { nil }
  }
}
