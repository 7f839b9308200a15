import Filings

/// Finds rules of which every match is another's match too, where both tell the same people.
///
/// It looks for what can be told from the rules' shape and never guesses: the same rows and people or fewer, and every
/// condition of the wider rule implied by one of the narrower.
enum Subsumption {
  static func warnings(about plans: [Plan], at spans: [String: Span]) -> [Diagnostic] {
    guard plans.count <= mostRules else { return [] }
    return plans.flatMap { narrow in
      plans.compactMap { wide -> Diagnostic? in
        guard narrow.name != wide.name,
          let shared = narrow.destinations.first(where: wide.destinations.contains),
          let span = spans[narrow.name], implies(narrow, wide),
          !(implies(wide, narrow) && wide.name > narrow.name)
        else { return nil }
        return .subsumed(narrow.name, by: wide.name, destination: shared, at: span)
      }
    }
  }

  /// Every pair is looked at; watch lists of thousands are written by programs.
  private static let mostRules = 200

  private static func implies(_ narrow: Plan, _ wide: Plan) -> Bool {
    // With other rows the same aggregate is another number, so that only the same rows keep `when` comparable.
    let isSameRows =
      narrow.kinds == wide.kinds && text(narrow.condition, narrow) == text(wide.condition, wide)
    let isFewerRows = !narrow.kinds.isEmpty && narrow.kinds.isSubset(of: wide.kinds) && wide.threshold == nil
    guard isSameRows || isFewerRows && conditionsImply(narrow, wide, \.condition) else { return false }
    guard narrow.group.map(\.name) == wide.group.map(\.name) || wide.threshold == nil else { return false }
    return rolesImply(narrow, wide) && conditionsImply(narrow, wide, \.threshold)
  }

  private static func text(_ node: Int?, _ plan: Plan) -> String? {
    node.map { plan.program.notes[$0].text }
  }

  private static func rolesImply(_ narrow: Plan, _ wide: Plan) -> Bool {
    let names = Set(wide.roles.map(\.name))
    return wide.roles.isEmpty || !narrow.roles.isEmpty && narrow.roles.allSatisfy { names.contains($0.name) }
  }

  private static func conditionsImply(_ narrow: Plan, _ wide: Plan, _ clause: KeyPath<Plan, Int?>) -> Bool {
    guard let wanted = wide[keyPath: clause] else { return true }
    guard let given = narrow[keyPath: clause] else { return false }
    return parts(of: wanted, wide).allSatisfy { goal in
      parts(of: given, narrow).contains { implies($0, narrow, goal, wide) }
    }
  }

  private static func parts(of node: Int, _ plan: Plan) -> [Int] {
    if case .all(let operands) = plan.program.nodes[node] {
      operands.flatMap { parts(of: $0, plan) }
    } else {
      [node]
    }
  }

  /// The same condition, or the same number with a tighter bound.
  private static func implies(_ given: Int, _ narrow: Plan, _ goal: Int, _ wide: Plan) -> Bool {
    if text(given, narrow) == text(goal, wide) { return true }
    guard case .compareNumbers(let one, let left, let right) = narrow.program.nodes[given],
      case .compareNumbers(let other, let wideLeft, let wideRight) = wide.program.nodes[goal],
      text(left, narrow) == text(wideLeft, wide),
      case .number(let bound) = narrow.program.nodes[right], let tight = bound.point,
      case .number(let wideBound) = wide.program.nodes[wideRight], let loose = wideBound.point
    else { return false }
    switch (one, other) {
    case (.greater, .greater), (.greater, .greaterOrEqual), (.greaterOrEqual, .greaterOrEqual):
      return tight >= loose
    case (.greaterOrEqual, .greater): return tight > loose
    case (.less, .less), (.less, .lessOrEqual), (.lessOrEqual, .lessOrEqual): return tight <= loose
    case (.lessOrEqual, .less): return tight < loose
    default: return false
    }
  }
}
