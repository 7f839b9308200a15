import ArgumentParser
import Daemon
import Filings
import Rules

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Bring rule files into the one canonical form.",
    discussion: """
      Clauses stand in the order of the manual, digits are grouped, units are given, and comments are kept. A file that \
      is in the form already is left alone, and so is one that cannot be understood.

      Exit status: 0, 1 when a file cannot be understood, or with --check is not in the form, 66 when a file is missing, \
      73 when one cannot be written.
      """
  )

  @Flag(help: "Change nothing; name the files that are not in the form.")
  var check = false

  @Argument(help: "Rule files, and folders of *.rules.", completion: .file())
  var rules: [String]

  func run() throws {
    var isFailed = false
    for file in try Inputs.compile(rules).formatted where !file.isCanonical {
      guard let text = file.text else {
        StandardError.print("insiderd: \(file.file.name): it has mistakes that `insiderd check` tells of")
        isFailed = true
        continue
      }
      print(Printable.text(file.file.name))
      if check { isFailed = true } else { try write(text, to: file.file.name) }
    }
    if isFailed { throw ExitCode(1) }
  }

  private func write(_ text: String, to path: String) throws {
    do throws(SystemError) {
      try Files.replace(path, with: Array(text.utf8))
    } catch {
      StandardError.print("insiderd: \(path): \(error)")
      throw ExitCode(73)
    }
  }
}
