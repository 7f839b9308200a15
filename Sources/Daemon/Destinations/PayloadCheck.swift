import Filings
package import Rules
import Wire

/// Renders what every rule would send to every webhook that it notifies, so that a payload which its receiver would not
/// take is found when the rules are checked and not when something is filed.
package struct PayloadCheck: Sendable {
  /// How many payloads were rendered.
  package private(set) var count = 0
  /// What is wrong, a sentence each.
  package private(set) var problems: [String] = []

  /// `Digest.start` was called.
  package init(_ rules: RuleSet) {
    let webhooks = Dictionary(rules.webhooks.map { ($0.name, $0) }) { first, _ in first }
    for (alert, filing) in rules.samples {
      let record = AlertRecord(alert, filing: filing, file: "sample.xml", fileDigest: "")
      for state in [AlertState.raised, .withdrawn] {
        let notice = record.notice(revision: 1, state: state, moment: 0)
        for webhook in alert.destinations.compactMap({ webhooks[$0] }) { check(notice, to: webhook) }
      }
    }
  }

  private mutating func check(_ notice: Notice, to webhook: Webhook) {
    let format = Formats.of(webhook)
    let body = format.body(of: notice, for: webhook.name)
    count += 1
    if let limit = format.limit, body.utf8.count > limit {
      problems.append(
        "an alert of `\(notice.rule)` has \(body.utf8.count) bytes as \(format.name), and `\(webhook.name)` takes "
          + "\(limit): shorten the title or the message")
    }
    if !format.insertions(webhook).isEmpty, !body.hasPrefix("{\"") {
      problems.append(
        "an alert of `\(notice.rule)` as \(format.name) leaves no place for the webhook's settings")
    }
  }
}
