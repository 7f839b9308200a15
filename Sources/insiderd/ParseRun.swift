import ArgumentParser
import Daemon
import Filings

/// One run of `insiderd parse`: what was read so far, and how it is shown.
struct ParseRun {
  private let format: ParseCommand.Format
  private let isQuiet: Bool
  private var progress: Progress
  /// Bytes of the files that were read, for the progress.
  private var bytesDone = 0
  private var filings = 0
  private var rows = 0
  private var files = 0
  private var passed = 0
  private var unread = 0
  private var missing = 0

  init(_ paths: [String], format: ParseCommand.Format, isQuiet: Bool) {
    self.format = format
    self.isQuiet = isQuiet
    progress = Progress(isShown: !isQuiet) { paths.reduce(0) { $0 + Files.bytes(in: $1) } }
  }

  /// Reads a file, an archive, or every file below a directory.
  mutating func read(_ path: String) {
    guard Files.isDirectory(path) else { return readFile(path) }
    do throws(SystemError) {
      for name in try Files.names(in: path) {
        let prefix = path.hasSuffix("/") ? path : path + "/"
        if let text = String(validating: name.bytes, as: UTF8.self) {
          read(prefix + text)
        } else {
          refuse(prefix + name.description, "the name is not UTF-8; rename the file", isMissing: false)
        }
      }
    } catch {
      refuse(path, error.description, isMissing: false)
    }
  }

  private mutating func readFile(_ path: String) {
    files += 1
    defer { if progress.isShown { bytesDone += Files.bytes(in: path) } }
    do throws(FilingError) {
      let walk = try FilingFile(path)
      while let stop = try walk.next() {
        take(stop, of: path)
        progress.show(bytesDone + walk.position) { "\(ParseRun.count(filings, "filing")), \(path)" }
      }
    } catch {
      refuse(path, error.description, isMissing: !Files.exists(path))
    }
  }

  private mutating func take(_ stop: FilingWalk.Stop, of path: String) {
    switch stop {
    case .filings(let found, let member):
      for filing in found { show(filing, member, file: ParseRun.path(path, to: member.name)) }
    case .refused(let error, let member):
      refuse(ParseRun.path(path, to: member), error.description, isMissing: false)
    case .passed: passed += 1
    case .nothingYet: break
    }
  }

  private static func path(_ file: String, to member: [UInt8]) -> String {
    member.isEmpty ? file : "\(file)/\(String(decoding: member, as: UTF8.self))"
  }

  private mutating func refuse(_ path: String, _ reason: String, isMissing: Bool) {
    if isMissing { missing += 1 } else { unread += 1 }
    progress.clear()
    StandardError.print("insiderd: \(Printable.text(path)): \(Printable.text(reason))")
  }

  private mutating func show(_ filing: Filing, _ member: FilingWalk.Member, file: String) {
    switch format {
    case .json:
      print(FilingJSON.line(filing, file: file, sha256: Digest.hexadecimal(Digest.sha256(member.bytes))))
    case .page:
      if filings > 0 { print() }
      print(FilingPage.text(filing, file: file), terminator: "")
    case .table:
      if filings == 0 { print(FilingTable.heading) }
      for line in FilingTable.lines(filing) { print(line) }
    }
    filings += 1
    rows += filing.transactions.count + filing.holdings.count
  }

  /// The count, and the exit status; `nil` when everything was read.
  mutating func finish() -> ExitCode? {
    progress.clear()
    if !isQuiet, files > 1 || filings > 1 || passed > 0 { StandardError.print("insiderd: \(summary)") }
    return missing > 0 ? Inputs.missing : unread > 0 ? Inputs.unreadable : nil
  }

  private var summary: String {
    let parts = [
      "read \(ParseRun.count(filings, "filing")) with \(ParseRun.count(rows, "row")) "
        + "in \(ParseRun.count(files, "file"))",
      passed == 0 ? nil : "passed over \(ParseRun.count(passed, "submission")) of other forms",
      unread == 0 ? nil : "\(unread) could not be read",
      missing == 0 ? nil : "\(missing) \(missing == 1 ? "is" : "are") not there",
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
