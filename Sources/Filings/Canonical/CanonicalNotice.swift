/// The fields of a Form 144 in the order of the canonical form.
extension SaleNotice: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    (amends?.description).write(to: &writer)
    relationships.write(to: &writer)
    proposedSales.write(to: &writer)
    acquisitions.write(to: &writer)
    pastSales.write(to: &writer)
    nothingSold.write(to: &writer)
    plansAdopted.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let amends = String?(from: &reader), let relationships = [String](from: &reader),
      let proposedSales = [ProposedSale](from: &reader), let acquisitions = [Acquisition](from: &reader),
      let pastSales = [PastSale](from: &reader), let nothingSold = Reading<Bool>(from: &reader),
      let plansAdopted = [Reading<Day>](from: &reader)
    else { return nil }
    self.init()
    self.amends = amends.flatMap { AccessionNumber($0) }
    self.relationships = relationships
    self.proposedSales = proposedSales
    self.acquisitions = acquisitions
    self.pastSales = pastSales
    self.nothingSold = nothingSold
    self.plansAdopted = plansAdopted
  }
}

extension ProposedSale: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    security.write(to: &writer)
    shares.write(to: &writer)
    marketValue.write(to: &writer)
    outstanding.write(to: &writer)
    date.write(to: &writer)
    exchange.write(to: &writer)
    broker.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let security = Reading<String>(from: &reader), let shares = Reading<Decimal>(from: &reader),
      let marketValue = Reading<Decimal>(from: &reader), let outstanding = Reading<Decimal>(from: &reader),
      let date = Reading<Day>(from: &reader), let exchange = Reading<String>(from: &reader),
      let broker = Reading<String>(from: &reader)
    else { return nil }
    self.init()
    self.security = security
    self.shares = shares
    self.marketValue = marketValue
    self.outstanding = outstanding
    self.date = date
    self.exchange = exchange
    self.broker = broker
  }
}

extension Acquisition: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    security.write(to: &writer)
    date.write(to: &writer)
    nature.write(to: &writer)
    from.write(to: &writer)
    isGift.write(to: &writer)
    donorDate.write(to: &writer)
    shares.write(to: &writer)
    paymentDate.write(to: &writer)
    payment.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let security = Reading<String>(from: &reader), let date = Reading<Day>(from: &reader),
      let nature = Reading<String>(from: &reader), let from = Reading<String>(from: &reader),
      let isGift = Reading<Bool>(from: &reader), let donorDate = Reading<Day>(from: &reader),
      let shares = Reading<Decimal>(from: &reader), let paymentDate = Reading<Day>(from: &reader),
      let payment = Reading<String>(from: &reader)
    else { return nil }
    self.init()
    self.security = security
    self.date = date
    self.nature = nature
    self.from = from
    self.isGift = isGift
    self.donorDate = donorDate
    self.shares = shares
    self.paymentDate = paymentDate
    self.payment = payment
  }
}

extension PastSale: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    seller.write(to: &writer)
    security.write(to: &writer)
    date.write(to: &writer)
    shares.write(to: &writer)
    proceeds.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let seller = Reading<String>(from: &reader), let security = Reading<String>(from: &reader),
      let date = Reading<Day>(from: &reader), let shares = Reading<Decimal>(from: &reader),
      let proceeds = Reading<Decimal>(from: &reader)
    else { return nil }
    self.init()
    self.seller = seller
    self.security = security
    self.date = date
    self.shares = shares
    self.proceeds = proceeds
  }
}
