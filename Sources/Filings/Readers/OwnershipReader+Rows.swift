extension OwnershipReader {
  /// Rows of both kinds may stand in any order; a row's number is its place among all of them.
  mutating func readTable(isDerivative: Bool) throws(FilingError) {
    var row = 0
    while let element = try xml.nextChild() {
      switch element {
      case .nonDerivativeTransaction, .derivativeTransaction, .nonDerivativeHolding, .derivativeHolding:
        row &+= 1
        guard filing.transactions.count &+ filing.holdings.count < Limits.rows else {
          throw tooMany("rows", Limits.rows)
        }
        let isHolding = element == .nonDerivativeHolding || element == .derivativeHolding
        try readRow(Position(row: row, isDerivative: isDerivative), isHolding: isHolding)
      default: try xml.skip()
      }
    }
  }

  private mutating func readRow(_ position: Position, isHolding: Bool) throws(FilingError) {
    // Two out of three filings have at most four rows.
    if !isHolding, filing.transactions.isEmpty { filing.transactions.reserveCapacity(4) }
    var row = Transaction(position: position)
    if position.isDerivative { row.position.terms = DerivativeTerms() }
    var price = 0..<0
    xml.footnoteReferences.removeAll(keepingCapacity: true)
    try readFields(of: &row, priceReferences: &price)
    guard xml.footnoteReferences.count <= Limits.footnoteReferences else {
      throw tooMany("references to footnotes in one row", Limits.footnoteReferences)
    }
    row.position.footnotes = distinctFootnotes(xml.footnoteReferences[...])
    if isHolding {
      settle(under: "holdings", at: filing.holdings.count)
      var holding = Holding(position: row.position)
      holding.formType = row.formType
      filing.holdings.append(holding)
    } else {
      settle(under: "transactions", at: filing.transactions.count)
      if !price.isEmpty {
        priceFootnotes.append((filing.transactions.count, distinctFootnotes(xml.footnoteReferences[price])))
      }
      filing.transactions.append(row)
    }
  }

  /// The leaves of a row have names of their own, so groups of them, known and unknown, are read alike.
  private mutating func readFields(
    of row: inout Transaction, priceReferences: inout Range<Int>
  ) throws(FilingError) {
    while let element = try xml.nextChild() {
      switch element {
      case .securityTitle: row.position.security = try text()
      case .transactionDate: row.date = try day("date", of: &row)
      case .deemedExecutionDate: row.deemed = try day("deemed", of: &row)
      case .transactionFormType: row.formType = try text()
      case .transactionCode: row.code = try code()
      case .equitySwapInvolved: row.isSwap = try swap()
      case .transactionTimeliness: row.timeliness = try text()
      case .transactionShares: row.shares = try number("shares", of: &row)
      case .transactionTotalValue: row.totalValue = try number("total_value", of: &row)
      case .transactionPricePerShare:
        let before = xml.footnoteReferences.count
        row.price = try number("price", of: &row)
        priceReferences = before..<xml.footnoteReferences.count
      case .transactionAcquiredDisposedCode:
        row.isAcquired = try letter("acquired", yes: UInt8(ascii: "A"), no: UInt8(ascii: "D"))
      case .sharesOwnedFollowingTransaction: row.position.ownedAfter = try number("owned_after", of: &row)
      case .valueOwnedFollowingTransaction:
        row.position.valueOwnedAfter = try number("value_owned_after", of: &row)
      case .directOrIndirectOwnership:
        row.position.isDirect = try letter("direct", yes: UInt8(ascii: "D"), no: UInt8(ascii: "I"))
      case .natureOfOwnership: row.position.nature = try text()
      case .conversionOrExercisePrice:
        let price = try number("exercise_price", of: &row)
        row.position.terms?.exercisePrice = price
      case .exerciseDate:
        let day = try day("exercisable", of: &row)
        row.position.terms?.exercisable = day
      case .expirationDate:
        let day = try day("expires", of: &row)
        row.position.terms?.expires = day
      case .underlyingSecurityTitle: row.position.terms?.underlyingSecurity = try text()
      case .underlyingSecurityShares:
        let shares = try number("underlying.shares", of: &row)
        row.position.terms?.underlyingShares = shares
      case .underlyingSecurityValue:
        let value = try number("underlying.value", of: &row)
        row.position.terms?.underlyingValue = value
      default: try readFields(of: &row, priceReferences: &priceReferences)
      }
    }
  }

  /// In order of first reference.
  private func distinctFootnotes(_ references: ArraySlice<XMLText>) -> [String] {
    var ids: [String] = []
    for reference in references {
      guard let id = xml.string(reference), !ids.contains(id) else { continue }
      ids.append(id)
    }
    return ids
  }
}
