import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

/// A ledger of its own with an intake before it: files are dropped and judged without a daemon.
final class LedgerBench {
  let directory: TemporaryDirectory
  let ledger: Ledger
  let intake: Intake
  /// Long after the files were written.
  static let later: Int64 = 4_000_000_000

  init(_ rules: String) throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    _ = try directory.make("state")
    ledger = try Ledger(directory: directory.path + "/state")
    let inbox = try Inbox(InboxPlaces(inbox: try directory.make("inbox")))
    intake = try Intake(
      inbox: inbox, rules: try LedgerBench.rules(rules), ledger: ledger,
      announcer: Announcer(channel: .nobody),
      note: nil, after: .archive, log: Log(journal: nil))
  }

  static func rules(_ text: String) throws -> RuleSet {
    try #require(RuleSet.compile([SourceFile(name: "a.rules", text: text)]).ruleSet)
  }

  /// Judges one made-up sale, dropped under a name of its own.
  func judge(
    _ name: String, owner: Int = 1, ticker: String = "GRML", shares: Int = 100, date: String = "2024-05-06",
    now: Int64 = LedgerBench.later
  ) throws {
    try directory.write("inbox/\(name)", LedgerBench.sale(owner, ticker, shares, date))
    #expect(try intake.judge([FileName(name)], now: now).isEmpty)
  }

  /// The ids of all alerts, the oldest first.
  func identifiers() throws -> [String] {
    var filter = AlertFilter()
    filter.all = true
    return try ledger.alerts(matching: filter).alerts.compactMap { SaidIdentifier($0.body)?.id }
  }

  func deliveries(_ states: DeliveryState...) throws -> [DeliveryEntry] {
    var filter = DeliveryFilter()
    filter.states = states
    return try ledger.deliveries(matching: filter).deliveries
  }

  private struct SaidIdentifier: Decodable {
    let id: String

    init?(_ text: String) {
      guard let found = try? JSONDecoder().decode(SaidIdentifier.self, from: Data(text.utf8)) else {
        return nil
      }
      self = found
    }
  }

  private static func sale(_ owner: Int, _ ticker: String, _ shares: Int, _ date: String) -> String {
    """
    <?xml version="1.0"?>
    <ownershipDocument><schemaVersion>X0508</schemaVersion><documentType>4</documentType>
    <periodOfReport>\(date)</periodOfReport>
    <issuer><issuerCik>0009999901</issuerCik><issuerName>GRENADINE MILLS</issuerName>
    <issuerTradingSymbol>\(ticker)</issuerTradingSymbol></issuer>
    <reportingOwner><reportingOwnerId><rptOwnerCik>\(String(9_000_000_000 + owner))</rptOwnerCik>
    <rptOwnerName>FALK INA</rptOwnerName></reportingOwnerId>
    <reportingOwnerRelationship><isOfficer>1</isOfficer></reportingOwnerRelationship></reportingOwner>
    <nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common Stock</value></securityTitle>
    <transactionDate><value>\(date)</value></transactionDate><transactionCoding>
    <transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
    <equitySwapInvolved>0</equitySwapInvolved></transactionCoding><transactionAmounts>
    <transactionShares><value>\(shares)</value></transactionShares>
    <transactionPricePerShare><value>10</value></transactionPricePerShare>
    <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
    <postTransactionAmounts><sharesOwnedFollowingTransaction><value>5</value></sharesOwnedFollowingTransaction>
    </postTransactionAmounts><ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
    </ownershipNature></nonDerivativeTransaction></nonDerivativeTable>
    <ownerSignature><signatureName>Ina Falk</signatureName><signatureDate>\(date)</signatureDate></ownerSignature>
    </ownershipDocument>
    """
  }
}
