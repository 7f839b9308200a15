import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

@Suite("The intake walks through archives")
struct IntakeArchiveTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger
  private let intake: Intake
  private let later = Clock.now() + 60

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
    ledger = try Ledger(directory: directory.path + "/state")
    let rules = try #require(
      RuleSet.compile([SourceFile(name: "a.rules", text: "rule any_sale { match sale }")]).ruleSet)
    intake = try Intake(
      inbox: Inbox(InboxPlaces(inbox: try directory.make("inbox"))), rules: rules, ledger: ledger,
      announcer: Announcer(channel: .nobody), note: AttemptNote(directory: directory.path + "/state"),
      after: .archive, log: Log(journal: nil))
  }

  @Test func `the filings of an archive are judged and the archive leaves the inbox`() throws {
    try judge(try drop(tar([("a.nc", feed(1)), ("b.nc", feed(2))]), as: "feed.tar"))
    #expect(try ledger.counts().filings == 2)
    #expect(try ledger.counts().alerts == 2)
    #expect(names("inbox").isEmpty)
    #expect(try names("archive/\(#require(names("archive").first))") == ["feed.tar"])
  }

  @Test func `a filing that came before is known in an archive, which adds what it knows`() throws {
    _ = try intake.judge([try drop(Array(document(1).utf8), as: "form4.xml")], now: later)
    try judge(try drop(tar([("a.nc", feed(1)), ("b.nc", feed(1))]), as: "feed.tar"))
    let counts = try ledger.counts()
    #expect(counts.filings == 1)
    #expect(counts.alerts == 1)
    let accession = try ledger.database.value("SELECT accession FROM filing")
    #expect(accession == .text("0009999903-24-000001"))
  }

  @Test
  func `an archive with a member that is no filing is rejected with the reason, and the rest is judged`()
    throws
  {
    try judge(try drop(tar([("a.nc", feed(1)), ("notes.txt", "hello")]), as: "feed.tar"))
    #expect(try ledger.counts().filings == 1)
    #expect(try ledger.counts().rejected == 1)
    #expect(names("rejected") == ["feed.tar", "feed.tar.reason"])
    let reason = try String(contentsOfFile: directory.path + "/rejected/feed.tar.reason", encoding: .utf8)
    #expect(
      reason.hasPrefix("feed.tar: 1 filings, 1 that could not be read; what could be read was judged\n"))
    #expect(reason.contains("feed.tar/notes.txt: this is no filing that is known"))
  }

  @Test func `an archive that is still growing is looked at again`() throws {
    let whole = tar([("a.nc", feed(1))])
    let name = try drop(Array(whole[..<1_000]), as: "feed.tar")
    _ = try intake.judge([name], now: Clock.now())
    #expect(try intake.goOnWithArchive(now: Clock.now()) == name)
    _ = try drop(whole, as: "feed.tar")
    try judge(name)
    #expect(try ledger.counts().filings == 1)
  }

  @Test func `an archive in whose place another was put does not take that one along`() throws {
    let members = (1...9).map { ("\($0).nc", feed($0)) }
    let name = try drop(tar(members), as: "feed.tar")
    _ = try intake.judge([name], now: later)
    let archive = try #require(intake.archives.first)
    let opened = try #require(intake.opened(name))
    try archive.open(opened.source, opened.fingerprint)
    try FileManager.default.removeItem(atPath: directory.path + "/inbox/feed.tar")
    _ = try drop(tar([("other.nc", feed(1).replacing("<value>1<", with: "<value>77<"))]), as: "feed.tar")
    // As many slices as it takes.
    var waiting: FileName?
    while intake.hasArchives, waiting == nil { waiting = try intake.goOnWithArchive(now: later) }
    #expect(waiting == name)
    #expect(names("inbox") == ["feed.tar"])
    try judge(name)
    #expect(try ledger.counts().filings == 10)
  }

  @Test func `a name that rings again while its archive is open opens it once`() throws {
    let name = try drop(tar([("a.nc", feed(1))]), as: "feed.tar")
    _ = try intake.judge([name, name], now: later)
    #expect(intake.archives.count == 1)
  }

  // MARK: -

  private func judge(_ name: FileName) throws {
    _ = try intake.judge([name], now: later)
    while intake.hasArchives { #expect(try intake.goOnWithArchive(now: later) == nil) }
  }

  private func drop(_ bytes: [UInt8], as name: String) throws -> FileName {
    try Data(bytes).write(to: URL(filePath: directory.path + "/inbox/" + name))
    return FileName(name)
  }

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory.path + "/" + folder)) ?? []).sorted()
  }

  private func document(_ number: Int) -> String {
    """
    <ownershipDocument><documentType>4</documentType><periodOfReport>2024-05-06</periodOfReport>
    <issuer><issuerCik>0009999901</issuerCik><issuerName>GRENADINE MILLS</issuerName></issuer>
    <reportingOwner><reportingOwnerId><rptOwnerCik>000999990\(number)</rptOwnerCik></reportingOwnerId></reportingOwner>
    <nonDerivativeTable><nonDerivativeTransaction>
    <transactionCoding><transactionCode>S</transactionCode></transactionCoding>
    <transactionAmounts><transactionShares><value>\(number)</value></transactionShares></transactionAmounts>
    </nonDerivativeTransaction></nonDerivativeTable></ownershipDocument>
    """
  }

  private func feed(_ number: Int) -> String {
    """
    <SUBMISSION><ACCESSION-NUMBER>0009999903-24-00000\(number)<TYPE>4<FILING-DATE>20240507<DOCUMENT><TYPE>4<TEXT>
    <XML>\(document(number))</XML></TEXT></DOCUMENT></SUBMISSION>
    """
  }

  /// The simplest archive that tar(1) reads.
  private func tar(_ members: [(name: String, text: String)]) -> [UInt8] {
    members.flatMap { header($0.name, size: $0.text.utf8.count) + padded(Array($0.text.utf8)) }
      + [UInt8](repeating: 0, count: 1_024)
  }

  private func header(_ name: String, size: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    put(name, at: 0)
    put(String(size, radix: 8), at: 124)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\u{0}00", at: 257)
    put(String(header.reduce(0) { $0 + Int($1) }, radix: 8) + "\u{0}", at: 148)
    return header
  }

  private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }
}
