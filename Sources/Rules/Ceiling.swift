import Filings

/// The most that the rows of a filing can come to in what a ladder measures, whichever of them a rule matches. Nearly
/// every filing stays below the lowest threshold of every ladder, which one look at its rows tells.
enum Ceiling: Sendable {
  case count
  case sum(Field)
  case greatest(Field)

  /// `nil` for what may be more than this tells.
  init?(_ node: Int, in program: Program, of sort: Kind.Sort) {
    guard sort == .transaction else { return nil }
    switch program.nodes[node] {
    case .count: self = .count
    case .fold(let fold, let operand):
      guard case .quantity(let field) = program.nodes[operand], field.isOfTransactions else { return nil }
      switch fold {
      case .sum: self = .sum(field)
      case .min, .max: self = .greatest(field)
      // An average is rounded, and days are no amounts.
      case .avg, .first, .last: return nil
      }
    default: return nil
    }
  }

  /// `nil` where there is no end.
  func height(over rows: borrowing Swift.Span<Transaction>) -> Decimal? {
    var height = Decimal.zero
    switch self {
    case .count: height = Decimal(rows.count)
    case .sum(let field):
      for index in rows.indices {
        guard let most = field.most(in: rows[index]), let sum = height.adding(max(most, .zero)) else {
          return nil
        }
        height = sum
      }
    case .greatest(let field):
      for index in rows.indices {
        guard let most = field.most(in: rows[index]) else { return nil }
        height = max(height, most)
      }
    }
    return height
  }

  func isSame(as other: Ceiling) -> Bool {
    switch (self, other) {
    case (.count, .count): true
    case (.sum(let field), .sum(let second)), (.greatest(let field), .greatest(let second)): field === second
    case (.count, _), (.sum, _), (.greatest, _): false
    }
  }
}

extension Field {
  fileprivate var isOfTransactions: Bool {
    switch source {
    case .number(.transaction), .number(.position), .derived(.value): true
    default: false
    }
  }

  /// What the row's number cannot be above; `nil` where nobody knows.
  fileprivate func most(in row: Transaction) -> Decimal? {
    switch source {
    case .number(.transaction(let get, _)): Interval(get(row)).high
    case .number(.position(let get, _)): Interval(get(row.position)).high
    case .derived(.value): Interval(valueOf: row).high
    default: nil
    }
  }
}
