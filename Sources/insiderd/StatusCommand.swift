import ArgumentParser
import Daemon
import Wire

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is watched, which rules are in force, and what waits for whom.",
    discussion: """
      Asks the running daemon; when none runs, reads the ledger itself, says so, and exits with 3. Moments are in UTC.

      Examples:
        insiderd status
        insiderd status --json | jq '.destinations[] | select(.status != "working")'

      Exit status: 0 when a daemon runs, 3 when none does, 66 when there is no ledger either, 73 when a process that does \
      not listen at the socket has it, 74 when it fails, 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let (status, runs) = try LedgerAccess(places, Environment.current()).status()
    let page = StatusPage(status: status, runs: runs, now: Clock.now())
    Swift.print(json ? page.json.text : page.text)
    if !runs { throw ExitCode(3) }  // systemctl's own status for a service that does not run
  }
}
