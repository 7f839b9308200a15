extension OwnershipReader {
  /// Rows of both kinds may stand in any order; a row's number is its place among all of them.
  mutating func readTable(isDerivative: Bool) throws(FilingError) {
    // A row is large, so it is put together where it stays. The array leaves the filing for as long, because a function
    // that changes the reader cannot at the same time be lent a part of it.
    var transactions: [Transaction] = []
    Swift.swap(&transactions, &filing.transactions)
    // A row has about two thousand bytes, so nearly every table finds its room at once.
    transactions.reserveCapacity(xml.document.count / 2_048 &+ 1)
    var row = 0
    while let element = try xml.nextChild() {
      switch element {
      case .nonDerivativeTransaction, .derivativeTransaction, .nonDerivativeHolding, .derivativeHolding:
        row &+= 1
        guard transactions.count &+ filing.holdings.count < Limits.rows else {
          throw tooMany("rows", Limits.rows)
        }
        if element == .nonDerivativeHolding || element == .derivativeHolding {
          try readHolding(row, isDerivative: isDerivative)
        } else {
          try readTransaction(row, isDerivative: isDerivative, into: &transactions)
        }
      default: try xml.skip()
      }
    }
    Swift.swap(&transactions, &filing.transactions)
  }

  private mutating func readHolding(_ number: Int, isDerivative: Bool) throws(FilingError) {
    var row = Transaction(position: Position(row: number, isDerivative: isDerivative))
    try readRow(&row)
    settle(under: "holdings", at: filing.holdings.count)
    var holding = Holding(position: row.position)
    holding.formType = row.formType
    filing.holdings.append(holding)
  }

  private mutating func readTransaction(
    _ number: Int, isDerivative: Bool, into transactions: inout [Transaction]
  ) throws(FilingError) {
    let index = transactions.count
    transactions.append(Transaction(position: Position(row: number, isDerivative: isDerivative)))
    try readRow(&transactions[index])
    settle(under: "transactions", at: index)
    if priceReferences.isEmpty { return }
    // In most rows the price alone refers to footnotes, and what is there already need not be put together again.
    let isAlone = priceReferences.count == xml.footnoteReferences.count
    let ids =
      isAlone
      ? transactions[index].position.footnotes : distinctFootnotes(xml.footnoteReferences[priceReferences])
    priceFootnotes.append((index, ids))
  }

  private mutating func readRow(_ row: inout Transaction) throws(FilingError) {
    if row.position.isDerivative { row.position.terms = DerivativeTerms() }
    priceReferences = 0..<0
    if !xml.footnoteReferences.isEmpty { xml.footnoteReferences.removeAll(keepingCapacity: true) }
    try readFields(of: &row)
    guard xml.footnoteReferences.count <= Limits.footnoteReferences else {
      throw tooMany("references to footnotes in one row", Limits.footnoteReferences)
    }
    row.position.footnotes = distinctFootnotes(xml.footnoteReferences[...])
  }

  /// The leaves of a row have names of their own, so groups of them, known and unknown, are looked through.
  private mutating func readFields(of row: inout Transaction) throws(FilingError) {
    let depth = xml.depth
    while xml.depth >= depth {
      switch try xml.nextChild() {
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
      default: break
      }
    }
  }

  /// In order of first reference.
  private func distinctFootnotes(_ references: ArraySlice<XMLText>) -> [String] {
    if references.isEmpty { return [] }
    var ids: [String] = []
    for reference in references {
      guard let id = xml.document.string(reference), !ids.contains(id) else { continue }
      ids.append(id)
    }
    return ids
  }
}
