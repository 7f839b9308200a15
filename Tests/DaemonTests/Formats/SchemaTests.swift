import Foundation
import Rules
import Testing
import Wire

@testable import Daemon

/// The venv of `make test` has the packages; without them the suite says so.
@Suite(
  .enabled(if: PayloadChecker.isAvailable, "`\(PayloadChecker.python)` has no `jsonschema` and `cloudevents`")
)
struct SchemaTests {
  init() throws { try Digest.start() }

  @Test("every payload is what its receiver's published schema asks for, whatever the filing says")
  func schemas() throws {
    var notices = FormatSamples.all
    notices.append(
      (
        "daemon",
        .daemon("destination_retired", key: "k", moment: 0, severity: .warning, title: "t", message: "m")
      ))
    for (index, text) in HostileTextTests.texts.enumerated() {
      notices.append(("hostile \(index)", FormatSamples.saying(text)))
    }
    for (index, piece) in SizeTests.pieces.enumerated() {
      notices.append(
        (
          "long \(index)",
          FormatSamples.saying(String(repeating: piece, count: 10_000 / piece.utf8.count + 20))
        ))
    }
    let lines = Formats.all.flatMap { format in
      notices.map { name, notice in
        JSON.object([
          ("name", .string(name)), ("format", .string(format.name)),
          ("contentType", .string(format.contentType)),
          ("body", .string(format.body(of: notice, for: "desk"))),
        ]).text
      }
    }
    #expect(try PayloadChecker.check(lines) == ["\(lines.count) payloads"])
  }

  @Test(
    "a payload that is not as it must be is found",
    arguments: [
      ("slack", #"{"text":"<!channel>","blocks":[]}"#), ("ntfy", #"{"message":"a","topic":"stolen"}"#),
      ("discord", #"{"content":"x","embeds":[],"allowed_mentions":{"parse":["everyone"]}}"#),
      ("pagerduty", #"{"event_action":"trigger","dedup_key":"x"}"#), ("alertmanager_api", "[{}]"),
      ("teams", #"{"type":"message","attachments":[]}"#), ("standard", "{}"), ("alertmanager", "{}"),
    ])
  func teeth(format: String, body: String) throws {
    let line = JSON.object([
      ("name", .string("wrong")), ("format", .string(format)), ("contentType", .string("application/json")),
      ("body", .string(body)),
    ])
    #expect(try PayloadChecker.check([line.text]).count > 1)
  }
}

private enum PayloadChecker {
  static let python = ProcessInfo.processInfo.environment["INSIDERD_TEST_PYTHON"] ?? "/usr/bin/python3"
  static let isAvailable =
    (try? run(["-c", "import jsonschema, cloudevents"], input: Data()))?.status == 0
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "check-payloads.py")

  static func check(_ lines: [String]) throws -> [String] {
    let outcome = try run([script.path], input: Data((lines.joined(separator: "\n") + "\n").utf8))
    try #require(outcome.status == 0)
    return outcome.output.split(separator: "\n").map(String.init)
  }

  private static func run(_ arguments: [String], input: Data) throws -> (status: Int32, output: String) {
    let folder = try TemporaryDirectory()
    let (given, said) = (URL(filePath: folder.path + "/given"), URL(filePath: folder.path + "/said"))
    try input.write(to: given)
    try Data().write(to: said)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: said)
    if arguments.first == "-c" { process.standardError = FileHandle.nullDevice }
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: said, encoding: .utf8))
  }
}
