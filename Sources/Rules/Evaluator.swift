import Filings

/// Runs a program over a dossier. It is total: it throws nothing, reads no clock and asks nobody; what is not known
/// comes out as `maybe` or as an interval.
struct Evaluator {
  let program: Program
  let dossier: Dossier
  /// The rows that the rule matches.
  let sort: Kind.Sort

  /// What an expression is evaluated for.
  enum Scope {
    /// One row, in `where`.
    case row(RowReference)
    /// All rows of a group, in `when`.
    case group([Member])
  }

  /// A row of a group. A row whose `match` or `where` is maybe takes part as a maybe row: it contributes between
  /// nothing and itself.
  struct Member: Sendable, Hashable {
    var row: RowReference
    var isSure: Bool
  }

  func truth(_ node: Int, _ scope: Scope) -> Truth {
    switch program.nodes[node] {
    case .constant(let value): return Truth(value)
    case .flag(let field): return look(field, scope) { $0.truth($1, $2) }
    case .compareNumbers(let comparison, let left, let right):
      return number(left, scope).compared(comparison, number(right, scope))
    case .compareFlags(let isEqual, let left, let right):
      let same = truth(left, scope).isEqual(to: truth(right, scope))
      return isEqual ? same : !same
    case .text(let field, let test): return look(field, scope) { $0.truth($1, $2, test) }
    case .state(let field, let state): return look(field, scope) { Truth($0.state(of: $1, $2) == state) }
    case .not(let operand): return !truth(operand, scope)
    case .all(let operands): return all(operands, scope)
    case .any(let operands): return any(operands, scope)
    case .number, .quantity, .negative, .arithmetic, .fold, .count, .countDistinct, .countParties,
      .percentOfHolding, .shortSwingProfit, .daysSinceLast:
      return .maybe
    }
  }

  func number(_ node: Int, _ scope: Scope) -> Interval {
    switch program.nodes[node] {
    case .number(let interval): return interval
    case .quantity(let field): return look(field, scope) { $0.interval($1, $2) }
    case .negative(let operand): return -number(operand, scope)
    case .arithmetic(let operation, let left, let right):
      return operation.applied(number(left, scope), number(right, scope))
    case .fold(let fold, let operand): return folded(fold, operand, members(scope))
    case .count(let kinds): return count(kinds, members(scope))
    case .countDistinct(let field): return countDistinct(field, members(scope))
    case .countParties(let kind): return countParties(kind, members(scope))
    case .percentOfHolding: return percentOfHolding(members(scope))
    case .shortSwingProfit: return shortSwingProfit(members(scope))
    case .daysSinceLast(let kinds): return daysSinceLast(kinds, members(scope))
    case .constant, .flag, .compareNumbers, .compareFlags, .text, .state, .not, .all, .any: return .anything
    }
  }

  private func all(_ operands: [Int], _ scope: Scope) -> Truth {
    var result = Truth.yes
    for operand in operands where result != .no { result = result.and(truth(operand, scope)) }
    return result
  }

  private func any(_ operands: [Int], _ scope: Scope) -> Truth {
    var result = Truth.no
    for operand in operands where result != .yes { result = result.or(truth(operand, scope)) }
    return result
  }

  func report(of row: RowReference) -> Report { dossier.report(of: row) }

  private func look<Answer>(
    _ field: Field, _ scope: Scope, _ ask: (Report, Field, RowReference) -> Answer
  ) -> Answer {
    let row = scope.row
    return ask(report(of: row), field, row)
  }

  private func members(_ scope: Scope) -> [Member] {
    switch scope {
    case .row(let row): [Member(row: row, isSure: true)]
    case .group(let members): members
    }
  }
}

extension Evaluator.Scope {
  /// A group's own fields are those of the filing that is judged, which any of its rows can tell.
  var row: RowReference {
    switch self {
    case .row(let row): row
    case .group(let members):
      members.first { $0.row.filing == 0 }?.row ?? RowReference(sort: .filing, index: 0)
    }
  }
}

extension ArithmeticOperator {
  func applied(_ left: Interval, _ right: Interval) -> Interval {
    switch self {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .over: left / right
    }
  }
}
