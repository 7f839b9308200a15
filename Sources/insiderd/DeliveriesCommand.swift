import ArgumentParser
import Daemon
import Filings
import Wire

struct DeliveriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries",
    abstract: "List what was sent to whom, what waits, and what was given up.",
    discussion: """
      A delivery is one revision of an alert on its way to one destination: a webhook, the journal or a terminal. Its \
      state is pending, delivered, unconfirmed (sent to a journal that cannot be read back), dead (given up) or withheld \
      (not to be sent, with the reason). The oldest stands first. Asks the running daemon; when none runs, reads the \
      ledger itself.

      Examples:
        insiderd deliveries --failed
        insiderd deliveries --pending --destination desk
        insiderd deliveries --since 2h --json

      Exit status: 0, also when there are none; 64 for a wrong command line, 66 when there is no ledger, 77 when you may \
      not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Flag(help: "Only those that were given up.")
  var failed = false

  @Flag(help: "Only those that wait.")
  var pending = false

  @Flag(help: "Only those that are not to be sent.")
  var withheld = false

  @Option(help: "Only those to this destination.")
  var destination: String?

  @Option(help: "Only those that were queued at this moment or later: a date, or a span such as 2h.")
  var since: String?

  @Option(help: "At most so many, the newest.")
  var limit = 100

  @Flag(help: "Print a line of JSON for each delivery.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit lies between 1 and 10000") }
    _ = try MomentOption.seconds(since, "--since")
  }

  func run() throws {
    var filter = DeliveryFilter()
    filter.destination = destination
    filter.since = try MomentOption.seconds(since, "--since")
    filter.limit = limit
    filter.states = (failed ? [.dead] : []) + (pending ? [.pending] : []) + (withheld ? [.withheld] : [])
    let listing = try LedgerAccess(places, Environment.current()).ask(.deliveries(filter)) {
      if case .deliveries(let listing) = $0 { listing } else { nil }
    } else: {
      try $0.deliveries(matching: filter)
    }
    for entry in listing.deliveries {
      Swift.print(json ? entry.json.text : DeliveriesCommand.line(entry, now: Clock.now()))
    }
    if listing.deliveries.isEmpty, !json { StandardError.print("insiderd: there are no such deliveries") }
    if listing.isCut, !json { StandardError.print("insiderd: there are older ones; --limit shows more") }
  }

  /// One line, and where something went wrong, a second one.
  static func line(_ entry: DeliveryEntry, now: Int64) -> String {
    let what =
      entry.kind == .test ? entry.alert : "\(entry.alert.prefix(AlertSummary.idBytes))-\(entry.revision)"
    var words = [
      String(entry.number), entry.queued.map(Text.moment) ?? "", what, Printable.text(entry.destination),
      entry.state.rawValue,
    ]
    if entry.attempts > 0 { words.append(Text.count(entry.attempts, "failure")) }
    if let due = entry.due { words.append(nextWords(due, now: now)) }
    let line = words.joined(separator: "  ")
    return entry.reason.map { line + "\n    " + Printable.text($0) } ?? line
  }

  /// What may be sent at any time waits for what stands before it, for the relay, or for its destination.
  static func nextWords(_ due: Int64, now: Int64) -> String {
    due <= now ? "waits its turn" : "next attempt \(Text.ago(due, asOf: now))"
  }
}

extension DeliveryEntry {
  /// One object, with moments in the form of RFC 3339.
  var json: JSON {
    .object([
      ("id", .integer(Int(number))), ("kind", .string(kind.rawValue)), ("alert", .string(alert)),
      ("revision", .integer(revision)), ("destination", .string(destination)),
      ("state", .string(state.rawValue)),
      ("reason", .optional(reason)), ("failures", .integer(attempts)), ("next", .moment(due)),
      ("queued", .moment(queued)), ("settled", .moment(settled)), ("bytes", .integer(bytes)),
    ])
  }
}

extension JSON {
  /// A moment in the form of RFC 3339, from seconds since 1970; `null` for `nil`.
  static func moment(_ seconds: Int64?) -> JSON { .optional(seconds.map(Timestamp.text)) }
}
