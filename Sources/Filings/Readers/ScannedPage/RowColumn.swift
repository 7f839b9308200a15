/// A column of a form's table, and what a page may show in its place.
enum RowColumn: Sendable {
  case title, exercisePrice, date, deemed, code, early, amount, acquired
  case exercisable, expires, underlying, underlyingAmount, price, owned, direct, nature

  /// Form 4 and 5, Table I.
  static let nonDerivative: [RowColumn] = [
    .title, .date, .deemed, .code, .early, .amount, .acquired, .price, .owned, .direct, .nature,
  ]
  /// Form 4 and 5, Table II.
  static let derivative: [RowColumn] = [
    .title, .exercisePrice, .date, .deemed, .code, .early, .amount, .exercisable, .expires, .underlying,
    .underlyingAmount, .price, .owned, .direct, .nature,
  ]
  /// A holding of Table I: Form 3, and rows of Forms 4 and 5 without a transaction.
  static let nonDerivativeHolding: [RowColumn] = [.title, .owned, .direct, .nature]
  /// A holding of Table II on Forms 4 and 5.
  static let derivativeHolding: [RowColumn] = [
    .title, .exercisePrice, .exercisable, .expires, .underlying, .underlyingAmount, .owned, .direct, .nature,
  ]
  /// Form 3, Table II.
  static let initialDerivative: [RowColumn] = [
    .title, .exercisable, .expires, .underlying, .underlyingAmount, .exercisePrice, .direct, .nature,
  ]

  /// What it costs to hold the column for empty: nothing where the form often leaves it so.
  var costOfAbsence: Int {
    switch self {
    case .deemed, .early, .nature: 0
    case .exercisePrice, .exercisable, .expires: 3
    case .date: 12
    default: 10
    }
  }

  /// Words, in any number.
  var isText: Bool { self == .title || self == .nature || self == .underlying }

  /// The one letter that stands in the column, of these.
  var letters: [Character]? {
    switch self {
    case .code: Array("PSVADFIMCEHOXGLWZJKU")
    case .acquired: ["A", "D"]
    case .direct: ["D", "I"]
    case .early: ["V"]
    default: nil
    }
  }

  /// What the form can print in the column; footnotes may stand behind everything.
  var kinds: PrintedKinds {
    switch self {
    case .date, .deemed: .date
    case .exercisable, .expires: [.date, .notes]
    case .price, .exercisePrice: [.price, .notes]
    case .amount, .owned, .underlyingAmount: .count
    default: []
    }
  }
}
