import Rules

/// The manual page of the program, insiderd(1), made from what `--help` shows.
enum CommandManual {
  /// In mdoc(7).
  static func source(date: String) throws -> String {
    try page(date: date).source
  }

  private static func page(date: String) throws -> ManualPage {
    let tree = try CommandTree.ofThisProgram()
    var page = ManualPage(
      name: "insiderd", section: 1, date: date, summary: "watch insider filings and raise alerts")
    page.synopsis("insiderd", "Ar subcommand Op Ar options")
    page.section("DESCRIPTION")
    page.prose(description)
    page.section("SUBCOMMANDS")
    for command in tree.shownSubcommands { add(command, to: &page) }
    page.section("ENVIRONMENT")
    page.list(environment)
    page.section("FILES")
    page.list(files)
    page.section("EXIT STATUS")
    page.list(exitStatus)
    page.section("EXAMPLES")
    page.prose(examples)
    page.seeAlso([("journalctl", 1), ("insiderd.rules", 5), ("insiderd.service", 8)])
    return page
  }

  private static func add(_ command: CommandTree, to page: inout ManualPage) {
    let words = command.shownArguments.filter(\.isPositional).map { argument in
      argument.isOptional == true ? "[\(argument.usage)]" : argument.usage
    }
    page.part("insiderd \(command.commandName)")
    page.prose("`" + (["insiderd", command.commandName, "[options]"] + words).joined(separator: " ") + "`")
    page.prose(command.abstract ?? "")
    if let discussion = command.discussion { page.prose(discussion) }
    let options = command.shownArguments.filter { !($0.explanation.isEmpty && $0.isPositional) }
    if !options.isEmpty { page.list(options.map { ($0.usage, $0.explanation) }) }
  }

  private static let description = """
    insiderd watches a directory for insider filings of the SEC (Forms 3, 4, 5 and 144), judges each by rules, and \
    raises alerts in the systemd journal and through webhooks. The rules are described in insiderd.rules(5), the \
    installed service with its journal entries, users, directories and secrets in insiderd.service(8).

    Every subcommand has `--help`; `insiderd --version` prints the version.
    """

  private static let environment = [
    (
      "`STATE_DIRECTORY`",
      "Directory of the ledger. systemd sets it for a service, as it does the next three."
    ),
    ("`RUNTIME_DIRECTORY`", "Directory of the control socket."),
    ("`CONFIGURATION_DIRECTORY`", "Directory in which `rules.d` lies."),
    ("`CREDENTIALS_DIRECTORY`", "Directory of the secrets that webhooks name, for the relay."),
    ("`NOTIFY_SOCKET`, `WATCHDOG_USEC`", "How the service manager is told of the state, and how often."),
    (
      "`JOURNAL_STREAM`",
      "Where it names standard error, alerts go to the journal; elsewhere they are printed."
    ),
    ("`INSIDERD_KEEP`", "What `run --keep` says, where that is not given."),
    ("`INSIDERD_METRICS`", "What `run --metrics` says, where that is not given."),
    ("`NO_COLOR`", "Where it is set, nothing is printed in colour."),
  ].map { (term: $0.0, text: $0.1) }

  private static let files = [
    ("/etc/insiderd/rules.d", "The rules."),
    ("/etc/insiderd/credentials", "The secrets of webhooks, a file for each; only root may read them."),
    (
      "/var/spool/insiderd/inbox", "Where filings are put. Members of the group insider-feed may write to it."
    ),
    ("/var/spool/insiderd/archive", "Judged files, by day."),
    ("/var/spool/insiderd/rejected", "Files that are no filings, each beside a `.reason`."),
    ("/var/lib/insiderd/ledger.db", "Filings, alerts and what is owed to whom."),
    ("/run/insiderd/control.sock", "Where the relay and the subcommands reach the daemon."),
  ].map { (term: $0.0, text: $0.1) }

  private static let exitStatus = [
    ("0", "Done."),
    (
      "1",
      "The check, the test or the reload found mistakes; `redeliver` had nothing to send; the test did not arrive."
    ),
    ("3", "No daemon runs (`status`)."),
    ("64", "A wrong command line."), ("65", "A file that is no filing."),
    ("66", "A file, directory, alert or destination that is not there."),
    ("69", "No daemon runs, and it cannot be done without one (`reload`, `send-test`)."),
    ("73", "Another daemon has the ledger."), ("74, 75", "The disk failed."),
    ("75", "Nothing was known in time (`send-test`, `prune`)."), ("77", "A right is missing."),
    ("78", "Mistakes in the rules (`run --strict`)."),
  ].map { (term: $0.0, text: $0.1) }

  private static let examples = """
    Judge a folder of filings by the rules and print the alerts, leaving everything as it is:

      insiderd run --once --dry-run --inbox filings --rules rules.d

    See why a rule did not match:

      insiderd explain rules.d form4.xml

    Alerts about one issuer, from the journal:

      journalctl -t insiderd INSIDERD_TICKER=GRNT -o json
    """
}
