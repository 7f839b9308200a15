import Foundation
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
