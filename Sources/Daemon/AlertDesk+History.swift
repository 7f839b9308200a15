import Filings
import Rules

/// Filings that are known from an import alone.
extension AlertDesk {
  /// An import judges nothing, so a filing that it brought is judged when it lands in the inbox: whoever drops it there
  /// asks for it. What is judged is the filing as it is held, which is at least as good as what came now.
  /// `insiderd import --as-judged` leaves no such filings.
  func judgeHistory(_ number: Int64, _ origin: Origin, in ledger: Ledger, now: Int64) throws(LedgerError) {
    guard try ledger.isOnlyHistory(number), let held = try ledger.recall(number) else { return }
    let arrival = Arrival(
      filing: held, number: number, reason: "\(held.reference) changed what it rested on")
    _ = try settle(arrival, origin, in: ledger, now: now) { number }
    count(held)
  }
}
