package import Filings

/// Why a rule says of a filing what it says: the verdict and what every part of the rule came to.
///
/// Each part is evaluated by the evaluator itself, one node at a time, so that the explanation cannot disagree with it.
package struct Explanation: Sendable {
  package let rule: String
  package let verdict: Verdict
  /// Paths of what would decide a possible verdict.
  package let needs: [Unreadable]
  package let wouldMatchIf: String?
  package let parts: [Part]

  /// A part of a rule with its value and the parts that it is made of.
  package struct Part: Sendable {
    /// As the rule has it, or the row that is looked at.
    package var text: String
    /// `yes`, `no`, `maybe`, a number, an interval or a text.
    package var value: String
    /// Where the value stands in the filing.
    package var source: String?
    package var parts: [Part] = []
  }
}

extension RuleSet {
  /// One for each rule, in the order of the files.
  package func explain(_ filing: Filing, history: History = .none) -> [Explanation] {
    var dossiers = Dossiers(Report(filing, calendar: calendar), history, .all)
    return plans.map { plan in
      Explainer(judge: Judge(plan: plan, dossier: dossiers.dossier(for: plan))).explanation()
    }
  }
}

extension RuleSet {
  /// Of one rule alone; `nil` where there is no such rule.
  package func explanation(of rule: String, on filing: Filing, history: History = .none) -> Explanation? {
    plans.first { $0.name == rule }.map {
      Explainer(judge: Judge(plan: $0, filing: filing, history: history)).explanation()
    }
  }

  /// The name under which one alert stands for many rules that a page leaves undecided.
  package static var digestName: String { "undecided-rules" }

  /// What a rule finds, in the form that alerts' ids are derived from; `nil` where there is no such rule.
  package func criterion(of rule: String) -> String? {
    plan(named: rule)?.plan.canonical
  }
}

// MARK: - For people and programs

extension Explanation {
  /// A tree, one line for each part.
  package var text: String {
    var lines = ["\(rule): \(verdict.word)"]
    for need in needs {
      let shown = need.shown.isEmpty ? "" : ", shown as `\(English.clean(need.shown))`"
      lines.append("  hangs on \(need.field)\(shown): \(English.clean(need.reason))")
    }
    if let wouldMatchIf { lines.append("  \(wouldMatchIf)") }
    for (index, part) in parts.enumerated() {
      part.write(to: &lines, margin: "  ", isLast: index == parts.count - 1)
    }
    return lines.joined(separator: "\n")
  }

  /// `{"file", "rule", "verdict", "needs", "would_match_if", "parts"}`, as `insiderd explain --json` prints it.
  package func record(file: String) -> PlainValue {
    .record([
      ("file", .text(file)), ("rule", .text(rule)), ("verdict", .text(verdict.rawValue)),
      ("needs", .list(needs.map { .text($0.field) })), ("would_match_if", .optional(wouldMatchIf)),
      ("parts", .list(parts.map(\.record))),
    ])
  }
}

extension Explanation.Part {
  fileprivate func write(to lines: inout [String], margin: String, isLast: Bool) {
    let origin = source.map { "  (\($0))" } ?? ""
    lines.append("\(margin)\(isLast ? "└─" : "├─") \(text): \(value)\(origin)")
    for (index, part) in parts.enumerated() {
      part.write(to: &lines, margin: margin + (isLast ? "   " : "│  "), isLast: index == parts.count - 1)
    }
  }

  fileprivate var record: PlainValue {
    .record([
      ("text", .text(text)), ("value", .text(value)), ("source", .optional(source)),
      ("parts", .list(parts.map(\.record))),
    ])
  }
}
