import ArgumentParser
import Daemon
import Filings
import Wire

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take filings into the ledger as history, without judging them.",
    usage: """
      insiderd import [--state <dir>] [--as-judged] [--since <day>] [--json] <path> ...
      insiderd import --problems
      """,
    discussion: """
      Reads the SEC's quarterly Insider Transactions Data Sets (the zip file, or the folder with its tables), filings, \
      archives of them and directories. Rules that look back (days_since_last, windows) then know of them. No alert is \
      raised and no file is moved. An import that was interrupted goes on where it was, and what the ledger holds \
      already is taken once.

      A filing that was imported is judged when it lands in the inbox later; with --as-judged it is not. When the \
      document comes behind its line in a data set, it takes that line's place.

      The ledger is opened directly, so stop the daemon first (systemctl stop insiderd); its inbox waits meanwhile.

      Exit status: 0, 65 when something could not be taken as it is (each is named on standard error and kept; \
      --problems lists them), 66 when a file is not there, 73 when a daemon has the ledger, 74 and 75 when the disk \
      fails, 77 when a right is missing.
      """
  )

  @Option(
    help: "Directory of the ledger (default: $STATE_DIRECTORY, else /var/lib/insiderd).",
    completion: .directory)
  var state: String?

  @Flag(help: "What is imported counts as judged: it raises nothing when it lands in the inbox.")
  var asJudged = false

  @Option(
    help: """
      Vouch that the ledger, with this import, holds every filing about these issuers and owners filed since \
      that day (YYYY-MM-DD).
      """)
  var since: String?

  @Flag(help: "List everything of all imports that could not be taken as it is.")
  var problems = false

  @Flag(help: "Print one JSON object with what was done, or with --problems a line for each.")
  var json = false

  @Flag(help: "No count at the end, and no progress.")
  var quiet = false

  @Argument(help: "Data sets, filings, archives of them and directories.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    if paths.isEmpty, since == nil, !problems {
      throw ValidationError("Missing expected argument '<path> ...'")
    }
    if let since, Day(since) == nil { throw ValidationError("--since takes a day such as 2020-01-01") }
  }

  func run() throws {
    let directory = state ?? Environment.current().directory("STATE_DIRECTORY") ?? "/var/lib/insiderd"
    do {
      let ledger = try Daemon.ledgerForCommand(in: directory)
      if problems { return try listProblems(ledger) }
      let run = ImportRun(paths, ledger, isJudged: asJudged, isQuiet: quiet, isJSON: json)
      try run.take()
      if let day = since.flatMap({ Day($0) }) { try ledger.vouch(since: day) }
      if let status = try run.finish() { throw status }
    } catch let status as ExitCode {
      throw status
    } catch {
      throw StartError(error).exit()
    }
  }

  private func listProblems(_ ledger: Ledger) throws {
    try ledger.eachImportProblem { file, reason in
      print(
        json
          ? JSON.object([("file", .string(file.description)), ("reason", .string(reason))]).text
          : "\(file): \(Printable.text(reason))")
    }
  }
}

extension StartError {
  /// Says what is wrong, and gives the status with which the program ends.
  func exit() -> ExitCode {
    StandardError.print("insiderd: \(self)")
    return ExitCode(cause.rawValue)
  }
}
