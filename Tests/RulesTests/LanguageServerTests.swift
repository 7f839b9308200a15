import Filings
import Testing

@testable import Rules

@Suite("The language server")
struct LanguageServerTests {
  private static let uri = "file:///rules%20d/desk.rules"

  private func server(_ text: String? = nil) -> LanguageServer {
    var server = LanguageServer(
      files: [
        "file:///rules%20d/other.rules": Array(
          "define large = shares > 10k\nlist l of ticker = { @ZZZ }".utf8)
      ]
    ) { .unreadable("no file \($0.path)") }
    _ = server.receive(request(1, "initialize", .record([])))
    if let text { _ = server.receive(opened(text)) }
    return server
  }

  private func request(_ id: Int, _ method: String, _ params: PlainValue) -> PlainValue {
    .record([("jsonrpc", .text("2.0")), ("id", .integer(id)), ("method", .text(method)), ("params", params)])
  }

  private func notification(_ method: String, _ params: PlainValue) -> PlainValue {
    .record([("jsonrpc", .text("2.0")), ("method", .text(method)), ("params", params)])
  }

  private func opened(_ text: String) -> PlainValue {
    notification(
      "textDocument/didOpen",
      .record([("textDocument", .record([("uri", .text(Self.uri)), ("text", .text(text))]))]))
  }

  /// A request at the place that `|` marks in the text.
  private func ask(_ method: String, _ marked: String) throws -> PlainValue {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    var server = server(parts.joined())
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let position = PlainValue.record([
      ("line", .integer(lines.count - 1)), ("character", .integer(lines.last?.utf16.count ?? 0)),
    ])
    let params = PlainValue.record([
      ("textDocument", .record([("uri", .text(Self.uri))])), ("position", position),
    ])
    return try #require(server.receive(request(2, method, params)).first)["result"]
  }

  private func labels(_ marked: String) throws -> [String] {
    guard case .list(let items) = try ask("textDocument/completion", marked) else { return [] }
    return items.sorted { ($0["sortText"].text ?? "") < ($1["sortText"].text ?? "") }.compactMap {
      $0["label"].text
    }
  }

  @Test("A conversation begins, tells what is wrong as it is typed, and ends")
  func conversation() throws {
    var server = LanguageServer { _ in .unreadable("no file") }
    var said: [PlainValue] = []
    said += server.receive(request(0, "textDocument/hover", .null))
    said += server.receive(request(1, "initialize", .record([])))
    said += server.receive(notification("initialized", .record([])))
    said += server.receive(opened("rule é { }\nrule r { match sale where sharez > 5 }\n"))
    let change = PlainValue.record([
      ("textDocument", .record([("uri", .text(Self.uri))])),
      (
        "contentChanges",
        .list([
          .record([("text", .text("rule r {"))]),
          .record([("text", .text("rule r { match sale where shares > $5 }\n"))]),
        ])
      ),
    ])
    said += server.receive(notification("textDocument/didChange", change))
    said += server.receive(
      request(2, "textDocument/formatting", .record([("textDocument", .record([("uri", .text(Self.uri))]))])))
    said += server.receive(request(3, "textDocument/nothing", .null))
    said += server.receive(notification("$/cancelRequest", .null))
    said += server.receive(
      notification("textDocument/didClose", .record([("textDocument", .record([("uri", .text(Self.uri))]))])))
    said += server.receive(request(4, "shutdown", .null))
    said += server.receive(request(5, "textDocument/hover", .null))
    said += server.receive(.record([("id", .integer(9))]))
    said.append(server.complain())
    #expect(!server.hasExited)
    said += server.receive(notification("exit", .null))
    #expect(server.hasExited && server.exitStatus == 0)
    try Golden.check(
      said.map { $0.prettyJSON() }.joined(separator: "\n") + "\n", against: "tools/conversation.json")
  }

  @Test("An editor that leaves without a word is noticed")
  func abrupt() {
    var server = server()
    _ = server.receive(notification("exit", .null))
    #expect(server.hasExited && server.exitStatus == 1)
  }

  @Test(
    "What fits is proposed",
    arguments: [
      ("|", ["rule", "test"], ["match", "shares"]), ("rule r { | }", ["match", "when"], ["rule", "shares"]),
      ("rule r { match | }", ["sale", "proposed_sale", "derivative"], ["officer", "shares"]),
      ("rule r { match sale by | }", ["officer", "cfo"], ["sale"]),
      ("rule r { match sale where | }", ["shares", "filing.days_late", "large"], ["sum", "sale"]),
      ("rule r { match sale when | }", ["sum", "filing.exit"], ["shares", "sale"]),
      ("rule r { match sale when sum(| }", ["shares"], ["sum"]),
      ("rule r { match sale where issuer.ticker in | }", ["l"], ["shares"]),
      ("rule r { match sale where issuer.ticker = @| }", ["@ZZZ"], ["shares"]),
      ("rule r { match sale where issuer.ticker in { | } }", ["@ZZZ"], ["shares", "match"]),
      ("rule r { match sale where issuer.ticker not in { @ZZZ, |", ["@ZZZ"], ["shares", "match"]),
      ("rule r { match sale where filing.source in { | } }", ["feed"], ["shares", "match", "@ZZZ"]),
      ("rule r { match sale where issuer.ticker in { @ZZZ } | }", ["and", "or", "when"], ["sale"]),
      ("rule r { match sale where issuer.ti| }", ["issuer.ticker"], ["sale"]),
      ("rule r { match sale notify | } webhook desk { url \"https://a.example\" }", ["desk"], ["sale"]),
      ("rule r { severity | }", ["critical"], ["sale"]),
      ("webhook w { | }", ["url", "secret"], ["match"]), ("webhook w { format | }", ["standard"], ["url"]),
      ("rule r { match sale } test \"t\" { | }", ["given", "expect"], ["match"]),
      ("rule r { match sale } test \"t\" { given | }", ["sale"], ["shares"]),
      ("rule r { match sale } test \"t\" { given sale { | } }", ["shares", "owner.officer"], ["sum"]),
      ("rule r { match sale } test \"t\" { expect | }", ["r"], ["sale"]),
      ("rule r { match sale } test \"t\" { expect r | }", ["possible"], ["sale"]),
    ])
  func completion(text: String, expected: [String], others: [String]) throws {
    let found = try labels(text)
    for label in expected { #expect(found.contains(label), "\(label) not in \(found)") }
    for label in others { #expect(!found.contains(label), "\(label) in \(found)") }
  }

  @Test("Fields of the type that a comparison wants come first")
  func types() throws {
    #expect(
      try labels("rule r { match sale where owned_after > | }").prefix(3) == [
        "outstanding", "owned_after", "shares",
      ])
    #expect(try labels("rule r { match sale where filing.filed > | }").first == "date")
    #expect(try labels("rule r { match sale where issuer.ticker = | }").first == "@ZZZ")
  }

  @Test(
    "A word under the pointer is explained",
    arguments: [
      ("rule r { match sale where sha|res > 5 }", "`shares` (Shares): number of shares"),
      ("rule r { match sale where filing.plan_10b5|_1 }", "`filing.plan_10b5_1` (Bool): the box"),
      ("rule r { match s|ale }", "`sale`: open market or private sale (code S)"),
      ("rule |rr { match sale }", "Raise a notice when anybody reports sales in Table I."),
      ("rule r { ma|tch sale by cfo }", "`match`: the kinds"),
      ("rule r { match sale by c|fo }", "`cfo`: an owner's title"),
      ("rule r { match sale where lar|ge }", "`large` stands for `shares > 10k`"),
      ("rule r { match sale when percent_of_|holding() > 1% }", "`percent_of_holding()`: sold"),
    ])
  func hover(text: String, expected: String) throws {
    let shown = try ask("textDocument/hover", text)["contents"]["value"].text
    #expect(shown?.hasPrefix(expected) == true, "\(shown ?? "nothing")")
  }

  @Test("Nothing is said of a place where nothing stands")
  func nothing() throws {
    #expect(try ask("textDocument/hover", "rule r {   |   match sale }").isNull)
    #expect(try ask("textDocument/hover", "rule r { match sale where nature contains \"é😀|\" }").isNull)
  }

  @Test("Messages are cut out of the stream, however it arrives")
  func frames() {
    let stream = Array((MessageFrames.framed("{\"é\":1}") + MessageFrames.framed("[]")).utf8)
    for step in 1...stream.count {
      var frames = MessageFrames()
      var found: [String] = []
      for start in stride(from: 0, to: stream.count, by: step) {
        let more = frames.append(stream[start..<min(start + step, stream.count)]) ?? []
        found += more.map { String(decoding: $0, as: UTF8.self) }
      }
      #expect(found == ["{\"é\":1}", "[]"])
    }
    var frames = MessageFrames()
    #expect(frames.append("Content-Length: -1\r\n\r\n".utf8) == nil)
    #expect(frames.append("no header\r\n\r\n".utf8) == nil)
    var long = MessageFrames()
    #expect(long.append("Content-Length: \(Limits.messageBytes + 1)\r\n\r\n".utf8) == nil)
  }

  @Test("Whatever an editor sends is answered", arguments: 1...20 as ClosedRange<UInt64>)
  func hostile(seed: UInt64) {
    var generator = Generator(seed: seed)
    var server = server("rule r { match sale where shares > 5 when sum(")
    for _ in 0..<60 {
      let method = generator.pick([
        "textDocument/completion", "textDocument/hover", "textDocument/formatting", "x",
      ])
      let position = PlainValue.record([
        ("line", .integer(generator.pick([0, -1, 5, .max]))),
        ("character", .integer(generator.pick([0, 3, -7, .max, 45]))),
      ])
      let document = PlainValue.record([("uri", .text(generator.pick([Self.uri, "", "file:///%zz"])))])
      _ = server.receive(request(1, method, .record([("textDocument", document), ("position", position)])))
      let text = generator.pick([
        "", "rule", "rule r { match sale whe", "\u{FEFF}@", "test \"a\" { given sale { shares:",
      ])
      _ = server.receive(
        notification(
          "textDocument/didOpen",
          .record([("textDocument", .record([("uri", .text(Self.uri)), ("text", .text(text))]))])))
      _ = server.receive(generator.pick([.null, .list([]), .text("x"), .record([("method", .integer(3))])]))
    }
  }
}
