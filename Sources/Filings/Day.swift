/// A date of the proleptic Gregorian calendar without time or zone, as the forms have them.
package struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// `nil` unless the day exists: the year lies in 0...9999, February has its length.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(number: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day so many days later; earlier for a negative number.
  package func advanced(by days: Int) -> Day {
    Day(number: number &+ Int32(truncatingIfNeeded: days))
  }

  /// Days from `other` to this day; negative when this one is the earlier.
  package func days(since other: Day) -> Int {
    Int(number) - Int(other.number)
  }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package var weekday: Int {
    let index = (Int(number) + 3) % 7
    return (index < 0 ? index + 7 : index) + 1
  }

  /// 28 to 31; the month lies in 1...12.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Civil from days, the inverse of `init(year:month:day:)`.
  package var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day)
  }
}

// MARK: - Text

extension Day {
  /// Reads the first ten characters, `YYYY-MM-DD`, and ignores what stands behind them: real filings have
  /// `2026-05-13-05:00`, and a zone never moves a date of a form.
  package init?(iso text: Span<UInt8>) {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
    var number = 0
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// Reads `MM/DD/YYYY`, as the printed forms and Form 144 have it; one digit for month or day will do.
  package init?(american text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4 else { return nil }
    let numbers = parts.compactMap { Int(digits: Array($0).span) }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[2], month: numbers[0], day: numbers[1])
  }

  package init?(iso text: some Collection<UInt8>) {
    self.init(iso: Array(text.prefix(10)).span)
  }

  package init?(_ text: String) {
    self.init(iso: text.utf8.span)
  }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package var description: String {
    let (year, month, day) = components
    return padded(year, to: 4) + "-" + padded(month, to: 2) + "-" + padded(day, to: 2)
  }
}

private func padded(_ value: Int, to width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
