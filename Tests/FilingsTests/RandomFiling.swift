import Filings

/// Filings with every field in every state: the readers give none as odd as these.
extension Filing {
  static func random(using random: inout SeededGenerator) -> Filing {
    var filing = Filing(
      provenance: Provenance(container: .submission),
      form: Form.allCases.randomElement(using: &random) ?? .form4,
      issuer: Issuer())
    filing.isAmendment = Bool.random(using: &random)
    filing.originalFiled = reading(using: &random, day)
    filing.schema = Bool.random(using: &random) ? text(&random) : nil
    filing.period = reading(using: &random, day)
    filing.exit = reading(using: &random) { Bool.random(using: &$0) }
    filing.noSecuritiesOwned = reading(using: &random) { Bool.random(using: &$0) }
    filing.plan10b51 = reading(using: &random) { Bool.random(using: &$0) }
    filing.issuer.cik = reading(using: &random, text)
    filing.issuer.name = reading(using: &random, text)
    filing.issuer.ticker = reading(using: &random, text)
    filing.issuer.foreignTicker = reading(using: &random, text)
    filing.owners = list(using: &random, owner)
    filing.transactions = list(using: &random, transaction)
    filing.holdings = list(using: &random) { random in
      var holding = Holding(position: position(&random))
      holding.formType = reading(using: &random, text)
      return holding
    }
    filing.footnotes = list(using: &random) { Footnote(id: text(&$0), text: text(&$0)) }
    filing.remarks = Bool.random(using: &random) ? text(&random) : nil
    filing.signatures = list(using: &random) {
      Signature(name: reading(using: &$0, text), date: reading(using: &$0, day))
    }
    filing.unreadable = list(using: &random) {
      Unreadable(field: text(&$0), shown: text(&$0), reason: text(&$0))
    }
    filing.notice = Bool.random(using: &random) ? notice(&random) : nil
    return filing
  }

  private static func notice(_ random: inout SeededGenerator) -> SaleNotice {
    var notice = SaleNotice()
    notice.amends = Bool.random(using: &random) ? AccessionNumber("0001999003-25-000001") : nil
    notice.relationships = list(using: &random, text)
    notice.proposedSales = list(using: &random) { random in
      var sale = ProposedSale()
      sale.security = reading(using: &random, text)
      sale.shares = reading(using: &random, decimal)
      sale.marketValue = reading(using: &random, decimal)
      sale.outstanding = reading(using: &random, decimal)
      sale.date = reading(using: &random, day)
      sale.exchange = reading(using: &random, text)
      sale.broker = reading(using: &random, text)
      return sale
    }
    notice.acquisitions = list(using: &random) { random in
      var acquisition = Acquisition()
      acquisition.security = reading(using: &random, text)
      acquisition.date = reading(using: &random, day)
      acquisition.nature = reading(using: &random, text)
      acquisition.from = reading(using: &random, text)
      acquisition.isGift = reading(using: &random) { Bool.random(using: &$0) }
      acquisition.donorDate = reading(using: &random, day)
      acquisition.shares = reading(using: &random, decimal)
      acquisition.paymentDate = reading(using: &random, day)
      acquisition.payment = reading(using: &random, text)
      return acquisition
    }
    notice.pastSales = list(using: &random) { random in
      var sale = PastSale()
      sale.seller = reading(using: &random, text)
      sale.security = reading(using: &random, text)
      sale.date = reading(using: &random, day)
      sale.shares = reading(using: &random, decimal)
      sale.proceeds = reading(using: &random, decimal)
      return sale
    }
    notice.nothingSold = reading(using: &random) { Bool.random(using: &$0) }
    notice.plansAdopted = list(using: &random) { reading(using: &$0, day) }
    return notice
  }

  private static func owner(_ random: inout SeededGenerator) -> Owner {
    var owner = Owner()
    owner.cik = reading(using: &random, text)
    owner.name = reading(using: &random, text)
    owner.isDirector = reading(using: &random) { Bool.random(using: &$0) }
    owner.isOfficer = reading(using: &random) { Bool.random(using: &$0) }
    owner.isTenPercentOwner = reading(using: &random) { Bool.random(using: &$0) }
    owner.isOther = reading(using: &random) { Bool.random(using: &$0) }
    owner.title = reading(using: &random, text)
    owner.resolvedTitle = reading(using: &random, text)
    owner.otherText = reading(using: &random, text)
    return owner
  }

  private static func transaction(_ random: inout SeededGenerator) -> Transaction {
    var row = Transaction(position: position(&random))
    row.date = reading(using: &random, day)
    row.deemed = reading(using: &random, day)
    row.code = reading(using: &random, code)
    row.formType = reading(using: &random, text)
    row.isSwap = reading(using: &random) { Bool.random(using: &$0) }
    row.timeliness = reading(using: &random, text)
    row.isAcquired = reading(using: &random) { Bool.random(using: &$0) }
    row.shares = reading(using: &random, decimal)
    row.price = reading(using: &random, decimal)
    row.priceRange =
      Bool.random(using: &random) ? PriceRange(low: decimal(&random), high: decimal(&random)) : nil
    row.totalValue = reading(using: &random, decimal)
    row.planNote = reading(using: &random) { Bool.random(using: &$0) }
    return row
  }

  private static func position(_ random: inout SeededGenerator) -> Position {
    var position = Position(
      row: Int.random(in: 0...70_000, using: &random), isDerivative: Bool.random(using: &random))
    position.security = reading(using: &random, text)
    position.ownedAfter = reading(using: &random, decimal)
    position.valueOwnedAfter = reading(using: &random, decimal)
    position.isDirect = reading(using: &random) { Bool.random(using: &$0) }
    position.nature = reading(using: &random, text)
    position.footnotes = list(using: &random, text)
    position.quality = Quality(rawValue: UInt16.random(in: 0...1023, using: &random))
    if position.isDerivative {
      var terms = DerivativeTerms()
      terms.exercisePrice = reading(using: &random, decimal)
      terms.exercisable = reading(using: &random, day)
      terms.expires = reading(using: &random, day)
      terms.underlyingSecurity = reading(using: &random, text)
      terms.underlyingShares = reading(using: &random, decimal)
      terms.underlyingValue = reading(using: &random, decimal)
      position.terms = terms
    }
    return position
  }

  // MARK: Parts

  private static func reading<Value>(
    using random: inout SeededGenerator, _ make: (inout SeededGenerator) -> Value
  ) -> Reading<Value> {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: .absent
    case 1: .unknown(.anything)
    case 2: .unknown(.candidates([make(&random), make(&random)]))
    case 3: .unknown(.atLeast(make(&random)))
    case 4: .unknown(.between(make(&random), make(&random)))
    default: .known(make(&random))
    }
  }

  private static func list<Element>(
    using random: inout SeededGenerator, _ make: (inout SeededGenerator) -> Element
  ) -> [Element] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&random) }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let letters = Array("aZ 9\n\u{0}é株😀\"")
    return String(
      (0..<Int.random(in: 0...200, using: &random)).map { _ in letters[Int.random(in: 0..<10, using: &random)]
      })
  }

  private static func code(_ random: inout SeededGenerator) -> TransactionCode {
    while true {
      if let code = TransactionCode(byte: UInt8.random(in: 0...255, using: &random)) { return code }
    }
  }

  private static func day(_ random: inout SeededGenerator) -> Day {
    Day(number: Int32.random(in: -800_000...800_000, using: &random))
  }

  private static func decimal(_ random: inout SeededGenerator) -> Decimal {
    Decimal(
      mantissa: Int128(Int64.random(in: .min ... .max, using: &random))
        * (Bool.random(using: &random) ? 1 : 1 << 60),
      scale: Int.random(in: 0...18, using: &random))
  }
}
