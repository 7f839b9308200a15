import Foundation
import Glibc
import Testing

/// A receiver that fails half of its answers, and a relay that is killed again and again.
@Suite("A receiver that fails, and a relay that dies", .serialized)
struct FlakyReceiverTests {
  private static let alerts = 1_000
  private static let kills = 25
  /// No waiting, and more attempts than a run of bad luck takes.
  private static let schedule = Array(repeating: "0", count: 60).joined(separator: ",")

  private struct Request {
    let identifier: String
    let digest: String
    let isTaken: Bool
  }

  @Test(
    "each alert arrives, in order, at least once, under one id and in the same bytes each time",
    arguments: [1])
  func everyAlert(seed: Int) throws {
    let scratch = try Scratch()
    let lines = Lines()
    let receiver = try Child(
      [Programs.python, Programs.script("flaky-receiver.py"), String(seed)],
      output: lines.writing.fileDescriptor, errors: STDERR_FILENO)
    try lines.writing.close()
    let port = try #require(lines.next().flatMap { Int($0) })
    try scratch.write(
      officerSale.replacing("match ", with: "notify desk\n    match ")
        + "\nwebhook desk { url \"http://127.0.0.1:\(port)/\" allow \"127.0.0.0/8\" }\n",
      to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: (1...Self.alerts).map { MadeUpFiling(number: $0) })

    let judge = try Judge(
      in: scratch, options: ["--relay", "external", "--retry-schedule", Self.schedule], readsAlerts: false)
    let relay = try Relay(in: scratch)
    var requests: [Request] = []
    var taken: Set<String> = []
    var nextDeath = 17 * seed
    var deaths = 0
    while taken.count < Self.alerts, let object = lines.nextObject() {
      let request = try #require(Self.request(object))
      requests.append(request)
      if request.isTaken { taken.insert(request.identifier) }
      if requests.count == nextDeath {
        try relay.crash()
        deaths += 1
        nextDeath += 2 * Self.alerts / Self.kills + requests.count % 13
      }
    }
    #expect(taken.count == Self.alerts)
    #expect(try judge.settlesDeliveries())
    #expect(judge.stop() == 0)
    #expect(requests.count { !$0.isTaken } > Self.alerts / 2)
    #expect(deaths > Self.kills / 2)
    #expect(
      Dictionary(grouping: requests, by: \.identifier).values.allSatisfy { Set($0.map(\.digest)).count == 1 })
    // Nobody overtakes: all attempts for one alert stand together.
    let turns = zip(requests, requests.dropFirst()).count { $0.identifier != $1.identifier } + 1
    #expect(turns == Self.alerts)
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    var told: Set<String> = []
    let order = requests.map(\.identifier).filter { told.insert($0).inserted }
    #expect(
      try order
        == ledger.text(
          "SELECT group_concat(alert || '-' || revision, ' ') FROM "
            + "(SELECT alert, revision FROM delivery WHERE destination = 'desk' ORDER BY id)"
        ).split(separator: " ").map(String.init))
    #expect(
      try ledger.number("SELECT count(*) FROM delivery WHERE destination = 'desk' AND state = 'delivered'")
        == Self.alerts)
    #expect(try ledger.number("SELECT count(*) FROM alert") == Self.alerts)
    withExtendedLifetime(receiver) {}
  }

  private static func request(_ object: [String: Any]) -> Request? {
    guard let identifier = object["id"] as? String, let digest = object["digest"] as? String,
      let isTaken = object["taken"] as? Bool
    else { return nil }
    return Request(identifier: identifier, digest: digest, isTaken: isTaken)
  }
}

/// The receiver repeats every secret that a request carries, wherever an answer has room for it.
@Suite("Secrets")
struct SecretTests {
  private static let canaries = ["URL", "HEADER", "KEY", "SIGNING", "QUERY"].map { "C4NARY-\($0)-7f3a9c" }

  @Test("no secret stands in a log, a reply, the ledger, a command line, an environment or a core file")
  func nowhere() throws {
    let scratch = try Scratch()
    let lines = Lines()
    let receiver = try Child(
      [Programs.python, Programs.script("echoing-receiver.py")], output: lines.writing.fileDescriptor,
      errors: STDERR_FILENO)
    try lines.writing.close()
    let port = try #require(lines.next())
    try scratch.keep("http://127.0.0.1:\(port)/hook/C4NARY-URL-7f3a9c?t=C4NARY-QUERY-7f3a9c", as: "desk-url")
    try scratch.keep("Bearer C4NARY-HEADER-7f3a9c", as: "desk-token")
    try scratch.keep("C4NARY-KEY-7f3a9c", as: "pager-key")
    try scratch.keep("C4NARY-SIGNING-7f3a9c", as: "desk-secret")
    try scratch.write(
      officerSale.replacing("match ", with: "notify desk\n    match ") + """

        webhook desk {
          url credential "desk-url" secret credential "desk-secret" format pagerduty
          routing_key credential "pager-key" header "Authorization" credential "desk-token"
          allow "127.0.0.0/8"
        }
        """, to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: [MadeUpFiling()])
    // The last answer is one that is kept with its reason.
    let attempts = 9
    let schedule = Array(repeating: "0", count: attempts).joined(separator: ",")
    let judge = try Judge(
      in: scratch, options: ["--relay", "external", "--retry-schedule", schedule], readsAlerts: false)
    let relay = try Relay(in: scratch)
    for _ in 0..<attempts { #expect(lines.next()?.contains("C4NARY-URL") == true) }
    #expect(try judge.settlesDeliveries())

    var places =
      try Self.process(relay.child.identifier, "the relay") + Self.process(judge.identifier, "the judge")
    for command in ["status", "alerts"] {
      let outcome = try run([Programs.insiderd, command, "--json", "--state", scratch.path("state")])
      places.append(("insiderd \(command)", outcome.output + outcome.errors))
    }
    // Nobody may look into a process that holds secrets, and what it was is not written down when it crashes.
    let limits = try String(contentsOfFile: "/proc/\(relay.child.identifier)/limits", encoding: .utf8)
    #expect(limits.contains(/Max core file size\s+0\s+0/))
    relay.child.kill(SIGKILL)
    #expect(relay.child.wait() == -SIGKILL)
    #expect(judge.stop() == 0)
    for file in scratch.files(below: ".") where !file.hasPrefix("credentials/") && file != "notify" {
      guard let bytes = FileManager.default.contents(atPath: scratch.path(file)) else { continue }
      places.append((file, String(decoding: bytes, as: UTF8.self)))
    }
    #expect(places.contains { $0.name == "state/ledger.db" && $0.text.contains("[redacted]") })
    #expect(places.contains { $0.name == "log" && $0.text.contains("given up for `desk`") })
    #expect(!places.contains { $0.name.contains("core") })
    for (name, text) in places {
      for canary in Self.canaries { #expect(!text.contains(canary), "\(canary) in \(name)") }
    }
    withExtendedLifetime(receiver) {}
  }

  private static func process(_ identifier: pid_t, _ name: String) throws -> [(name: String, text: String)] {
    try ["cmdline", "environ"].map { file in
      let bytes = try #require(FileManager.default.contents(atPath: "/proc/\(identifier)/\(file)"))
      #expect(!bytes.isEmpty)
      return ("\(file) of \(name)", String(decoding: bytes, as: UTF8.self))
    }
  }
}
