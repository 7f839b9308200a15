/// Reads a Form 144 in XML (EDGAR Form 144 XML Technical Specification). Its elements come with prefixes or without, and
/// its dates as `MM/DD/YYYY`.
struct SaleNoticeReader: ~Copyable {
  private var xml: XMLCursor
  private var filing = Filing(
    provenance: Provenance(container: .xml), form: .form144, issuer: Issuer())
  private var notice = SaleNotice()
  private var seller = Owner()
  private var hasForm = false

  private init(_ xml: consuming XMLCursor) {
    self.xml = xml
  }

  /// Reads the whole document; the cursor has just entered its root, `edgarSubmission`.
  static func read(_ xml: consuming XMLCursor) throws(FilingError) -> Filing {
    var reader = SaleNoticeReader(xml)
    try reader.readDocument()
    try reader.xml.finish()
    guard reader.hasForm else {
      throw FilingError("the document says of no form which it is (`submissionType`)")
    }
    return reader.finished()
  }

  private func finished() -> Filing {
    var filing = filing
    var seller = seller
    filing.unreadable += seller.setRoles(to: notice.relationships)
    filing.owners = [seller]
    filing.notice = notice
    filing.doubts = xml.doubts()
    return filing
  }

  // MARK: The document

  /// Groups are looked through, whatever their names: every leaf of the form's head has a name of its own.
  private mutating func readDocument() throws(FilingError) {
    while try xml.nextChild() != nil {
      switch xml.localName {
      case "submissionType": try readForm()
      case "previousAccessionNumber":
        notice.amends = try value("amends", "no accession number") { AccessionNumber($0) }.value
      case "cik": seller.cik = try text()
      case "issuerCik": filing.issuer.cik = try text()
      case "issuerName": filing.issuer.name = try text()
      case "nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold": seller.name = try text()
      case "relationshipToIssuer":
        try checkCount(notice.relationships.count)
        if let relationship = try text().value { notice.relationships.append(relationship) }
      case "securitiesInformation": try readProposedSale()
      case "securitiesToBeSold": try readAcquisition()
      case "nothingToReportFlagOnSecuritiesSoldInPast3Months":
        notice.nothingSold = try flag("nothing_sold")
      case "securitiesSoldInPast3Months": try readPastSale()
      case "remarks": filing.remarks = try text().value
      case "noticeSignature": try readSignature()
      case "issuerAddress", "contact": try xml.skip()
      default: try readDocument()
      }
    }
  }

  private mutating func readForm() throws(FilingError) {
    let start = xml.offset
    switch try text().value {
    case "144": break
    case "144/A": filing.isAmendment = true
    case let other:
      throw xml.error(
        "the document's form is `\((other ?? "").prefix(40))`", at: start, help: "this one should be 144")
    }
    hasForm = true
  }

  private mutating func readProposedSale() throws(FilingError) {
    let index = notice.proposedSales.count
    try checkCount(index)
    var sale = ProposedSale()
    let path = "proposed_sales[\(index)]."
    while try xml.nextChild() != nil {
      switch xml.localName {
      case "securitiesClassTitle": sale.security = try text()
      case "brokerOrMarketmakerDetails": sale.broker = try name(orKeeping: sale.broker)
      case "noOfUnitsSold": sale.shares = try number(path + "shares")
      case "aggregateMarketValue": sale.marketValue = try number(path + "market_value")
      case "noOfUnitsOutstanding": sale.outstanding = try number(path + "outstanding")
      case "approxSaleDate": sale.date = try day(path + "date")
      case "securitiesExchangeName": sale.exchange = try text()
      default: try xml.skip()
      }
    }
    notice.proposedSales.append(sale)
  }

  private mutating func readAcquisition() throws(FilingError) {
    let index = notice.acquisitions.count
    try checkCount(index)
    var acquisition = Acquisition()
    let path = "acquisitions[\(index)]."
    while try xml.nextChild() != nil {
      switch xml.localName {
      case "securitiesClassTitle": acquisition.security = try text()
      case "acquiredDate": acquisition.date = try day(path + "date")
      case "natureOfAcquisitionTransaction": acquisition.nature = try text()
      case "nameOfPersonfromWhomAcquired": acquisition.from = try text()
      case "isGiftTransaction": acquisition.isGift = try flag(path + "gift")
      // The schema writes it so.
      case "donarAcquiredDate", "donorAcquiredDate": acquisition.donorDate = try day(path + "donor_date")
      case "amountOfSecuritiesAcquired": acquisition.shares = try number(path + "shares")
      case "paymentDate": acquisition.paymentDate = try day(path + "payment_date")
      case "natureOfPayment": acquisition.payment = try text()
      default: try xml.skip()
      }
    }
    notice.acquisitions.append(acquisition)
  }

  private mutating func readPastSale() throws(FilingError) {
    let index = notice.pastSales.count
    try checkCount(index)
    var sale = PastSale()
    let path = "past_sales[\(index)]."
    while try xml.nextChild() != nil {
      switch xml.localName {
      case "sellerDetails": sale.seller = try name(orKeeping: sale.seller)
      case "securitiesClassTitle": sale.security = try text()
      case "saleDate": sale.date = try day(path + "date")
      case "amountOfSecuritiesSold": sale.shares = try number(path + "shares")
      case "grossProceeds": sale.proceeds = try number(path + "proceeds")
      default: try xml.skip()
      }
    }
    notice.pastSales.append(sale)
  }

  private mutating func readSignature() throws(FilingError) {
    var signature = Signature(name: .absent, date: .absent)
    while try xml.nextChild() != nil {
      switch xml.localName {
      case "noticeDate": signature.date = try day("signatures[0].date")
      case "signature": signature.name = try text()
      case "planAdoptionDates":
        while try xml.nextChild() != nil {
          try checkCount(notice.plansAdopted.count)
          notice.plansAdopted.append(try day("plan_adopted[\(notice.plansAdopted.count)]"))
        }
      default: try xml.skip()
      }
    }
    filing.signatures = [signature]
  }

  /// The child `name` of a group that holds a name and an address.
  private mutating func name(orKeeping held: Reading<String>) throws(FilingError) -> Reading<String> {
    var name = held
    while try xml.nextChild() != nil {
      if xml.localName == "name" { name = try text() } else { try xml.skip() }
    }
    return name
  }

  private func checkCount(_ count: Int) throws(FilingError) {
    guard count < Limits.noticeEntries else {
      throw xml.error("a list of the notice has more than \(Limits.noticeEntries) entries")
    }
  }

  // MARK: Values

  private mutating func text() throws(FilingError) -> Reading<String> {
    Reading(xml.document.string(try xml.leaf()))
  }

  private mutating func number(_ field: String) throws(FilingError) -> Reading<Decimal> {
    try value(field, "no number") { Decimal($0) }
  }

  private mutating func day(_ field: String) throws(FilingError) -> Reading<Day> {
    try value(field, "no date") { Day(american: $0) ?? Day($0) }
  }

  /// `Y` or `N`, or a boolean as the other forms have it.
  private mutating func flag(_ field: String) throws(FilingError) -> Reading<Bool> {
    try value(field, "neither yes nor no") { text in
      switch text.uppercased() {
      case "Y": true
      case "N": false
      default: Bool(schema: text.utf8.span)
      }
    }
  }

  private mutating func value<Value>(
    _ field: String, _ reason: String, _ read: (String) -> Value?
  ) throws(FilingError) -> Reading<Value> {
    guard let text = try text().value else { return .absent }
    if let value = read(text) { return .known(value) }
    filing.unreadable.append(
      Unreadable(field: field, shown: String(text.prefix(Limits.shownCharacters)), reason: reason))
    return .unknown(.anything)
  }
}

extension Owner {
  /// Ticks the boxes that a notice's relationships name. They are free text: one that is none of the form's own words
  /// stands under "other", and leaves the boxes that are not named unknown.
  /// - Returns: the boxes of which the notice does not tell.
  fileprivate mutating func setRoles(to relationships: [String]) -> [Unreadable] {
    let words = relationships.map { $0.lowercased() }
    let free = zip(relationships, words).filter { !Owner.roleWords.contains($0.1) }.map(\.0)
    let unnamed: Reading<Bool> = free.isEmpty && !relationships.isEmpty ? .known(false) : .unknown(.anything)
    isDirector = words.contains("director") ? .known(true) : unnamed
    isOfficer = words.contains("officer") ? .known(true) : unnamed
    isTenPercentOwner = words.contains(where: Owner.tenPercentWords.contains) ? .known(true) : unnamed
    isOther = .known(!free.isEmpty)
    otherText = free.isEmpty ? .absent : .known(free.joined(separator: "; "))
    let boxes = [("director", isDirector), ("officer", isOfficer), ("ten_percent", isTenPercentOwner)]
    let shown = String(relationships.joined(separator: "; ").prefix(Limits.shownCharacters))
    return boxes.filter(\.1.isUnknown).map {
      Unreadable(
        field: "owners[0].\($0.0)", shown: shown,
        reason: "the relationship is free text and names no such box")
    }
  }

  private static let tenPercentWords: Set<String> = [
    "10% stockholder", "10% shareholder", "10% owner", "ten percent stockholder", "ten percent shareholder",
    "ten percent owner",
  ]
  private static let roleWords = tenPercentWords.union(["director", "officer"])
}
