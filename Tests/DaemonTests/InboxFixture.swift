import Filings
import Foundation
import Glibc
import Rules
import Testing

@testable import Daemon

/// An inbox with its intake and ledger in a folder of its own, filled by calls of the operating system.
final class InboxFixture {
  let directory: TemporaryDirectory
  let ledger: Ledger
  private(set) var intake: Intake
  /// Long after every file was written.
  let later = Clock.now() + 60

  init(after: Settings.After = .archive) throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
    _ = try directory.make("inbox")
    ledger = try Ledger(directory: directory.path + "/state")
    intake = try InboxFixture.intake(directory, ledger, after)
  }

  /// What a restart of the daemon makes anew.
  func restart(after: Settings.After = .archive) throws {
    intake = try InboxFixture.intake(directory, ledger, after)
  }

  private static func intake(_ directory: TemporaryDirectory, _ ledger: Ledger, _ after: Settings.After)
    throws
    -> Intake
  {
    let rules = try #require(
      RuleSet.compile([SourceFile(name: "a.rules", text: "rule any_sale { match sale }")]).ruleSet)
    return try Intake(
      inbox: Inbox(InboxPlaces(inbox: directory.path + "/inbox")), rules: rules, ledger: ledger,
      announcer: Announcer(channel: .nobody), note: AttemptNote(directory: directory.path + "/state"),
      after: after, log: Log(journal: nil))
  }

  /// Judges everything that a scan finds, as the daemon's loop does.
  @discardableResult
  func judge(now: Int64? = nil) throws -> [FileName] {
    let now = now ?? later
    let listing = try intake.inbox.scan()
    try intake.heed(listing)
    var waiting = try intake.judge(listing.names, now: now)
    while intake.hasArchives {
      if let name = try intake.goOnWithArchive(now: now) { waiting.append(name) }
    }
    return waiting
  }

  /// Files and other things below a folder, by their paths, without the day of the archive.
  func entries(_ folder: String) -> [String] {
    let base = directory.path + "/" + folder
    let all = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    let leaves = all.filter { path in
      var status = stat()
      return lstat(base + "/" + path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
    guard folder == "archive" else { return leaves.sorted() }
    return leaves.map { String($0.drop { $0 != "/" }.dropFirst()) }.sorted()
  }

  func path(_ name: String) -> String { directory.path + "/inbox/" + name }

  // MARK: - Filling

  /// Writes a file under a name of any bytes, and makes the folders that its path names.
  func write(_ bytes: [UInt8], _ name: [UInt8]) throws {
    var path = Array((directory.path + "/inbox").utf8)
    let parts = name.split(separator: UInt8(ascii: "/"))
    for part in parts.dropLast() {
      path += [UInt8(ascii: "/")] + part
      mkdir(Files.path(path), 0o755)
    }
    let file = creat(Files.path(path + [UInt8(ascii: "/")] + (parts.last ?? [])), 0o644)
    try #require(file >= 0, "cannot create \(FileName(name))")
    defer { close(file) }
    try Files.write(all: bytes, to: file, what: "fill \(FileName(name))")
  }

  func write(_ text: String, _ name: String) throws {
    try write(Array(text.utf8), Array(name.utf8))
  }

  /// A Form 4 of invented people. The number tells filings apart.
  static func filing(_ number: Int = 1) -> String {
    """
    <?xml version="1.0"?>
    <ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>4</documentType>
    <periodOfReport>2024-05-06</periodOfReport>
    <issuer><issuerCik>0009999901</issuerCik><issuerName>GRENADINE MILLS</issuerName>
    <issuerTradingSymbol>GRML</issuerTradingSymbol></issuer>
    <reportingOwner><reportingOwnerId><rptOwnerCik>\(String(3_000_000_000 + number))</rptOwnerCik>
    <rptOwnerName>FALK INA</rptOwnerName></reportingOwnerId>
    <reportingOwnerRelationship><isOfficer>1</isOfficer></reportingOwnerRelationship></reportingOwner>
    <nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common Stock</value></securityTitle>
    <transactionDate><value>2024-05-06</value></transactionDate><transactionCoding>
    <transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
    <equitySwapInvolved>0</equitySwapInvolved></transactionCoding><transactionAmounts>
    <transactionShares><value>100</value></transactionShares>
    <transactionPricePerShare><value>10</value></transactionPricePerShare>
    <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
    <postTransactionAmounts><sharesOwnedFollowingTransaction><value>5</value></sharesOwnedFollowingTransaction>
    </postTransactionAmounts><ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
    </ownershipNature></nonDerivativeTransaction></nonDerivativeTable>
    <ownerSignature><signatureName>Ina Falk</signatureName><signatureDate>2024-05-07</signatureDate></ownerSignature>
    </ownershipDocument>
    """
  }
}
