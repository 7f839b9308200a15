import Foundation
import Glibc
import Testing

@Suite("Reload", .serialized)
struct ReloadTests {
  @Test("good rules go live, bad ones leave the old in force, and both are told")
  func reload() throws {
    let scratch = try Scratch()
    try scratch.write(rule("first"), to: "rules.d/a.rules")
    let judge = try Judge(in: scratch)
    try drop(1, into: scratch)
    #expect(judge.alerts.nextObject()?["rule"] as? String == "first")

    try scratch.write(rule("second"), to: "rules.d/a.rules")
    _ = try judge.reload()
    try drop(2, into: scratch)
    #expect(judge.alerts.nextObject()?["rule"] as? String == "second")

    try scratch.write("rule third { match sail }\n", to: "rules.d/a.rules")
    let status = try judge.reload()
    #expect(status.contains("a.rules"), "the status names the bad file: \(status)")
    let broken = try #require(judge.alerts.nextObject())
    #expect(broken["kind"] as? String == "rules_broken" && broken["state"] as? String == "raised")
    #expect((broken["diagnostics"] as? String)?.contains("sail") == true)
    try drop(3, into: scratch)
    #expect(judge.alerts.nextObject()?["rule"] as? String == "second")
    #expect(judge.stop() == 0)
  }

  @Test(
    "the last good rules are in force after a restart, too, whether they came at the start or by a reload")
  func restart() throws {
    let scratch = try Scratch()
    try scratch.write(rule("first"), to: "rules.d/a.rules")
    let first = try Judge(in: scratch)
    try scratch.write(rule("second"), to: "rules.d/a.rules")
    _ = try first.reload()
    #expect(first.stop() == 0)
    try scratch.write("rule bad { match sail }\n", to: "rules.d/a.rules")
    let second = try Judge(in: scratch)
    try drop(1, into: scratch)
    #expect(second.alerts.nextObject()?["kind"] as? String == "rules_broken")
    #expect(second.alerts.nextObject()?["rule"] as? String == "second")
    #expect(second.stop() == 0)
  }

  @Test("insiderd reload waits for the rules, and fails with their mistakes")
  func command() throws {
    let scratch = try Scratch()
    try scratch.write(rule("first"), to: "rules.d/a.rules")
    let judge = try Judge(in: scratch)
    let reload = [Programs.insiderd, "reload", "--state", scratch.path("state")]
    #expect(try run(reload).status == 0)
    try scratch.write("rule bad { match sail }\n", to: "rules.d/a.rules")
    let outcome = try run(reload)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("sail"))
    #expect(judge.stop() == 0)
    #expect(try run(reload).status == 69)
  }

  @Test("a changed file goes live by itself, and a list with it, also after an editor's way of writing")
  func byItself() throws {
    let scratch = try Scratch()
    try scratch.write(rule("first"), to: "rules.d/a.rules")
    let judge = try Judge(in: scratch)
    let listed = """
      list wanted of ticker from file "wanted.txt"
      rule listed { match sale by officer where issuer.ticker in wanted }
      """
    try scratch.write("LOOM\n", to: "rules.d/wanted.txt")
    // As vim does: the old file becomes a backup, the new one is written in its place.
    rename(scratch.path("rules.d/a.rules"), scratch.path("rules.d/a.rules~"))
    try Data(listed.utf8).write(to: URL(filePath: scratch.path("rules.d/a.rules")))
    unlink(scratch.path("rules.d/a.rules~"))
    #expect(becomes { log(scratch).contains("the rules were read again: 1 rule") })
    try drop(1, into: scratch)
    try scratch.write("GRNT\n", to: "rules.d/wanted.txt")
    #expect(becomes { log(scratch).components(separatedBy: "read again").count == 3 })
    try drop(2, into: scratch)
    let alert = try #require(judge.alerts.nextObject())
    #expect(alert["rule"] as? String == "listed" && alert["file"] as? String == "filing-2.xml")
    #expect(judge.stop() == 0)
  }

  @Test("a mistake is an alert to every webhook until it is mended, also across a restart")
  func everybody() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    try scratch.write(receiver.webhook + "\n" + rule("first"), to: "rules.d/a.rules")
    let first = try Judge(in: scratch, options: ["--relay", "spawn"])
    try scratch.write("rule bad { match sail }\n", to: "rules.d/b.rules")
    #expect(first.says("rules on disk are broken")?.contains("sail") == true)
    let raised = try #require(receiver.next())
    #expect(raised.file.hasSuffix("b.rules"))
    #expect(raised.identifier.hasSuffix("-1"))
    #expect(first.stop() == 0)

    // Broken as before is nothing new; mended is.
    let second = try Judge(in: scratch, options: ["--relay", "spawn"])
    unlink(scratch.path("rules.d/b.rules"))
    let mended = try #require(receiver.next())
    #expect(mended.alert == raised.alert && mended.identifier.hasSuffix("-2"))
    #expect(second.alerts.nextObject()?["state"] as? String == "withdrawn")
    #expect(second.stop() == 0)
  }

  @Test("a folder of rules that vanishes removes no rule, and is taken up when it comes back")
  func vanished() throws {
    let scratch = try Scratch()
    try scratch.write(rule("first"), to: "rules.d/a.rules")
    let judge = try Judge(in: scratch)
    rename(scratch.path("rules.d"), scratch.path("away.d"))
    #expect(judge.says("rules on disk are broken") != nil)
    try drop(1, into: scratch)
    #expect(judge.alerts.nextObject()?["kind"] as? String == "rules_broken")
    #expect(judge.alerts.nextObject()?["rule"] as? String == "first")
    rename(scratch.path("away.d"), scratch.path("rules.d"))
    #expect(judge.alerts.nextObject()?["state"] as? String == "withdrawn")
    #expect(judge.stop() == 0)
  }

  @Test("what waits for a webhook waits on across reloads, under its id, also while the rules are broken")
  func queues() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    let notifying = rule("first").replacing(" }\n", with: " notify desk }\n")
    try scratch.write(receiver.webhook + "\n" + notifying, to: "rules.d/a.rules")
    // Nobody relays yet, so that the delivery waits.
    let judge = try Judge(in: scratch)
    try drop(1, into: scratch)
    let alert = try #require(judge.alerts.nextObject()?["id"] as? String)
    for text in ["rule bad { match sail }\n", "# good again\n"] {
      try scratch.write(text, to: "rules.d/b.rules")
      _ = try judge.reload()
    }
    #expect(judge.stop() == 0)
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(
      try ledger.number("SELECT count(*) FROM delivery WHERE destination = 'desk' AND state = 'pending'") == 3
    )
    let next = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    #expect(receiver.next()?.alert == alert)
    #expect(next.stop() == 0)
  }

  @Test("an alert keeps its id when its rule is only written differently")
  func identity() throws {
    let identifiers = try [
      rule("same"), "# said otherwise\n" + rule("same").replacing("50_000", with: "50000"),
    ].map {
      let scratch = try Scratch()
      try scratch.write($0, to: "rules.d/a.rules")
      try drop(1, into: scratch)
      let judge = try Judge(in: scratch)
      return try #require(judge.alerts.nextObject()?["id"] as? String)
    }
    #expect(Set(identifiers).count == 1)
  }
}

private func rule(_ name: String) -> String {
  "rule \(name) { match sale by officer when sum(shares) > 50_000 shares }\n"
}

private func drop(_ number: Int, into scratch: Scratch) throws {
  let filing = MadeUpFiling(number: number)
  try scratch.write(filing.text, to: "inbox/\(filing.name)")
}

private func log(_ scratch: Scratch) -> String { (try? scratch.text("log")) ?? "" }
