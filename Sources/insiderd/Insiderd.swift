import ArgumentParser

@main
struct Insiderd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "insiderd",
    abstract: "Watches an inbox for insider filings, judges them by rules, and raises alerts.",
    version: Release.version,
    subcommands: [
      RunCommand.self, ParseCommand.self, CheckCommand.self, FormatCommand.self, TestCommand.self,
      ExplainCommand.self, FieldsCommand.self, ShowCommand.self, LspCommand.self, StatusCommand.self,
      AlertsCommand.self, WhyCommand.self, ResolveCommand.self, DeliveriesCommand.self, RedeliverCommand.self,
      SendTestCommand.self, PruneCommand.self, ReloadCommand.self, ImportCommand.self, BacktestCommand.self,
      ManualCommand.self,
    ]
  )
}
