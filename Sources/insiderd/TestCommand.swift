import ArgumentParser
import Daemon
import Filings
import Rules

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the `test` blocks of rule files.",
    discussion: """
      The name behind `given filing` is looked for beside the rule file that has it. Rules that no test reaches are \
      named at the end.

      Exit status: 0 when all tests pass, 1 when one fails or the rules have a mistake, 66 when a file is missing.
      """
  )

  @Argument(help: "Rule files, and folders of *.rules.")
  var rules: [String]

  func run() throws {
    let (ruleSet, files) = try Inputs.ruleSet(rules)
    let renderer = DiagnosticRenderer(files: files)
    let results = ruleSet.runTests { name, place throws(FilingError) in
      try Inputs.filings(in: TestCommand.path(of: name, beside: files[place.file].name))
    }
    for result in results {
      print("\(result.isPassed ? "ok  " : "FAIL") \(Printable.text(result.test.name))")
      for failure in result.failures { print(renderer.text(of: failure)) }
    }
    let failed = results.count { !$0.isPassed }
    print("\(results.count - failed) of \(results.count) tests passed")
    let untested = ruleSet.untestedRules
    if !untested.isEmpty { print("no test reaches \(untested.map { "`\($0)`" }.joined(separator: ", "))") }
    if failed > 0 { throw ExitCode(1) }
  }

  private static func path(of name: String, beside file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }
}
