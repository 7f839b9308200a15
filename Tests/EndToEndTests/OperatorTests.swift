import Foundation
import Glibc
import Testing

/// Runs a command of the operators' against the state of a judge.
private func insiderd(_ scratch: Scratch, _ arguments: String..., environment: [String: String] = [:]) throws
  -> Outcome
{
  try run([Programs.insiderd] + arguments + ["--state", scratch.path("state")], environment: environment)
}

private let told = "rule told { severity warning match sale notify desk }\n"

@Suite("Operators' commands", .serialized)
struct OperatorTests {
  @Test("status, alerts, deliveries and why say the same with a daemon and without")
  func sameWithAndWithout() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    let judge = try Judge(in: scratch)
    try scratch.write("rule bad { match sail }\n", to: "rules.d/bad.rules")
    #expect(try insiderd(scratch, "reload").status == 1)
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    // What is wrong with the rules is told in the same place.
    var told = judge.alerts.nextObject()
    while let other = told, other["rule"] as? String != "officer_sale" { told = judge.alerts.nextObject() }
    let alert = try #require(told?["id"] as? String)
    try scratch.write("no filing\n", to: "inbox/b.txt")

    let status = try insiderd(scratch, "status", "--json")
    #expect(status.status == 0, "\(status.errors)")
    let object = try #require(objects(in: status.output).first)
    #expect(object["running"] as? Bool == true && object["filings"] as? Int == 1)
    let files = try #require(object["rule_files"] as? [[String: Any]])
    #expect(files.compactMap { $0["live"] as? Bool } == [false, true])
    #expect((files.first?["error"] as? String)?.contains("sail") == true)
    let page = try insiderd(scratch, "status").output
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("/") }, "\(page)")

    let asked = try ["alerts", "deliveries"].map { try insiderd(scratch, $0, "--json").output }
    let why = try insiderd(scratch, "why", String(alert.prefix(10)))
    #expect(why.status == 0 && why.output.contains("which is the same now"))
    #expect(why.output.contains("sum(shares) > 50_000 shares: yes"), "\(why.output)")
    #expect(judge.stop() == 0)

    let stopped = try insiderd(scratch, "status", "--json")
    #expect(stopped.status == 3)
    #expect(objects(in: stopped.output).first?["filings"] as? Int == 1)
    #expect(try ["alerts", "deliveries"].map { try insiderd(scratch, $0, "--json").output } == asked)
    #expect(try insiderd(scratch, "why", alert).output == why.output)
  }

  @Test("without a ledger, without a daemon, and with words that are wrong, each ends with its status")
  func exits() throws {
    let scratch = try Scratch()
    for command in [["status"], ["alerts"], ["deliveries"], ["why", "ia1_a"], ["redeliver", "1"]] {
      #expect(try run([Programs.insiderd] + command + ["--state", scratch.path("state")]).status == 66)
    }
    #expect(try insiderd(scratch, "send-test", "desk").status == 69)
    #expect(try insiderd(scratch, "reload").status == 69)
    for command in [
      ["alerts", "--since", "2 fortnights"], ["alerts", "--limit", "0"], ["redeliver"],
      ["redeliver", "1", "--since", "2h"], ["prune", "--before", "soon"],
      ["prune", "--before", "2999-01-01"],
      ["deliveries", "--since", "x"], ["send-test", "desk", "--timeout", "0"],
      ["run", "--metrics", "0.0.0.0:1"], ["run", "--keep", "ever"],
    ] {
      #expect(try run([Programs.insiderd] + command + ["--state", scratch.path("state")]).status == 64)
    }
  }

  @Test("a test arrives at a webhook, or says why not, and goes before what waits")
  func sendTest() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    let nowhere = "webhook nowhere { url \"http://127.0.0.1:9/\" allow \"127.0.0.0/8\" }\n"
    try scratch.write(told + receiver.webhook + "\n" + nowhere, to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    let good = try insiderd(scratch, "send-test", "desk", "--json")
    #expect(good.status == 0, "\(good.output) \(good.errors)")
    let record = try #require(objects(in: good.output).first)
    #expect(record["state"] as? String == "delivered")
    #expect((record["id"] as? String)?.hasPrefix("it1_") == true)

    let bad = try insiderd(scratch, "send-test", "nowhere")
    #expect(bad.status == 1 && bad.output.contains("nowhere did not take the test"), "\(bad.output)")
    let unknown = try insiderd(scratch, "send-test", "dusk")
    #expect(unknown.status == 66 && unknown.errors.contains("there are: desk, nowhere"))
    #expect(objects(in: try insiderd(scratch, "status", "--json").output).first?["alerts"] as? Int == 0)
    #expect(judge.stop() == 0)
  }

  @Test("what an operator has to mend is told to systemd, and is not hidden by the pages of a rule's mistake")
  func troubles() throws {
    let scratch = try Scratch()
    // The relay's own policy refuses it, as a 401 would.
    let rules = told + "webhook desk { url \"https://127.0.0.1:9/\" }\n"
    try scratch.write(rules, to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    #expect(judge.says("; webhook `desk` is paused") != nil)
    try scratch.write(rules + "rule bad { match sail }\n", to: "rules.d/a.rules")
    let refused = try insiderd(scratch, "reload", "--json")
    let object = try #require(objects(in: refused.output).first)
    #expect(refused.status == 1 && refused.errors.isEmpty && object["rules"] as? Int == 1)
    #expect((object["complaint"] as? String)?.contains("sail") == true)
    let status = try #require(objects(in: try insiderd(scratch, "status", "--json").output).first)
    let errors = try #require(status["errors"] as? [[String: Any]]).compactMap { $0["text"] as? String }
    #expect(errors.count == 2, "\(errors)")
    #expect(errors.contains { $0.hasPrefix("webhook `desk` is paused and its queue kept") })
    #expect(errors.contains { $0.hasPrefix("rules on disk are broken") })
    try scratch.write(rules.replacing("desk", with: "press"), to: "rules.d/a.rules")
    let reload = try insiderd(scratch, "reload")
    #expect(reload.status == 0 && reload.output == "1 rule is in force\n")
    #expect(try insiderd(scratch, "reload", "--json").output == "{\"rules\":1,\"complaint\":null}\n")
    let page = try insiderd(scratch, "status").output
    #expect(page.contains("nothing is sent") && !page.contains("next attempt"), "\(page)")
    #expect(judge.stop() == 0)
  }

  @Test("a test that no relay sends ends in time")
  func noRelay() throws {
    let scratch = try Scratch()
    try scratch.write(told + "webhook desk { url \"https://desk.example.org/\" }", to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "external"], readsAlerts: false)
    let outcome = try insiderd(scratch, "send-test", "desk", "--timeout", "1")
    #expect(outcome.status == 1 || outcome.status == 75, "\(outcome.output)")
    #expect(judge.stop() == 0)
  }

  @Test("what was delivered is delivered again: the same id, the same bytes")
  func redeliver() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    try scratch.write(told + receiver.webhook, to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    let first = try #require(receiver.next())
    #expect(try judge.settlesDeliveries())
    let outcome = try insiderd(scratch, "redeliver", first.alert)
    #expect(outcome.status == 0 && outcome.output.contains("1 delivery to desk"), "\(outcome.output)")
    let second = try #require(receiver.next())
    #expect(second.identifier == first.identifier && second.digest == first.digest)
    #expect(try judge.settlesDeliveries())
    #expect(judge.stop() == 0)
    // The next daemon sends what was put into the queue while none ran.
    #expect(try insiderd(scratch, "redeliver", "--since", "1h", "--destination", "desk").status == 0)
    let next = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    #expect(try #require(receiver.next()).digest == first.digest)
    #expect(next.stop() == 0)
  }

  @Test("pruning works through the daemon and without one, and by itself")
  func prune() throws {
    let scratch = try Scratch()
    try scratch.write("rule told { match sale }\n", to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "none", "--keep", "5 years"])
    for number in 1...3 {
      try scratch.write(MadeUpFiling(number: number).text, to: "inbox/\(number).xml")
      _ = try #require(judge.alerts.nextObject())
    }
    let kept = try insiderd(scratch, "prune", "--before", "1h", "--json")
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(objects(in: kept.output).first?["alerts"] as? Int == 0)
    let dry = try insiderd(scratch, "prune", "--before", "now", "--dry-run", "--json")
    #expect(objects(in: dry.output).first?["done"] as? Bool == true)
    #expect(
      objects(in: try insiderd(scratch, "status", "--json").output).first?["keep"] as? String == "5 years")
    #expect(judge.stop() == 0)
    let direct = try insiderd(scratch, "prune", "--before", "now", "--json")
    #expect(direct.status == 0, "\(direct.errors)")
    #expect(objects(in: direct.output).first?["done"] as? Bool == true)
  }

  @Test("whoever is neither root nor the daemon's user is told so", .enabled(if: getuid() == 0))
  func strangers() throws {
    let scratch = try Scratch()
    try scratch.write(told, to: "rules.d/a.rules")
    let judge = try Judge(in: scratch, options: ["--relay", "none"], readsAlerts: false)
    // As if the stranger were in the daemon's group.
    chmod(scratch.path(""), 0o755)
    chmod(scratch.path("state"), 0o755)
    chmod(scratch.path("state/control.sock"), 0o666)
    let outcome = try run([
      "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Programs.insiderd, "status",
      "--socket", scratch.path("state/control.sock"),
    ])
    #expect(outcome.status == 77 || outcome.status == 126 || outcome.status == 127, "\(outcome.errors)")
    if outcome.status == 77 { #expect(outcome.errors.contains("only root and the user of the daemon")) }
    #expect(judge.stop() == 0)
  }
}

@Suite("Metrics of a running daemon", .serialized)
struct RunningMetricsTests {
  @Test("every sample belongs to a metric that was announced, and promtool finds nothing to say")
  func page() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    try scratch.write(told + receiver.webhook, to: "rules.d/a.rules")
    let judge = try Judge(
      in: scratch, options: ["--relay", "spawn", "--metrics", scratch.path("m.sock")], readsAlerts: false)
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    _ = try #require(receiver.next())
    #expect(try judge.settlesDeliveries())
    let page = try metrics(scratch)
    let samples = try parse(page)
    #expect(samples["insiderd_filings_total{form=\"4\",container=\"xml\"}"] == 1)
    #expect(samples["insiderd_deliveries_total{destination=\"desk\",outcome=\"delivered\"}"] == 1)
    #expect(
      samples["insiderd_alerts_total{rule=\"told\",certainty=\"certain\",state=\"raised\"}"] == 1)
    #expect(samples["insiderd_queue_length{destination=\"desk\"}"] == 0)
    #expect(samples["insiderd_relay_connected"] == 1)
    let open = try metrics(scratch, accept: "application/openmetrics-text; version=1.0.0; q=0.8, */*; q=0.1")
    #expect(open.hasSuffix("\n# EOF\n"))
    // The same numbers, but for those that have moved on; counters are announced without _total.
    let moving = ["insiderd_cpu_seconds", "insiderd_queue_oldest", "insiderd_ledger", "insiderd_inbox_scan"]
    func lines(_ page: String) -> [String] {
      page.split(separator: "\n").map(String.init).filter { line in
        line != "# EOF" && !moving.contains { line.contains($0) }
      }
    }
    let plain = lines(page).map { line in
      line.replacing(#/^(# (?:HELP|TYPE) [a-z_]+)_total /#) { "\($0.output.1) " }
    }
    #expect(lines(open) == plain)
    #expect(judge.stop() == 0)
    try expectPromtoolIsContent(page, scratch)
  }

  private func metrics(_ scratch: Scratch, accept: String = "text/plain") throws -> String {
    let script = """
      import http.client, socket, sys
      class Local(http.client.HTTPConnection):
          def connect(self):
              self.sock = socket.socket(socket.AF_UNIX)
              self.sock.connect(sys.argv[1])
      link = Local("localhost")
      link.request("GET", "/metrics", headers={"Accept": sys.argv[2]})
      answer = link.getresponse()
      kind = sys.argv[2].split(";")[0]
      version = "0.0.4" if kind == "text/plain" else "1.0.0"
      assert answer.status == 200 and answer.getheader("Content-Type").startswith(f"{kind}; version={version}")
      sys.stdout.write(answer.read().decode())
      """
    let outcome = try run([Programs.python, "-c", script, scratch.path("m.sock"), accept])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// Reads the text format, strictly: HELP, TYPE, then the samples of that metric and of no other.
  private func parse(_ page: String) throws -> [String: Double] {
    var samples: [String: Double] = [:]
    var announced = ""
    for line in page.split(separator: "\n") {
      if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
        #expect(String(match.1) == announced, "\(line)")
      } else if let match = line.wholeMatch(of: /# HELP ([a-z_]+) .+\./) {
        announced = String(match.1)
      } else {
        let match = try #require(
          line.wholeMatch(of: /([a-z_]+)(\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)+\})? ([0-9.]+)/), "\(line)")
        let suffixes = ["", "_bucket", "_sum", "_count"]
        #expect(suffixes.contains { announced + $0 == match.1 }, "\(line)")
        let key = String(match.1) + (match.2.map(String.init) ?? "")
        #expect(samples[key] == nil, "twice: \(line)")
        samples[key] = Double(match.3)
      }
    }
    return samples
  }

  private func expectPromtoolIsContent(_ page: String, _ scratch: Scratch) throws {
    let program = ProcessInfo.processInfo.environment["INSIDERD_TEST_PROMTOOL"] ?? "/usr/bin/promtool"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("leaving out promtool: it is not there (Debian package prometheus)")
      return
    }
    try scratch.write(page, to: "page")
    let outcome = try run(["/bin/sh", "-c", "'\(program)' check metrics < '\(scratch.path("page"))'"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.output) \(outcome.errors)")
  }
}

@Suite("A test of the journal", .enabled(if: PrivateJournal.isPossible))
struct JournalTestTests {
  @Test("it is written and read back")
  func readBack() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    let state = scratch.path("state")
    let daemon = [
      Programs.insiderd, "run", "--relay", "none", "--journal", "on", "--inbox", scratch.path("inbox"),
      "--state",
      state, "--rules", scratch.path("rules.d"),
    ].map { "'\($0)'" }.joined(separator: " ")
    try FileManager.default.createDirectory(atPath: scratch.path("inbox"), withIntermediateDirectories: true)
    let outcome = try PrivateJournal.run(
      shell: """
        \(daemon) >&2 & daemon=$!
        for i in $(seq 100); do [ -S '\(state)/control.sock' ] && break; sleep 0.1; done
        '\(Programs.insiderd)' send-test journal --state '\(state)' --json
        kill $daemon; wait $daemon
        journalctl --quiet -o json MESSAGE_ID=\(JournalTestTests.messageID)
        """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = objects(in: outcome.output)
    #expect(lines.first?["state"] as? String == "delivered", "\(outcome.output)")
    #expect(lines.last?["INSIDERD_ALERT_ID"] as? String == lines.first?["id"] as? String)
  }

  private static let messageID = "f2a7036e238a4d879b3167acfee187d4"
}
