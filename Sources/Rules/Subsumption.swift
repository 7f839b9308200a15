import Filings

/// Finds rules of which every match is another's match too, where both tell the same people, and rules that find the
/// same.
///
/// It looks for what can be told from the rules' shape and never guesses: the same rows and people or fewer, and
/// conditions of which the one implies the other where all is known.
struct Subsumption {
  private let plans: [Shape]
  private let names: [String: NameSyntax]

  /// What is compared of a rule.
  private struct Shape {
    var plan: Plan
    var condition: Boxes?
    var threshold: Boxes?

    init(_ plan: Plan) {
      self.plan = plan
      condition = plan.condition.map { Boxes(of: $0, in: plan.program) } ?? .everything
      threshold = plan.threshold.map { Boxes(of: $0, in: plan.program) } ?? .everything
    }

    /// A rule that never matches is warned of by itself.
    var isEmpty: Bool { condition?.boxes.isEmpty == true || threshold?.boxes.isEmpty == true }

    func text(_ node: Int?) -> String? { node.map(plan.program.text) }
  }

  /// - Parameter mistaken: rules of which nothing is said.
  static func warnings(
    about plans: [SharedPlan], without mistaken: Set<String>, at names: [String: NameSyntax]
  ) -> [Diagnostic] {
    guard plans.count - mistaken.count <= mostRules else { return [] }
    let shapes = plans.map(\.plan).filter { !mistaken.contains($0.name) }.map(Shape.init)
    return Subsumption(plans: shapes.filter { !$0.isEmpty }, names: names).warnings
  }

  /// Every pair is looked at; watch lists of thousands are written by programs.
  private static let mostRules = 200

  private var warnings: [Diagnostic] { plans.indices.flatMap(warnings) }

  /// Of the rules that find the same, the first is named alone.
  private func warnings(about place: Int) -> [Diagnostic] {
    var isSame = false
    return plans.indices.compactMap { other in
      guard other != place, let warning = warning(place, other) else { return nil }
      guard warning.code == DiagnosticCode.sameRule.rawValue else { return warning }
      defer { isSame = true }
      return isSame ? nil : warning
    }
  }

  private func warning(_ place: Int, _ other: Int) -> Diagnostic? {
    let (narrow, wide) = (plans[place], plans[other])
    guard let span = names[narrow.plan.name]?.span, let label = names[wide.plan.name]?.span,
      implies(narrow, wide)
    else { return nil }
    let names = (narrow.plan.name, wide.plan.name)
    if implies(wide, narrow) {
      guard place > other, Set(narrow.plan.destinations) == Set(wide.plan.destinations) else { return nil }
      return .sameRule(names.0, names.1, at: span, first: label)
    }
    let shared = narrow.plan.destinations.first(where: wide.plan.destinations.contains)
    return shared.map {
      .subsumed(names.0, by: names.1, destination: $0, example: example(narrow, wide), at: span, wide: label)
    }
  }

  private func implies(_ narrow: Shape, _ wide: Shape) -> Bool {
    // With other rows the same aggregate is another number, so that only the same rows keep `when` comparable.
    let isSameRows =
      narrow.plan.kinds == wide.plan.kinds
      && narrow.text(narrow.plan.condition) == wide.text(wide.plan.condition)
    let isFewerRows =
      !narrow.plan.kinds.isEmpty && narrow.plan.kinds.isSubset(of: wide.plan.kinds)
      && wide.plan.threshold == nil
    guard isSameRows || isFewerRows && implies(narrow.condition, wide.condition) else { return false }
    guard isSameGroup(narrow.plan, wide.plan) || wide.plan.threshold == nil else { return false }
    return rolesImply(narrow.plan, wide.plan) && implies(narrow.threshold, wide.threshold)
  }

  private func implies(_ one: Boxes?, _ other: Boxes?) -> Bool {
    guard let one, let other else { return false }
    return one.implies(other)
  }

  private func isSameGroup(_ one: Plan, _ other: Plan) -> Bool {
    one.group.map(\.name) == other.group.map(\.name) && one.scope == other.scope && one.window == other.window
  }

  private func rolesImply(_ narrow: Plan, _ wide: Plan) -> Bool {
    let names = Set(wide.roles.map(\.name))
    return wide.roles.isEmpty || !narrow.roles.isEmpty && narrow.roles.allSatisfy { names.contains($0.name) }
  }

  // MARK: What only the wider one finds

  /// In what a match of the wider rule can differ from every match of the narrower, in words.
  private func example(_ narrow: Shape, _ wide: Shape) -> String? {
    let kinds = wide.plan.kindNames.filter { !narrow.plan.kindNames.contains($0) }
    if narrow.plan.kinds != wide.plan.kinds, let kind = kinds.first { return "a `\(kind)`" }
    if !rolesImply(wide.plan, narrow.plan) {
      return "somebody who is no \(narrow.plan.roles.map { $0.name }.joined(separator: " or "))"
    }
    return number(narrow, wide, \.condition) ?? number(narrow, wide, \.threshold)
  }

  private func number(_ narrow: Shape, _ wide: Shape, _ clause: KeyPath<Shape, Boxes?>) -> String? {
    guard let inner = narrow[keyPath: clause]?.boxes.first, let outer = wide[keyPath: clause]?.boxes.first
    else {
      return nil
    }
    for (subject, stretch) in inner.numbers.sorted(by: { $0.key < $1.key }) {
      if let number = (outer.numbers[subject] ?? Stretch()).example(outside: stretch) {
        let program = narrow.plan.program
        let type = program.types.indices.first { program.text(of: $0) == subject }.map { program.types[$0] }
        return "`\(subject)` = \((type ?? .count).literal(number))"
      }
    }
    return inner.atoms.sorted { $0.key < $1.key }.first { outer.atoms[$0.key] == nil }.map { atom, value in
      "a filing where `\(atom)` is \(value ? "no" : "yes")"
    }
  }
}
