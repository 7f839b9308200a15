package import Filings

/// What the `test` blocks of a rule set reach: rules, the outcomes of each condition, and the branch of what is unknown.
package struct Coverage: Sendable {
  package private(set) var rules: [RuleCoverage] = []

  /// What no test has shown of one rule.
  package struct RuleCoverage: Sendable {
    package let rule: String
    package let isTested: Bool
    package let gaps: [Gap]
    /// How many outcomes the tests could show, and how many they do: each condition true and false, the rule matching,
    /// not matching and possible.
    package let outcomes: Int
  }

  /// An outcome that no test brings about.
  package struct Gap: Sendable, Hashable {
    /// A condition as the rule has it, or the rule itself.
    package let subject: String
    /// `true`, `false`, `match`, `nothing`, `possible`.
    package let outcome: String
  }

  fileprivate init(rules: [RuleCoverage]) {
    self.rules = rules
  }

  /// Reached and all outcomes.
  package var counts: (reached: Int, all: Int) {
    let all = rules.reduce(0) { $0 + $1.outcomes }
    return (all - rules.reduce(0) { $0 + $1.gaps.count }, all)
  }

  /// A line for each gap, and one that counts them.
  package var text: String {
    let lines = rules.flatMap { rule in
      rule.isTested
        ? rule.gaps.map { "\(rule.rule): no test makes `\($0.subject)` \($0.outcome)" }
        : ["\(rule.rule): no test reaches it"]
    }
    return (lines + ["\(counts.reached) of \(counts.all) outcomes are tested"]).joined(separator: "\n")
  }
}

extension RuleSet {
  /// Runs the tests' filings through the rules that the tests expect something of. A file that cannot be read reaches
  /// nothing: `runTests` tells of it.
  package func coverage(
    open: (_ name: String, _ place: Span) throws(FilingError) -> [Filing]
  ) -> Coverage {
    var recorders: [CoverageRecorder] = plans.map(CoverageRecorder.init)
    for test in tests {
      let expected = Set(test.expectations.map(\.rule))
      var filings: [Filing] = []
      for file in test.files { filings += (try? open(file.text, file.span)) ?? [] }
      filings += test.filings
      for index in recorders.indices where expected.contains(plans[index].name) {
        recorders[index].record(filings)
      }
    }
    return Coverage(rules: recorders.map(\.coverage))
  }
}

/// Notes the outcomes of one rule.
private struct CoverageRecorder {
  private let plan: Plan
  private let conditions: [Int]
  private var seen: [Int: Set<Truth>] = [:]
  private var verdicts: Set<Verdict> = []

  init(_ plan: Plan) {
    self.plan = plan
    conditions = [plan.condition, plan.threshold].compactMap { $0 }.flatMap {
      plan.program.conditions(of: $0)
    }
  }

  mutating func record(_ filings: [Filing]) {
    var history = History()
    for filing in filings {
      let judge = Judge(plan: plan, filing: filing, history: history)
      verdicts.insert(judge.verdict())
      record(judge)
      history.add(filing)
    }
  }

  private mutating func record(_ judge: Judge) {
    let rows = judge.dossier.rows(of: plan.sort, in: 0).filter { row in
      judge.dossier.report(of: row).mask(of: row).isOne(of: plan.kinds) != .no
    }
    for node in plan.condition.map({ plan.program.conditions(of: $0) }) ?? [] {
      for row in rows { seen[node, default: []].insert(judge.evaluator.truth(node, .row(row))) }
    }
    for node in plan.threshold.map({ plan.program.conditions(of: $0) }) ?? [] {
      for group in judge.judgements() {
        seen[node, default: []].insert(judge.evaluator.truth(node, .group(group.members)))
      }
    }
  }

  var coverage: Coverage.RuleCoverage {
    let gaps = conditions.flatMap { node in
      [(Truth.yes, "true"), (.no, "false")].filter { !(seen[node] ?? []).contains($0.0) }.map {
        Coverage.Gap(subject: plan.program.text(of: node), outcome: $0.1)
      }
    }
    let open = Verdict.allCases.filter { !verdicts.contains($0) }.map {
      Coverage.Gap(subject: plan.name, outcome: $0.word)
    }
    return Coverage.RuleCoverage(
      rule: plan.name, isTested: !verdicts.isEmpty, gaps: gaps + open, outcomes: 2 * conditions.count + 3)
  }
}

extension Program {
  /// The conditions that connectives join.
  fileprivate func conditions(of node: Int) -> [Int] {
    switch nodes[node] {
    case .all(let operands), .any(let operands): operands.flatMap(conditions)
    case .not(let operand): conditions(of: operand)
    case .constant: []
    default: [node]
    }
  }
}
