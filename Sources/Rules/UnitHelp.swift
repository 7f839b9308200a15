import Filings

/// What was probably meant by a comparison of two units, with the number and the operator that were written.
struct UnitHelp {
  /// One side of a comparison.
  struct Side {
    let type: ValueType
    let syntax: ExpressionSyntax
  }

  private let comparison: Comparison
  private let measured: Side
  private let other: Side

  /// `nil` where there is nothing particular to say.
  static func text(_ comparison: Comparison, _ left: Side, _ right: Side) -> String? {
    UnitHelp(comparison: comparison, measured: left, other: right).text
      ?? UnitHelp(comparison: comparison.mirrored, measured: right, other: left).text
      ?? general(left.type, right.type)
  }

  private static func general(_ left: ValueType, _ right: ValueType) -> String? {
    switch (left, right) {
    case (.businessDays, .days), (.days, .businessDays):
      "business days are what `filing.days_late` counts; two dates are days apart"
    case (.date, .text), (.date, .count), (.text, .date), (.count, .date): date("2024-01-31")
    default: nil
    }
  }

  private static func date(_ day: String) -> String { "a date is year-month-day without quotes, `\(day)`" }

  private var text: String? {
    guard case .literal(let literal) = other.syntax else { return nil }
    switch (measured.type, other.type) {
    case (.date, .text), (.date, .count): return day(literal.value).map(UnitHelp.date)
    case (.businessDays, .days): return businessDays(literal.value).map { "write `\($0)`" }
    case (.shares, .percent): return part(of: literal)
    case (_, .percent), (_, .date): return nil
    default: return literal.value.quantity.flatMap { amount($0.number) }
    }
  }

  // MARK: Days

  /// `"2024-01-31"`, `20240131`, or the year alone.
  private func day(_ value: LiteralSyntax.Value) -> String? {
    switch value {
    case .text(let text): return Day(text)?.description
    case .number(let number, nil):
      let digits = number.description
      if digits.utf8.count == 4 { return Day("\(digits)-01-01")?.description }
      return digits.utf8.count == 8
        ? Day("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")?.description : nil
    default: return nil
    }
  }

  /// A week has five of them.
  private func businessDays(_ value: LiteralSyntax.Value) -> String? {
    guard case .number(let number, .time(let unit)) = value else { return nil }
    let days = unit == .week ? number.multiplied(by: Decimal(5), rounding: .down) : number
    return days.map(ValueType.businessDays.literal)
  }

  // MARK: Amounts

  private func part(of literal: LiteralSyntax) -> String? {
    guard let percent = literal.value.quantity.map({ ValueType.percent.literal($0.number) }) else {
      return nil
    }
    switch measured.syntax {
    case .call: return "say of what, as in `percent_of_holding() \(comparison.rawValue) \(percent)`"
    case .path(let path) where path.text == "shares":
      return "say of what, as in `shares / owned_after \(comparison.rawValue) \(percent)`"
    default: return nil
    }
  }

  /// `sum(shares) > $50_000` can be meant in two ways; say both.
  private func amount(_ number: Decimal) -> String? {
    guard measured.type.isQuantity else { return nil }
    let own = literal(number, measured.type)
    switch (measured.type, other.type, field) {
    case (.shares, .dollars, "shares"):
      return "compare the value, `\(written("value")) \(comparison.rawValue) \(literal(number, .dollars))`, "
        + "or the shares, `\(written("shares")) \(comparison.rawValue) \(own)`"
    case (.dollars, .shares, "value"):
      return "compare the shares, `\(written("shares")) \(comparison.rawValue) \(literal(number, .shares))`, "
        + "or the value, `\(written("value")) \(comparison.rawValue) \(own)`"
    case (.days, .businessDays, _): return "write `\(own)`; business days are what `filing.days_late` counts"
    default: return "write `\(own)`"
    }
  }

  private func literal(_ number: Decimal, _ type: ValueType) -> String {
    type.literal(
      type == .percent ? number.multiplied(by: Program.hundredth, rounding: .down) ?? number : number)
  }

  /// What is measured, `shares` of `sum(shares)`.
  private var field: String? {
    switch measured.syntax {
    case .path(let path): return path.text
    case .call(let call):
      guard call.arguments.count == 1, case .path(let path) = call.arguments[0] else { return nil }
      return path.text
    default: return nil
    }
  }

  /// The same measure of another field.
  private func written(_ field: String) -> String {
    if case .call(let call) = measured.syntax { "\(call.name.text)(\(field))" } else { field }
  }
}
