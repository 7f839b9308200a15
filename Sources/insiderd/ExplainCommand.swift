import ArgumentParser
import Daemon
import Filings
import Rules
import Wire

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell why rules do or do not match a filing, or what a message's code means.",
    usage: """
      insiderd explain [--json] <rules> <filing> ...
      insiderd explain <code>
      """,
    discussion: """
      For each filing and rule: the verdict, and every part of the rule with its value and the place that it came \
      from. With --json a line for each filing and rule. The filings are judged in their order, with one memory.

      Exit status: 0, 1 when the rules have a mistake or there is no such code, 65 when a filing cannot be read (the \
      others are explained all the same), 66 when a file is missing.
      """
  )

  @Flag(help: "Print a line of JSON for each filing and rule.")
  var json = false

  @Argument(help: "A rule file or folder, or the code of a message, such as R103.", completion: .file())
  var subject: String

  @Argument(help: "Filings.", completion: .file())
  var filings: [String] = []

  func run() throws {
    if filings.isEmpty { return try explainCode() }
    let (rules, _) = try Inputs.ruleSet([subject])
    var failure: ExitCode?
    var history = History()
    for path in filings {
      do throws(FilingError) {
        for filing in try Inputs.filings(in: path) {
          explain(rules, filing, path, history)
          history.add(filing)
        }
      } catch {
        StandardError.print("insiderd: \(path): \(error)")
        failure = Files.exists(path) ? failure ?? Inputs.unreadable : Inputs.missing
      }
    }
    if let failure { throw failure }
  }

  private func explain(_ rules: RuleSet, _ filing: Filing, _ path: String, _ history: History) {
    let explanations = rules.explain(filing, history: history)
    if json {
      for explanation in explanations { print(JSON(explanation.record(file: path)).text) }
    } else {
      print("\(Printable.text(path))\n" + explanations.map(\.text).joined(separator: "\n\n"))
    }
  }

  private func explainCode() throws {
    guard let code = DiagnosticCode(rawValue: subject.uppercased()) else {
      StandardError.print(
        Files.exists(subject)
          ? "insiderd: write the filings to explain behind the rules"
          : "insiderd: no message has the code \(subject)")
      throw ExitCode(1)
    }
    print("\(code.rawValue): \(code.explanation)")
  }
}
