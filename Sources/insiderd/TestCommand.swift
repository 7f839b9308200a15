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

      --coverage tells which conditions and verdicts no test brings about.

      Exit status: 0 when all tests pass, 1 when one fails or the rules have a mistake, 66 when a file is missing.
      """
  )

  @Flag(help: "Name the conditions, verdicts and rules that no test reaches.")
  var coverage = false

  @Option(help: "For people (text) or for continuous integration (junit).")
  var format: Format = .text

  @Argument(help: "Rule files, and folders of *.rules.", completion: .file())
  var rules: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case junit
  }

  func run() throws {
    let (ruleSet, files) = try Inputs.ruleSet(rules)
    func open(_ name: String, _ place: Rules.Span) throws(FilingError) -> [Filing] {
      try Inputs.filings(in: ListFile(name: name, ruleFile: files[place.file].name).path)
    }
    let results = ruleSet.runTests(open: open)
    switch format {
    case .text: tell(results, ruleSet, files)
    case .junit: print(TestReport.junit(results, files: files), terminator: "")
    }
    if coverage {
      let text = ruleSet.coverage(open: open).text
      if format == .text { print(text) } else { StandardError.print(text) }
    }
    if results.contains(where: { !$0.isPassed }) { throw ExitCode(1) }
  }

  private func tell(_ results: [TestResult], _ ruleSet: RuleSet, _ files: [SourceFile]) {
    let renderer = DiagnosticRenderer(files: files)
    for result in results {
      print("\(result.isPassed ? "ok  " : "FAIL") \(Printable.text(result.test.name))")
      for failure in result.failures { print(renderer.text(of: failure)) }
    }
    let failed = results.count { !$0.isPassed }
    print("\(results.count - failed) of \(results.count) tests passed")
    let untested = ruleSet.untestedRules
    if !untested.isEmpty, !coverage {
      print("no test reaches \(untested.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }
}
