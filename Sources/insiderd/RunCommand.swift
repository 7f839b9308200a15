import ArgumentParser
import Daemon
import FoundationEssentials

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch an inbox and raise alerts.",
    discussion: """
      Each file in the inbox is read, judged by the rules, recorded in the ledger and moved to the archive; a file \
      that is no filing goes to the rejected files, beside a .reason that says why. Under systemd the places come \
      from STATE_DIRECTORY, CONFIGURATION_DIRECTORY, RUNTIME_DIRECTORY and CREDENTIALS_DIRECTORY.

      Examples:
        insiderd run --inbox inbox --state state --rules rules
        insiderd run --once --dry-run --json --inbox old-filings --rules rules
        insiderd run --metrics /run/insiderd/metrics.sock --keep '5 years'

      Exit status: 0 after SIGTERM or --once, 64 for a wrong command line, 66 when a directory is missing, 73 when \
      another insiderd has the ledger, 74 and 75 when the disk fails, 77 when a right is missing, 78 with --strict \
      when a rule file does not compile.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Option(
    help: """
      Rule file, or folder of *.rules; may be given several times (default: rules.d in $CONFIGURATION_DIRECTORY or \
      /etc/insiderd).
      """,
    completion: .file())
  var rules: [String] = []

  @Option(help: "Directory of the judged files (default: archive beside the inbox).", completion: .directory)
  var archive: String?

  @Option(
    help: "Directory of the files that are no filings (default: rejected beside the inbox).",
    completion: .directory)
  var rejected: String?

  @Option(
    help: "Directory of the credentials that webhooks name, for a relay started here.", completion: .directory
  )
  var credentials: String?

  @Option(help: "What becomes of a judged file: archive, keep or delete.")
  var after: Settings.After = .archive

  @Option(help: "Who runs the relay that sends webhooks: spawn, external or none.")
  var relay: Settings.RelayMode?

  @Option(
    help: "Where alerts go: auto, on (the journal), off, or the path of a datagram socket in its place.",
    completion: .file())
  var journal: String = "auto"

  @Option(
    help: """
      Serve metrics, as OpenMetrics or in Prometheus' format, at the path of a Unix socket (with a slash in it), or at \
      [HOST:]PORT of this machine (default: $INSIDERD_METRICS, else none). The installed unit has no network, so there \
      it is a socket.
      """,
    completion: .file())
  var metrics: String?

  @Option(
    help: """
      Forget filings, alerts and rejections that are older and that nothing needs, each day, when idle: 5 years, 400 \
      days (default: $INSIDERD_KEEP, else keep all). insiderd prune --help says what stays.
      """)
  var keep: String?

  /// For tests of what happens when a receiver fails, which would take days otherwise.
  @Option(help: .hidden)
  var retrySchedule: RetrySchedule = .standard

  @Flag(help: "Judge what is there and end.")
  var once = false

  @Flag(help: "Print a line of JSON for each alert.")
  var json = false

  @Flag(help: "Judge and print, and leave everything as it is: nothing is recorded, sent or moved.")
  var dryRun = false

  @Flag(help: "End when a rule file does not compile, in place of running with its last good version.")
  var strict = false

  func run() throws {
    let environment = Environment.current()
    let settings = try settings(environment)
    do throws(StartError) {
      let daemon = try Daemon(settings, environment)
      let clock = ContinuousClock()
      let start = clock.now
      try daemon.run()
      if once { Summary(daemon.tally, elapsed: clock.now - start).print(json: json) }
    } catch {
      StandardError.print((environment.journalListens ? "<3>" : "insiderd: ") + "\(error)")
      throw ExitCode(error.cause.rawValue)
    }
  }

  private func settings(_ environment: Environment) throws -> Settings {
    var inbox = InboxPlaces(inbox: places.inbox ?? "/var/spool/insiderd/inbox")
    if let archive { inbox.archive = archive }
    if let rejected { inbox.rejected = rejected }
    let state = places.stateDirectory(environment)
    var settings = Settings(
      places: inbox, rules: ruleFiles(environment), state: state, socket: places.controlSocket(environment))
    settings.credentials = credentials ?? environment.directory("CREDENTIALS_DIRECTORY")
    settings.after = after
    settings.relay = relay ?? (environment["NOTIFY_SOCKET"] == nil ? .spawn : .external)
    settings.journal = journalMode
    settings.retries = retrySchedule
    settings.once = once
    settings.json = json
    settings.dryRun = dryRun
    settings.strict = strict
    settings.metrics = try metricsPlace(environment)
    settings.keep = try keptSpan(environment)
    settings.version = Release.version
    return settings
  }

  private func ruleFiles(_ environment: Environment) -> [String] {
    if !rules.isEmpty { return rules }
    return [(environment.directory("CONFIGURATION_DIRECTORY") ?? "/etc/insiderd") + "/rules.d"]
  }

  private func metricsPlace(_ environment: Environment) throws -> MetricsPlace? {
    guard let text = metrics ?? environment["INSIDERD_METRICS"] else { return nil }
    do throws(MetricsPlace.Problem) {
      return try MetricsPlace(text)
    } catch {
      throw ValidationError("\(metrics == nil ? "INSIDERD_METRICS" : "--metrics"): \(error)")
    }
  }

  private func keptSpan(_ environment: Environment) throws -> TimeSpan? {
    guard let text = keep ?? environment["INSIDERD_KEEP"] else { return nil }
    guard let span = TimeSpan(text) else {
      let name = keep == nil ? "INSIDERD_KEEP" : "--keep"
      throw ValidationError("\(name) takes a span such as `5 years` or `400 days`, and not `\(text)`")
    }
    return span
  }

  private var journalMode: Settings.JournalMode {
    switch journal {
    case "auto": .automatic
    case "on": .on
    case "off": .off
    default: .socket(journal)
    }
  }
}

/// Where the daemon's inbox, memory and socket are: the same words for all subcommands that concern a daemon.
struct PlaceOptions: ParsableArguments {
  @Option(help: "Directory to watch (default: /var/spool/insiderd/inbox).", completion: .directory)
  var inbox: String?

  @Option(
    help: "Directory of the ledger (default: $STATE_DIRECTORY, else /var/lib/insiderd).",
    completion: .directory)
  var state: String?

  @Option(
    help: """
      Control socket (default: control.sock in $RUNTIME_DIRECTORY or /run/insiderd, else in the state directory).
      """,
    completion: .file())
  var socket: String?

  func stateDirectory(_ environment: Environment) -> String {
    state ?? environment.directory("STATE_DIRECTORY") ?? "/var/lib/insiderd"
  }

  func controlSocket(_ environment: Environment) -> String {
    if let socket { return socket }
    if state != nil { return stateDirectory(environment) + "/control.sock" }
    if let runtime = environment.directory("RUNTIME_DIRECTORY") { return runtime + "/control.sock" }
    // At a shell nobody sets RUNTIME_DIRECTORY; the installed service is there all the same. Who has no rights sees the
    // directory and not what is in it.
    let installed = "/run/insiderd"
    return (Files.isDirectory(installed) ? installed : stateDirectory(environment)) + "/control.sock"
  }
}

extension Settings.After: ExpressibleByArgument {}
extension Settings.RelayMode: ExpressibleByArgument {}

extension RetrySchedule: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(argument)
  }
}
