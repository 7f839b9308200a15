import Filings
import Rules

/// Filings that are known from an import alone.
extension Intake {
  /// An import judges nothing, so a filing that it brought is judged when it lands in the inbox: whoever drops it there
  /// asks for it. What is judged is the filing as it is held, which is at least as good as what came now.
  /// `insiderd import --as-judged` leaves no such filings.
  func judgeHistory(_ number: Int64, _ origin: Origin, in ledger: Ledger, now: Int64) throws(LedgerError) {
    guard try ledger.isOnlyHistory(number), let held = try ledger.filing(number)?.filing else { return }
    let history = try ledger.memory(of: held, reach: reach, except: number)
    let findings = try announced(records(of: held, history: history, origin), in: ledger, now: now)
    try ledger.beginIfNeeded()
    try ledger.markJudged(number)
    count(held)
    for finding in findings { try keep(finding, of: number, in: ledger, now: now) }
  }
}
