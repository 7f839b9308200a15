import Filings
import Testing

@testable import Daemon

@Suite("Filings that look alike")
struct LookAlikeTests {
  @Test(
    "are looked for among those of their issuer, not among all of their day",
    arguments: [true, false], [true, false])
  func plan(hasAccession: Bool, hasIssuer: Bool) throws {
    let folder = try TemporaryDirectory()
    let ledger = try Ledger(directory: folder.path)
    let plan = try ledger.database.plan(
      of: Ledger.lookAlikes(hasAccession: hasAccession, hasIssuer: hasIssuer))
    #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") })
    let index = hasAccession ? "filing_unnumbered" : "filing_period"
    let searches = plan.filter { $0.hasPrefix("SEARCH") }
    #expect(searches.allSatisfy { $0.contains("USING INDEX \(index) (period=? AND form=?") })
    if hasIssuer { #expect(searches.allSatisfy { $0.contains("issuer=?") }) }
  }
}
