import Filings

extension Interval {
  /// How late a filing is, in business days: the one place where rules meet the SEC's calendar. A filing in which
  /// nothing had a deadline is not late.
  init(daysLateOf filing: Filing) {
    guard let lateness = BusinessCalendar().daysLate(of: filing) else {
      self = .zero
      return
    }
    self.init(low: Decimal(lateness.low), high: lateness.high.map { Decimal($0) })
  }
}
