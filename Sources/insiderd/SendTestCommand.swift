import ArgumentParser
import Daemon
import Filings
import Glibc
import Wire

struct SendTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send-test",
    abstract: "Send a marked test to a destination, and say what came of it.",
    discussion: """
      The test takes the way of alerts: rendered in the destination's format, signed and sent by the relay; or into the \
      journal, and read back from there. It goes before what waits, is tried once, and is sent to a paused or retired \
      destination, too; when it arrives, the queue flows again. It is no alert, and says so.

      Examples:
        insiderd send-test desk
        insiderd send-test journal

      Exit status: 0 when it arrived (or was written to a journal that cannot be read back), 1 when it did not, 66 when \
      there is no such destination, 69 when no daemon runs, 75 when nothing was known in time, 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Argument(help: "The name of a webhook of the rule files, or journal.")
  var destination: String

  @Option(help: "Seconds to wait.")
  var timeout = 60

  @Flag(help: "Print one JSON object.")
  var json = false

  /// Milliseconds between two looks.
  private static let interval: UInt32 = 100

  func validate() throws {
    guard (1...3_600).contains(timeout) else { throw ValidationError("--timeout lies between 1 and 3600") }
  }

  func run() throws {
    let access = LedgerAccess(places, Environment.current())
    let start = Clock.monotonicMilliseconds()
    guard
      case .testQueued(let number)? = try access.ask(.sendTest(destination: destination, patience: timeout))
    else {
      throw LedgerAccess.end("no daemon listens at \(access.socket)", LedgerAccess.unavailable)
    }
    let test = try wait(for: number, access, until: start + Int64(timeout) * 1000)
    let elapsed = Clock.monotonicMilliseconds() - start
    Swift.print(json ? SendTestCommand.json(test, elapsed).text : sentence(test, elapsed))
    switch test.state {
    case .delivered, .unconfirmed: return
    case .dead, .withheld: throw ExitCode(1)
    case .pending: throw LedgerAccess.later
    }
  }

  private func wait(for number: Int64, _ access: LedgerAccess, until end: Int64) throws -> DeliveryEntry {
    var filter = DeliveryFilter()
    filter.number = number
    while true {
      guard case .deliveries(let listing)? = try access.ask(.deliveries(filter)),
        let entry = listing.deliveries.first
      else { throw LedgerAccess.end("the daemon ended during the test", LedgerAccess.unavailable) }
      if entry.state != .pending || Clock.monotonicMilliseconds() >= end { return entry }
      usleep(SendTestCommand.interval * 1000)
    }
  }

  private func sentence(_ test: DeliveryEntry, _ elapsed: Int64) -> String {
    let name = Printable.text(destination)
    let reason = test.reason.map { ": \(Printable.text($0))" } ?? ""
    let time = "\(elapsed / 1000).\(elapsed % 1000 / 100) s"
    switch test.state {
    case .delivered where destination == "journal":
      return "the test \(test.alert) was written to the journal and read back after \(time)"
    case .delivered: return "\(name) took the test \(test.alert) after \(time)"
    case .unconfirmed: return "the test \(test.alert) was sent to \(name), which cannot be read back"
    case .dead, .withheld: return "\(name) did not take the test \(test.alert)\(reason)"
    case .pending: return "nothing is known of the test \(test.alert) after \(time)\(reason)"
    }
  }

  private static func json(_ test: DeliveryEntry, _ elapsed: Int64) -> JSON {
    .object([
      ("id", .string(test.alert)), ("destination", .string(test.destination)),
      ("state", .string(test.state.rawValue)), ("reason", .optional(test.reason)),
      ("elapsed_ms", .integer(Int(elapsed))),
    ])
  }
}
