import Filings

extension Interval {
  /// How late a filing is, in business days: the one place where rules meet the SEC's calendar. A filing in which
  /// nothing had a deadline is not late.
  init(daysLateOf filing: Filing, _ calendar: BusinessCalendar = BusinessCalendar()) {
    guard let lateness = calendar.daysLate(of: filing) else {
      self = .zero
      return
    }
    self.init(low: Decimal(lateness.low), high: lateness.high.map { Decimal($0) })
  }
}
