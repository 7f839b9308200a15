import ArgumentParser
import Daemon
import Filings
import Glibc
import Wire

/// One run of `insiderd import`: what it shows while it works, and at its end.
final class ImportRun {
  private let paths: [String]
  private let ledger: Ledger
  private let isJudged: Bool
  private let isQuiet: Bool
  private let isJSON: Bool
  private var progress: Progress
  private var shown: [String: Int] = [:]
  private var tally = HistoryImport.Tally()
  private let start = Clock.monotonicMilliseconds()

  /// Problems of one file that are printed: the ledger keeps them all, and ten thousand lines help nobody.
  private static let shownProblems = 20

  init(_ paths: [String], _ ledger: Ledger, isJudged: Bool, isQuiet: Bool, isJSON: Bool) {
    self.paths = paths
    self.ledger = ledger
    self.isJudged = isJudged
    self.isQuiet = isQuiet
    self.isJSON = isJSON
    progress = Progress(isShown: !isQuiet, alsoBesideOutput: true) {
      paths.reduce(0) { $0 + Files.bytes(in: $1) }
    }
  }

  func take() throws {
    try ledger.prepareForImport()
    let history = HistoryImport(into: ledger, isJudged: isJudged, now: Clock.now()) { [self] event, tally in
      self.tally = tally
      switch event {
      case .progress(let bytes):
        progress.show(bytes) { "\(tally.filings + tally.known) filings, \(tally.rows) new rows" }
      case .problem(let file, let reason): show(file, reason)
      }
    }
    for path in paths { try history.take(path) }
    try history.end()
    tally = history.tally
    try ledger.checkpoint()
  }

  private func show(_ file: String, _ reason: String) {
    shown[file, default: 0] += 1
    let count = shown[file] ?? 0
    guard count <= ImportRun.shownProblems else { return }
    progress.clear()
    StandardError.print("insiderd: \(file): \(Printable.text(reason))")
    if count == ImportRun.shownProblems {
      StandardError.print("insiderd: \(file): more is kept, `insiderd import --problems` lists it")
    }
  }

  /// The count, and the exit status; `nil` when everything was taken as it is.
  func finish() throws -> ExitCode? {
    progress.clear()
    let days = try ledger.importedDays().map { "\($0.lowerBound) to \($0.upperBound)" }
    if isJSON { print(try json(days).text) } else if !isQuiet { StandardError.print(sentence(days)) }
    if tally.missing > 0 { return Inputs.missing }
    return tally.unread + tally.problems > 0 ? Inputs.unreadable : nil
  }

  private func sentence(_ days: [String]) -> String {
    let seconds = (Clock.monotonicMilliseconds() - start) / 1000
    let parts: [String?] = [
      "imported \(tally.filings) filings with \(tally.rows) rows from \(tally.files) files in \(seconds) s",
      tally.known == 0 ? nil : "\(tally.known) were known, \(tally.enriched) of them now say more",
      tally.finishedBefore == 0 ? nil : "\(tally.finishedBefore) files were imported before",
      tally.passed == 0 ? nil : "passed over \(tally.passed) submissions of other forms",
      tally.problems == 0 ? nil : "\(tally.problems) things could not be taken as they are",
      tally.unread == 0 ? nil : "\(tally.unread) files could not be read",
      tally.missing == 0 ? nil : "\(tally.missing) are not there",
      days.isEmpty ? nil : "data sets cover the filing days \(days.joined(separator: ", "))",
    ]
    return "insiderd: " + parts.compactMap(\.self).joined(separator: "; ")
  }

  private func json(_ days: [String]) throws -> JSON {
    .object([
      ("files", .integer(tally.files)), ("filings", .integer(tally.filings)), ("rows", .integer(tally.rows)),
      ("known", .integer(tally.known)), ("enriched", .integer(tally.enriched)),
      ("finished_before", .integer(tally.finishedBefore)), ("passed", .integer(tally.passed)),
      ("problems", .integer(tally.problems)), ("unread", .integer(tally.unread)),
      ("missing", .integer(tally.missing)), ("covered", .array(days.map(JSON.string))),
      ("since", .optional(try ledger.vouchedSince()?.description)),
      ("elapsed_ms", .integer(Int(Clock.monotonicMilliseconds() - start))),
      ("cpu_ms", .integer(Int(Clock.processorMilliseconds()))),
    ])
  }
}
