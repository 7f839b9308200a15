/// Dates and numbers as people typed them.
enum TypedValue {
  // MARK: Dates

  /// What a text says of a day: the day, or the month in which it lies.
  enum Date: Equatable {
    case day(Day)
    case month(first: Day, last: Day)
  }

  /// `2/7/00`, `02-07-2000`, `February 7, 2000`, `2/00`, `February 2000`; `nil` for anything else.
  static func date(_ text: String) -> Date? {
    let parts = text.split { " ,/-.".contains($0) }.map(String.init)
    guard (2...3).contains(parts.count), text.count <= 24 else { return nil }
    if let month = month(parts[0]) {
      return parts.count == 3 ? day(parts[2], month, parts[1]) : wholeMonth(parts[1], month)
    }
    guard let first = number(parts[0]), parts[0].count <= 2 else { return nil }
    if parts.count == 3, let month = month(parts[1]) { return day(parts[2], month, parts[0]) }
    return parts.count == 3 ? day(parts[2], first, parts[1]) : wholeMonth(parts[1], first)
  }

  static func day(_ text: String) -> Day? {
    if case .day(let day) = date(text) { day } else { nil }
  }

  private static func day(_ year: String, _ month: Int, _ day: String) -> Date? {
    guard let year = self.year(year), day.count <= 2, let number = number(day) else { return nil }
    return Day(year: year, month: month, day: number).map(Date.day)
  }

  private static func wholeMonth(_ year: String, _ month: Int) -> Date? {
    guard let year = self.year(year), (1...12).contains(month),
      let first = Day(year: year, month: month, day: 1)
    else { return nil }
    return .month(first: first, last: first.advanced(by: Day.length(ofMonth: month, year: year) - 1))
  }

  /// Two digits stand for 1934, the year of the Securities Exchange Act, to 2033.
  private static func year(_ text: String) -> Int? {
    guard text.count == 2 || text.count == 4, let year = number(text) else { return nil }
    if text.count == 4 { return (1900...2099).contains(year) ? year : nil }
    return year < 34 ? 2000 + year : 1900 + year
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  private static func month(_ text: String) -> Int? {
    let name = text.lowercased()
    guard name.count >= 3 else { return nil }
    return months.firstIndex { $0 == name || (name.count <= 4 && $0.hasPrefix(name)) }.map { $0 + 1 }
  }

  private static func number(_ text: String) -> Int? {
    text.utf8.count <= 9 ? Int(digits: Array(text.utf8).span) : nil
  }

  // MARK: Numbers

  /// What a cell without a value holds.
  static func isNothing(_ text: String) -> Bool {
    let word = text.hasSuffix(".") ? text.dropLast() : text[...]
    return word.allSatisfy { "-– ".contains($0) } || ["n/a", "na", "none", "nil"].contains(word.lowercased())
  }

  /// `12,000`, `$1.375`, `12 1/2`, `-0-`: a stroke behind the number fills the cell.
  static func decimal(_ text: String) -> Decimal? {
    var text = text.filter { $0 != "$" }
    while let last = text.last, last == " " || last == "-" { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    if text == "-0" { return .zero }
    let parts =
      text.contains("/") && text.first != "-"
      ? text.split { $0 == " " || $0 == "-" } : text.split(separator: " ")
    guard let first = parts.first else { return nil }
    if parts.count == 1, first.contains("/") { return fraction(first) }
    guard let whole = PageNumber.decimal(String(first)) else { return nil }
    if parts.count == 1 { return whole }
    guard parts.count == 2, let fraction = fraction(parts[1]), whole.scale == 0 else { return nil }
    return whole.adding(fraction)
  }

  /// Shares were traded in halves down to sixty-fourths of a dollar until 2001.
  private static func fraction(_ text: Substring) -> Decimal? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { number(String($0)) }
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1],
      [2, 4, 8, 16, 32, 64].contains(denominator), numerator < denominator
    else { return nil }
    return Decimal(numerator).divided(by: Decimal(denominator), rounding: .down)
  }

  // MARK: Footnotes

  /// The text without the references behind it, and these: `5.00(1)(2)`.
  static func parted(_ text: String) -> (text: String, notes: [String]) {
    var rest = text[...]
    var notes: [String] = []
    while rest.last == ")", let open = rest.lastIndex(of: "(") {
      let inner = rest[rest.index(after: open)...].dropLast()
      guard (1...2).contains(inner.count), inner.allSatisfy({ $0.isASCII && $0.isNumber }) else { break }
      notes.insert("F" + inner, at: 0)
      rest = rest[..<open]
      while rest.last == " " { rest.removeLast() }
    }
    return (String(rest), notes)
  }
}
