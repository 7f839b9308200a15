import ArgumentParser
import Daemon
import Filings
import Rules
import Wire

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Tell what rules would have raised.",
    discussion: """
      Judges filings in the order in which they were filed, with the engine and the memory of the daemon, and counts \
      the alerts by rule and month; those that hang on something unreadable stand apart (12+3?: 12 certain, 3 \
      possible). Nothing is sent and nothing is recorded. Filings come from files, archives, directories and the SEC's \
      data sets; without any, from the ledger (stop the daemon first). Alerts that several parts of one report raise \
      count once, in the month of the first.

      With --against, a second rule set is judged as well, and the alerts that only one of the two raises are listed; an \
      alert is the same when its rule's name and its report are.

      Exit status: 0, 1 when the rules have a mistake, 65 when a file cannot be read (the others are judged all the \
      same), 66 when a file or the ledger is not there, 73 when a daemon has the ledger, 74 when the report cannot be \
      written.
      """
  )

  @Option(
    help: "Directory of the ledger (default: $STATE_DIRECTORY, else /var/lib/insiderd).",
    completion: .directory)
  var state: String?

  @Option(help: "Judge filings filed since that day (YYYY-MM-DD); those before it are only remembered.")
  var from: String?

  @Option(help: "Leave out filings filed behind that day (YYYY-MM-DD).")
  var to: String?

  @Option(help: "Rule file or folder to compare with.", completion: .file())
  var against: String?

  @Option(help: "Write a report to this file: one page of HTML that needs nothing else.", completion: .file())
  var html: String?

  @Flag(help: "Print one JSON object with the counts and every alert.")
  var json = false

  @Flag(
    help: """
      Count only: what columns of numbers decide is not looked at again, which is many times faster. A table without \
      --against does so in any case. Without --against and --html; the JSON has no alerts.
      """)
  var counts = false

  @Flag(help: "No progress.")
  var quiet = false

  @Argument(help: "Rule file or folder.", completion: .file())
  var rules: String

  @Argument(help: "Filings, archives of them, directories and data sets.", completion: .file())
  var corpus: [String] = []

  func validate() throws {
    for (name, day) in [("--from", from), ("--to", to)] {
      guard let day else { continue }
      guard Day(day) != nil else { throw ValidationError("\(name) takes a day such as 2024-01-31") }
    }
    if counts, against != nil || html != nil {
      throw ValidationError("--counts goes with neither --against nor --html")
    }
    if let from = from.flatMap({ Day($0) }), let to = to.flatMap({ Day($0) }), to < from {
      throw ValidationError("--to lies before --from")
    }
  }

  func run() throws {
    try Digest.start()
    let (set, _) = try Inputs.ruleSet([rules])
    let old = try against.map { try Inputs.ruleSet([$0]).rules }
    var settings = Backtest.Settings()
    settings.from = from.flatMap { Day($0) }
    settings.to = to.flatMap { Day($0) }
    let loading = BacktestLoading(corpus, isQuiet: quiet)
    let tape = try loading.tape(state: state, since: &settings.since)
    var progress = Progress(isShown: !quiet, alsoBesideOutput: true) { tape.count }
    let backtest = Backtest(set, against: old, settings)
    let show = { (done: Int) in progress.show(done) { "judged \(done) of \(tape.count) filings" } }
    // A table shows nothing but counts.
    let isCount = counts || !json && html == nil && old == nil
    let result =
      isCount ? backtest.count(over: tape, progress: show) : backtest.run(over: tape, progress: show)
    progress.clear()
    if let html { try write(BacktestPage.text(result, rules: rules, against: against), to: html) }
    print(
      json ? BacktestJSON.object(result, isCount: counts).text : BacktestTable.text(result),
      terminator: json ? "\n" : "")
    loading.summarise(result, tape, isQuiet: quiet)
    if let status = loading.status { throw status }
  }

  private func write(_ page: String, to path: String) throws {
    do {
      try Files.write(Array(page.utf8), to: path)
    } catch {
      StandardError.print("insiderd: \(error)")
      throw ExitCode(74)
    }
  }
}
