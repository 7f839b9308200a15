/// What is taken of rows from which something is missing, and of pages whose digits are misread: what the page says twice.
extension RowEvidence {
  /// The balance vouches for the numbers of which it consists, a footnote's range for the price in it, another date of
  /// the page for a date.
  func doubtUnvouched(in rows: inout [TableRow], isDerivative: Bool) {
    let isFollowed = rows.indices.map { index in
      !isDerivative && index > 0 && runs(from: rows[index - 1], to: rows[index])
    }
    let days = rows.compactMap(\.dates.only) + [period].compactMap { $0 }
    for index in rows.indices where hasMisreadDigits || rows[index].isOutOfPlace {
      let runsOn = index + 1 < rows.count && isFollowed[index + 1]
      if !isFollowed[index] { rows[index].shares.isDoubted = true }
      if !isFollowed[index], !runsOn { rows[index].balances.isDoubted = true }
      if hasMisreadDigits || !isInRange(rows[index]) { rows[index].prices.isDoubted = true }
      let date = rows[index].dates.only
      if days.count(where: { $0 == date }) < 2 { rows[index].dates.isDoubted = true }
      rows[index].terms.doubt(isAll: hasMisreadDigits)
    }
  }

  /// Where borders cut the numbers of a table, and a cell is lost, the rest looks like a smaller number: a price without
  /// cents, some hundred securities where nearly all own more, or a fraction of one.
  func doubtParts(in rows: inout [TableRow]) {
    guard rows.contains(where: \.isCut) else { return }
    let isFollowed = rows.indices.map { $0 > 0 && runs(from: rows[$0 - 1], to: rows[$0]) }
    for index in rows.indices {
      let isVouched = isFollowed[index] || (index + 1 < rows.count && isFollowed[index + 1])
      if let price = rows[index].prices.only, price.scale == 0, !price.isZero, !isInRange(rows[index]) {
        rows[index].prices.isDoubted = true
      }
      if let owned = rows[index].balances.only, !isVouched, !owned.isZero,
        owned.scale > 0 || owned < RowEvidence.fewOwned
      {
        rows[index].balances.isDoubted = true
      }
      if let shares = rows[index].shares.only, shares.scale > 0, !isFollowed[index] {
        rows[index].shares.isDoubted = true
      }
    }
  }

  /// A price whose last digit is the number of a footnote that no row refers to: the brackets may be lost.
  func doubtGluedMarkers(in rows: inout [TableRow]) {
    let referred = Set(rows.flatMap(\.markers))
    let open = footnotes.map { String($0.id.dropFirst()) }.filter { !referred.contains($0) }
    for index in rows.indices where rows[index].priceMarkers.isEmpty {
      guard let price = rows[index].prices.only, price.scale > 2,
        open.contains(where: { price.description.hasSuffix($0) })
      else { continue }
      rows[index].prices.isDoubted = true
    }
  }

  private static let fewOwned = Decimal(1_000)

  /// An average of a hundred and more has two decimals by chance only where the others have three, or where a border
  /// stands in them.
  func weighRounding(of rows: inout [TableRow]) {
    let areRounded = rows.contains { $0.prices.only?.hasSixDigits == true }
    for index in rows.indices {
      guard let price = rows[index].prices.only, price.scale == 2, price >= RowEvidence.sixDigits,
        !ranges(of: rows[index]).isEmpty
      else { continue }
      rows[index].prices.isRounded = areRounded || rows[index].prices.isCutInDecimals
    }
  }

  private static let sixDigits = Decimal(100)

  /// Nothing vouches for a holding.
  func doubtHolding(_ row: inout TableRow) {
    guard hasMisreadDigits || row.isOutOfPlace else { return }
    row.balances.isDoubted = true
    row.terms.doubt(isAll: hasMisreadDigits)
  }

  /// Whether the balance leads from one row to the next; of rows on different lines it does so by no chance.
  func runs(from previous: TableRow, to row: TableRow) -> Bool {
    previous.balances.only != nil && row.shares.only != nil && row.balances.only != nil
      && !chains(from: previous, to: row).isEmpty
  }

  private func isInRange(_ row: TableRow) -> Bool {
    guard let price = row.prices.only else { return false }
    return ranges(of: row).contains { $0.low <= price && price <= $0.high }
  }
}

extension TableTerms {
  /// Sums and numbers; days only where digits are misread.
  fileprivate mutating func doubt(isAll: Bool) {
    exercisePrices.isDoubted = true
    underlyingShares.isDoubted = true
    if isAll { (exercisable.isDoubted, expires.isDoubted) = (true, true) }
  }
}

/// What in the rows shows that digits were misread.
extension RowEvidence {
  /// Days that are none or come behind the signature, and balances that a single digit breaks.
  func oddRows(of rows: [TableRow], isDerivative: Bool) -> Int {
    let breaks =
      isDerivative ? 0 : rows.indices.dropFirst().count { isDigitOff(from: rows[$0 - 1], to: rows[$0]) }
    return breaks + rows.count(where: hasOddDay)
  }

  /// A torn row is another matter.
  private func hasOddDay(_ row: TableRow) -> Bool {
    if row.dates.isBlank { return !row.isIllegible && !row.isOutOfPlace && row.shown.count { $0 == "/" } > 1 }
    guard let signed, let day = row.dates.only else { return false }
    return day > signed
  }
}
