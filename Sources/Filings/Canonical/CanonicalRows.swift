/// The fields of rows in the order of the canonical form.
extension Position: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.count(row)
    isDerivative.write(to: &writer)
    security.write(to: &writer)
    ownedAfter.write(to: &writer)
    valueOwnedAfter.write(to: &writer)
    isDirect.write(to: &writer)
    nature.write(to: &writer)
    terms.write(to: &writer)
    footnotes.write(to: &writer)
    writer.number(UInt64(quality.rawValue))
  }

  init?(from reader: inout CanonicalReader) {
    guard let row = reader.number().flatMap({ Int(exactly: $0) }), let isDerivative = Bool(from: &reader),
      let security = Reading<String>(from: &reader), let ownedAfter = Reading<Decimal>(from: &reader),
      let valueOwnedAfter = Reading<Decimal>(from: &reader), let isDirect = Reading<Bool>(from: &reader),
      let nature = Reading<String>(from: &reader), let terms = DerivativeTerms?(from: &reader),
      let footnotes = [String](from: &reader), let quality = reader.number().flatMap({ UInt16(exactly: $0) })
    else { return nil }
    self.init(row: row, isDerivative: isDerivative)
    self.security = security
    self.ownedAfter = ownedAfter
    self.valueOwnedAfter = valueOwnedAfter
    self.isDirect = isDirect
    self.nature = nature
    self.terms = terms
    self.footnotes = footnotes
    self.quality = Quality(rawValue: quality)
  }
}

extension Transaction: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    position.write(to: &writer)
    date.write(to: &writer)
    deemed.write(to: &writer)
    code.write(to: &writer)
    formType.write(to: &writer)
    isSwap.write(to: &writer)
    timeliness.write(to: &writer)
    isAcquired.write(to: &writer)
    shares.write(to: &writer)
    price.write(to: &writer)
    priceRange.write(to: &writer)
    totalValue.write(to: &writer)
    planNote.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let position = Position(from: &reader),
      let date = Reading<Day>(from: &reader), let deemed = Reading<Day>(from: &reader),
      let code = Reading<TransactionCode>(from: &reader), let formType = Reading<String>(from: &reader),
      let isSwap = Reading<Bool>(from: &reader), let timeliness = Reading<String>(from: &reader),
      let isAcquired = Reading<Bool>(from: &reader), let shares = Reading<Decimal>(from: &reader),
      let price = Reading<Decimal>(from: &reader), let priceRange = PriceRange?(from: &reader),
      let totalValue = Reading<Decimal>(from: &reader), let planNote = Reading<Bool>(from: &reader)
    else { return nil }
    self.init(position: position)
    self.date = date
    self.deemed = deemed
    self.code = code
    self.formType = formType
    self.isSwap = isSwap
    self.timeliness = timeliness
    self.isAcquired = isAcquired
    self.shares = shares
    self.price = price
    self.priceRange = priceRange
    self.totalValue = totalValue
    self.planNote = planNote
  }
}

extension Holding: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    position.write(to: &writer)
    formType.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let position = Position(from: &reader), let formType = Reading<String>(from: &reader) else {
      return nil
    }
    self.init(position: position)
    self.formType = formType
  }
}

extension DerivativeTerms: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    exercisePrice.write(to: &writer)
    exercisable.write(to: &writer)
    expires.write(to: &writer)
    underlyingSecurity.write(to: &writer)
    underlyingShares.write(to: &writer)
    underlyingValue.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let exercisePrice = Reading<Decimal>(from: &reader), let exercisable = Reading<Day>(from: &reader),
      let expires = Reading<Day>(from: &reader), let underlyingSecurity = Reading<String>(from: &reader),
      let underlyingShares = Reading<Decimal>(from: &reader),
      let underlyingValue = Reading<Decimal>(from: &reader)
    else { return nil }
    self.init()
    self.exercisePrice = exercisePrice
    self.exercisable = exercisable
    self.expires = expires
    self.underlyingSecurity = underlyingSecurity
    self.underlyingShares = underlyingShares
    self.underlyingValue = underlyingValue
  }
}

extension PriceRange: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    low.write(to: &writer)
    high.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let low = Decimal(from: &reader), let high = Decimal(from: &reader) else { return nil }
    self.init(low: low, high: high)
  }
}
