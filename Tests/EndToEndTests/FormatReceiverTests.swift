import Foundation
import Glibc
import Testing

private let alertmanager = "/usr/bin/prometheus-alertmanager"
private let secret = "whsec_" + Data("thirty-two bytes of an end to end".utf8).base64EncodedString()

/// What `formats-receiver.py` says of one request.
private struct Arrival {
  let path: String
  let headers: [String: String]
  let body: Any
  let verified: Bool
  let event: [String: Any]?

  init?(_ object: [String: Any]) {
    guard let path = object["path"] as? String, let headers = object["headers"] as? [String: String],
      let body = object["body"], let verified = object["verified"] as? Bool
    else { return nil }
    (self.path, self.headers, self.body, self.verified) = (path, headers, body, verified)
    event = object["event"] as? [String: Any]
  }

  var members: [String: Any] { body as? [String: Any] ?? [:] }
}

/// The receiver and, where it was asked for, an Alertmanager that sends to it.
private final class FormatReceiver {
  let port: Int
  let alertmanagerPort: Int?
  private let lines = Lines()
  private let child: Child

  init(_ options: String...) throws {
    child = try Child(
      [Programs.python, "-W", "ignore", Programs.script("formats-receiver.py"), secret] + options,
      output: lines.writing.fileDescriptor, errors: STDERR_FILENO)
    try lines.writing.close()
    let ports = try #require(lines.nextObject(), "the receiver did not start")
    port = try #require(ports["port"] as? Int)
    alertmanagerPort = ports["alertmanager"] as? Int
  }

  /// The next requests, by their paths.
  func arrivals(_ count: Int) throws -> [String: Arrival] {
    var arrivals: [String: Arrival] = [:]
    for _ in 0..<count {
      let arrival = try #require(
        lines.nextObject().flatMap(Arrival.init), "only \(arrivals.keys.sorted()) came")
      arrivals[arrival.path] = arrival
    }
    return arrivals
  }

  func webhook(_ name: String, path: String, _ settings: String = "", port: Int? = nil) -> String {
    """
    webhook \(name) { url "http://127.0.0.1:\(port ?? self.port)\(path)" allow "127.0.0.0/8"
      secret credential "desk-secret" \(settings) }

    """
  }

  static let packages = "import cloudevents, standardwebhooks"
  static let isAvailable = (try? run([Programs.python, "-c", packages]))?.status == 0
}

@Suite(
  "Receivers of every format",
  .enabled(if: FormatReceiver.isAvailable, "`\(Programs.python)` has no `cloudevents` and `standardwebhooks`")
)
struct FormatReceiverTests {
  @Test("the reference libraries accept what arrives, with the settings that only the relay knows")
  func libraries() throws {
    let scratch = try Scratch()
    let receiver = try FormatReceiver()
    try scratch.keep(secret + "\n", as: "desk-secret")
    try scratch.keep("R0UT1NG-K3Y\n", as: "pager-key")
    try scratch.keep("secret-topic", as: "topic")
    let names = ["standard", "cloudevents", "alertmanager", "slack", "discord", "teams", "pagerduty", "ntfy"]
    let settings = [
      "pagerduty": "routing_key credential \"pager-key\"", "ntfy": "topic credential \"topic\"",
    ]
    let webhooks = names.map {
      receiver.webhook("to_\($0)", path: "/\($0)", "format \($0) \(settings[$0] ?? "")")
    }
    let notify = names.map { "to_\($0)" }.joined(separator: ", ")
    try scratch.write(
      officerSale.replacing("match ", with: "notify \(notify)\n    match ") + "\n" + webhooks.joined(),
      to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: [MadeUpFiling()])

    let judge = try Judge(in: scratch, options: ["--relay", "external"], readsAlerts: false)
    let relay = try Relay(in: scratch)
    let arrivals = try receiver.arrivals(names.count)
    #expect(try judge.settlesDeliveries())
    #expect(judge.stop() == 0)
    #expect(Set(arrivals.keys) == Set(names.map { "/\($0)" }))
    // The signature covers what was put in, too.
    #expect(arrivals.values.allSatisfy { $0.verified })
    #expect(Set(arrivals.values.compactMap { $0.headers["webhook-id"] }).count == 1)

    let data = try #require(arrivals["/standard"]?.members["data"] as? [String: Any])
    let identifier = try #require(data["id"] as? String)
    let event = try #require(arrivals["/cloudevents"]?.event)
    #expect(event["id"] as? String == "\(identifier)-1")
    #expect(event["type"] as? String == "insider.alert.raised")
    #expect((event["data"] as? [String: Any])?["id"] as? String == identifier)
    #expect(arrivals["/pagerduty"]?.members["routing_key"] as? String == "R0UT1NG-K3Y")
    #expect(arrivals["/pagerduty"]?.members["dedup_key"] as? String == identifier)
    #expect(arrivals["/ntfy"]?.members["topic"] as? String == "secret-topic")
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(
      try ledger.number(
        "SELECT count(*) FROM delivery WHERE instr(body, 'R0UT1NG') OR instr(body, 'secret-topic')") == 0)
    withExtendedLifetime(relay) {}
  }

  @Test(
    "the real Alertmanager takes an alert, and sends on what the format `alertmanager` sends",
    .enabled(if: access(alertmanager, X_OK) == 0, "there is no \(alertmanager)"))
  func realAlertmanager() throws {
    let scratch = try Scratch()
    let receiver = try FormatReceiver(alertmanager)
    try scratch.keep(secret, as: "desk-secret")
    let rules =
      officerSale.replacing("match ", with: "notify prometheus, desk\n    match ") + "\n"
      + receiver.webhook(
        "prometheus", path: "/api/v2/alerts", "format alertmanager_api", port: receiver.alertmanagerPort)
      + receiver.webhook("desk", path: "/desk", "format alertmanager")
    try scratch.write(rules, to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: [MadeUpFiling()])

    let judge = try Judge(in: scratch, options: ["--relay", "external"], readsAlerts: false)
    let relay = try Relay(in: scratch)
    let arrivals = try receiver.arrivals(2)
    #expect(try judge.settlesDeliveries())
    let theirs = try #require(arrivals["/from-alertmanager"]?.members)
    let ours = try #require(arrivals["/desk"]?.members)
    #expect(Set(theirs.keys).isSubset(of: Set(ours.keys)))
    #expect(Set(ours.keys).subtracting(theirs.keys).isEmpty)
    for member in [
      "version", "status", "truncatedAlerts", "groupLabels", "commonLabels", "commonAnnotations",
    ] {
      #expect(
        NSDictionary(dictionary: [member: ours[member] ?? ""]).isEqual(to: [member: theirs[member] ?? ""]),
        "\(member)")
    }
    let ourAlert = try #require((ours["alerts"] as? [[String: Any]])?.first)
    let theirAlert = try #require((theirs["alerts"] as? [[String: Any]])?.first)
    #expect(Set(ourAlert.keys) == Set(theirAlert.keys))
    #expect(ourAlert["fingerprint"] as? String == theirAlert["fingerprint"] as? String)
    #expect(judge.stop() == 0)
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(
      try ledger.number(
        "SELECT count(*) FROM delivery WHERE destination = 'prometheus' AND state = 'delivered'") == 1)
    withExtendedLifetime(relay) {}
  }
}
