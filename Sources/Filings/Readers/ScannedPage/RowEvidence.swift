/// What the rest of the page says of the values in its rows. Evidence only ever removes readings, and where it would
/// remove all of them it says nothing.
struct RowEvidence {
  /// Date of the earliest transaction, or the other date in the head.
  let period: Day?
  let signed: Day?
  let footnotes: [Footnote]
  /// The rules between cells may have been read as digits, so that no number is above doubt.
  let hasRules: Bool
  /// Digits of the printed captions are misread, so that no number is taken that the page does not say twice.
  var hasMisreadDigits: Bool

  /// The balance of derivative securities runs in each class of its own, so that it says nothing of the row before.
  func weigh(_ rows: inout [TableRow], isDerivative: Bool) {
    for index in rows.indices { weighPrice(of: &rows[index]) }
    weighRounding(of: &rows)
    weighDates(of: &rows)
    if !isDerivative {
      weighBalances(of: &rows)
      for index in rows.indices { partPrice(of: &rows[index]) }
      doubtBalances(of: &rows)
      doubtDigits(of: &rows)
    }
  }

  /// What nothing else on the page vouches for.
  func doubt(_ rows: inout [TableRow], isDerivative: Bool) {
    doubtUnvouched(in: &rows, isDerivative: isDerivative)
    doubtGluedMarkers(in: &rows)
    if !isDerivative { doubtParts(in: &rows) }
    for index in rows.indices { weighLetters(of: &rows[index]) }
    guard isDerivative else { return }
    for index in rows.indices {
      weighUnderlying(of: &rows[index])
      weighDirection(of: &rows[index])
    }
  }

  private func doubtUnderlying(of row: inout TableRow) {
    guard let shares = row.shares.only?.description,
      let underlying = row.terms.underlyingShares.only?.description,
      RowEvidence.isShortened(shares, of: underlying) || RowEvidence.isShortened(underlying, of: shares)
    else { return }
    row.shares.isDoubted = true
    row.terms.underlyingShares.isDoubted = true
  }

  /// Whether `short` is `long` without one or two of its digits.
  private static func isShortened(_ short: String, of long: String) -> Bool {
    guard (1...2).contains(long.count - short.count) else { return false }
    var rest = short[...]
    for digit in long where digit == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Where the place of the number does not tell its column, a code that can mean but one tells it; where the two
  /// contradict each other, one of them is misread.
  private func weighDirection(of row: inout TableRow) {
    let meant = row.codes.isMisread ? nil : row.codes.only.flatMap(RowEvidence.direction)
    guard let meant, row.shares.only != nil else { return }
    row.directions = Candidates(
      evident: row.directions.values.allSatisfy { $0 == meant } ? [meant] : [true, false])
  }

  /// Most derivative securities stand for one share each: a reading that both numbers have is meant.
  /// Where they differ by a digit that one of them lacks, a border took it.
  private func weighUnderlying(of row: inout TableRow) {
    defer { doubtUnderlying(of: &row) }
    let (shares, underlying) = (row.shares.values, row.terms.underlyingShares.values)
    row.terms.underlyingShares.keep(where: shares.contains)
    row.shares.keep(where: underlying.contains)
  }

  // MARK: Prices

  /// The footnote's range holds the price, with as many decimals as its ends; otherwise prices have two decimals or
  /// four, as brokers and averages have them.
  private func weighPrice(of row: inout TableRow) {
    let ranges = ranges(of: row)
    row.prices.keep { price in ranges.contains { $0.low <= price && price <= $0.high } }
    let decimals = ranges.map { max($0.low.scale, $0.high.scale) }.max()
    if let decimals, row.prices.only == nil { row.prices.keep { $0.scale == decimals } }
    if row.prices.only == nil { row.prices.keep { [0, 2, 4].contains($0.scale) || $0.hasSixDigits } }
    if let price = row.prices.only, !ranges.isEmpty {
      row.prices.isDoubted = !ranges.contains { $0.low <= price && price <= $0.high }
    }
  }

  /// A price ends where the amount owned begins: what the one leaves open, the other may decide.
  private func partPrice(of row: inout TableRow) {
    let (prices, balances) = (row.prices.readings, row.balances.readings)
    row.prices.keep(beside: { price in balances.contains { price.upperBound <= $0.pieces.lowerBound } })
    row.balances.keep(beside: { balance in prices.contains { $0.pieces.upperBound <= balance.lowerBound } })
    // `$39` and `97.38` are parts of one price.
    if let price = row.prices.only, let owned = row.balances.only, price.scale == 0, !price.isZero,
      owned.scale == 2
    {
      row.prices.isDoubted = true
      row.balances.isDoubted = true
    }
    // Where the price is none that is printed so, its digits may be the first ones of the balance.
    if let price = row.prices.only, let end = prices.last?.pieces.upperBound,
      !price.hasSixDigits, !row.prices.isRounded,
      PriceDoubt(price, of: row.prices, isCut: row.prices.isCut) != nil
    {
      row.balances.isOpen = row.balances.isOpen || balances.contains { $0.pieces.lowerBound == end }
    }
  }

  func ranges(of row: TableRow) -> [PriceRange] {
    row.priceMarkers.flatMap { marker in
      footnotes.first { $0.id == "F" + marker }.map { PriceNote($0.text).ranges } ?? []
    }
  }

  // MARK: Dates

  /// A date that the head or another row has as well; none behind the signature.
  private func weighDates(of rows: inout [TableRow]) {
    let certain = Set(rows.compactMap(\.dates.only))
    for index in rows.indices {
      if let signed { rows[index].dates.keep { $0 <= signed } }
      rows[index].dates.keep { $0 == period || certain.contains($0) }
      if let signed, let date = rows[index].dates.only, date > signed { rows[index].dates.isDoubted = true }
    }
  }

  // MARK: Balances

  /// The balance runs from row to row: what was owned before, and what the row changed, is what is owned after.
  private func weighBalances(of rows: inout [TableRow]) {
    for _ in 0..<2 {
      for index in rows.indices.dropFirst() { weighBalance(of: &rows, at: index) }
      for index in rows.indices.dropFirst().reversed() { weighBalance(of: &rows, at: index) }
    }
  }

  private func weighBalance(of rows: inout [TableRow], at index: Int) {
    let chains = chains(from: rows[index - 1], to: rows[index])
    guard !chains.isEmpty else { return }
    rows[index - 1].balances.keep { value in chains.contains { $0.before == value } }
    rows[index].shares.keep { value in chains.contains { $0.shares == value } }
    rows[index].balances.keep { value in chains.contains { $0.after == value } }
    let directions = unique(chains.map(\.isAcquired))
    if rows[index].directions.only == nil || rows[index].directions.isMisread, directions.count == 1 {
      rows[index].directions = Candidates(evident: directions)
    }
  }

  /// A number that a border cuts is doubted where the balance neither leads to it nor on from it, but should.
  private func doubtBalances(of rows: inout [TableRow]) {
    let follows = rows.indices.map { $0 > 0 ? isFollowed(rows[$0 - 1], by: rows[$0]) : nil }
    for index in rows.indices {
      let behind = index + 1 < rows.count ? follows[index + 1] : nil
      if follows[index] == false, behind != true {
        rows[index].balances.isDoubted = hasRules || rows[index].balances.isCut
      }
      if follows[index] == nil, behind == false {
        rows[index].balances.isDoubted = hasRules || rows[index].balances.isCut
      }
      if follows[index] == false { rows[index].shares.isDoubted = hasRules || rows[index].shares.isCut }
    }
  }

  /// Where the balance breaks, and would not if one of its numbers had a digit more, fewer or other: that one is misread.
  private func doubtDigits(of rows: inout [TableRow]) {
    for index in rows.indices.dropFirst() {
      guard let off = digitsOff(from: rows[index - 1], to: rows[index]) else { continue }
      if off.after { rows[index].balances.isDoubted = true }
      if off.before { rows[index - 1].balances.isDoubted = true }
      if off.shares { rows[index].shares.isDoubted = true }
    }
  }

  func isDigitOff(from previous: TableRow, to row: TableRow) -> Bool {
    digitsOff(from: previous, to: row).map { $0.before || $0.shares || $0.after } ?? false
  }

  /// Which numbers of a balance that breaks are a digit off; `nil` where it does not break or is not read.
  private func digitsOff(from previous: TableRow, to row: TableRow) -> (
    before: Bool, shares: Bool, after: Bool
  )? {
    guard isFollowed(previous, by: row) == false, let before = previous.balances.only,
      let after = row.balances.only, let shares = row.shares.only, let isAcquired = row.directions.only
    else { return nil }
    let change = isAcquired ? shares : -shares
    let difference = isAcquired ? after.adding(-before) : before.adding(-after)
    return (
      RowEvidence.isDigitOff(before, after.adding(-change)), RowEvidence.isDigitOff(shares, difference),
      RowEvidence.isDigitOff(after, before.adding(change))
    )
  }

  private static func isDigitOff(_ shown: Decimal, _ expected: Decimal?) -> Bool {
    guard let expected = expected?.description, expected.count > 3 else { return false }
    let shown = shown.description
    // Digits that a lost cell took with it are several.
    if expected.count > shown.count + 1, expected.hasPrefix(shown) || expected.hasSuffix(shown) {
      return true
    }
    if shown.count == expected.count { return zip(shown, expected).count { $0 != $1 } == 1 }
    let (short, long) = shown.count < expected.count ? (shown, expected) : (expected, shown)
    return long.count - short.count == 1 && isShortened(short, of: long)
  }

  /// Whether the balance leads from one row to the next; `nil` where they are on different lines or not read.
  private func isFollowed(_ previous: TableRow, by row: TableRow) -> Bool? {
    guard !previous.balances.isBlank, !row.balances.isBlank, !row.shares.isBlank,
      previous.directness.values == row.directness.values
    else { return nil }
    return !chains(from: previous, to: row).isEmpty
  }

  struct Chain {
    let before: Decimal
    let shares: Decimal
    let isAcquired: Bool
    let after: Decimal
  }

  func chains(from previous: TableRow, to row: TableRow) -> [Chain] {
    let directions = row.directions.isBlank ? [true, false] : row.directions.values
    var chains: [Chain] = []
    for before in previous.balances.values {
      for shares in row.shares.values where !shares.isZero {
        for isAcquired in directions {
          guard let after = before.adding(isAcquired ? shares : -shares), row.balances.values.contains(after)
          else { continue }
          chains.append(Chain(before: before, shares: shares, isAcquired: isAcquired, after: after))
        }
      }
    }
    return chains
  }

  // MARK: Letters

  /// A misread A or D is taken when the code means the same, a misread ownership when the column beside it agrees.
  private func weighLetters(of row: inout TableRow) {
    if row.directions.isMisread {
      let direction = row.codes.isMisread ? nil : row.codes.values.first.flatMap(RowEvidence.direction)
      row.directions.restrict(to: direction)
    }
    if row.directness.isMisread {
      row.directness.restrict(to: row.nature == nil)
    }
  }

  /// Whether a code that can mean but one direction means an acquisition.
  private static func direction(of code: TransactionCode) -> Bool? {
    switch code.description {
    case "P", "A", "L": true
    case "S", "D", "F", "U": false
    default: nil
    }
  }
}
