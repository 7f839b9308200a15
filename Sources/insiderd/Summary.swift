import Daemon
import Wire

/// What `insiderd run --once` did, in one line at its end.
struct Summary {
  private let tally: Tally
  private let milliseconds: Int
  private let processorMilliseconds: Int64

  init(_ tally: Tally, elapsed: Duration) {
    self.tally = tally
    let (seconds, attoseconds) = elapsed.components
    milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    processorMilliseconds = Clock.processorMilliseconds()
  }

  /// To standard error, so that standard output holds alerts alone.
  func print(json: Bool) {
    StandardError.print(json ? self.json.text : sentence)
  }

  private var sentence: String {
    "insiderd: judged \(tally.filings) filings with \(tally.rows) rows in \(tally.files) files, "
      + "\(tally.alerts) alerts, \(tally.rejected) rejected, in \(milliseconds) ms"
  }

  private var json: JSON {
    .object([
      ("files", .integer(tally.files)), ("filings", .integer(tally.filings)), ("rows", .integer(tally.rows)),
      ("alerts", .integer(tally.alerts)), ("rejected", .integer(tally.rejected)),
      ("elapsed_ms", .integer(milliseconds)), ("cpu_ms", .integer(Int(processorMilliseconds))),
    ])
  }
}
