package import Filings

/// A stretch of the calendar as rules write it: `7 days`, `6 months`, `2 business days`.
package struct CalendarSpan: Sendable, Hashable, CustomStringConvertible {
  /// 1...`Limits.spanCount`.
  package let count: Int
  let unit: TimeUnit

  /// `nil` unless the number is whole and in range.
  init?(_ duration: DurationSyntax) {
    let number = duration.count.trimmed
    guard number.scale == 0, let count = Int(exactly: number.mantissa), (1...Limits.spanCount).contains(count)
    else { return nil }
    self.init(count: count, unit: duration.unit)
  }

  init(count: Int, unit: TimeUnit) {
    self.count = count
    self.unit = unit
  }

  /// The last day that lies within this span of `day`: `7 days` from a Monday reach to the next Monday, a month to the
  /// day of the same number, or to the month's last.
  package func end(from day: Day) -> Day {
    switch unit {
    case .day: day.advanced(by: count)
    case .week: day.advanced(by: 7 * count)
    case .month: day.advanced(byMonths: count)
    case .year: day.advanced(byMonths: 12 * count)
    case .businessDay: BusinessCalendar().businessDay(after: day, count: count)
    }
  }

  /// No span is longer, wherever in the calendar it begins.
  var mostDays: Int {
    switch unit {
    case .day: count
    case .week: 7 * count
    case .month: 31 * count
    case .year: 366 * count
    // Two weekend days and a holiday for every five, and some more at the ends.
    case .businessDay: 2 * count + 10
    }
  }

  package var description: String {
    "\(count) \(count == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
  }
}

extension Day {
  /// The day of the same number so many months later, or that month's last; the last day of all beyond the calendar.
  func advanced(byMonths months: Int) -> Day {
    let (year, month, day) = components
    let total = year * 12 + month - 1 + months
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    let last = Day.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last)) ?? Day(number: .max)
  }
}
