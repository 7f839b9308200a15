import ArgumentParser
import Rules
import Wire

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in rule files.",
    discussion: """
      It is the same code that reads the rules when the daemon starts and reloads. All files are read together, and \
      all mistakes are shown in one run; `insiderd explain CODE` tells more about one.

      Exit status: 0 when there is no error, 1 when there is one, 66 when a file is missing.
      """
  )

  @Option(help: "For people (text) or for programs (json: a line for each mistake).")
  var format: Format = .text

  @Argument(help: "Rule files, and folders of *.rules.")
  var rules: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  func run() throws {
    let compilation = try Inputs.compile(rules)
    let renderer = DiagnosticRenderer(files: compilation.files)
    switch format {
    case .json:
      for diagnostic in compilation.diagnostics { print(JSON(renderer.record(of: diagnostic)).text) }
    case .text:
      if !compilation.diagnostics.isEmpty { print(renderer.render(compilation.diagnostics)) }
      if let ruleSet = compilation.ruleSet { print(CheckCommand.summary(ruleSet, compilation.files.count)) }
    }
    if compilation.ruleSet == nil { throw ExitCode(1) }
  }

  private static func summary(_ ruleSet: RuleSet, _ files: Int) -> String {
    let rules = ruleSet.ruleNames.count
    return "\(rules) rule\(rules == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s"): no errors"
  }
}
