import Foundation
import Testing

@Suite("The journal", .enabled(if: PrivateJournal.isPossible), .serialized)
struct JournalTests {
  @Test("an alert is found by its ticker, with its fields, exactly once")
  func found() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    for (number, ticker) in [(1, "GRNT"), (2, "LOOM"), (3, "GRNT")] {
      let filing = MadeUpFiling(number: number, ticker: ticker)
      try scratch.write(filing.text, to: "inbox/\(filing.name)")
    }
    let outcome = try judged(scratch, then: "journalctl --quiet -o json INSIDERD_TICKER=GRNT")
    let entries = objects(in: outcome.output).filter { $0["INSIDERD_ALERT_ID"] != nil }
    #expect(Set(entries.compactMap { $0["INSIDERD_ALERT_ID"] as? String }).count == 2)
    #expect(entries.count == 2)
    for entry in entries {
      #expect(entry["MESSAGE_ID"] as? String == "ce8c640781e747988169819355bac437")
      #expect(entry["SYSLOG_IDENTIFIER"] as? String == "insiderd")
      #expect(entry["PRIORITY"] as? String == "4")
      #expect(entry["INSIDERD_RULE"] as? String == "officer_sale")
      #expect(entry["INSIDERD_CERTAINTY"] as? String == "certain")
      #expect(entry["INSIDERD_SHARES"] as? String == "60000")
      #expect(entry["INSIDERD_CODE"] as? String == "S")
      #expect((entry["MESSAGE"] as? String)?.contains("60,000") == true)
    }
  }

  @Test("an alert counts as delivered once it has been read back")
  func confirmed() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    _ = try judged(scratch, then: "true")
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(
      try ledger.number("SELECT count(*) FROM delivery WHERE destination = 'journal' AND state = 'delivered'")
        == 1)
    #expect(try ledger.number("SELECT count(*) FROM delivery") == 1)
  }

  @Test("text from a filing forges no field and moves no cursor")
  func hostile() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    // A line feed, which would begin a field, and CSI, which terminals obey; XML 1.0 allows both.
    let forged = "GRANITE&#10;INSIDERD_RULE=forged&#x9B;2J"
    let filing = MadeUpFiling().text.replacing("GRANITE LOOMS INC", with: forged)
    try scratch.write(filing, to: "inbox/a.xml")
    let outcome = try judged(scratch, then: "journalctl --quiet -o json -a SYSLOG_IDENTIFIER=insiderd")
    let alerts = objects(in: outcome.output).filter { $0["INSIDERD_ALERT_ID"] != nil }
    #expect(alerts.count == 1)
    // journalctl gives an array in place of a text for a field with several values, and for one that is not printable.
    #expect(alerts.first?["INSIDERD_RULE"] as? String == "officer_sale")
    let issuer = try #require(alerts.first?["INSIDERD_ISSUER"] as? String)
    #expect(issuer.contains("INSIDERD_RULE=forged"))
    #expect(!issuer.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
  }
}

/// Judges the inbox beside a journald of its own, then runs a line of shell there.
private func judged(_ scratch: Scratch, then line: String) throws -> Outcome {
  let command = [
    Programs.insiderd, "run", "--once", "--relay", "none", "--journal", "on", "--inbox",
    scratch.path("inbox"),
    "--state", scratch.path("state"), "--rules", scratch.path("rules.d"),
  ]
  let quoted = command.map { "'\($0)'" }.joined(separator: " ")
  let outcome = try PrivateJournal.run(shell: "\(quoted) >&2; journalctl --sync; \(line)")
  try #require(outcome.status == 0, "\(outcome.errors)")
  return outcome
}
