/// What a Form 144 says beyond its issuer, its seller and its signature: an intention to sell, never a sale.
///
/// Form 144, General Instructions and tables I and II; electronic since April 2023.
package struct SaleNotice: Sendable, Hashable {
  /// `previousAccessionNumber`: the notice that an amendment amends.
  package var amends: AccessionNumber?
  /// The seller's relationships to the issuer as typed: they are free text.
  package var relationships: [String] = []
  /// Item 3, one for each class of securities.
  package var proposedSales: [ProposedSale] = []
  /// Table I: how the seller came by the securities.
  package var acquisitions: [Acquisition] = []
  /// Table II: what the seller sold during the past three months.
  package var pastSales: [PastSale] = []
  /// The box "nothing to report" of Table II.
  package var nothingSold: Reading<Bool> = .absent
  /// On which days plans or instructions under Rule 10b5-1 were adopted.
  package var plansAdopted: [Reading<Day>] = []

  package init() {}
}

/// Securities that are to be sold (`securitiesInformation`).
package struct ProposedSale: Sendable, Hashable {
  /// Title of the class.
  package var security: Reading<String> = .absent
  /// Number of units to be sold.
  package var shares: Reading<Decimal> = .absent
  /// Aggregate market value, in dollars.
  package var marketValue: Reading<Decimal> = .absent
  /// Number of units of the class outstanding.
  package var outstanding: Reading<Decimal> = .absent
  /// Approximate date of the sale.
  package var date: Reading<Day> = .absent
  /// Name of each securities exchange.
  package var exchange: Reading<String> = .absent
  /// Name of the broker or market maker.
  package var broker: Reading<String> = .absent

  package init() {}
}

/// How the seller acquired securities that are to be sold (`securitiesToBeSold`).
package struct Acquisition: Sendable, Hashable {
  /// Title of the class.
  package var security: Reading<String> = .absent
  /// When they were acquired.
  package var date: Reading<Day> = .absent
  /// Nature of the acquisition.
  package var nature: Reading<String> = .absent
  /// From whom.
  package var from: Reading<String> = .absent
  /// They were a gift.
  package var isGift: Reading<Bool> = .absent
  /// When the donor acquired them.
  package var donorDate: Reading<Day> = .absent
  /// Number of units.
  package var shares: Reading<Decimal> = .absent
  /// When they were paid for.
  package var paymentDate: Reading<Day> = .absent
  /// Nature of the payment.
  package var payment: Reading<String> = .absent

  package init() {}
}

/// A sale of the past three months (`securitiesSoldInPast3Months`).
package struct PastSale: Sendable, Hashable {
  /// Name of the seller, who may be another person whose sales are counted together.
  package var seller: Reading<String> = .absent
  /// Title of the class.
  package var security: Reading<String> = .absent
  /// When they were sold.
  package var date: Reading<Day> = .absent
  /// Number of units sold.
  package var shares: Reading<Decimal> = .absent
  /// Dollars.
  package var proceeds: Reading<Decimal> = .absent

  package init() {}
}
