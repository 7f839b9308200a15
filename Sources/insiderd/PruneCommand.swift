import ArgumentParser
import Daemon
import Filings
import Glibc
import Rules
import Wire

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove from the ledger what is old and that nothing needs any more.",
    discussion: """
      Removes alerts that were raised before the moment and of which nothing new was said since, with their deliveries; \
      filings of before, and rejections. What stays: deliveries that wait and their alerts, filings that the windows of \
      the rules in force still reach, and the ids of alerts and filings, so that a file that comes back raises nothing a \
      second time. Files in the archive are not touched. A running daemon does the work when it has nothing else to do; \
      where none runs, it is done here, and a ledger of an older version is written anew.

      The daemon does the same each day when it is started with --keep (INSIDERD_KEEP).

      Examples:
        insiderd prune --before '5 years' --dry-run
        insiderd prune --before 2021-01-01

      Exit status: 0; 64 for a wrong command line, 66 when there is no ledger, 75 when the daemon has other work (the \
      pruning goes on), 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Option(help: "What is older goes: a date (2021-01-01) or a span (5 years).")
  var before: String

  @Flag(help: "Only say what would go.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  /// Milliseconds between two looks at the daemon's work, and seconds in which it may make none.
  private static let interval: UInt32 = 100
  private static let patience: Int64 = 60_000

  func validate() throws {
    guard let moment = try MomentOption.seconds(before, "--before") else { return }
    if moment > Clock.now() { throw ValidationError("--before \(before) lies in the future") }
  }

  func run() throws {
    guard let moment = try MomentOption.seconds(before, "--before") else { return }
    let access = LedgerAccess(places, Environment.current())
    let report: PruneReport
    if case .pruning(let begun)? = try access.ask(.prune(before: moment, dryRun: dryRun)) {
      report = try waitFor(begun, access)
    } else {
      report = try access.withLedger { try prune($0, before: moment) }
    }
    Swift.print(json ? PruneCommand.json(report).text : PruneCommand.text(report))
    if !report.isDone { throw LedgerAccess.later }
  }

  /// What the daemon has done when it is done, or when nothing more came of it for a while.
  private func waitFor(_ begun: PruneReport, _ access: LedgerAccess) throws -> PruneReport {
    var last = begun
    var moved = Clock.monotonicMilliseconds()
    let ticker = Ticker()
    while !last.isDone, Clock.monotonicMilliseconds() - moved < PruneCommand.patience {
      usleep(PruneCommand.interval * 1000)
      guard case .pruning(let report)? = try access.ask(.pruning) else {
        throw LedgerAccess.end("the daemon ended during the pruning; ask again", LedgerAccess.unavailable)
      }
      if report != last { moved = Clock.monotonicMilliseconds() }
      last = report
      ticker.show(last)
    }
    ticker.clear()
    return last
  }

  private func prune(_ ledger: Ledger, before moment: Int64) throws -> PruneReport {
    var work = Pruning(
      before: moment, memoryDays: try LedgerAccess.lastRules(ledger).memoryDays, isDryRun: dryRun)
    let ticker = Ticker()
    while !work.isDone {
      try work.step(ledger)
      ticker.show(work.report)
    }
    ticker.clear()
    if work.report.reusesPages, !dryRun { try ledger.rewrite() }
    return work.report
  }

  /// How far it is, on a terminal alone.
  private struct Ticker {
    private let isShown = isatty(STDERR_FILENO) == 1

    func show(_ report: PruneReport) {
      guard isShown else { return }
      let count = report.filings + report.alerts + report.deliveries + report.rejections
      StandardError.write("\r\u{1B}[K\(Text.count(count, "row")) so far")
    }

    func clear() {
      if isShown { StandardError.write("\r\u{1B}[K") }
    }
  }

  private static func text(_ report: PruneReport) -> String {
    let verb = report.isDryRun ? "would go" : "went"
    let parts = [
      Text.count(report.filings, "filing"), Text.count(report.alerts, "alert"),
      Text.count(report.deliveries, "delivery", "deliveries"), Text.count(report.rejections, "rejection"),
    ]
    var text =
      "\(parts.dropLast().joined(separator: ", ")) and \(parts[3]) from before "
      + "\(Text.moment(report.before)) \(verb)"
    if report.memoryDays > 0 {
      text +=
        "\nfilings of the \(Text.count(report.memoryDays, "day")) before stay, for rules look back so far"
    }
    if report.keptAlerts > 0 {
      text += "\n\(Text.count(report.keptAlerts, "older alert")) stay: owed to somebody, or told anew since"
    }
    return text
  }

  private static func json(_ report: PruneReport) -> JSON {
    .object([
      ("before", .moment(report.before)), ("dry_run", .bool(report.isDryRun)), ("done", .bool(report.isDone)),
      ("filings", .integer(report.filings)), ("alerts", .integer(report.alerts)),
      ("deliveries", .integer(report.deliveries)), ("rejections", .integer(report.rejections)),
      ("kept_alerts", .integer(report.keptAlerts)), ("memory_days", .integer(report.memoryDays)),
      ("freed_bytes", .integer(Int(report.freeBytes))),
    ])
  }
}
