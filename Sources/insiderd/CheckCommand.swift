import ArgumentParser
import Daemon
import Rules
import Wire

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in rule files.",
    discussion: """
      It is the same code that reads the rules when the daemon starts and reloads. All files are read together, and \
      all mistakes are shown in one run; `insiderd explain CODE` tells more about one. What each rule would send to \
      the webhooks that it notifies is rendered once, about an invented filing, and held against their limits.

      Exit status: 0 when there is no error, 1 when there is one, 66 when a file is missing.
      """
  )

  @Option(
    help: "For people (text), for programs (json: a line for each mistake), or for code review (sarif).")
  var format: Format = .text

  @Argument(help: "Rule files, and folders of *.rules.", completion: .file())
  var rules: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  func run() throws {
    let compilation = try Inputs.compile(rules)
    let renderer = DiagnosticRenderer(files: compilation.files)
    switch format {
    case .json:
      for diagnostic in compilation.diagnostics { print(JSON(renderer.record(of: diagnostic)).text) }
    case .sarif: print(JSON(renderer.sarif(compilation.diagnostics)).text)
    case .text:
      if !compilation.diagnostics.isEmpty { print(renderer.render(compilation.diagnostics)) }
      if let ruleSet = compilation.ruleSet { print(CheckCommand.summary(ruleSet, compilation.ruleFileCount)) }
    }
    let payloads = try compilation.ruleSet.map(CheckCommand.payloads)
    for problem in payloads?.problems ?? [] { StandardError.print("insiderd: \(problem)") }
    if payloads?.problems.isEmpty != true { throw ExitCode(1) }
  }

  private static func payloads(of rules: RuleSet) throws -> PayloadCheck {
    try Digest.start()
    return PayloadCheck(rules)
  }

  private static func summary(_ ruleSet: RuleSet, _ files: Int) -> String {
    let rules = ruleSet.ruleNames.count
    let count = "\(rules) rule\(rules == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s"): no errors"
    let unfiled = ruleSet.unfiledRules
    guard rules > unfiled.count, !unfiled.isEmpty else { return count }
    let names = unfiled.prefix(10).joined(separator: ", ") + (unfiled.count > 10 ? ", …" : "")
    return "\(count)\n\(unfiled.count) look at filings of every issuer: \(names)"
  }
}
