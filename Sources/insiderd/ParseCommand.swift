import ArgumentParser
import Daemon
import Filings

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Show what filings say.",
    discussion: """
      Reads each file as the daemon does, archives member by member, and prints what is in it: as a page, as a table \
      with a line for each row, or as a line of JSON for each filing. Of a directory, every file below it is read.

      A filing whose file says no accession number has the one that its directory or its name says.

      A count stands at the end on standard error when there was more than one file to read.

      Exit status: 0 when every file was read, 65 when one was not (its reason is on standard error, the others are \
      printed all the same), 66 when one is not there.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case page
    case table
    case json
  }

  @Option(help: "How filings are shown: page, table or json.")
  var format: Format?

  @Flag(help: "Print a line of JSON for each filing: --format json.")
  var json = false

  @Flag(help: "No count at the end, and no progress.")
  var quiet = false

  @Argument(
    help: "Files with filings, archives of them and directories, whatever their names.", completion: .file())
  var files: [String]

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) contradict each other")
    }
  }

  func run() throws {
    try Digest.start()
    var reading = ParseRun(files, format: json ? .json : format ?? .page, isQuiet: quiet)
    for file in files { reading.read(file) }
    if let status = reading.finish() { throw status }
  }
}
