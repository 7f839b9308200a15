import Filings
import Testing

@testable import Rules

@Suite("Intervals")
struct IntervalTests {
  @Test("What is not nothing never looks like it")
  func small() throws {
    #expect(ValueType.percent.shown(try decimal("0.0000044239")) == "0.00044 %")
    #expect(ValueType.percent.shown(try decimal("0.123456")) == "12.34 %")
    #expect(ValueType.price.shown(try decimal("0.00001")) == "$0.00001")
    #expect(ValueType.count.shown(try decimal("0")) == "0")
  }

  @Test(
    "No result leaves its interval, whichever numbers stand in the operands",
    arguments: [
      ArithmeticOperator.plus, .minus, .times, .over,
    ])
  func containment(operation: ArithmeticOperator) {
    var generator = Generator(seed: 3)
    for _ in 0..<3_000 {
      let (left, right) = (interval(&generator), interval(&generator))
      let result = operation.applied(left, right)
      for one in samples(left) {
        for other in samples(right) {
          let exact = operation.applied(Interval(one), Interval(other))
          #expect(result.hull(exact) == result, "\(left) \(operation.rawValue) \(right)")
        }
      }
    }
  }

  @Test("A comparison that says yes or no holds for all numbers in the operands")
  func comparisons() {
    var generator = Generator(seed: 4)
    for _ in 0..<2_000 {
      let (left, right) = (interval(&generator), interval(&generator))
      let comparison = generator.pick([
        Comparison.less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater,
      ])
      let truth = left.compared(comparison, right)
      guard truth != .maybe else { continue }
      for one in samples(left) {
        for other in samples(right) { #expect(Interval(one).compared(comparison, Interval(other)) == truth) }
      }
    }
  }

  @Test("A quotient that never ends is rounded outwards")
  func outwards() {
    let third = Interval(Decimal(1)) / Interval(Decimal(3))
    #expect(third.compared(.equal, third) == .maybe)
    #expect((third * Interval(Decimal(3))).compared(.equal, Interval(Decimal(1))) == .maybe)
  }

  @Test("What does not fit gives up a bound and not the daemon")
  func overflow() {
    let large = Interval(Decimal(mantissa: .max / 2, scale: 0))
    #expect((large + large + large).high == nil)
    #expect((large * large).high == nil)
    #expect((large * large).low == .zero)
    #expect(Interval(Decimal(1)) / .zero == .anything)
  }

  private func interval(_ generator: inout Generator) -> Interval {
    let numbers = [-7, -1, 0, 0, 1, 2, 3, 50].map { Decimal(mantissa: Int128($0), scale: 1) }
    let bounds = [generator.pick(numbers), generator.pick(numbers)].sorted()
    return Interval(
      low: generator.chance(15) ? nil : bounds[0], high: generator.chance(15) ? nil : bounds[1])
  }

  private func samples(_ interval: Interval) -> [Decimal] {
    let all = [-9_999, -70, -10, -7, -1, 0, 1, 5, 10, 20, 30, 500, 9_999].map {
      Decimal(mantissa: Int128($0), scale: 2)
    }
    return ([interval.low, interval.high].compactMap { $0 } + all).filter { interval.admits($0) }
  }
}
