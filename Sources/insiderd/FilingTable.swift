import Daemon
import Filings

/// Filings as a table with one line for each row, of columns as wide whatever comes: lines are printed as files are
/// read, and a reader of many filings compares them down the page.
enum FilingTable {
  static var heading: String {
    columns.map { $0.padded($0.title) }.joined(separator: "  ")
  }

  static func lines(_ filing: Filing) -> [String] {
    let rows =
      filing.transactions.map { Row(filing, $0) } + filing.holdings.map { Row(filing, $0) }
      + (filing.notice?.proposedSales ?? []).map { Row(filing, $0) }
    let shown = rows.isEmpty ? [Row(filing)] : rows
    return shown.map { row in
      String(
        columns.map { $0.padded($0.cell(row)) }.joined(separator: "  ").reversed().drop { $0 == " " }
          .reversed())
    }
  }

  /// What a line shows: a row of whatever kind, and the filing that it stands in.
  private struct Row {
    let filing: Filing
    var date = ""
    var code = ""
    var direction = ""
    var shares = ""
    var price = ""
    var after = ""
    var nature = ""
    var security = ""

    /// A filing without rows.
    init(_ filing: Filing) {
      self.filing = filing
      code = filing.unreadable.contains { $0.field == "transactions" } ? "?" : "none"
    }

    private init(_ filing: Filing, _ position: Position) {
      self.filing = filing
      after = FilingPage.number(position.ownedAfter)
      nature = FilingPage.letter(position.isDirect, "D", "I")
      security = FilingPage.shown(position.security) ?? ""
    }

    init(_ filing: Filing, _ row: Transaction) {
      self.init(filing, row.position)
      date = FilingPage.shown(row.date) ?? ""
      code = FilingPage.code(row)
      direction = FilingPage.letter(row.isAcquired, "A", "D")
      shares = FilingPage.number(row.shares)
      price = FilingPage.money(row.price)
    }

    init(_ filing: Filing, _ row: Holding) {
      self.init(filing, row.position)
      code = "hold"
    }

    init(_ filing: Filing, _ sale: ProposedSale) {
      self.filing = filing
      date = FilingPage.shown(sale.date) ?? ""
      code = "plan"
      direction = "D"
      shares = FilingPage.number(sale.shares)
      security = FilingPage.shown(sale.security) ?? ""
    }

    var form: String { filing.form.rawValue + (filing.isAmendment ? "/A" : "") }

    var issuer: String {
      FilingPage.shown(filing.issuer.ticker) ?? FilingPage.shown(filing.issuer.name) ?? "?"
    }

    var owner: String {
      let first = filing.owners.first.flatMap { FilingPage.shown($0.name) } ?? "?"
      return filing.owners.count > 1 ? "\(first) +\(filing.owners.count - 1)" : first
    }
  }

  private struct Column {
    var title: String
    var width: Int
    var isNumber = false
    var cell: (Row) -> String

    /// Cut with an ellipsis where it is too long; numbers never are.
    func padded(_ text: String) -> String {
      let cut = text.count > width && !isNumber ? String(text.prefix(width - 1)) + "…" : text
      let padding = String(repeating: " ", count: max(0, width - cut.count))
      return isNumber ? padding + cut : cut + padding
    }
  }

  private static var columns: [Column] {
    [
      Column(title: "DATE", width: 10, cell: \.date),
      Column(title: "FORM", width: 5, cell: \.form),
      Column(title: "ISSUER", width: 8, cell: \.issuer),
      Column(title: "OWNER", width: 24, cell: \.owner),
      Column(title: "CODE", width: 4, cell: \.code),
      Column(title: "A/D", width: 3, cell: \.direction),
      Column(title: "SHARES", width: 13, isNumber: true, cell: \.shares),
      Column(title: "PRICE", width: 10, isNumber: true, cell: \.price),
      Column(title: "AFTER", width: 14, isNumber: true, cell: \.after),
      Column(title: "D/I", width: 3, cell: \.nature),
      Column(title: "SECURITY", width: 32, cell: \.security),
    ]
  }
}
