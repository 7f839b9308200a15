import ArgumentParser
import Daemon
import Wire

struct ReloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Make the running daemon read its rules again, and wait until it has.",
    discussion: """
      Exit status: 0 when the rules on disk are in force, 1 when they have mistakes and the last good ones stay, \
      69 when no daemon runs, 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Flag(help: "Print a line of JSON: how many rules are in force, and what is wrong with those on disk.")
  var json = false

  func run() throws {
    let environment = Environment.current()
    switch try LedgerAccess(places, environment).ask(.reload) {
    case .reloaded(let rules, let complaint) where json:
      let wrong = complaint.isEmpty ? nil : complaint
      Swift.print(JSON.object([("rules", .integer(rules)), ("complaint", .optional(wrong))]).text)
      if wrong != nil { throw ExitCode(1) }
    // `systemctl reload` runs this: what it would say stands in the journal already, by the daemon.
    case .reloaded(_, let complaint) where environment.journalListens:
      if !complaint.isEmpty { throw ExitCode(1) }
    case .reloaded(let rules, let complaint) where complaint.isEmpty:
      Swift.print("\(Text.count(rules, "rule")) \(rules == 1 ? "is" : "are") in force")
    case .reloaded(let rules, let complaint):
      StandardError.print(complaint)
      let last = rules == 1 ? "the last good rule stays" : "the last \(rules) good rules stay"
      StandardError.print("insiderd: \(last) in force")
      throw ExitCode(1)
    case nil:
      StandardError.print("insiderd: no daemon listens at \(places.controlSocket(environment))")
      throw ExitCode(69)
    case .some: throw ExitCode(70)
    }
  }
}
