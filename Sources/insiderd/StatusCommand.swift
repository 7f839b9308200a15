import Filings
import ArgumentParser
import Daemon
import Rules
import Wire

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is watched, what was judged, and what waits.",
    discussion: "Asks the running daemon; when none runs, reads the ledger itself, and exits with 3."
  )

  @OptionGroup var places: PlaceOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let environment = Environment.current()
    let (status, runs) = try LedgerAccess(places, environment).status()
    Swift.print(json ? StatusCommand.json(status).text : StatusCommand.page(status, runs: runs))
    if !runs { throw ExitCode(3) }  // systemctl's own status for a service that does not run
  }

  private static func page(_ status: DaemonStatus, runs: Bool) -> String {
    var lines = [runs ? "\(status.state) \(status.inbox) with \(status.rules) rules" : "no daemon runs"]
    if let complaint = status.complaint {
      lines.append("rules on disk are broken: \(Printable.text(complaint))")
    }
    lines.append(
      "judged \(status.counts.filings) filings with \(status.counts.rows) rows, \(status.counts.alerts) alerts, "
        + "\(status.counts.rejected) rejected")
    if status.backlog > 0 { lines.append("\(status.backlog) files wait to be judged") }
    for queue in status.counts.pending {
      lines.append("\(queue.count) wait for \(Printable.text(queue.destination))")
    }
    for queue in status.counts.dead {
      lines.append("\(queue.count) given up for \(Printable.text(queue.destination))")
    }
    return lines.joined(separator: "\n")
  }

  private static func json(_ status: DaemonStatus) -> JSON {
    func queues(_ queues: [LedgerCounts.Queue]) -> JSON {
      .object(queues.map { ($0.destination, .integer($0.count)) })
    }
    return .object([
      ("state", .string(status.state)), ("inbox", .string(status.inbox)),
      ("pid", status.processIdentifier.map { .integer(Int($0)) } ?? .null),
      ("started", status.started.map { .integer(Int($0)) } ?? .null),
      ("rules", .integer(status.rules)), ("complaint", .optional(status.complaint)),
      ("filings", .integer(status.counts.filings)), ("rows", .integer(status.counts.rows)),
      ("alerts", .integer(status.counts.alerts)), ("rejected", .integer(status.counts.rejected)),
      ("backlog", .integer(status.backlog)), ("relay_connected", .bool(status.relayConnected)),
      ("pending", queues(status.counts.pending)), ("dead", queues(status.counts.dead)),
    ])
  }
}
