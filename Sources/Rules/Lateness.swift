import Filings

/// How late a filing is, in business days: the one place where rules meet the SEC's calendar.
enum Lateness {
  static func interval(of filing: Filing) -> Interval {
    .nonNegative
  }
}
