/// What else the page says that decides between readings of one row. Evidence only ever removes readings, and where it
/// would remove all of them it says nothing.
struct PageEvidence {
  /// Date of the earliest transaction, from the head.
  let period: Day?
  /// The footnotes behind the price.
  let notes: [Footnote]
  /// The row before.
  let previous: Transaction?

  /// Dates agree with the head, or with the row before.
  func dates(_ readings: [Day]) -> [Day] {
    guard readings.count > 1 else { return readings }
    return kept(readings) { $0 == period || $0 == previous?.date.value }
  }

  /// Rows of one table mostly name one security.
  func title(_ readings: [String]) -> [String] {
    let readings = readings.filter { $0.unicodeScalars.allSatisfy(\.isASCII) }
    guard readings.count > 1 else { return readings }
    return kept(readings) { $0 == previous?.position.security.value }
  }

  /// A price with its balance: the footnote's range holds the price, with as many decimals as its ends have; the
  /// balance follows from the row before.
  func pricesAndBalances(_ row: PageRow) -> [(price: Decimal, balance: Decimal)] {
    var pairs = row.pricesAndBalances
    let ranges = notes.flatMap { PriceNote($0.text).ranges }
    if !ranges.isEmpty {
      pairs = kept(pairs) { pair in ranges.contains { $0.low <= pair.price && pair.price <= $0.high } }
      if Set(pairs.map(\.price)).count > 1 {
        let decimals = ranges.map { max($0.low.scale, $0.high.scale) }.max() ?? 0
        pairs = kept(pairs) { $0.price.scale <= decimals }
      }
    }
    if Set(pairs.map(\.balance)).count > 1, row.shares.count == 1, let shares = row.shares.first {
      pairs = kept(pairs) { follows($0.balance, shares: shares, isAcquired: row.isAcquired) }
    }
    return pairs
  }

  /// Shares: where several readings remain, the one that leads from the balance before to the one behind.
  func shares(_ row: PageRow) -> [Decimal] {
    let balances = unique(row.pricesAndBalances.map(\.balance))
    guard row.shares.count > 1, balances.count == 1, let balance = balances.first else { return row.shares }
    return kept(row.shares) { follows(balance, shares: $0, isAcquired: row.isAcquired) }
  }

  private func follows(_ balance: Decimal, shares: Decimal, isAcquired: Bool?) -> Bool {
    guard let before = previous?.position.ownedAfter.value, let isAcquired else { return false }
    return before.adding(isAcquired ? shares : -shares) == balance
  }

  private func kept<Value>(_ readings: [Value], where isSupported: (Value) -> Bool) -> [Value] {
    let supported = readings.filter(isSupported)
    return supported.isEmpty ? readings : supported
  }
}
