/// What can be called in `when`.
package struct Function: Sendable {
  package let name: String
  /// As it is written: `sum(e)`.
  package let usage: String
  package let meaning: String
  let argument: Argument

  enum Argument: Sendable {
    case none
    case quantity
    case quantityOrDate
    case date
    case rows
    case kind
  }

  func accepts(_ type: ValueType) -> Bool {
    switch argument {
    case .quantity: type.isQuantity
    case .quantityOrDate: type.isNumeric
    case .date: type == .date
    case .none, .rows, .kind: false
    }
  }
}

extension Vocabulary {
  package static let functions = [
    Function(name: "sum", usage: "sum(e)", meaning: "the rows' sum", argument: .quantity),
    Function(name: "min", usage: "min(e)", meaning: "the smallest of the rows", argument: .quantityOrDate),
    Function(name: "max", usage: "max(e)", meaning: "the largest of the rows", argument: .quantityOrDate),
    Function(name: "avg", usage: "avg(e)", meaning: "the rows' average", argument: .quantity),
    Function(
      name: "count", usage: "count(), count(KIND), count(distinct path)",
      meaning: "how many rows, rows of a kind, or different values", argument: .rows),
    Function(name: "first", usage: "first(date)", meaning: "the earliest of the rows", argument: .date),
    Function(name: "last", usage: "last(date)", meaning: "the latest of the rows", argument: .date),
    Function(
      name: "percent_of_holding", usage: "percent_of_holding()",
      meaning:
        "sold ÷ (owned after + sold), for each line of security, ownership form and nature; the largest",
      argument: .none),
    Function(
      name: "short_swing_profit", usage: "short_swing_profit()",
      meaning: "profit from purchases and sales less than six months apart (section 16(b))", argument: .none),
    Function(
      name: "days_since_last", usage: "days_since_last(KIND)",
      meaning: "days from the owner's last row of this kind at this issuer to the first of these rows",
      argument: .kind),
  ]

  static func function(named name: String) -> Function? {
    functions.first { $0.name == name }
  }
}
