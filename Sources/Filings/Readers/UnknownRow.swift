/// Rows of which a page shows that they are there, and no more.
extension Transaction {
  static func unknown(_ position: Position) -> Transaction {
    var row = Transaction(position: .unknown(position))
    row.date = .unknown(.anything)
    row.deemed = .unknown(.anything)
    row.code = .unknown(.anything)
    row.formType = .unknown(.anything)
    row.isSwap = .unknown(.anything)
    row.timeliness = .unknown(.anything)
    row.isAcquired = .unknown(.anything)
    row.shares = .unknown(.anything)
    row.price = .unknown(.anything)
    row.totalValue = .unknown(.anything)
    return row
  }
}

extension ProposedSale {
  static var unknown: ProposedSale {
    var sale = ProposedSale()
    sale.security = .unknown(.anything)
    sale.shares = .unknown(.anything)
    sale.marketValue = .unknown(.anything)
    sale.outstanding = .unknown(.anything)
    sale.date = .unknown(.anything)
    sale.exchange = .unknown(.anything)
    sale.broker = .unknown(.anything)
    return sale
  }
}

extension Position {
  static func unknown(_ position: Position) -> Position {
    var position = position
    position.security = .unknown(.anything)
    position.ownedAfter = .unknown(.anything)
    position.valueOwnedAfter = .unknown(.anything)
    position.isDirect = .unknown(.anything)
    position.nature = .unknown(.anything)
    if position.isDerivative { position.terms = .unknown }
    return position
  }
}

extension DerivativeTerms {
  static var unknown: DerivativeTerms {
    var terms = DerivativeTerms()
    terms.exercisePrice = .unknown(.anything)
    terms.exercisable = .unknown(.anything)
    terms.expires = .unknown(.anything)
    terms.underlyingSecurity = .unknown(.anything)
    terms.underlyingShares = .unknown(.anything)
    terms.underlyingValue = .unknown(.anything)
    return terms
  }
}
