import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

/// The page is a scan on which the box "Officer" is illegible and the parties have no numbers.
@Suite("A page and the document that it was printed from are one filing")
struct RenderingTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger
  private let intake: Intake
  private let later = Clock.now() + 60

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
    ledger = try Ledger(directory: directory.path + "/state")
    let rules = """
      rule officer_sale { match sale by officer }
      rule big_officer_sale { match sale by officer when sum(shares) > 5_000 shares }
      rule any_sale { match sale }
      """
    intake = try Intake(
      inbox: Inbox(InboxPlaces(inbox: try directory.make("inbox"))),
      rules: try #require(RuleSet.compile([SourceFile(name: "a.rules", text: rules)]).ruleSet),
      ledger: ledger,
      announcer: Announcer(channel: .nobody), note: nil, after: .archive, log: Log(journal: nil))
  }

  @Test("What was possible on the page is confirmed under its id when the document bears it out")
  func confirmed() throws {
    judge(page())
    let possible = try states()
    #expect(possible == ["any_sale 1 raised certain", "officer_sale 1 raised possible"])
    let ids = try identifiers()
    judge(document(isOfficer: true))
    #expect(try states() == ["any_sale 1 raised certain", "officer_sale 2 confirmed certain"])
    #expect(try identifiers() == ids)
    #expect(try ledger.counts().filings == 1)
  }

  @Test("What was possible on the page is dismissed when the document does not bear it out")
  func dismissed() throws {
    judge(page())
    judge(document(isOfficer: false))
    #expect(try states() == ["any_sale 1 raised certain", "officer_sale 2 dismissed possible"])
    let body = try #require(
      try ledger.database.value("SELECT body FROM revision ORDER BY number DESC LIMIT 1").text)
    #expect(body.contains("dismissed, for the filing itself does not match: "))
  }

  @Test("Nothing is said again when the document comes once more, or in another container")
  func again() throws {
    judge(page())
    judge(document(isOfficer: true))
    let states = try states()
    let ids = try identifiers()
    judge(document(isOfficer: true))
    var submission = document(isOfficer: true)
    submission.provenance.container = .submission
    submission.provenance.accession = AccessionNumber("0001999003-12-000017")
    submission.provenance.filed = Day("2012-09-07")
    judge(submission)
    judge(page())
    #expect(try self.states() == states)
    #expect(try identifiers() == ids)
    #expect(try ledger.counts().filings == 1)
    #expect(try ledger.database.value("SELECT accession FROM filing") == .text("0001999003-12-000017"))
  }

  @Test("A page of a document that is held is known")
  func pageLast() throws {
    judge(document(isOfficer: true))
    let states = try states()
    judge(page())
    #expect(try self.states() == states)
    #expect(try ledger.counts().filings == 1)
  }

  @Test("A page that differs from the document in anything that it shows is another filing")
  func others() throws {
    judge(page())
    var shares = document(isOfficer: true)
    shares.transactions[0].shares = .known(Decimal(4_001))
    var period = document(isOfficer: true)
    period.period = .known(try #require(Day("2012-09-06")))
    var issuer = document(isOfficer: true)
    issuer.issuer.name = .known("LARKSPUR INDUSTRIES INC")
    issuer.issuer.ticker = .absent
    var owner = document(isOfficer: true)
    owner.owners[0].name = .known("Quill Ben")
    var amendment = document(isOfficer: true)
    amendment.isAmendment = true
    for other in [shares, period, issuer, owner, amendment] { judge(other) }
    #expect(try ledger.counts().filings == 6)
  }

  @Test("Where two pages would do, neither is taken for the document")
  func ambiguous() throws {
    judge(page())
    var other = page()
    other.remarks = "Seen from another side."
    judge(other)
    judge(document(isOfficer: true))
    #expect(try ledger.counts().filings == 3)
  }

  @Test("A page whose file is named after a filing is that filing only where both say the same")
  func misnamed() throws {
    let number = AccessionNumber("0001999003-12-000017")
    var held = document(isOfficer: true)
    held.provenance.accession = number
    judge(held)
    var same = page()
    same.provenance.accession = number
    judge(same)
    #expect(try ledger.counts().filings == 1)
    var other = page()
    other.provenance.accession = number
    other.transactions[0].shares = .known(Decimal(9_000))
    judge(other)
    #expect(try ledger.counts().filings == 2)
  }

  @Test("A header without its document is judged by no rule, and adds its dates to the filing of its number")
  func headers() throws {
    var header = Filing(provenance: Provenance(container: .header), form: .form4, issuer: Issuer())
    header.provenance.accession = AccessionNumber("0001999003-12-000017")
    header.provenance.filed = Day("2012-09-07")
    judge(header)
    #expect(try ledger.counts().filings == 0)
    var filing = document(isOfficer: true)
    filing.provenance.accession = header.provenance.accession
    judge(filing)
    judge(header)
    #expect(try ledger.counts().filings == 1)
    let filed = try ledger.database.value("SELECT filed FROM filing")
    #expect(filed == .integer(Int64(try #require(Day("2012-09-07")).number)))
  }

  // MARK: -

  private func judge(_ filing: Filing) {
    #expect(throws: Never.self) {
      try intake.judge(filing, in: FileName("a"), [], now: later)
      try ledger.commitIfBegun()
    }
  }

  private func states() throws -> [String] {
    var states: [String] = []
    try ledger.database.each("SELECT rule, revision, state, certainty FROM alert ORDER BY rule") {
      states.append("\($0.text(0)) \($0.integer(1)) \($0.text(2)) \($0.text(3))")
    }
    return states
  }

  private func identifiers() throws -> [String] {
    var identifiers: [String] = []
    try ledger.database.each("SELECT id FROM alert ORDER BY rule") { identifiers.append($0.text(0)) }
    return identifiers
  }

  private func page() -> Filing {
    var page = document(isOfficer: false)
    page.provenance.container = .scan
    page.schema = nil
    page.issuer.cik = .absent
    page.owners[0].cik = .absent
    page.owners[0].name = .known("Quill, Ada B.")
    page.owners[0].isOfficer = .unknown(.anything)
    page.transactions[0].formType = .absent
    page.unreadable = [
      Unreadable(field: "owners[0].officer", shown: "Off cer", reason: "the box is not legible")
    ]
    return page
  }

  private func document(isOfficer: Bool) -> Filing {
    var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    filing.schema = "X0306"
    filing.period = Reading(Day("2012-09-05"))
    filing.issuer.cik = .known("0001999001")
    filing.issuer.name = .known("LARKSPUR INSTRUMENTS INC")
    filing.issuer.ticker = .known("LRKS")
    var owner = Owner()
    owner.cik = .known("0001999002")
    owner.name = .known("Quill Ada B")
    owner.isOfficer = .known(isOfficer)
    filing.owners = [owner]
    var row = Transaction(position: Position(row: 1, isDerivative: false))
    row.date = Reading(Day("2012-09-05"))
    row.code = Reading(TransactionCode(byte: UInt8(ascii: "S")))
    row.formType = .known("4")
    row.isAcquired = .known(false)
    row.shares = .known(Decimal(4_000))
    row.price = .known(Decimal(2))
    filing.transactions = [row]
    return filing
  }
}
