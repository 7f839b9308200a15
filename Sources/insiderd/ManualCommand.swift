import ArgumentParser
import Rules

/// Prints a page of the manual. The build makes the pages with it, so that they never differ from the program.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print a page of the manual in mdoc(7).",
    discussion: "`insiderd manual insiderd.rules | man -l -` shows it.",
    shouldDisplay: false
  )

  @Argument(help: "insiderd or insiderd.rules.")
  var page: Page

  enum Page: String, ExpressibleByArgument, CaseIterable {
    case commands = "insiderd"
    case rules = "insiderd.rules"
  }

  func run() throws {
    switch page {
    case .commands: print(try CommandManual.source(date: Release.date), terminator: "")
    case .rules: print(LanguageManual.page(date: Release.date).source, terminator: "")
    }
  }
}
