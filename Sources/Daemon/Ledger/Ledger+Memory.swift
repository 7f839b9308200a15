import Filings
import Rules

/// The same for a run without a ledger, such as `--dry-run`: the filings of the run, as many as are worth their memory.
struct UnrecordedFilings {
  private var byReport: [Report: [Filing]] = [:]
  private var byParty: [String: [Filing]] = [:]
  private var count = 0

  /// What tells reports apart at a glance.
  private struct Report: Hashable {
    let period: Day
    let form: Form
    let issuer: String?
    let owner: String
  }

  /// Filings that are remembered: a trial of the rules over a quarter has some fifty thousand.
  private static let limit = 50_000

  mutating func add(_ filing: Filing) {
    guard count < UnrecordedFilings.limit else { return }
    count += 1
    if let report = Self.report(of: filing) { byReport[report, default: []].append(filing) }
    for key in filing.partyKeys { byParty[key, default: []].append(filing) }
  }

  func memory(of filing: Filing, reach: RuleSet.Reach) -> History {
    var history = History()
    for part in Self.report(of: filing).flatMap({ byReport[$0] }) ?? [] { history.add(part) }
    if reach != .report {
      for key in filing.partyKeys.sorted() { for other in byParty[key] ?? [] { history.add(other) } }
    }
    return history
  }

  private static func report(of filing: Filing) -> Report? {
    guard let period = filing.period.value, let owner = filing.owners.first.flatMap({ PartyName($0).key })
    else { return nil }
    return Report(period: period, form: filing.form, issuer: filing.issuer.cik.value, owner: owner)
  }
}
