import Filings

/// Tables of a page: one column for each thing that any of the rows has, numbers to the right.
extension FilingPage {
  struct Column<Row> {
    var title: String
    var isNumber = false
    /// Empty where the row has nothing.
    var cell: (Row) -> String
  }

  /// A column of the terms of derivatives, which rows of both kinds have.
  struct TermColumn {
    var title: String
    var isNumber = false
    var cell: (DerivativeTerms) -> String

    var ofTransaction: Column<Transaction> {
      Column(title: title, isNumber: isNumber) { text(of: $0.position) }
    }
    var ofHolding: Column<Holding> { Column(title: title, isNumber: isNumber) { text(of: $0.position) } }

    private func text(of position: Position) -> String {
      position.terms.map(cell) ?? ""
    }
  }

  static func table<Row>(_ title: String, _ columns: [Column<Row>], _ rows: [Row]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let filled = columns.map { column in (column, [column.title] + rows.map(column.cell)) }
      .filter { $0.1.dropFirst().contains { !$0.isEmpty } }
      .map { column, cells in padded(cells, toTheRight: column.isNumber) }
    return [title]
      + (0...rows.count).map { row in
        let line = "  " + filled.map { $0[row] }.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
      }
  }

  private static func padded(_ cells: [String], toTheRight: Bool) -> [String] {
    let width = cells.map(\.count).max() ?? 0
    return cells.map { cell in
      let padding = String(repeating: " ", count: width - cell.count)
      return toTheRight ? padding + cell : cell + padding
    }
  }

  // MARK: Columns

  static var transactionColumns: [Column<Transaction>] {
    [
      Column(title: "row", isNumber: true) { String($0.position.row) },
      Column(title: "date") { shown($0.date) ?? "" },
      Column(title: "deemed") { shown($0.deemed) ?? "" },
      Column(title: "code", cell: code),
      Column(title: "security") { shown($0.position.security) ?? "" },
      Column(title: "A/D") { letter($0.isAcquired, "A", "D") },
      Column(title: "shares", isNumber: true) { number($0.shares) },
      Column(title: "price", isNumber: true) { money($0.price) },
      Column(title: "of range") { $0.priceRange.map { "\(dollars($0.low))–\(dollars($0.high))" } ?? "" },
      Column(title: "total", isNumber: true) { money($0.totalValue) },
    ] + balanceColumns(\.position)
  }

  static var holdingColumns: [Column<Holding>] {
    [
      Column(title: "row", isNumber: true) { String($0.position.row) },
      Column(title: "security") { shown($0.position.security) ?? "" },
    ] + balanceColumns(\.position)
  }

  static var termColumns: [TermColumn] {
    [
      TermColumn(title: "exercise price", isNumber: true) { money($0.exercisePrice) },
      TermColumn(title: "exercisable") { shown($0.exercisable) ?? "" },
      TermColumn(title: "expires") { shown($0.expires) ?? "" },
      TermColumn(title: "underlying") { shown($0.underlyingSecurity) ?? "" },
      TermColumn(title: "shares", isNumber: true) { number($0.underlyingShares) },
      TermColumn(title: "value", isNumber: true) { money($0.underlyingValue) },
    ]
  }

  static func balanceColumns<Row>(_ position: @escaping (Row) -> Position) -> [Column<Row>] {
    [
      Column(title: "owned after", isNumber: true) { number(position($0).ownedAfter) },
      Column(title: "value after", isNumber: true) { money(position($0).valueOwnedAfter) },
      Column(title: "D/I") { letter(position($0).isDirect, "D", "I") },
      Column(title: "nature") { shown(position($0).nature) ?? "" },
      Column(title: "notes") { position($0).footnotes.map(safe).joined(separator: " ") },
    ]
  }

  // MARK: Cells

  /// With K for an equity swap and V for a row that is reported early, as the SEC's own page shows it.
  static func code(_ row: Transaction) -> String {
    let swap = row.isSwap == .known(true) ? "K" : ""
    let early = row.timeliness == .known("E") ? "V" : ""
    return (shown(row.code) ?? "") + swap + early
  }

  static func letter(_ reading: Reading<Bool>, _ yes: String, _ no: String) -> String {
    switch reading {
    case .known(let value): value ? yes : no
    case .absent: ""
    case .unknown: "?"
    }
  }

  static func number(_ reading: Reading<Decimal>) -> String {
    reading.value.map(grouped) ?? (reading.isUnknown ? "?" : "")
  }

  static func money(_ reading: Reading<Decimal>) -> String {
    reading.value.map(dollars) ?? (reading.isUnknown ? "?" : "")
  }

  /// Without cents or with two digits of them at least: `$3`, `$40.90`, `$402.841`.
  static func dollars(_ value: Decimal) -> String {
    let text = grouped(value)
    let cents = text.split(separator: ".", maxSplits: 1).dropFirst().first
    return "$" + text + (cents?.count == 1 ? "0" : "")
  }

  /// `1234567.5` as `1,234,567.5`.
  static func grouped(_ value: Decimal) -> String {
    let parts = value.description.split(separator: ".", maxSplits: 1)
    let digits = Array(parts.first ?? "")
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { whole.append(",") }
      whole.append(digit)
    }
    return parts.count > 1 ? whole + "." + parts[1] : whole
  }

  static func safe(_ text: String) -> String {
    shown(Reading.known(text)) ?? ""
  }
}
