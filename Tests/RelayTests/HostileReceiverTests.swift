import Foundation
import Testing
import Wire

@testable import Daemon

/// What a misbehaving receiver makes of a delivery: `delivered`, `retry`, `dead`, `pause` or `retire`.
private func verdict(of outcome: RelayReply.Outcome) -> String {
  var attempts = Attempts(now: 0)
  var health = DestinationHealth.new
  let settlement = attempts.settle(outcome, at: &health, now: 0, jitter: 0)
  return switch (settlement.delivery, health.status) {
  case (.delivered, _): "delivered"
  case (.retried, _): "retry"
  case (.deadLettered, _): "dead"
  case (.kept, .retired): "retire"
  case (.kept, _): "pause"
  }
}

extension RelayProcessTests.Receivers {
  /// Seconds that an attempt has that is never answered; those all run out together.
  private static let seconds = 3
  /// Seconds for the others, which nobody waits for unless the machine is slow.
  private static let plenty = 60
  private static let dawdlers: Set = [
    "hang", "half-status-line", "half-header", "slow-head", "late", "hint-storm", "endless-extension",
    "slow-body",
    "hanging-body",
  ]
  /// Attempts that are under way together, so that each gets its share of a slow machine.
  private static let together = 24

  private static let behaviours: [(name: String, verdict: String)] = [
    // Hangs and dawdles, at each stage.
    ("hang", "retry"), ("half-status-line", "retry"), ("half-header", "retry"), ("slow-head", "retry"),
    ("slow-body", "delivered"), ("hanging-body", "delivered"), ("late", "retry"),
    ("slow-in-time", "delivered"),
    // Never ends.
    ("endless-body", "delivered"), ("endless-chunks", "retry"), ("endless-extension", "delivered"),
    ("endless-headers", "retry"), ("endless-reason", "retry"), ("hint-storm", "retry"),
    // Other answers before the answer.
    ("keep-early-hint", "delivered"), ("keep-continue", "delivered"), ("switching", "retry"),
    // Lengths and encodings that lie.
    ("two-lengths", "retry"), ("length-and-chunked", "retry"), ("negative-length", "retry"),
    ("huge-length", "retry"), ("worded-length", "retry"), ("length-of-more", "delivered"),
    ("more-than-length", "delivered"), ("gzip-bomb", "delivered"), ("deflate-lie", "delivered"),
    ("until-close", "delivered"), ("bad-chunk", "delivered"), ("huge-chunk", "delivered"),
    ("no-last-chunk", "delivered"), ("trailers", "delivered"),
    // No HTTP, or not quite.
    ("no-status", "retry"), ("worded-status", "retry"), ("long-status", "retry"), ("short-status", "retry"),
    ("no-version", "retry"), ("http-09", "retry"), ("http-10", "delivered"), ("http-2", "retry"),
    ("http-2-frames", "retry"), ("icy", "retry"), ("banner", "retry"), ("nothing", "retry"),
    ("zeros", "retry"),
    ("noise", "retry"), ("nul-in-header", "retry"), ("blank-in-name", "retry"), ("no-colon", "retry"),
    ("folded", "retry"), ("bare-line-feeds", "retry"), ("long-header", "retry"),
    ("many-headers", "retry"),
    ("escapes", "retry"), ("not-text", "retry"),
    // Connections that break.
    ("reset", "retry"), ("reset-after-answer", "delivered"), ("reset-in-body", "delivered"),
    ("closes", "delivered"), ("two-answers", "delivered"), ("early-answer", "delivered"),
    // Elsewhere.
    ("redirect-loopback", "pause"), ("redirect-metadata", "pause"), ("redirect-file", "pause"),
    ("redirect-self", "pause"), ("redirect-nowhere", "pause"),
    // Later.
    ("retry-after-huge", "retry"), ("retry-after-negative", "retry"), ("retry-after-words", "retry"),
    ("retry-after-date", "retry"), ("retry-after-past", "retry"), ("retry-after-twice", "retry"),
    // Every class of status.
    ("status-200", "delivered"), ("status-201", "delivered"), ("status-202", "delivered"),
    ("status-204", "delivered"), ("status-206", "delivered"), ("status-300", "pause"),
    ("status-304", "pause"),
    ("status-400", "dead"), ("status-401", "pause"), ("status-402", "dead"), ("status-403", "pause"),
    ("status-404", "pause"), ("status-405", "pause"), ("status-406", "dead"), ("status-408", "retry"),
    ("status-409", "dead"), ("status-410", "retire"), ("status-413", "dead"), ("status-415", "dead"),
    ("status-418", "dead"), ("status-422", "dead"), ("status-425", "retry"), ("status-429", "retry"),
    ("status-451", "dead"), ("status-500", "retry"), ("status-501", "retry"), ("status-502", "retry"),
    ("status-503", "retry"), ("status-504", "retry"), ("status-599", "retry"), ("status-999", "retry"),
  ]

  /// A listener that is not what it should be, and how it is reached. None of them hears a request.
  private static let impostors: [(listener: String, host: String, reason: String)] = [
    ("wrong-name", "localhost", "is for another name"), ("wrong-address", "127.0.0.1", "is for another name"),
    ("name-within", "localhost", "is for another name"), ("wildcard", "localhost", "is for another name"),
    ("by-name", "127.0.0.1", "is for another name"),
    ("expired", "localhost", "is not trusted"), ("not-yet-valid", "localhost", "is not trusted"),
    ("unknown-authority", "localhost", "is not trusted"), ("self-signed", "localhost", "is not trusted"),
    ("for-clients", "localhost", "is not trusted"), ("tls-1.0", "localhost", "could be agreed on"),
    ("tls-1.1", "localhost", "could be agreed on"), ("hang-up", "localhost", "`localhost`"),
    ("hello-reset", "localhost", "closed the connection"), ("plain-text", "localhost", "could be agreed on"),
    ("noise", "localhost", "could be agreed on"), ("fatal-alert", "localhost", "could be agreed on"),
    ("silent", "localhost", "within 3 s"), ("slow-hello", "localhost", "within 3 s"),
    ("wants-a-certificate", "localhost", "could be agreed on"), ("closed", "localhost", "connection refused"),
    ("reset", "localhost", "closed the connection"),
  ]

  @Test(
    "whatever a receiver does, an attempt ends, costs little, and means what it must", .timeLimit(.minutes(3))
  )
  func misbehaviour() throws {
    let (receiver, bench) = (try Receiver(script: "hostile.py"), try Bench())
    let rows =
      Self.behaviours.filter { Self.dawdlers.contains($0.name) }
      + Self.behaviours.filter { !Self.dawdlers.contains($0.name) }
    var waiting = ["good", "plain"].flatMap { listener in rows.map { (listener: listener, row: $0) } }[...]
    var expected: [Int64: (name: String, verdict: String)] = [:]
    while !waiting.isEmpty || !expected.isEmpty {
      while expected.count < Self.together, let (listener, row) = waiting.popFirst() {
        var request = bench.request("/\(row.name)", of: receiver, listener: listener)
        request.timeout = Self.dawdlers.contains(row.name) ? Self.seconds : Self.plenty
        expected[request.delivery] = ("\(row.name) (\(listener))", row.verdict)
        try bench.send(request)
      }
      let reply = try #require(
        try? bench.reply(), "no word of \(expected.values.map(\.name).sorted())")
      let row = try #require(expected[reply.delivery])
      expected[reply.delivery] = nil
      #expect(verdict(of: reply.outcome) == row.verdict, "\(row.name): \(reply.outcome)")
      #expect(reply.outcome.reason.utf8.count <= WireLimits.excerptBytes, "\(row.name)")
      #expect(
        !reply.outcome.reason.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" }, "\(row.name)")
      if case .answered(_, let wait?, _) = reply.outcome { #expect((0...366 * 86_400).contains(wait)) }
    }
    #expect(try bench.peakMegabytes() < 192)
    let control = bench.request("/status-200", of: receiver)
    #expect(try bench.perform(control).kind == "answered 200")
    #expect(try receiver.arrivals(upTo: control.identifier).allSatisfy { $0.method == "POST" })
  }

  @Test("a receiver that is not who it should be hears nothing", .timeLimit(.minutes(3)))
  func impostors() throws {
    let (receiver, bench) = (try Receiver(script: "hostile.py"), try Bench())
    var expected: [Int64: (listener: String, host: String, reason: String)] = [:]
    for row in Self.impostors {
      var request = bench.request("/status-200", of: receiver, listener: row.listener, host: row.host)
      request.timeout = ["silent", "slow-hello"].contains(row.listener) ? Self.seconds : Self.plenty
      expected[request.delivery] = row
      try bench.send(request)
    }
    for _ in Self.impostors {
      let reply = try bench.reply()
      let row = try #require(expected[reply.delivery])
      expected[reply.delivery] = nil
      #expect(verdict(of: reply.outcome) == "retry", "\(row.listener): \(reply.outcome)")
      #expect(reply.outcome.reason.contains(row.reason), "\(row.listener): \(reply.outcome)")
    }
    // Who asks for the right name gets the right certificate, and that is the first request that anybody hears.
    let control = bench.request("/status-200", of: receiver, listener: "by-name")
    #expect(try bench.perform(control).kind == "answered 200")
    #expect(try receiver.arrival().headers["webhook-id"] == control.identifier)
  }

  @Test(
    "the next request is not the worse for what came after the last answer",
    arguments: [
      "closes", "two-answers", "more-than-length", "early-answer", "until-close",
    ])
  func aftermath(name: String) throws {
    let (receiver, bench) = (try Receiver(script: "hostile.py"), try Bench())
    for _ in 0..<3 {
      let request = bench.request("/\(name)", of: receiver, to: "desk")
      let outcome = try bench.perform(request)
      #expect(outcome.kind == "answered 200", "\(outcome)")
    }
    #expect(try bench.perform(bench.request("/status-204", of: receiver, to: "desk")).kind == "answered 204")
  }

  @Test("a large body that the receiver does not want to read is refused, or tried again")
  func largeBody() throws {
    let (receiver, bench) = (try Receiver(script: "hostile.py"), try Bench())
    var request = bench.request("/early-answer", of: receiver)
    request.headers = [.init(name: "X-Large", value: .text("yes"))]
    request.body = "{\"x\":\"\(String(repeating: "x", count: 4 << 20))\"}"
    // The receiver closes while we write: its answer may get lost on the way, but nothing hangs.
    #expect(["dead", "retry"].contains(verdict(of: try bench.perform(request))))
  }
}

extension Bench {
  /// What the relay had in memory at most.
  func peakMegabytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(relay.processIdentifier)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return (line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) } ?? .max)
      >> 10
  }
}
