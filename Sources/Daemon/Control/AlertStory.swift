import FoundationEssentials
package import Rules
import Wire

/// Why there is an alert, and what became of it: what `insiderd why` shows. Moments are seconds since 1970.
package struct AlertStory: Codable, Sendable, Hashable {
  package var identifier: String
  package var raised: Int64
  /// The latest revision's JSON object.
  package var body: String
  /// The oldest first.
  package var revisions: [Revision] = []
  package var rule: Rule
  package var filing: Source?
  /// What the rule in force says of the filing now, part by part, as text and as a JSON object.
  package var explanation: Explained?
  package var deliveries: [DeliveryEntry] = []

  /// What was said, and in what it differs from what was said before.
  package struct Revision: Codable, Sendable, Hashable {
    package var number: Int
    package var recorded: Int64
    package var state: String
    package var certainty: String
    package var message: String
    package var changes: [String] = []
  }

  /// What the rule looks for.
  package struct Rule: Codable, Sendable, Hashable {
    package var name: String
    /// When the latest revision was made; `nil` in ledgers of before that was kept.
    package var then: String?
    /// In the rules in force; `nil` when they have no such rule.
    package var now: String?

    /// The rule in force is the one that raised the alert.
    package var isSame: Bool { then != nil && then == now }
  }

  /// The filing.
  package struct Source: Codable, Sendable, Hashable {
    package var file: String
    package var container: String
    package var accession: String?
    package var filed: String?
    package var recorded: Int64
    /// It was known from a page before its document came.
    package var wasPage: Bool
  }

  /// What the evaluator says.
  package struct Explained: Codable, Sendable, Hashable {
    package var verdict: String
    package var text: String
    package var json: String
  }

  // MARK: - Putting it together

  /// Revisions that are told; nobody reads more.
  static let mostRevisions = 50

  /// The story, or why there is none: `name` is an id or the beginning of one.
  package static func reply(about name: String, in ledger: Ledger, by rules: RuleSet) throws(LedgerError)
    -> ControlReply
  {
    let found = try ledger.alertIdentifiers(beginning: name, limit: 4)
    guard let identifier = found.first(where: { $0 == name }) ?? found.first else {
      if try ledger.prunedAlert(name) != nil {
        return .unknown("the alert `\(name)` was pruned: its id alone is kept")
      }
      if let message = try ledger.ownMessage(beginning: name) { return .unknown(message) }
      return .unknown("no alert has an id that begins with `\(name)`")
    }
    guard found.count == 1 || identifier == name else {
      let some = found.prefix(3).joined(separator: ", ")
      return .unknown(
        "several alerts have an id that begins with `\(name)`: \(some)\(found.count > 3 ? ", …" : "")")
    }
    guard let story = try ledger.story(of: identifier, by: rules) else {
      return .unknown("no alert has an id that begins with `\(name)`")
    }
    return .why(story)
  }
}

extension Ledger {
  /// Everything that is known about an alert.
  package func story(of identifier: String, by rules: RuleSet) throws(LedgerError) -> AlertStory? {
    guard let (beginning, filing) = try beginning(of: identifier) else { return nil }
    var story = beginning
    story.revisions = try revisions(of: identifier)
    story.rule.now = rules.criterion(of: story.rule.name)
    story.deliveries = try deliveries(of: identifier)
    story.filing = try source(filing)
    story.explanation = try explanation(of: filing, story.rule.name, by: rules)
    return story
  }

  /// Judged again over the filing as it is held, and over what is remembered beside it now.
  private func explanation(of number: Int64, _ rule: String, by rules: RuleSet) throws(LedgerError)
    -> AlertStory.Explained?
  {
    guard let filing = try recall(number) else { return nil }
    let history = try memory(of: filing, reach: rules.reach, except: number)
    if rule == RuleSet.digestName {
      let undecided = rules.explain(filing, history: history).filter { $0.verdict == .possible }
      return AlertStory.Explained(
        verdict: Verdict.possible.rawValue, text: undecided.map(\.text).joined(separator: "\n"),
        json: JSON.array(undecided.map { JSON($0.record(file: "")) }).text)
    }
    guard let explanation = rules.explanation(of: rule, on: filing, history: history) else { return nil }
    return AlertStory.Explained(
      verdict: explanation.verdict.rawValue, text: explanation.text,
      json: JSON(explanation.record(file: "")).text)
  }
}
