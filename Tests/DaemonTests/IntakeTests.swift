import Filings
import Foundation
import Glibc
import Rules
import Testing

@testable import Daemon

@Suite("The intake takes a file from the inbox to the ledger")
struct IntakeTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger
  private let intake: Intake

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
    ledger = try Ledger(directory: directory.path + "/state")
    intake = try IntakeTests.intake(directory, ledger)
  }

  private static func intake(
    _ directory: TemporaryDirectory, _ ledger: Ledger, after: Settings.After = .archive
  ) throws
    -> Intake
  {
    let inbox = try Inbox(InboxPlaces(inbox: try directory.make("inbox")))
    let source = SourceFile(
      name: "a.rules",
      text:
        "rule any_sale { match sale }\nrule late { match filing when filing.days_late > 1_000 business days unknown ignore }"
    )
    let rules = try #require(RuleSet.compile([source]).ruleSet)
    return try Intake(
      inbox: inbox, rules: rules, ledger: ledger, announcer: Announcer(channel: .nobody),
      note: AttemptNote(directory: directory.path + "/state"), after: after, log: Log(journal: nil))
  }

  private func filing(shares: Int = 100) -> String {
    """
    <?xml version="1.0"?>
    <ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>4</documentType>
    <periodOfReport>2024-05-06</periodOfReport>
    <issuer><issuerCik>0009999901</issuerCik><issuerName>GRENADINE MILLS</issuerName>
    <issuerTradingSymbol>GRML</issuerTradingSymbol></issuer>
    <reportingOwner><reportingOwnerId><rptOwnerCik>0009999902</rptOwnerCik><rptOwnerName>FALK INA</rptOwnerName>
    </reportingOwnerId><reportingOwnerRelationship><isOfficer>1</isOfficer></reportingOwnerRelationship></reportingOwner>
    <nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common Stock</value></securityTitle>
    <transactionDate><value>2024-05-06</value></transactionDate><transactionCoding>
    <transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
    <equitySwapInvolved>0</equitySwapInvolved></transactionCoding><transactionAmounts>
    <transactionShares><value>\(shares)</value></transactionShares>
    <transactionPricePerShare><value>10</value></transactionPricePerShare>
    <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
    <postTransactionAmounts><sharesOwnedFollowingTransaction><value>5</value></sharesOwnedFollowingTransaction>
    </postTransactionAmounts><ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
    </ownershipNature></nonDerivativeTransaction></nonDerivativeTable>
    <ownerSignature><signatureName>Ina Falk</signatureName><signatureDate>2024-05-07</signatureDate></ownerSignature>
    </ownershipDocument>
    """
  }

  private func submission(_ document: String, accession: String = "0009999903-24-000001") -> String {
    """
    <SEC-DOCUMENT>\(accession).txt : 20240507
    <SEC-HEADER>\(accession).hdr.sgml : 20240507
    <ACCEPTANCE-DATETIME>20240507163000
    ACCESSION NUMBER:\t\t\(accession)
    CONFORMED SUBMISSION TYPE:\t4
    PUBLIC DOCUMENT COUNT:\t\t1
    FILED AS OF DATE:\t\t20240507
    </SEC-HEADER>
    <DOCUMENT>
    <TYPE>4
    <SEQUENCE>1
    <TEXT>
    <XML>
    \(document)
    </XML>
    </TEXT>
    </DOCUMENT>
    </SEC-DOCUMENT>
    """
  }

  private func drop(_ text: String, as name: String) throws -> FileName {
    try directory.write("inbox/\(name)", text)
    return FileName(name)
  }

  /// Long after the file was written.
  private var later: Int64 { Clock.now() + 60 }

  @Test("A filing is recorded with its rows and alerts, and leaves the inbox")
  func judged() throws {
    let name = try drop(filing(), as: "a.xml")
    #expect(try intake.judge([name], now: later).isEmpty)
    let counts = try ledger.counts()
    #expect(counts.filings == 1 && counts.rows == 1 && counts.alerts == 1)
    #expect(directory.names("inbox").isEmpty)
  }

  @Test("The same filing again, under another name or in its submission text, raises nothing twice")
  func again() throws {
    for (name, text) in [("a.xml", filing()), ("b.xml", filing()), ("c.txt", submission(filing()))] {
      _ = try intake.judge([try drop(text, as: name)], now: later)
    }
    let counts = try ledger.counts()
    #expect(counts.filings == 1 && counts.alerts == 1)
    #expect(try ledger.database.value("SELECT accession FROM filing") == .text("0009999903-24-000001"))
  }

  @Test("The number that a file's name says is the filing's, and its submission text adds the dates")
  func named() throws {
    let names = ["0009999903-24-000001.xml", "a.xml", "c.txt"]
    for (name, text) in zip(names, [filing(), filing(), submission(filing())]) {
      _ = try intake.judge([try drop(text, as: name)], now: later)
      #expect(
        try ledger.database.value("SELECT accession FROM filing") == .text("0009999903-24-000001"))
    }
    let counts = try ledger.counts()
    #expect(counts.filings == 1 && counts.alerts == 1)
    #expect(try ledger.database.value("SELECT filed FROM filing") != .null)
  }

  @Test("In one batch, too, the same filing counts once")
  func batch() throws {
    let names = [try drop(filing(), as: "a.xml"), try drop(filing(), as: "b.xml")]
    _ = try intake.judge(names, now: later)
    #expect(try ledger.counts().filings == 1)
    #expect(directory.names("inbox").isEmpty)
  }

  @Test("The same accession number with other facts is judged all the same")
  func conflict() throws {
    _ = try intake.judge([try drop(submission(filing()), as: "a.txt")], now: later)
    _ = try intake.judge([try drop(submission(filing(shares: 900)), as: "b.txt")], now: later)
    let counts = try ledger.counts()
    #expect(counts.filings == 2)
    // One report, so one alert, whose second revision says what is new.
    #expect(try ledger.database.value("SELECT revision FROM alert") == .integer(2))
  }

  @Test("A file that is no filing is rejected once it has settled, and not before")
  func rejected() throws {
    let name = try drop("junk", as: "junk")
    #expect(try intake.judge([name], now: Clock.now()) == [name])
    #expect(directory.names("inbox") == ["junk"])
    #expect(try intake.judge([name], now: later).isEmpty)
    #expect(directory.names("rejected") == ["junk", "junk.reason"])
    #expect(try ledger.counts().rejected == 1)
  }

  @Test("A filing that is cut off waits for its rest")
  func truncated() throws {
    let whole = filing()
    let name = try drop(String(whole.prefix(900)), as: "a.xml")
    #expect(try intake.judge([name], now: Clock.now()) == [name])
    _ = try drop(whole, as: "a.xml")
    #expect(try intake.judge([name], now: Clock.now()).isEmpty)
    #expect(try ledger.counts().filings == 1)
  }

  @Test("With keep, a judged file stays and is not read again until it changes")
  func keep() throws {
    let keeping = try IntakeTests.intake(directory, ledger, after: .keep)
    let name = try drop(filing(), as: "a.xml")
    for _ in 0..<3 { _ = try keeping.judge([name], now: later) }
    #expect(keeping.tally.files == 1)
    _ = try drop(filing(shares: 900), as: "a.xml")
    _ = try keeping.judge([name], now: later)
    #expect(keeping.tally.files == 2)
    #expect(try ledger.counts().filings == 2)
  }

  @Test("A file at which the process ended three times is rejected unread")
  func poison() throws {
    let state = directory.path + "/state"
    for _ in 0..<Intake.crashes {
      try AttemptNote(directory: state).begin(FileName("poison.xml"))
      _ = try IntakeTests.intake(directory, ledger)
    }
    let restarted = try IntakeTests.intake(directory, ledger)
    _ = try restarted.judge([try drop(filing(), as: "poison.xml")], now: later)
    #expect(directory.names("rejected") == ["poison.xml", "poison.xml.reason"])
    #expect(try ledger.counts().filings == 0)
    // Another file of that name starts anew.
    _ = try restarted.judge([try drop(filing(), as: "poison.xml")], now: later)
    #expect(try ledger.counts().filings == 1)
  }

  @Test("A file that is judged after all is blamed no longer, and neither is the next of its name")
  func blamedNoLonger() throws {
    let state = directory.path + "/state"
    for shares in 1...Intake.crashes + 1 {
      try AttemptNote(directory: state).begin(FileName("form4.xml"))
      let restarted = try IntakeTests.intake(directory, ledger)
      _ = try restarted.judge([try drop(filing(shares: shares), as: "form4.xml")], now: later)
    }
    #expect(try ledger.counts().filings == Intake.crashes + 1)
    #expect(directory.names("rejected").isEmpty)
  }

  @Test("What is no file is left alone")
  func oddEntries() throws {
    mkfifo(directory.path + "/inbox/fifo", 0o600)
    #expect(try intake.judge([FileName("fifo"), FileName("missing")], now: later).isEmpty)
    #expect(directory.names("inbox") == ["fifo"])
  }
}

@Suite("The rules that are in force")
struct RuleBookTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.make("rules.d")
    try directory.write("rules.d/a.rules", "rule one { match sale }")
    try directory.write("rules.d/b.rules", "rule two { match purchase }")
  }

  private func reloaded(_ book: RuleBook = RuleBook(), lastGood: [String: String] = [:]) -> RuleBook {
    var book = book
    let texts = lastGood.map { (directory.path + "/rules.d/" + $0.key, Array($0.value.utf8)) }
    book.reload(
      from: [directory.path + "/rules.d"],
      lastGood: Dictionary(texts, uniquingKeysWith: { first, _ in first }))
    return book
  }

  @Test("All files of the folder are compiled together, in the order of their names")
  func good() {
    let book = reloaded()
    #expect(book.rules.ruleNames == ["one", "two"])
    #expect(book.complaint == nil)
  }

  @Test("A bad file keeps its last good text, and the good ones go live")
  func bad() throws {
    try directory.write("rules.d/a.rules", "rule one { match sales }")
    try directory.write("rules.d/b.rules", "rule three { match purchase }")
    let book = reloaded(lastGood: [
      "a.rules": "rule old { match sale }", "b.rules": "rule two { match purchase }",
    ])
    #expect(book.rules.ruleNames == ["old", "three"])
    #expect(book.complaint?.badFiles == [directory.path + "/rules.d/a.rules"])
    #expect(book.complaint?.text.contains("did you mean `sale`?") == true)
  }

  @Test("A bad file without a last good text is left out")
  func neverGood() throws {
    try directory.write("rules.d/a.rules", "rule one {")
    let book = reloaded()
    #expect(book.rules.ruleNames == ["two"])
    #expect(book.complaint != nil)
  }

  @Test("A mended file ends the complaint")
  func mended() throws {
    try directory.write("rules.d/a.rules", "rule one {")
    let bad = reloaded()
    try directory.write("rules.d/a.rules", "rule one { match gift }")
    let book = reloaded(bad)
    #expect(book.complaint == nil && book.rules.ruleNames == ["one", "two"])
  }

  @Test("A folder that is not there is a complaint and not an empty rule set without a word")
  func missing() {
    var book = RuleBook()
    book.reload(from: [directory.path + "/nowhere"], lastGood: [:])
    #expect(book.complaint?.summary.contains("nowhere") == true)
  }
}
