/// The numbers and dates of a printed form. Each reader gives `nil` for what the form would not print so.
enum PrintedValue {
  /// `8,802`, `25,000.5`: grouped by thousands, and no other way; up to four decimals.
  static func count(_ text: some StringProtocol) -> Decimal? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, isGrouped(whole),
      parts.count == 1 || (1...4).contains(parts[1].count)
    else { return nil }
    return Decimal(String(text.filter { $0 != "," }))
  }

  /// A count, or a whole number without commas, as few pages print it.
  static func plainCount(_ text: some StringProtocol) -> Decimal? {
    count(text) ?? (text.count > 3 ? digits(text).map { Decimal(mantissa: Int128($0), scale: 0) } : nil)
  }

  /// `31.053`, whose point may be a comma.
  static func pointedCount(_ text: some StringProtocol) -> Decimal? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 3, parts[0] != "0" else { return nil }
    return count(String(text).replacing(".", with: ","))
  }

  /// `$1.88`, with or without the footnotes behind it. `$0` is a price like any other: EDGAR prints it for the gifts and
  /// awards whose XML says 0, "no consideration"; where the XML has no price, the page has none either.
  static func price(_ text: some StringProtocol) -> Decimal? {
    let sum = text.prefix { $0 != "(" }
    return sum.first == "$" ? count(sum.dropFirst()) : nil
  }

  /// `09/05/2012`.
  static func day(_ text: some StringProtocol) -> Day? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 4], let month = digits(parts[0]), let day = digits(parts[1]),
      let year = digits(parts[2]), (1900...2199).contains(year)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// The numbers of the footnotes in `$1.88(1)(2)`, `(3)` or `(1,2)`; `nil` for what is not written so.
  static func markers(_ text: some StringProtocol) -> [String]? {
    var rest = text.drop { $0 != "(" }[...]
    var markers: [String] = []
    while rest.first == "(" {
      guard let close = rest.firstIndex(of: ")") else { return nil }
      let numbers = rest[rest.index(after: rest.startIndex)..<close].split(separator: ",")
      guard !numbers.isEmpty, numbers.allSatisfy({ $0.count <= 2 && digits($0) ?? 0 > 0 }) else { return nil }
      markers += numbers.map { String($0) }
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty ? markers : nil
  }

  private static func isGrouped(_ whole: some StringProtocol) -> Bool {
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.allSatisfy({ digits($0) != nil })
    else {
      return false
    }
    return groups.dropFirst().allSatisfy { $0.count == 3 } && (first.first != "0" || whole == "0")
  }

  private static func digits(_ text: some StringProtocol) -> Int? {
    guard text.utf8.count <= 9, !text.isEmpty else { return nil }
    return text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? Int(String(text)) : nil
  }
}
