import Filings

/// What a Form 144 has on its page beyond what every filing has.
extension FilingPage {
  static func notice(_ notice: SaleNotice) -> [[String]] {
    [
      table("To be sold", proposedSaleColumns, notice.proposedSales),
      table("Acquired", acquisitionColumns, notice.acquisitions),
      table("Sold during the past three months", pastSaleColumns, notice.pastSales), plans(notice),
    ]
  }

  private static func plans(_ notice: SaleNotice) -> [String] {
    let days = notice.plansAdopted.compactMap { shown($0) }
    let lines = [
      notice.amends.map { "  amends \($0)" },
      notice.nothingSold == .known(true) ? "  nothing was sold during the past three months" : nil,
      days.isEmpty ? nil : "  plans under Rule 10b5-1 adopted on \(days.joined(separator: ", "))",
    ].compactMap(\.self)
    return lines.isEmpty ? [] : ["Notice"] + lines
  }

  private static var proposedSaleColumns: [Column<ProposedSale>] {
    [
      Column(title: "date") { shown($0.date) ?? "" },
      Column(title: "security") { shown($0.security) ?? "" },
      Column(title: "shares", isNumber: true) { number($0.shares) },
      Column(title: "market value", isNumber: true) { money($0.marketValue) },
      Column(title: "outstanding", isNumber: true) { number($0.outstanding) },
      Column(title: "exchange") { shown($0.exchange) ?? "" },
      Column(title: "broker") { shown($0.broker) ?? "" },
    ]
  }

  private static var acquisitionColumns: [Column<Acquisition>] {
    [
      Column(title: "date") { shown($0.date) ?? "" },
      Column(title: "security") { shown($0.security) ?? "" },
      Column(title: "shares", isNumber: true) { number($0.shares) },
      Column(title: "nature") { shown($0.nature) ?? "" },
      Column(title: "from") { shown($0.from) ?? "" },
      Column(title: "gift") { letter($0.isGift, "yes", "no") },
      Column(title: "donor's date") { shown($0.donorDate) ?? "" },
      Column(title: "paid") { shown($0.paymentDate) ?? "" },
      Column(title: "payment") { shown($0.payment) ?? "" },
    ]
  }

  private static var pastSaleColumns: [Column<PastSale>] {
    [
      Column(title: "date") { shown($0.date) ?? "" },
      Column(title: "seller") { shown($0.seller) ?? "" },
      Column(title: "security") { shown($0.security) ?? "" },
      Column(title: "shares", isNumber: true) { number($0.shares) },
      Column(title: "proceeds", isNumber: true) { money($0.proceeds) },
    ]
  }
}
