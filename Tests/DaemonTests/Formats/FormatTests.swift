import Filings
import Foundation
import Rules
import Testing
import Wire

@testable import Daemon

@Suite struct FormatTests {
  init() throws { try Digest.start() }

  @Test("each format writes each kind of notice as it always did")
  func golden() throws {
    for format in Formats.all {
      for (name, notice) in FormatSamples.all {
        let body = format.body(of: notice, for: "desk")
        try Golden.check(Indented.text(body), against: "\(format.name)/\(name).json")
      }
    }
  }

  @Test("the language knows the formats that there are, in the order of the manual")
  func names() {
    #expect(Formats.all.map { $0.name } == Webhook.formats)
    #expect(Formats.named("smoke signal") == nil)
  }

  @Test("the same notice gives the same bytes, and a body is one line")
  func bytes() {
    for format in Formats.all {
      for (_, notice) in FormatSamples.all {
        let body = format.body(of: notice, for: "desk")
        #expect(body == format.body(of: notice, for: "desk"))
        #expect(!body.utf8.contains(UInt8(ascii: "\n")))
      }
    }
  }

  @Test("what the ledger keeps of a revision says all that destinations were told of it")
  func kept() throws {
    let samples = FormatSamples.all.filter { $0.name != "test" }.map(\.notice)
    for notice in samples + HostileTextTests.texts.map(FormatSamples.saying) {
      #expect(Notice(of: notice.alert.text, moment: notice.moment) == notice)
    }
    for text in ["", "{}", "[]", "{\"id\":\"ia1_a\"}"] { #expect(Notice(of: text, moment: 0) == nil) }
  }

  @Test("what is over is resolved under the name by which it was raised")
  func resolved() throws {
    func event(_ notice: Notice) throws -> [String: Any] {
      try object(PagerDuty.body(of: notice, for: "desk"))
    }
    let (raised, withdrawn) = (try event(FormatSamples.match), try event(FormatSamples.withdrawal))
    #expect(raised["event_action"] as? String == "trigger")
    #expect(withdrawn["event_action"] as? String == "resolve")
    #expect(raised["dedup_key"] as? String == withdrawn["dedup_key"] as? String)

    var dismissed = FormatSamples.possible
    dismissed.event = .alert(.dismissed)
    #expect(try event(dismissed)["event_action"] as? String == "resolve")
    #expect(AlertLabels(FormatSamples.match).fingerprint == AlertLabels(FormatSamples.withdrawal).fingerprint)
    let group = try object(Alertmanager.body(of: FormatSamples.withdrawal, for: "desk"))
    #expect(group["status"] as? String == "resolved")
  }

  @Test("secrets stand in no body: the relay puts them in")
  func insertions() {
    var webhook = Webhook(name: "desk", url: .text("https://desk.example"))
    webhook.routingKey = .credential("pager-key")
    webhook.topic = .text("filings")
    let found = Formats.all.map { "\($0.name): \($0.insertions(webhook).map { "\($0.name)=\($0.value)" })" }
    #expect(
      found.filter { !$0.hasSuffix("[]") } == [
        "pagerduty: [\"routing_key=credential(\\\"pager-key\\\")\"]",
        "ntfy: [\"topic=text(\\\"filings\\\")\"]",
      ])
  }

  @Test("a test and a report of the daemon are marked and cannot be taken for an alert")
  func marked() throws {
    let test = Notice.test(of: "desk", moment: 7)
    #expect(test.headline == "Test: Test of desk")
    #expect(test.type == "insider.alert.test")
    #expect(test.identifier != Notice.test(of: "desk", moment: 8).identifier)
    #expect(test.identifier != Notice.test(of: "pager", moment: 7).identifier)
    let alert = try object(test.alert.text)
    #expect(alert["state"] as? String == "test")
    #expect(alert["form"] is NSNull)
    let report = Notice.daemon(
      "destination_retired", key: "desk", moment: 7, severity: .warning, title: "t", message: "m")
    #expect(report.type == "insider.daemon.destination_retired")
    #expect(report.headline == "t")
  }
}

@Suite struct HostileTextTests {
  init() throws { try Digest.start() }

  /// What a filing could say to be more than text.
  static let texts = [
    "<!channel> <!here> <@U012AB3CD> <https://evil.example|click>", "@everyone @here <@123> <@&456> <#789>",
    "[click](https://evil.example) ![i](https://evil.example/i.png)",
    "**bold** _it_ ~~s~~ ||spoiler|| `code`",
    "# heading > quote - list", "{{DATE(2026-01-01T00:00:00Z,SHORT)}} {{{{x}}}} ${expression} @{body()}",
    "{{ template \"x\" . }} {{ .Labels }}", "<at>everyone</at> <script>alert(1)</script>",
    "line\nbreak\r\n\ttab\u{0}nul\u{7}bell\u{1B}[31mred", "\u{202E}desrever\u{2066}\u{200B}\u{FEFF}",
    "\",\"routing_key\":\"stolen\",\"x\":\"", "\\\",\\u0022\\", "</pre>&lt;!channel&gt;&amp;",
    "<\u{338}!channel> @\u{301}everyone", "<t:1618953630:R> </cmd:1> :skull: <a:b:1>",
  ]

  @Test("no text becomes anything but text", arguments: texts)
  func harmless(text: String) throws {
    let notice = FormatSamples.saying(text)
    for format in Formats.all {
      let body = format.body(of: notice, for: "desk")
      _ = try JSONSerialization.jsonObject(with: Data(body.utf8))
      #expect(!body.unicodeScalars.contains { $0.value < 0x20 }, "\(format.name)")
    }
    for text in strings(in: try parsed(Slack.body(of: notice, for: "desk"))) {
      #expect(!text.contains("<") && !text.contains(">"))
    }
    for text in strings(in: try parsed(Teams.body(of: notice, for: "desk"))) {
      #expect(!text.contains("{{") && !text.contains("${"))
    }
    let discord = try object(Discord.body(of: notice, for: "desk"))
    #expect((discord["allowed_mentions"] as? [String: [String]]) == ["parse": []])
    // Every character of the title that could mean something has a backslash of its own before it.
    let title = try #require((discord["embeds"] as? [[String: Any]])?.first?["title"] as? String)
    #expect(!title.replacing(/\\[^0-9A-Za-z\s]/, with: "").contains(/[*_~`|<>@#\[\]():]/))
    for format in [PagerDuty.self, Ntfy.self] as [any Format.Type] {
      let body = try object(format.body(of: notice, for: "desk"))
      #expect(body["routing_key"] == nil && body["topic"] == nil)
    }
  }

  @Test("what turns the direction of writing, and what nobody sees, reaches no person")
  func invisible() throws {
    let notice = FormatSamples.saying("a\u{202E}b\u{200B}c\u{85}d\u{2028}e")
    #expect(notice.message == "a b c d e")
    #expect(notice.facts.allSatisfy { !$0.value.unicodeScalars.contains("\u{202E}") })
  }
}

@Suite struct SizeTests {
  init() throws { try Digest.start() }

  /// Ascii, what is escaped, what has four bytes, and one character of many scalars.
  static let pieces = [
    "x", "<&>", "*", "\"", "\\", "𝒳", "é", "{{", "e" + String(repeating: "\u{301}", count: 5_000),
  ]

  @Test(
    "a text without end stays within what each receiver takes, and says that it was cut", arguments: pieces)
  func cut(piece: String) throws {
    let notice = FormatSamples.saying(String(repeating: piece, count: piece.utf8.count > 9 ? 40 : 14_000))
    let slack = try object(Slack.body(of: notice, for: "desk"))
    #expect(length(slack["text"]) <= 3_000)
    for block in slack["blocks"] as? [[String: Any]] ?? [] {
      let limit = block["type"] as? String == "header" ? 150 : 3_000
      #expect(length((block["text"] as? [String: Any])?["text"]) <= limit)
      for field in block["fields"] as? [[String: Any]] ?? [] { #expect(length(field["text"]) <= 2_000) }
    }
    let discord = try object(Discord.body(of: notice, for: "desk"))
    let embed = try #require((discord["embeds"] as? [[String: Any]])?.first)
    #expect(length(discord["content"]) <= 2_000)
    #expect(length(embed["title"]) <= 256 && length(embed["description"]) <= 4_096)
    #expect(strings(in: embed).reduce(0) { $0 + $1.utf16.count } <= 6_000)
    #expect(Teams.body(of: notice, for: "desk").utf8.count <= 28 << 10)
    let event = try object(PagerDuty.body(of: notice, for: "desk"))
    #expect(length((event["payload"] as? [String: Any])?["summary"]) <= 1_024)
    #expect(PagerDuty.body(of: notice, for: "desk").utf8.count <= 512 << 10)
    let ntfy = try object(Ntfy.body(of: notice, for: "desk"))
    #expect((ntfy["message"] as? String)?.utf8.count ?? 0 <= 4_096)
    #expect(Ntfy.body(of: notice, for: "desk").utf8.count <= 8_192)
    for text in [slack["text"], ntfy["message"], (event["payload"] as? [String: Any])?["summary"]] {
      #expect((text as? String)?.hasSuffix(String.cutMark) == true)
    }
  }

  @Test(
    "a text is cut between characters, and only where it must be",
    arguments: [
      ("short", 30, "short"), (String(repeating: "a", count: 30), 30, String(repeating: "a", count: 30)),
      (String(repeating: "a", count: 31), 30, String(repeating: "a", count: 11) + String.cutMark),
      (String(repeating: "👩‍👩‍👧", count: 9), 30, "👩‍👩‍👧" + String.cutMark),
    ])
  func boundaries(text: String, limit: Int, expected: String) {
    #expect(text.fitted(to: limit, in: .units) == expected)
  }

  @Test("details that are too long for PagerDuty leave out rows first and say so")
  func abridged() throws {
    var alert = FormatSamples.alert()
    alert.rows = Array(repeating: FormatSamples.filing.transactions[0], count: 3_000)
    let notice = FormatSamples.record(alert).notice(revision: 1, state: .raised, moment: 0)
    let body = PagerDuty.body(of: notice, for: "desk")
    #expect(body.utf8.count < 512 << 10)
    let payload = try #require(try object(body)["payload"] as? [String: Any])
    let details = try #require(payload["custom_details"] as? [String: Any])
    #expect(details["left_out"] as? [String] == ["rows"])
    #expect(details["issuer"] != nil)
  }

  private func length(_ text: Any?) -> Int { (text as? String)?.utf16.count ?? 0 }
}

// MARK: - Looking into bodies

private func parsed(_ body: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(body.utf8))
}

private func object(_ body: String) throws -> [String: Any] {
  try #require(try parsed(body) as? [String: Any])
}

/// Every text anywhere in it that is no key.
private func strings(in value: Any) -> [String] {
  switch value {
  case let text as String: [text]
  case let list as [Any]: list.flatMap(strings)
  case let object as [String: Any]: object.values.flatMap(strings)
  default: []
  }
}
