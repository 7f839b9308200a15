import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

@Suite("Rules look back at what the ledger holds")
struct MemoryTests {
  private let directory: TemporaryDirectory
  private let later = Clock.now() + 60

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
  }

  private static let rules = """
    rule large { match sale when sum(shares) > 10_000 shares }
    rule cluster { match purchase group by issuer within 30 days when count(distinct owner) >= 3 }
    """

  @Test(
    "A sale that was split over two forms is added up, raised when it crosses and revised when more comes")
  func parts() throws {
    let ledger = try Ledger(directory: directory.path + "/state")
    let intake = try intake(ledger)
    try judge(sale(6_000, part: 1), intake, ledger)
    #expect(try states(ledger) == [])
    try judge(sale(7_000, part: 2), intake, ledger)
    #expect(try states(ledger) == ["large 1 raised"])
    try judge(sale(8_000, part: 3), intake, ledger)
    #expect(try states(ledger) == ["large 2 revised"])
    try judge(sale(8_000, part: 3), intake, ledger)
    #expect(try states(ledger) == ["large 2 revised"])
  }

  @Test(
    "Purchases of three insiders at one issuer are one cluster, also when the daemon was started anew between them"
  )
  func cluster() throws {
    for owner in 1...3 {
      let ledger = try Ledger(directory: directory.path + "/state")
      try judge(purchase(owner: owner), try intake(ledger), ledger)
      #expect(try states(ledger) == (owner == 3 ? ["cluster 1 raised"] : []))
    }
  }

  @Test("A run without a ledger remembers as well")
  func unrecorded() throws {
    let intake = try intake(nil)
    for owner in 1...3 { try intake.judge(purchase(owner: owner), in: FileName("a"), [], now: later) }
    #expect(intake.tally.alerts == 1)
    for part in 1...2 { try intake.judge(sale(6_000, part: part), in: FileName("a"), [], now: later) }
    #expect(intake.tally.alerts == 2)
  }

  @Test("The document that takes the place of its page is not added to it")
  func rendering() throws {
    let ledger = try Ledger(directory: directory.path + "/state")
    let intake = try intake(ledger)
    var page = sale(6_000, part: 1)
    page.provenance.container = .html
    page.schema = nil
    page.transactions[0].formType = .unknown(.candidates(["4", "5"]))
    try judge(page, intake, ledger)
    try judge(sale(6_000, part: 1), intake, ledger)
    #expect(try ledger.counts().filings == 1)
    #expect(try states(ledger) == [])
  }

  // MARK: -

  private func intake(_ ledger: Ledger?) throws -> Intake {
    try Intake(
      inbox: Inbox(InboxPlaces(inbox: try directory.make("inbox"))),
      rules: try #require(RuleSet.compile([SourceFile(name: "a.rules", text: Self.rules)]).ruleSet),
      ledger: ledger, announcer: Announcer(channel: .nobody), note: nil, after: .archive,
      log: Log(journal: nil))
  }

  private func judge(_ filing: Filing, _ intake: Intake, _ ledger: Ledger) throws {
    try intake.judge(filing, in: FileName("a"), [], now: later)
    try ledger.commitIfBegun()
  }

  private func states(_ ledger: Ledger) throws -> [String] {
    var states: [String] = []
    try ledger.database.each("SELECT rule, revision, state FROM alert ORDER BY rule") {
      states.append("\($0.text(0)) \($0.integer(1)) \($0.text(2))")
    }
    return states
  }

  private func sale(_ shares: Int, part: Int) -> Filing {
    filing(owner: 1, code: "S", shares: shares, accession: "0001999003-24-00000\(part)")
  }

  private func purchase(owner: Int) -> Filing {
    filing(owner: owner, code: "P", shares: 100, accession: "0001999003-24-00001\(owner)")
  }

  private func filing(owner number: Int, code: Character, shares: Int, accession: String) -> Filing {
    var filing = Filing(provenance: Provenance(container: .submission), form: .form4, issuer: Issuer())
    filing.provenance.accession = AccessionNumber(accession)
    filing.schema = "X0508"
    filing.period = Reading(Day("2024-05-06"))
    filing.issuer.cik = .known("0001999001")
    filing.issuer.name = .known("LARKSPUR INSTRUMENTS INC")
    var owner = Owner()
    owner.cik = .known("000199900\(number)")
    owner.name = .known("Quill \(number)")
    filing.owners = [owner]
    var row = Transaction(position: Position(row: 1, isDerivative: false))
    row.date = Reading(Day("2024-05-06"))
    row.code = Reading(code.asciiValue.flatMap { TransactionCode(byte: $0) })
    row.formType = .known("4")
    row.isAcquired = .known(code == "P")
    row.shares = .known(Filings.Decimal(shares))
    filing.transactions = [row]
    return filing
  }
}
