import ArgumentParser
import Daemon
import Rules
import Wire

struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "List what a rule can look at: fields, kinds, roles and functions."
  )

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() {
    print(json ? JSON(Vocabulary.record).text : Vocabulary.text)
  }
}
