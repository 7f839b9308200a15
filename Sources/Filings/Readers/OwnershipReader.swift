/// Reads a Form 3, 4 or 5 in XML (EDGAR Ownership XML Technical Specification; every schema version, told apart by
/// what is there and never by its number).
///
/// Elements that it does not know are passed over, empty ones count as absent, and a value that is none is never
/// repaired: it stays unknown, with the text that stands in its place.
struct OwnershipReader: ~Copyable {
  var xml: XMLCursor
  var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
  /// For each transaction whose price refers to footnotes, the transaction's index and the footnotes.
  var priceFootnotes: [(transaction: Int, footnotes: [String])] = []
  /// Which of the cursor's references to footnotes are those of the price of the row last read.
  var priceReferences = 0..<0
  /// What could not be read since `settle` last gave it its place.
  var unsettled: [Unreadable] = []
  private var hasForm = false

  /// The cursor has entered `ownershipDocument`.
  private init(_ xml: consuming XMLCursor) {
    self.xml = xml
  }

  /// Reads the whole document; the cursor has just entered its root, `ownershipDocument`.
  static func read(_ xml: consuming XMLCursor) throws(FilingError) -> Filing {
    var reader = OwnershipReader(xml)
    try reader.readDocument()
    try reader.xml.finish()
    guard reader.hasForm else {
      throw FilingError("the document says of no form which it is (`documentType`)")
    }
    reader.filing.doubts = reader.xml.doubts()
    reader.appraise()
    // The reader ends here: the filing is taken from it and not copied.
    var filing = Filing(provenance: Provenance(container: .xml), form: .form4, issuer: Issuer())
    Swift.swap(&filing, &reader.filing)
    return filing
  }

  private mutating func readDocument() throws(FilingError) {
    while let element = try xml.nextChild() {
      switch element {
      case .schemaVersion: filing.schema = try text().value
      case .documentType: try readForm()
      case .periodOfReport: filing.period = try day("period")
      case .dateOfOriginalSubmission: filing.originalFiled = try day("original_filed")
      case .noSecuritiesOwned: filing.noSecuritiesOwned = try flag("no_securities")
      case .notSubjectToSection16: filing.exit = try flag("exit")
      case .aff10b5One: filing.plan10b51 = try flag("plan_10b5_1")
      case .issuer: try readIssuer()
      case .reportingOwner: try readOwner()
      case .nonDerivativeTable: try readTable(isDerivative: false)
      case .derivativeTable: try readTable(isDerivative: true)
      case .footnotes: try readFootnotes()
      case .remarks: filing.remarks = try text().value
      case .ownerSignature: try readSignature()
      default: try xml.skip()
      }
      settle()
    }
  }

  private mutating func readForm() throws(FilingError) {
    let start = xml.offset
    let text = try xml.leaf()
    guard let type = xml.document.withBytes(of: text, { FormType(ownership: $0) }) else {
      throw xml.error(
        "the document's form is `\((xml.document.string(text) ?? "").prefix(40))`", at: start,
        help: "ownership documents are Forms 3, 4 and 5")
    }
    filing.form = type.form
    filing.isAmendment = type.isAmendment
    hasForm = true
  }

  // MARK: Issuer and owners

  private mutating func readIssuer() throws(FilingError) {
    while let element = try xml.nextChild() {
      switch element {
      case .issuerCik: filing.issuer.cik = try text()
      case .issuerName: filing.issuer.name = try text()
      case .issuerTradingSymbol: filing.issuer.ticker = try text()
      case .issuerForeignTradingSymbol: filing.issuer.foreignTicker = try text()
      default: try xml.skip()
      }
    }
  }

  private mutating func readOwner() throws(FilingError) {
    guard filing.owners.count < Limits.owners else { throw tooMany("reporting owners", Limits.owners) }
    var owner = Owner()
    try readFields(of: &owner)
    owner.resolvedTitle = owner.title
    settle(under: "owners", at: filing.owners.count)
    filing.owners.append(owner)
  }

  private mutating func readFields(of owner: inout Owner) throws(FilingError) {
    while let element = try xml.nextChild() {
      switch element {
      case .reportingOwnerId, .reportingOwnerRelationship: try readFields(of: &owner)
      case .rptOwnerCik: owner.cik = try text()
      case .rptOwnerName: owner.name = try text()
      case .isDirector: owner.isDirector = try role("director")
      case .isOfficer: owner.isOfficer = try role("officer")
      case .isTenPercentOwner: owner.isTenPercentOwner = try role("ten_percent")
      case .isOther: owner.isOther = try role("other")
      case .officerTitle: owner.title = try text()
      case .otherText: owner.otherText = try text()
      default: try xml.skip()
      }
    }
  }

  /// A box that is left out or empty is not ticked.
  private mutating func role(_ field: String) throws(FilingError) -> Reading<Bool> {
    let reading = try flag(field)
    return reading == .absent ? .known(false) : reading
  }

  // MARK: Footnotes and signatures

  private mutating func readFootnotes() throws(FilingError) {
    // Most filings that have footnotes have few.
    filing.footnotes.reserveCapacity(4)
    while let element = try xml.nextChild() {
      guard element == .footnote else {
        try xml.skip()
        continue
      }
      guard filing.footnotes.count < Limits.footnotes else { throw tooMany("footnotes", Limits.footnotes) }
      let id = xml.idAttribute.isEmpty ? "" : xml.document.string(xml.idAttribute) ?? ""
      let text = try xml.text()
      filing.footnotes.append(Footnote(id: id, text: xml.document.string(text) ?? ""))
    }
  }

  private mutating func readSignature() throws(FilingError) {
    guard filing.signatures.count < Limits.signatures else { throw tooMany("signatures", Limits.signatures) }
    var signature = Signature(name: .absent, date: .absent)
    while let element = try xml.nextChild() {
      switch element {
      case .signatureName: signature.name = try text()
      case .signatureDate: signature.date = try day("date")
      default: try xml.skip()
      }
    }
    settle(under: "signatures", at: filing.signatures.count)
    filing.signatures.append(signature)
  }

  func tooMany(_ what: String, _ limit: Int) -> FilingError {
    xml.error("the document has more than \(limit) \(what)")
  }
}

/// What `documentType` says: `4`, or `4/A` for an amendment.
private struct FormType {
  let form: Form
  let isAmendment: Bool

  init?(ownership text: Span<UInt8>) {
    isAmendment = text.count == 3 && text.extracting(1..<3).spells("/a")
    guard text.count == 1 || isAmendment else { return nil }
    switch text[0] {
    case UInt8(ascii: "3"): form = .form3
    case UInt8(ascii: "4"): form = .form4
    case UInt8(ascii: "5"): form = .form5
    default: return nil
    }
  }
}
