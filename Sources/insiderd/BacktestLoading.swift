import ArgumentParser
import Daemon
import Filings

/// Puts the filings of a backtest on its tape, and says what could not be read.
final class BacktestLoading {
  private let paths: [String]
  private var progress: Progress
  private var bytesDone = 0
  private var unread = 0
  private var missing = 0
  private let isQuiet: Bool
  private let start = Clock.processorMilliseconds()
  private var loaded: Int64 = 0

  init(_ paths: [String], isQuiet: Bool) {
    self.paths = paths
    self.isQuiet = isQuiet
    progress = Progress(isShown: !isQuiet, alsoBesideOutput: true) {
      paths.reduce(0) { $0 + Files.bytes(in: $1) }
    }
  }

  /// The filings of the paths, or of the ledger where there are none; then `since` is what is vouched for there.
  func tape(state: String?, since: inout Day?) throws -> BacktestTape {
    var tape = BacktestTape()
    do {
      if paths.isEmpty { since = try readLedger(state, into: &tape) }
      for path in paths { try read(path, into: &tape) }
    } catch let error as FilingError {
      StandardError.print("insiderd: \(error)")
      throw Inputs.unreadable
    }
    progress.clear()
    let count = tape.count
    var ordering = Progress(isShown: !isQuiet, alsoBesideOutput: true) { count }
    tape.finish { done in ordering.show(done) { "put \(done) of \(count) filings in order" } }
    ordering.clear()
    loaded = Clock.processorMilliseconds()
    return tape
  }

  private func readLedger(_ state: String?, into tape: inout BacktestTape) throws -> Day? {
    let directory = state ?? Environment.current().directory("STATE_DIRECTORY") ?? "/var/lib/insiderd"
    guard Files.exists(directory + "/ledger.db") else {
      StandardError.print("insiderd: there is no ledger in \(directory); name filings, or --state")
      throw Inputs.missing
    }
    do {
      let ledger = try Daemon.ledgerForCommand(in: directory)
      try ledger.eachFiling { (filing) throws(FilingError) in try tape.add(filing) }
      return try ledger.vouchedSince()
    } catch let error as StartError {
      throw error.exit()
    }
  }

  private func read(_ path: String, into tape: inout BacktestTape) throws {
    guard Files.isDirectory(path) else { return try readFile(path, into: &tape) }
    let names: [FileName]
    do {
      names = try Files.names(in: path)
    } catch {
      return refuse(path, error.description)
    }
    if let set = try tables(names, in: path) {
      let bytes = progress.isShown ? Files.bytes(in: path) : 0
      while let stop = set.next() {
        try take(stop, path, into: &tape)
        progress.show(bytesDone + bytes * set.position / max(1, set.count)) { "read \(tape.count) filings" }
      }
      bytesDone += bytes
      return
    }
    for name in names {
      guard let text = String(validating: name.bytes, as: UTF8.self) else {
        refuse("\(path)/\(name)", "the name is not UTF-8; rename the file")
        continue
      }
      try read(path.hasSuffix("/") ? path + text : "\(path)/\(text)", into: &tape)
    }
  }

  /// The data set whose tables lie in the folder.
  private func tables(_ names: [FileName], in path: String) throws -> DataSet? {
    guard names.contains(where: { DataSetTable(fileName: $0.bytes) == .submission }) else { return nil }
    do {
      return try DataSetFolder.open(names, in: path)
    } catch {
      refuse(path, "\(error)")
      return nil
    }
  }

  private func take(_ stop: DataSet.Stop, _ path: String, into tape: inout BacktestTape) throws(FilingError) {
    switch stop {
    case .filing(let filing, _): try tape.add(filing)
    case .refused(let problems): for problem in problems { refuse(path, "\(problem)") }
    }
  }

  private func readFile(_ path: String, into tape: inout BacktestTape) throws(FilingError) {
    let file: FilingFile
    do throws(FilingError) {
      file = try FilingFile(path)
    } catch {
      return refuse(path, error.description, isMissing: !Files.exists(path))
    }
    while true {
      do throws(FilingError) {
        guard let stop = try file.next() else { break }
        if case .refused(let error, let member) = stop {
          refuse(path + "/" + String(decoding: member, as: UTF8.self), error.description)
        }
        if case .filings(let filings, _) = stop { for filing in filings { try tape.add(filing) } }
      } catch {
        return refuse(path, error.description)
      }
      progress.show(bytesDone + file.position) { "read \(tape.count) filings" }
    }
    if progress.isShown { bytesDone += Files.bytes(in: path) }
  }

  private func refuse(_ path: String, _ reason: String, isMissing: Bool = false) {
    if isMissing { missing += 1 } else { unread += 1 }
    progress.clear()
    StandardError.print("insiderd: \(Printable.text(path)): \(Printable.text(reason))")
  }

  /// To standard error, so that standard output holds the result alone.
  func summarise(_ result: BacktestResult, _ tape: BacktestTape, isQuiet: Bool) {
    guard !isQuiet else { return }
    let judged = Clock.processorMilliseconds() - loaded
    let repeated = tape.repeated == 0 ? "" : ", \(tape.repeated) given again"
    StandardError.print(
      "insiderd: \(result.total) alerts on \(result.filings) filings with \(result.rows) rows\(repeated); read in "
        + "\(loaded - start) ms, judged in \(judged) ms, of processor time")
    guard result.cut > 0 else { return }
    StandardError.print(
      "insiderd: \(result.cut) filings were judged beside the latest \(Limits.recalledFilings) filings of a party alone"
    )
  }

  /// The exit status where something was not read.
  var status: ExitCode? {
    missing > 0 ? Inputs.missing : unread > 0 ? Inputs.unreadable : nil
  }
}
