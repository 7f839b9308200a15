import ArgumentParser
import Daemon
import Rules
import Wire

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what rules say, as English sentences or for programs.",
    discussion: """
      The sentences are made from what is evaluated, not from the text of the rules, so that somebody can sign them who \
      does not read the language.

      Exit status: 0, 1 when the rules have a mistake, 66 when a file is missing.
      """
  )

  @Flag(help: "Print English sentences; the default.")
  var english = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: "Rule files, and folders of *.rules.", completion: .file())
  var rules: [String]

  func run() throws {
    let ruleSet = try Inputs.ruleSet(rules).rules
    if english || !json { print(ruleSet.english) }
    if json { print(JSON(ruleSet.record).text) }
  }
}
