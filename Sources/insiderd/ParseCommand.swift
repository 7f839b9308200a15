import ArgumentParser
import Daemon
import Filings
import FoundationEssentials

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Show what filings say.",
    discussion: """
      Reads each file as the daemon does and prints what is in it, as a page or, with --json, as one line for each \
      filing.

      Exit status: 0 when every file was read, 65 when one was not (its reason is on standard error, the others are \
      printed all the same), 66 when one is not there.
      """
  )

  @Flag(help: "Print a line of JSON for each filing.")
  var json = false

  @Argument(help: "Files with filings, whatever their names.", completion: .file())
  var files: [String]

  func run() throws {
    if json { try Digest.start() }
    var isMissing = false
    var isUnreadable = false
    for file in files {
      do {
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        try show(bytes, file: file)
      } catch let error as FilingError {
        isUnreadable = true
        StandardError.print("\(Printable.text(file)): \(Printable.text(error.description))")
      } catch {
        isMissing = true
        StandardError.print("\(Printable.text(file)): \(reason(error))")
      }
    }
    if isMissing { throw ExitCode(66) }
    if isUnreadable { throw ExitCode(65) }
  }

  private func show(_ bytes: [UInt8], file: String) throws(FilingError) {
    let filings = try FilingReader.read(bytes)
    let sha256 = json ? Digest.hexadecimal(Digest.sha256(bytes)) : ""
    for (index, filing) in filings.enumerated() {
      if json {
        print(FilingJSON.line(filing, file: file, sha256: sha256))
      } else {
        if index > 0 { print() }
        print(FilingPage.text(filing, file: file), terminator: "")
      }
    }
  }

  private func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile: "there is no such file"
    case .fileReadNoPermission: "the file may not be read"
    default: "the file cannot be read"
    }
  }
}
