import Rules
import Testing

@testable import Daemon

@Suite("Why there is an alert")
struct StoryTests {
  private let bench: LedgerBench
  private let text = "rule told { match sale when sum(shares) > 50 shares }"

  init() throws {
    bench = try LedgerBench(text)
    try bench.judge("a.xml", shares: 100)
  }

  private func story(by rules: String) throws -> AlertStory {
    let identifier = try #require(try bench.identifiers().first)
    return try #require(try bench.ledger.story(of: identifier, by: LedgerBench.rules(rules)))
  }

  @Test("the rule is the same when only its wording changed, and is explained part by part")
  func same() throws {
    let story = try story(
      by: "# other words\nrule told { severity critical when sum(shares) > 50 match sale }")
    #expect(story.rule.isSame)
    #expect(story.explanation?.verdict == "match")
    #expect(story.explanation?.text.contains("sum(shares) > 50 shares: yes") == true)
    #expect(story.filing?.file == "a.xml")
  }

  @Test("a rule that was changed since is told with both wordings, and explained as it is now")
  func changed() throws {
    let story = try story(by: "rule told { match sale when sum(shares) > 500 shares }")
    #expect(!story.rule.isSame)
    #expect(story.rule.then?.contains("> 50 shares") == true)
    #expect(story.rule.now?.contains("> 500 shares") == true)
    #expect(story.explanation?.verdict == "none")
  }

  @Test("a rule that is gone explains nothing")
  func gone() throws {
    let story = try story(by: "rule other { match sale }")
    #expect(story.rule.now == nil && story.explanation == nil && story.rule.then != nil)
  }

  @Test("what is listed among the deliveries and is no alert is told for what it is")
  func own() throws {
    let rules = bench.intake.rules
    let incident = Incident(
      .rulesBroken, message: "rules on disk are broken", text: "error", files: ["a.rules"])
    let draft = DeliveryDraft(destination: "desk", body: [], attempts: Attempts(now: 0))
    try bench.ledger.record(incident, revision: 1, state: .raised, deliveries: [draft], now: 0)
    let id = incident.identifier
    #expect(
      try AlertStory.reply(about: String(id.prefix(12)), in: bench.ledger, by: rules)
        == .unknown(
          "`\(id)` is what the daemon says of itself, and no alert of a rule: rules on disk are broken"))
    _ = try bench.ledger.recordTest(draft, identifier: "it1_x", now: 0)
    #expect(
      try AlertStory.reply(about: "it1_x", in: bench.ledger, by: rules)
        == .unknown("`it1_x` is a test of a destination, and no alert"))
  }

  @Test("a beginning that no id has, or several have, is answered with a sentence")
  func names() throws {
    let rules = bench.intake.rules
    try bench.judge("b.xml", owner: 2)
    func words(_ name: String) throws -> String? {
      if case .unknown(let words) = try AlertStory.reply(about: name, in: bench.ledger, by: rules) {
        words
      } else {
        nil
      }
    }
    #expect(try words("ia1_") == nil || words("ia1_")?.hasPrefix("several alerts") == true)
    #expect(try words("zz") == "no alert has an id that begins with `zz`")
    #expect(try words("") == "no alert has an id that begins with ``")
    for identifier in try bench.identifiers() { #expect(try words(identifier) == nil) }
  }

  @Test("a revision says what it changed")
  func changes() throws {
    func said(_ members: String) throws -> SaidAlert {
      try #require(
        SaidAlert(
          "{\"state\":\"raised\",\"severity\":\"notice\",\"message\":\"m\",\"value\":null,\"file\":\"f\",\(members)}"
        ))
    }
    let old = try said(
      "\"certainty\":\"possible\",\"needs\":[\"owners[0].officer\"],\"shares\":\"100\",\"rows\":[{\"row\":1}]"
    )
    let new = try said(
      "\"certainty\":\"certain\",\"needs\":[],\"shares\":\"150\",\"rows\":[{\"row\":1},{\"row\":2}]")
    #expect(
      new.changes(since: old) == [
        "certainty: possible → certain", "needs: owners[0].officer → none", "rows: 1 new or read otherwise",
        "shares: 100 → 150",
      ])
    #expect(new.changes(since: new).isEmpty)
  }
}
