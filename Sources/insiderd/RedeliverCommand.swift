import ArgumentParser
import Daemon
import Filings
import Wire

struct RedeliverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redeliver",
    abstract: "Send again what was given up, or was sent before.",
    discussion: """
      Puts deliveries back into their queues: the same id, the same bytes, in the order of before. ID is the number of a \
      delivery (insiderd deliveries) or an alert's id or its beginning (insiderd alerts), which stands for all that was \
      sent of the alert. A destination that was paused or retired is woken. What was withheld on purpose (severity, \
      stage shadow, throttled) stays withheld. Where no daemon runs, the next one sends.

      Examples:
        insiderd redeliver 4711
        insiderd redeliver ia1_xj4bnp4p
        insiderd redeliver --since 2h --destination desk
        insiderd redeliver --since 2026-11-01 --failed

      Exit status: 0 when something is in a queue again, 1 when nothing is, 64 for a wrong command line, 66 when there is \
      no such delivery, alert or destination, 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Argument(help: "Numbers of deliveries, and ids of alerts or their beginnings.")
  var names: [String] = []

  @Option(help: "Everything that was queued at this moment or later: a date, or a span such as 2h.")
  var since: String?

  @Option(help: "Only what goes to this destination.")
  var destination: String?

  @Flag(help: "Only what was given up.")
  var failed = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard names.isEmpty != (since == nil) else {
      throw ValidationError("name deliveries or alerts, or say --since; either, and not both")
    }
    guard names.count <= 1_000 else {
      throw ValidationError("at most 1000 names at once; --since takes more")
    }
    _ = try MomentOption.seconds(since, "--since")
  }

  func run() throws {
    var order = Redelivery()
    order.names = names
    order.since = try MomentOption.seconds(since, "--since")
    order.destination = destination
    order.onlyFailed = failed
    let result = try LedgerAccess(places, Environment.current()).ask(.redeliver(order)) {
      if case .redelivered(let result) = $0 { result } else { nil }
    } else: {
      try $0.redeliver(order, now: Clock.now())
    }
    Swift.print(json ? RedeliverCommand.json(result).text : RedeliverCommand.text(result))
    for name in result.unknown {
      StandardError.print("insiderd: there is no delivery, alert or destination `\(name)`")
    }
    if !result.unknown.isEmpty { throw LedgerAccess.missing }
    if result.queued.isEmpty { throw ExitCode(1) }
  }

  private static func text(_ result: Redelivered) -> String {
    var lines = result.queued.map {
      "\(Text.count($0.count, "delivery", "deliveries")) to \(Printable.text($0.destination)) in the queue again"
    }
    if lines.isEmpty { lines.append("nothing is sent again") }
    lines += result.woken.map { "\(Printable.text($0)) is tried again at once" }
    lines += result.skipped.map { "\($0.count) left as they are: \(Printable.text($0.reason))" }
    return lines.joined(separator: "\n")
  }

  private static func json(_ result: Redelivered) -> JSON {
    .object([
      ("queued", .object(result.queued.map { ($0.destination, .integer($0.count)) })),
      ("woken", .array(result.woken.map(JSON.string))),
      (
        "skipped",
        .array(
          result.skipped.map { .object([("count", .integer($0.count)), ("reason", .string($0.reason))]) })
      ),
      ("unknown", .array(result.unknown.map(JSON.string))),
    ])
  }
}
