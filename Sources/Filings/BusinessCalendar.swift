/// The days on which the SEC takes filings: not Saturdays, not Sundays, not federal holidays. It is not the exchange's
/// calendar: Columbus Day and Veterans Day are none of the SEC's days, Good Friday is one.
package struct BusinessCalendar: Sendable, Hashable {
  /// Days on which the SEC is closed by an order of the day, such as a day of national mourning. Inauguration Day, a
  /// holiday of the District alone, belongs here where it is wanted.
  package var closings: Set<Day>

  package init(closings: Set<Day> = []) {
    self.closings = closings
  }

  /// Whether the SEC takes filings on the day.
  package func isBusinessDay(_ day: Day) -> Bool {
    day.weekday < 6 && !closings.contains(day) && !FederalHoliday.isObserved(on: day)
  }

  /// The `count`th business day behind `day`, which itself is not counted; `count` is 1 and more.
  package func businessDay(after day: Day, count: Int) -> Day {
    var day = day
    var left = count
    while left > 0 {
      day = day.advanced(by: 1)
      if isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// The day itself when it is a business day, else the next one (Rule 0-3(a) under the Exchange Act).
  package func rolledForward(_ day: Day) -> Day {
    isBusinessDay(day) ? day : businessDay(after: day, count: 1)
  }

  /// Business days behind `start` up to and with `end`; 0 when `end` is not later, and at most
  /// `Limits.countedBusinessDays`.
  package func businessDays(after start: Day, through end: Day) -> Int {
    var count = 0
    var day = start
    while day < end, count < Limits.countedBusinessDays {
      day = day.advanced(by: 1)
      if isBusinessDay(day) { count += 1 }
    }
    return count
  }
}

/// The federal holidays (5 U.S.C. 6103), as the law had them in each year.
package enum FederalHoliday: CaseIterable, Sendable {
  case newYear
  case martinLutherKing
  case washington
  case memorial
  case juneteenth
  case independence
  case labor
  case columbus
  case veterans
  case thanksgiving
  case christmas

  /// The holiday's date in a year; `nil` in years that did not have it.
  package func date(in year: Int) -> Day? {
    switch self {
    case .newYear: Day(year: year, month: 1, day: 1)
    case .martinLutherKing: year >= 1986 ? Day.monday(3, of: 1, in: year) : nil
    case .washington:
      year >= 1971 ? Day.monday(3, of: 2, in: year) : Day(year: year, month: 2, day: 22)
    case .memorial:
      year >= 1971 ? Day.lastMonday(ofMay: year) : Day(year: year, month: 5, day: 30)
    case .juneteenth: year >= 2021 ? Day(year: year, month: 6, day: 19) : nil
    case .independence: Day(year: year, month: 7, day: 4)
    case .labor: Day.monday(1, of: 9, in: year)
    case .columbus: year >= 1971 ? Day.monday(2, of: 10, in: year) : nil
    case .veterans:
      (1971...1977).contains(year) ? Day.monday(4, of: 10, in: year) : Day(year: year, month: 11, day: 11)
    case .thanksgiving: Day.weekday(4, 4, of: 11, in: year)
    case .christmas: Day(year: year, month: 12, day: 25)
    }
  }

  /// The weekday on which offices are closed for it: the Friday before a Saturday, the Monday after a Sunday
  /// (Executive Order 11582).
  package func observed(in year: Int) -> Day? {
    guard let date = date(in: year) else { return nil }
    return switch date.weekday {
    case 6: date.advanced(by: -1)
    case 7: date.advanced(by: 1)
    default: date
    }
  }

  /// Whether offices are closed on `day` for a holiday.
  static func isObserved(on day: Day) -> Bool {
    let (year, month, dayOfMonth) = day.components
    // A New Year's Day that falls on a Saturday is observed in the year before.
    if month == 12, dayOfMonth == 31 { return newYear.observed(in: year + 1) == day }
    return allCases.contains { $0.mayFall(in: month) && $0.observed(in: year) == day }
  }

  /// The months in which the holiday is ever observed, apart from New Year's Day on 31 December.
  private func mayFall(in month: Int) -> Bool {
    switch self {
    case .newYear, .martinLutherKing: month == 1
    case .washington: month == 2
    case .memorial: month == 5
    case .juneteenth: month == 6
    case .independence: month == 7
    case .labor: month == 9
    case .columbus: month == 10
    case .veterans: month == 10 || month == 11
    case .thanksgiving: month == 11
    case .christmas: month == 12
    }
  }
}

extension Day {
  fileprivate static func monday(_ ordinal: Int, of month: Int, in year: Int) -> Day? {
    weekday(1, ordinal, of: month, in: year)
  }

  /// The `ordinal`th day of the month that is the given weekday, 1 for Monday to 7 for Sunday.
  fileprivate static func weekday(_ weekday: Int, _ ordinal: Int, of month: Int, in year: Int) -> Day? {
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    return first.advanced(by: (weekday - first.weekday + 7) % 7 + (ordinal - 1) * 7)
  }

  fileprivate static func lastMonday(ofMay year: Int) -> Day? {
    guard let last = Day(year: year, month: 5, day: 31) else { return nil }
    return last.advanced(by: 1 - last.weekday)
  }
}
