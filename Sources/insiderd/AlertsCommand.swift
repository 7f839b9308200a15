import ArgumentParser
import Daemon
import Filings
import FoundationEssentials
import Rules
import Wire

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "List the alerts that were raised, the oldest first.",
    discussion: """
      Asks the running daemon; when none runs, reads the ledger itself. Each line has the second of the first revision \
      (UTC), the beginning of the id, the severity, the rule and what was found. Alerts of which nobody is told (of \
      rules in stage shadow, throttled, below what any destination takes) are left out, unless --all asks for them.

      Moments are dates (2026-11-01, in UTC), dates with a time (2026-11-01T14:30) or spans (2h, 3 days, 6 months).

      Examples:
        insiderd alerts --since 24h
        insiderd alerts --ticker GRNT --certainty possible --status raised
        insiderd alerts --all --since 2026-11-01 --until 2026-11-08 --json

      Exit status: 0, also when there are none; 64 for a wrong command line, 66 when there is no ledger, 77 when you may \
      not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Flag(help: "With those of which nobody is told, and who is not told of the others, and why.")
  var all = false

  @Option(help: "Only alerts first raised at this moment or later.")
  var since: String?

  @Option(help: "Only alerts first raised before this moment.")
  var until: String?

  @Option(help: "Only alerts of this rule.")
  var rule: String?

  @Option(help: "Only alerts about this ticker.")
  var ticker: String?

  @Option(help: "Only alerts that are raised, revised, confirmed, dismissed or withdrawn.")
  var status: AlertState?

  @Option(help: "Only alerts that are certain, or possible.")
  var certainty: Certainty?

  @Option(help: "At most so many, the newest.")
  var limit = 100

  @Flag(help: "Print a line of JSON for each alert; with --all it has a member `withheld`.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit lies between 1 and 10000") }
    _ = try filter()
  }

  private func filter() throws -> AlertFilter {
    var filter = AlertFilter()
    filter.since = try MomentOption.seconds(since, "--since")
    filter.until = try MomentOption.seconds(until, "--until")
    filter.rule = rule
    filter.ticker = ticker.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    filter.state = status?.rawValue
    filter.certainty = certainty?.rawValue
    filter.all = all
    filter.limit = limit
    return filter
  }

  func run() throws {
    let filter = try filter()
    let listing = try LedgerAccess(places, Environment.current()).ask(.alerts(filter)) {
      if case .alerts(let listing) = $0 { listing } else { nil }
    } else: {
      try $0.alerts(matching: filter)
    }
    for entry in listing.alerts { Swift.print(json ? line(entry) : AlertsCommand.text(entry)) }
    if listing.alerts.isEmpty, !json {
      let more = all ? "" : "; --all shows those, too, of which nobody is told"
      StandardError.print("insiderd: there are no such alerts\(more)")
    }
    if listing.isCut, !json { StandardError.print("insiderd: there are older ones; --limit shows more") }
  }

  private func line(_ entry: AlertEntry) -> String {
    guard all, entry.body.hasSuffix("}") else { return entry.body }
    let withheld = JSON.array(
      entry.withheld.map {
        .object([("destination", .string($0.destination)), ("reason", .string($0.reason))])
      })
    return entry.body.dropLast() + ",\"withheld\":\(withheld.text)}"
  }

  static func text(_ entry: AlertEntry) -> String {
    let summary = AlertSummary(entry.body)
    let withheld = entry.withheld.map {
      "    not to \(Printable.text($0.destination)): \(Printable.text($0.reason))"
    }
    let line = "\(Text.moment(entry.raised))  \(summary.map(\.line) ?? entry.body)"
    return ([line] + withheld).joined(separator: "\n")
  }
}

/// What a person wants of an alert's JSON.
struct AlertSummary: Decodable {
  var id: String
  var rule: String
  var title: String?
  var severity: String
  var certainty: String
  var state: String
  var message: String
  var needs: [String]?
  var wouldMatchIf: String?
  var sha256: String?
  var file: String?

  private enum CodingKeys: String, CodingKey {
    case id, rule, title, severity, certainty, state, message, needs, sha256, file
    case wouldMatchIf = "would_match_if"
  }

  init?(_ text: String) {
    guard let found = try? JSONDecoder().decode(AlertSummary.self, from: Data(text.utf8)) else { return nil }
    self = found
  }

  /// `ia1_xj4bnp4p  WARNING  rule: what was found`.
  var line: String {
    let certainty = certainty == "possible" ? ", POSSIBLE" : ""
    let state = state == "raised" ? "" : " (\(state))"
    return "\(id.prefix(AlertSummary.idBytes))  \(severity.uppercased())\(certainty)  \(rule)\(state): "
      + Printable.text(message)
  }

  /// As much of an id as tells it from the others for certain: `insiderd why` takes it.
  static let idBytes = 12
}

extension AlertState: ExpressibleByArgument {}
extension Certainty: ExpressibleByArgument {}
