import ArgumentParser

@main
struct Insiderd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "insiderd",
    abstract: "Watches an inbox for insider filings, judges them by rules, and raises alerts.",
    version: "0.1.0",
    subcommands: [
      RunCommand.self, ParseCommand.self, CheckCommand.self, FormatCommand.self, TestCommand.self,
      ExplainCommand.self, FieldsCommand.self, ShowCommand.self, LspCommand.self, StatusCommand.self,
      AlertsCommand.self, ResolveCommand.self, ReloadCommand.self,
    ]
  )
}
