import ArgumentParser
import FoundationEssentials

/// The subcommands with their options, as swift-argument-parser tells tools of them (`--experimental-dump-help`).
struct CommandTree: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool?
  var arguments: [Argument]?
  var subcommands: [CommandTree]?

  /// An option, a flag or a plain argument.
  struct Argument: Decodable {
    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var isOptional: Bool?
    var isRepeating: Bool?
    var shouldDisplay: Bool?
    var defaultValue: String?
    var allValues: [String]?
  }

  /// `kind` is `long`, `short` or `longWithSingleDash`.
  struct Name: Decodable {
    var kind: String
    var name: String

    var written: String { (kind == "long" ? "--" : "-") + name }
  }

  private struct Dump: Decodable {
    var command: CommandTree
  }

  /// This program's.
  static func ofThisProgram() throws -> CommandTree {
    try JSONDecoder().decode(Dump.self, from: Data(Insiderd._dumpHelp().utf8)).command
  }

  /// What `--help` shows, without the help itself.
  var shownSubcommands: [CommandTree] {
    (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
  }

  var shownArguments: [Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay != false
        && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
    }
  }
}

extension CommandTree.Argument {
  var isPositional: Bool { kind == "positional" }

  /// `--rules RULES`, `-h, --help`, `FILE…`.
  var usage: String {
    let value = (valueName ?? "value").uppercased()
    if isPositional { return isRepeating == true ? "\(value) ..." : value }
    let names = (names ?? []).map { "`\($0.written)`" }.joined(separator: ", ")
    return kind == "flag" ? names : "\(names) \(value)"
  }

  /// Its help, with the values and the default that it does not name itself.
  var explanation: String {
    var text = abstract ?? ""
    if let allValues, !allValues.contains(where: text.contains) {
      text += " One of \(allValues.map { "`\($0)`" }.joined(separator: ", "))."
    }
    if let defaultValue, !text.contains("efault") { text += " Default: `\(defaultValue)`." }
    if isRepeating == true, !isPositional, !text.contains("several") {
      text += " May be given several times."
    }
    return text
  }
}
