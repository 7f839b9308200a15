/// What an expression is: the unit of a number, or the sort of a word. Units are checked, never converted silently.
package enum ValueType: String, Sendable, Hashable, CaseIterable {
  case bool = "Bool"
  case shares = "Shares"
  case dollars = "USD"
  case price = "USD/share"
  case percent = "Percent"
  case days = "Days"
  case businessDays = "BusinessDays"
  case date = "Date"
  case count = "Count"
  case text = "Text"
  case ticker = "Ticker"
  case cik = "CIK"
  case code = "Code"
  case form = "Form"
  case source = "Source"

  /// As a message names values of this type: `shares compared with dollars`.
  var plural: String {
    switch self {
    case .bool: "yes or no"
    case .shares: "shares"
    case .dollars: "dollars"
    case .price: "dollars per share"
    case .percent: "a percentage"
    case .days: "days"
    case .businessDays: "business days"
    case .date: "a date"
    case .count: "a plain number"
    case .text: "text"
    case .ticker: "a ticker"
    case .cik: "a CIK"
    case .code: "a transaction code"
    case .form: "a form"
    case .source: "a source"
    }
  }

  /// Numbers, and dates, which are numbers of days: what intervals are made of.
  var isNumeric: Bool {
    switch self {
    case .shares, .dollars, .price, .percent, .days, .businessDays, .date, .count: true
    case .bool, .text, .ticker, .cik, .code, .form, .source: false
    }
  }

  var isTextual: Bool { self != .bool && !isNumeric }

  /// Numbers that can be added and scaled.
  var isQuantity: Bool { isNumeric && self != .date }
}

// MARK: - Algebra

extension ArithmeticOperator {
  /// The type of the result, or `nil` where the two have nothing to do with each other.
  func result(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch self {
    case .plus: ArithmeticOperator.sum(left, right)
    case .minus: left == .date && right == .date ? .days : ArithmeticOperator.difference(left, right)
    case .times: ArithmeticOperator.product(left, right) ?? ArithmeticOperator.product(right, left)
    case .over: ArithmeticOperator.quotient(left, right)
    }
  }

  private static func sum(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.date, .days), (.days, .date): .date
    default: left == right && left.isQuantity ? left : nil
    }
  }

  private static func difference(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == .date, right == .days { return .date }
    return left == right && left.isQuantity ? left : nil
  }

  private static func product(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.shares, .price): .dollars
    case (.count, _), (.percent, _): right.isQuantity ? right : nil
    default: nil
    }
  }

  private static func quotient(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.dollars, .shares): .price
    case (.dollars, .price): .shares
    case (_, .count) where left.isQuantity && left != .count: left
    case (_, .percent) where left.isQuantity && left != .percent: left
    default: left == right && left.isQuantity ? .percent : nil
    }
  }
}
