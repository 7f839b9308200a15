import Testing

@testable import insiderd

@Suite("The manual page of the program")
struct ManualCommandTests {
  @Test("shows every subcommand that --help shows, with every option, and no other")
  func everyCommand() throws {
    let source = try CommandManual.source(date: "January 2, 2026")
    let commands = try CommandTree.ofThisProgram().shownSubcommands
    #expect(commands.count > 10)
    for command in commands {
      let begin = try #require(
        source.split(separator: ".Ss insiderd \(command.commandName)\n").dropFirst().first)
      let part = begin.split(separator: "\n.S", maxSplits: 1)[0]
      for name in command.shownArguments.flatMap({ $0.names ?? [] }) {
        #expect(
          part.contains(name.written.replacing("-", with: "\\-")), "\(command.commandName): \(name.written)")
      }
    }
    #expect(!source.contains("insiderd manual"))
  }

  @Test("every option has a help text")
  func helps() throws {
    for command in try CommandTree.ofThisProgram().shownSubcommands {
      for argument in command.shownArguments {
        #expect(!argument.explanation.isEmpty, "\(command.commandName) \(argument.usage)")
      }
    }
  }
}
