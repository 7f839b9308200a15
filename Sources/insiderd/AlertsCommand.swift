import Filings
import ArgumentParser
import Daemon
import FoundationEssentials
import Rules

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "List the alerts that were raised, the oldest first.",
    discussion: "Asks the running daemon; when none runs, reads the ledger itself."
  )

  @OptionGroup var places: PlaceOptions

  @Option(help: "Only alerts of this rule.")
  var rule: String?

  @Option(help: "Only alerts about this ticker.")
  var ticker: String?

  @Option(help: "At most so many, the newest.")
  var limit = 100

  @Flag(help: "Print a line of JSON for each alert.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit lies between 1 and 10000") }
  }

  func run() throws {
    var filter = AlertFilter()
    filter.rule = rule
    filter.ticker = ticker
    filter.limit = limit
    for text in try LedgerAccess(places, Environment.current()).alerts(filter) {
      Swift.print(json ? text : AlertsCommand.line(text))
    }
  }

  /// What a person wants of an alert's JSON.
  private struct Entry: Decodable {
    var rule: String
    var severity: String
    var certainty: String
    var state: String
    var message: String
  }

  private static func line(_ text: String) -> String {
    guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(text.utf8)) else { return text }
    let certainty = entry.certainty == "possible" ? ", POSSIBLE" : ""
    let state = entry.state == "raised" ? "" : " (\(entry.state))"
    let message = Printable.text(entry.message)
    return "\(entry.severity.uppercased())\(certainty)  \(entry.rule)\(state): \(message)"
  }
}
