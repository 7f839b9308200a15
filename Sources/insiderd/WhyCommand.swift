import ArgumentParser
import Daemon
import Rules
import Wire

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tell why there is an alert, and what became of it.",
    discussion: """
      The rule and whether it is still the same, each revision and what it changed, the filing that it came from, every \
      part of the rule with its value (the filing is judged again, by the rules in force and with what is remembered \
      now), what would decide a possible alert, and for each destination when it was told, or why not, and every attempt \
      that failed. ID is an alert's id, or a beginning of it that no other has (insiderd alerts).

      Examples:
        insiderd why ia1_xj4bnp4p
        insiderd why ia1_xj4bnp4p --json | jq .deliveries

      Exit status: 0; 66 when there is no such alert, or several; 77 when you may not ask.
      """
  )

  @OptionGroup var places: PlaceOptions

  @Argument(help: "An alert's id, or the beginning of one.")
  var id: String

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let access = LedgerAccess(places, Environment.current())
    let story: AlertStory = try access.ask(.why(id)) {
      if case .why(let story) = $0 { story } else { nil }
    } else: { ledger in
      switch try AlertStory.reply(about: id, in: ledger, by: LedgerAccess.lastRules(ledger)) {
      case .why(let story): return story
      case .unknown(let words): throw LedgerAccess.end(words, LedgerAccess.missing)
      default: throw LedgerAccess.failed
      }
    }
    let page = StoryPage(story: story, now: Clock.now())
    Swift.print(json ? page.json.text : page.text)
  }
}
