import Filings

extension Evaluator {
  /// Days from the owner's last row of a kind at this issuer to the first row of the group. Where no such row is known,
  /// it is at least as long ago as the history reaches; where that is not known either, nothing is.
  func daysSinceLast(_ kinds: KindMask, _ members: [Member]) -> Interval {
    let first = members.map { days(of: $0.row) }.reduce(nil) { $0?.minimum($1) ?? $1 }
    guard let first, let earliest = first.low, let latest = first.high else { return .nonNegative }
    var surest: Decimal?
    var newest: Decimal?
    for row in pastRows(of: kinds, except: members) {
      let days = Interval(row.date)
      guard days.low.map({ $0 < latest }) ?? true else { continue }
      let last = min(days.high ?? earliest, earliest)
      newest = newest.map { max($0, last) } ?? last
      if KindMask(of: row).isOne(of: kinds) == .yes, let day = days.point, day < earliest {
        surest = surest.map { max($0, day) } ?? day
      }
    }
    let high = surest.flatMap { latest.adding(-$0) }
    // What happened before the history begins is not known; since then all is.
    let since = dossier.history.isCut ? nil : historyReaches.map { Decimal(Int($0.number)) }
    guard let known = [newest, since].compactMap({ $0 }).max(), since != nil else {
      return Interval(low: .zero, high: high)
    }
    return Interval(low: earliest.adding(-known).map { max($0, .zero) } ?? .zero, high: high)
  }

  /// The day since which this owner's rows at this issuer are known: for the ledger the day that it vouches for, for
  /// filings that a command was given the first of them.
  var historyReaches: Day? {
    let days = dossier.past.flatMap { filing in
      filing.transactions.compactMap(\.date.value) + [filing.period.value].compactMap { $0 }
    }
    return [days.min(), dossier.history.since].compactMap { $0 }.min()
  }

  /// The owner's rows at the issuer that may be of a kind, other than the group's own in this filing.
  private func pastRows(of kinds: KindMask, except members: [Member]) -> [Transaction] {
    let own = Set(members.map(\.row))
    let beside = dossier.rows(of: .transaction, in: 0).filter { !own.contains($0) }
      .compactMap { row in dossier.current.withTransaction(row) { $0 } }
    return (dossier.past.flatMap(\.transactions) + beside).filter {
      KindMask(of: $0).isOne(of: kinds) != .no
    }
  }

  private func days(of row: RowReference) -> Interval {
    report(of: row).withTransaction(row) { Interval($0.date) } ?? .anything
  }
}
