import Foundation
import Testing

/// kill -9 in the middle of a backlog, and again after a restart, then a run to the end.
@Suite("kill -9", .serialized)
struct CrashTests {
  private static let backlog = 2_000

  @Test("every filing is in the ledger once, every alert arrives, none under a second id", arguments: 1...10)
  func killed(seed: Int) throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    let rules = officerSale.replacing("match ", with: "notify desk\n    match ") + "\n" + receiver.webhook
    try scratch.write(rules, to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: (1...CrashTests.backlog).map { MadeUpFiling(number: $0) })

    var requests: [Receiver.Request] = []
    // The seed decides at which delivery the judge dies: early ones fall into the reading of the backlog, later ones
    // into the delivering.
    for deaths in [seed * 7, seed * 151 % 900] {
      let judge = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
      let goal = requests.count + deaths
      while requests.count < goal, let request = receiver.next() { requests.append(request) }
      judge.crash()
    }
    let judge = try Judge(in: scratch, options: ["--relay", "spawn"], readsAlerts: false)
    while Set(requests.map(\.alert)).count < CrashTests.backlog, let request = receiver.next() {
      requests.append(request)
    }
    // The receiver has heard everything; its last answers may still be on their way to the ledger.
    #expect(try judge.settlesDeliveries())
    #expect(judge.stop() == 0)

    expectOneIdentity(requests)
    try expectWholeLedger(scratch)
    #expect(scratch.files(below: "inbox") == [])
    #expect(scratch.files(below: "rejected") == [])
    #expect(scratch.files(below: "archive").count == CrashTests.backlog)
  }

  private func expectOneIdentity(_ requests: [Receiver.Request]) {
    let byFile = Dictionary(grouping: requests, by: \.file)
    #expect(byFile.count == CrashTests.backlog)
    #expect(byFile.values.allSatisfy { Set($0.map(\.alert)).count == 1 })
    #expect(Set(requests.map(\.alert)).count == CrashTests.backlog)
    // A repetition is the same request, byte for byte, under the same id.
    let byIdentifier = Dictionary(grouping: requests, by: \.identifier)
    #expect(byIdentifier.count == CrashTests.backlog)
    #expect(byIdentifier.values.allSatisfy { Set($0.map(\.digest)).count == 1 })
  }

  private func expectWholeLedger(_ scratch: Scratch) throws {
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM filing") == CrashTests.backlog)
    #expect(try ledger.number("SELECT count(DISTINCT digest) FROM filing") == CrashTests.backlog)
    #expect(try ledger.number("SELECT count(*) FROM alert") == CrashTests.backlog)
    #expect(
      try ledger.number("SELECT count(*) FROM delivery WHERE destination = 'desk' AND state = 'delivered'")
        == CrashTests.backlog)
    #expect(try ledger.number("SELECT count(*) FROM delivery WHERE state = 'pending'") == 0)
  }
}
