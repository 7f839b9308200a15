import Daemon
import Filings
import Rules
import Wire

/// What `insiderd why` shows.
struct StoryPage {
  let story: AlertStory
  let now: Int64

  private var summary: AlertSummary? { AlertSummary(story.body) }

  // MARK: - For people

  var text: String {
    [head, needs, filing, rule, revisions, deliveries].filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private var head: [String] {
    guard let summary else { return [story.identifier] }
    let certainty = summary.certainty == "possible" ? ", POSSIBLE" : ""
    let title = summary.title.map { " (\(Printable.text($0)))" } ?? ""
    return [
      story.identifier,
      "\(summary.severity.uppercased())\(certainty), \(summary.state): \(summary.rule)\(title)",
      Text.wrapped(summary.message),
    ]
  }

  private var needs: [String] {
    guard let summary, let needs = summary.needs, !needs.isEmpty else { return [] }
    let condition = summary.wouldMatchIf.map { ["  \(Printable.text($0))"] } ?? []
    return ["It would be decided by \(needs.joined(separator: ", "))."] + condition
  }

  private var filing: [String] {
    guard let source = story.filing else { return ["The filing was pruned."] }
    let number = source.accession.map { [["accession", $0]] } ?? []
    let filed = source.filed.map { [["filed", $0]] } ?? []
    let digest = summary?.sha256.map { [["sha256", $0]] } ?? []
    let container = source.wasPage ? "\(source.container), known from a page before" : source.container
    let rows =
      [["file", source.file], ["read as", container]] + number + filed + digest
      + [["recorded", Text.moment(source.recorded)]]
    return ["Filing"] + Text.table(rows, margin: "  ")
  }

  private var rule: [String] {
    let rule = story.rule
    let name = "Rule \(rule.name)"
    let lines: [String]
    switch (rule.then, rule.now) {
    case _ where rule.name == RuleSet.digestName:
      lines = ["The alert stands for several rules that are undecided"]
    case (_, nil):
      lines = ["\(name): the rules in force have none of that name"] + StoryPage.block("then", rule.then)
    case (nil, .some): lines = ["\(name), as it is now; how it was then is not known"]
    case (let then, let now) where then == now: lines = ["\(name), which is the same now"]
    default:
      lines =
        ["\(name) was changed since: what follows is by the rule as it is now"]
        + StoryPage.block("then", rule.then)
        + StoryPage.block("now", rule.now)
    }
    return lines + (story.explanation.map { $0.text.split(separator: "\n").map { "  \($0)" } } ?? [])
  }

  private static func block(_ word: String, _ text: String?) -> [String] {
    guard let text else { return [] }
    return ["  \(word):"] + text.split(separator: "\n").map { "    \(Printable.text(String($0)))" }
  }

  private var revisions: [String] {
    ["Revisions"]
      + story.revisions.flatMap { revision in
        ["  \(revision.number)  \(Text.moment(revision.recorded))  \(revision.state), \(revision.certainty)"]
          + revision.changes.map { Text.wrapped($0, first: "     ", margin: "       ") }
      }
  }

  private var deliveries: [String] {
    guard !story.deliveries.isEmpty else { return ["No destination was to be told."] }
    return ["Deliveries"]
      + story.deliveries.flatMap { entry -> [String] in
        let moment = entry.settled ?? entry.queued
        let next = entry.due.map { ", \(DeliveriesCommand.nextWords($0, now: now))" } ?? ""
        let reason = entry.reason.map { ": \($0)" } ?? ""
        let first = "  \(entry.revision)  \(moment.map(Text.moment) ?? "")  "
        let words = "\(entry.destination) \(entry.state.rawValue)\(next)\(reason)"
        return [Text.wrapped(words, first: first, margin: "       ")]
          + entry.failures.map {
            Text.wrapped(
              "\(Text.moment($0.moment)) failed: \($0.reason)", first: "       ", margin: "         ")
          }
      }
  }

  // MARK: - For programs

  var json: JSON {
    .object([
      ("id", .string(story.identifier)), ("raised", .moment(story.raised)), ("alert", .verbatim(story.body)),
      ("rule", ruleJSON), ("filing", story.filing.map(StoryPage.json) ?? .null),
      ("explanation", story.explanation.map { .verbatim($0.json) } ?? .null),
      ("revisions", .array(story.revisions.map(StoryPage.json))),
      ("deliveries", .array(story.deliveries.map(StoryPage.json))),
    ])
  }

  private var ruleJSON: JSON {
    .object([
      ("name", .string(story.rule.name)), ("then", .optional(story.rule.then)),
      ("now", .optional(story.rule.now)), ("same", story.rule.then == nil ? .null : .bool(story.rule.isSame)),
    ])
  }

  private static func json(_ source: AlertStory.Source) -> JSON {
    .object([
      ("file", .string(source.file)), ("container", .string(source.container)),
      ("accession", .optional(source.accession)), ("filed", .optional(source.filed)),
      ("recorded", .moment(source.recorded)), ("was_page", .bool(source.wasPage)),
    ])
  }

  private static func json(_ revision: AlertStory.Revision) -> JSON {
    .object([
      ("revision", .integer(revision.number)), ("recorded", .moment(revision.recorded)),
      ("state", .string(revision.state)), ("certainty", .string(revision.certainty)),
      ("message", .string(revision.message)), ("changes", .array(revision.changes.map(JSON.string))),
    ])
  }

  private static func json(_ entry: DeliveryEntry) -> JSON {
    let failures = entry.failures.map {
      JSON.object([("at", .moment($0.moment)), ("reason", .string($0.reason))])
    }
    guard case .object(let members) = entry.json else { return .null }
    return .object(members + [("attempts_failed", .array(failures))])
  }
}
