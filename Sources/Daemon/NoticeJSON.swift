import Filings
import Wire

/// What a Form 144 has in JSON beyond the members of every filing.
enum NoticeJSON {
  static func members(_ notice: SaleNotice) -> [(String, JSON)] {
    [
      ("amends", .optional(notice.amends?.description)),
      ("relationships", .array(notice.relationships.map(JSON.string))),
      ("proposed_sales", .array(notice.proposedSales.map(proposedSale))),
      ("acquisitions", .array(notice.acquisitions.map(acquisition))),
      ("past_sales", .array(notice.pastSales.map(pastSale))),
      ("nothing_sold", FilingJSON.flag(notice.nothingSold)),
      ("plan_adopted", .array(notice.plansAdopted.map { FilingJSON.text($0) })),
    ]
  }

  private static func proposedSale(_ sale: ProposedSale) -> JSON {
    .object([
      ("security", FilingJSON.text(sale.security)), ("shares", FilingJSON.text(sale.shares)),
      ("market_value", FilingJSON.text(sale.marketValue)),
      ("outstanding", FilingJSON.text(sale.outstanding)), ("date", FilingJSON.text(sale.date)),
      ("exchange", FilingJSON.text(sale.exchange)), ("broker", FilingJSON.text(sale.broker)),
    ])
  }

  private static func acquisition(_ acquisition: Acquisition) -> JSON {
    .object([
      ("security", FilingJSON.text(acquisition.security)), ("date", FilingJSON.text(acquisition.date)),
      ("nature", FilingJSON.text(acquisition.nature)), ("from", FilingJSON.text(acquisition.from)),
      ("gift", FilingJSON.flag(acquisition.isGift)),
      ("donor_date", FilingJSON.text(acquisition.donorDate)),
      ("shares", FilingJSON.text(acquisition.shares)),
      ("payment_date", FilingJSON.text(acquisition.paymentDate)),
      ("payment", FilingJSON.text(acquisition.payment)),
    ])
  }

  private static func pastSale(_ sale: PastSale) -> JSON {
    .object([
      ("seller", FilingJSON.text(sale.seller)), ("security", FilingJSON.text(sale.security)),
      ("date", FilingJSON.text(sale.date)), ("shares", FilingJSON.text(sale.shares)),
      ("proceeds", FilingJSON.text(sale.proceeds)),
    ])
  }
}
