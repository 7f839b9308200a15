import ArgumentParser
import Daemon
import FoundationEssentials
import Glibc

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Fill in what could not be read, and have a possible alert confirmed or dismissed.",
    discussion: """
      The field is one that the alert hangs on, as `insiderd alerts --json` lists it in `needs`. Everything that \
      the filing touches is judged again with it; each alert that changes gets a new revision, which goes to whoever \
      heard of it before. Who said so and when is kept. A document that comes later takes the place of the page and of \
      what was filled in.

        insiderd resolve 7f3a --set owner.officer=yes --note "asked the filer"
        insiderd resolve 7f3a --set 'transactions[0].shares=12_500'

      Asks the running daemon; when none runs, does it on the ledger, by the rules that were in force last, and the \
      next daemon tells the destinations.

      Exit status: 0 when it is recorded, 1 when there is no such alert or field, 66 when there is no ledger.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Argument(help: "The alert's id, or as much of its beginning as no other has.")
  var alert: String

  @Option(name: .customLong("set"), help: "A field and its value, as often as there are fields.")
  var settings: [String]

  @Option(help: "Why, for whoever asks later.")
  var note: String?

  @Flag(help: "Print a line of JSON: the alert, and each alert that has a new revision.")
  var json = false

  func validate() throws {
    guard !settings.isEmpty, settings.allSatisfy({ $0.contains("=") && !$0.hasPrefix("=") }) else {
      throw ValidationError("--set takes FIELD=VALUE, such as --set owner.officer=yes")
    }
  }

  func run() throws {
    let resolution = Resolution(
      alert: alert, settings: settings, note: note, person: ResolveCommand.person)
    switch try LedgerAccess(places, Environment.current()).resolve(resolution) {
    case .refused(let reason):
      StandardError.print("insiderd: \(reason)")
      throw ExitCode(1)
    case .settled(let report):
      Swift.print(json ? try ResolveCommand.line(report) : ResolveCommand.text(report))
    }
  }

  /// The user's name, and the number of one that has none.
  private static var person: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user \(getuid())" }
    return String(cString: name)
  }

  private static func line(_ report: Resolution.Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private static func text(_ report: Resolution.Report) -> String {
    guard !report.changes.isEmpty else { return "recorded; no alert changes by it" }
    return report.changes.map { change in
      let doubt = change.certainty == "possible" && change.state != "dismissed" ? ", still possible" : ""
      return "\(change.rule): \(change.state)\(doubt), revision \(change.revision) of alert \(change.alert)"
    }
    .joined(separator: "\n")
  }
}
