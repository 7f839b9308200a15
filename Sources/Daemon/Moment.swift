import Filings

/// A stretch of time as people write it behind an option: `2h`, `90 minutes`, `3 days`, `6 months`, `5 years`.
package struct TimeSpan: Sendable, Hashable, CustomStringConvertible {
  /// Whole months, for spans that the calendar measures.
  package let months: Int
  /// Seconds, for the others.
  package let seconds: Int64
  package let description: String

  /// The largest number before a unit: a hundred years of hours have fewer digits.
  private static let largest = 1_000_000
  /// The words of each unit, with its seconds.
  private static let clockUnits: [(words: [String], seconds: Int64)] = [
    (["s", "sec", "second"], 1), (["m", "min", "minute"], 60), (["h", "hour"], 3_600),
    (["d", "day"], 86_400), (["w", "week"], 7 * 86_400),
  ]
  private static let calendarUnits: [(words: [String], months: Int)] = [
    (["month"], 1), (["y", "year"], 12),
  ]

  /// `nil` for anything that is not a number and a unit; one of zero is none either.
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let word = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let count = Int(digits), (1...TimeSpan.largest).contains(count) else { return nil }
    func isNamed(_ words: [String]) -> Bool { words.contains(word) || words.contains { $0 + "s" == word } }
    if let unit = TimeSpan.clockUnits.first(where: { isNamed($0.words) }) {
      (months, seconds) = (0, Int64(count) * unit.seconds)
    } else if let unit = TimeSpan.calendarUnits.first(where: { isNamed($0.words) }) {
      (months, seconds) = (count * unit.months, 0)
    } else {
      return nil
    }
    description = "\(count) \(word)"
  }

  /// The moment so long before another, both in seconds since 1970; never before the year 0.
  package func before(_ moment: Int64) -> Int64 {
    guard months > 0 else { return max(moment - seconds, Moment.first) }
    let (day, second) = Moment.parts(moment)
    return Int64(day.earlier(byMonths: months).number) * 86_400 + second
  }
}

/// A moment as people write it behind `--since`, `--until` and `--before`.
package enum Moment {
  /// 0000-01-01, the first day of the calendar.
  static let first: Int64 = -62_167_219_200

  /// What can be written, for a message.
  package static let forms =
    "a date (2026-11-01), a date with a time (2026-11-01T14:30, in UTC) or a span (2h, 3 days)"

  /// Seconds since 1970, given that it is `now`: a date is its first second in UTC, a span is so long ago. `nil` for
  /// anything else.
  package static func seconds(_ text: String, now: Int64) -> Int64? {
    let today = Int64(parts(now).day.number) * 86_400
    switch text.lowercased() {
    case "now": return now
    case "today": return today
    case "yesterday": return today - 86_400
    default: return TimeSpan(text)?.before(now) ?? date(text)
    }
  }

  /// The day in UTC and the second in it.
  static func parts(_ moment: Int64) -> (day: Day, second: Int64) {
    let second = (moment % 86_400 + 86_400) % 86_400
    return (Day(number: Int32(clamping: (moment - second) / 86_400)), second)
  }

  /// `2026-11-01`, and behind a `T` or a space `14:30` or `14:30:05`, perhaps with a `Z`.
  private static func date(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = Day(iso: bytes) else { return nil }
    let start = Int64(day.number) * 86_400
    guard bytes.count > 10 else { return start }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") else { return nil }
    var clock = bytes.dropFirst(11)
    if clock.last == UInt8(ascii: "Z") { clock.removeLast() }
    return secondOfDay(clock).map { start + $0 }
  }

  private static func secondOfDay(_ clock: ArraySlice<UInt8>) -> Int64? {
    let fields = clock.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let numbers = fields.compactMap { field -> Int64? in
      guard field.count == 2, field.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return field.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
    guard numbers.count == fields.count, (2...3).contains(numbers.count), numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }
}

extension Day {
  /// The day of the same number so many months before, or that month's last; the calendar's first day beyond it.
  fileprivate func earlier(byMonths months: Int) -> Day {
    let (year, month, day) = components
    let total = year * 12 + month - 1 - months
    guard total >= 0 else { return Day(number: Int32(Moment.first / 86_400)) }
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    let last = Day.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last)) ?? self
  }
}
