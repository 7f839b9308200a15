import Filings

@testable import Filings

/// The rows of Table II, and holdings of both tables.
extension PageScore {
  mutating func addPositions(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let rows = filing.transactions.filter(\.position.isDerivative)
    let wanted = truth.derivatives ?? []
    if rows.count > wanted.count { count("derivatives", .known(rows.count), wanted.count, page) }
    for (index, truth) in wanted.enumerated() {
      let row = index < rows.count ? rows[index] : Transaction.unread
      let page = "\(page) derivative \(index + 1)"
      count("deriv.date", row.date, truth.date.flatMap { Day($0) }, page)
      count("deriv.code", row.code, truth.code.flatMap { TransactionCode($0) }, page)
      count("deriv.shares", row.shares, decimal(truth.shares), page)
      count("deriv.acquired", row.isAcquired, truth.acquired, page)
      count("deriv.price", row.price, decimal(truth.price), page)
      add(row.position, truth, "deriv", page)
    }
    addHoldings(filing, truth, page)
  }

  private mutating func addHoldings(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let wanted = truth.holdings ?? []
    for isDerivative in [false, true] {
      let rows = filing.holdings.map(\.position).filter { $0.isDerivative == isDerivative }
      let expected = wanted.filter { ($0.terms != nil) == isDerivative }
      if rows.count > expected.count { count("holdings", .known(rows.count), expected.count, page) }
      var rest = rows[...]
      for (index, truth) in expected.enumerated() {
        // A row that is told as illegible is no holding that was read, and does not move those behind it.
        let isMissed = rest.count < expected.count - index && rest.first.map { !fits($0, truth) } ?? true
        let row = isMissed ? nil : rest.popFirst()
        add(
          row ?? Position(row: 0, isDerivative: isDerivative), truth, isDerivative ? "held.deriv" : "held",
          "\(page) holding \(index + 1)\(isDerivative ? " II" : "")")
      }
    }
  }

  private func fits(_ row: Position, _ truth: PageTruth.Position) -> Bool {
    let pairs = [
      (row.ownedAfter, decimal(truth.ownedAfter)),
      (row.terms?.underlyingShares ?? .absent, decimal(truth.terms?.underlyingShares)),
    ]
    return pairs.allSatisfy { reading, number in
      if case .unknown(.candidates(let all)) = reading { return number.map(all.contains) ?? false }
      return reading.value == nil || reading.value == number
    }
  }

  private mutating func add(_ row: Position, _ truth: PageTruth.Position, _ prefix: String, _ page: String) {
    count("\(prefix).security", row.security, truth.security, page)
    if truth.ownedAfter != nil {
      count("\(prefix).owned_after", row.ownedAfter, decimal(truth.ownedAfter), page)
    } else if let value = row.ownedAfter.value {
      count("\(prefix).owned_after", .known(value), nil, page)
    }
    count("\(prefix).direct", row.isDirect, truth.direct, page)
    if let nature = truth.nature { count("\(prefix).nature", row.nature, nature, page) }
    guard let terms = truth.terms else { return }
    add(row.terms?.exercisePrice, decimal(terms.exercisePrice), "\(prefix).exercise_price", page)
    add(row.terms?.exercisable, terms.exercisable.flatMap { Day($0) }, "\(prefix).exercisable", page)
    add(row.terms?.expires, terms.expires.flatMap { Day($0) }, "\(prefix).expires", page)
    add(row.terms?.underlyingSecurity, terms.underlying, "\(prefix).underlying", page)
    add(
      row.terms?.underlyingShares, decimal(terms.underlyingShares), "\(prefix).underlying_shares", page)
  }

  /// An empty place is right when it is read as empty or unknown, and no value that could be wrong.
  private mutating func add<Value: Hashable & Sendable>(
    _ reading: Reading<Value>?, _ truth: Value?, _ field: String, _ page: String
  ) {
    guard truth != nil || reading?.value != nil else { return }
    count(field, reading ?? .absent, truth, page)
  }

  private func decimal(_ number: Double?) -> Decimal? {
    number.flatMap { Decimal($0.printed) }
  }
}
