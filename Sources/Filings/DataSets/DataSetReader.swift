/// Puts one filing together from its lines in the tables. A value that is none stays unknown, with the text that stands
/// in its place, as in XML; each is told besides with its file, line and column.
struct DataSetReader {
  private(set) var filing: Filing
  private(set) var problems: [DataSetProblem] = []
  private var priceNotes: [(transaction: Int, footnotes: [String])] = []
  /// The path of what is read, up to its last word: `transactions[2].`.
  private var path = ""

  /// `nil` where the line says of no form which it is; then there is a problem to tell.
  init?(_ row: DataSetRow, _ accession: AccessionNumber, refusal: inout DataSetProblem?) {
    let text = row.string("DOCUMENT_TYPE") ?? ""
    guard let type = DocumentType(text) else {
      refusal = DataSetProblem(
        table: .submission, line: Int(row.line.number), column: "DOCUMENT_TYPE",
        reason: "`\(text.prefix(40))` is none of the forms 3, 4 and 5; the filing is left out")
      return nil
    }
    filing = Filing(provenance: Provenance(container: .dataset), form: type.form, issuer: Issuer())
    filing.isAmendment = type.isAmendment
    filing.provenance.accession = accession
    read(row)
  }

  // MARK: - Head

  private mutating func read(_ row: DataSetRow) {
    filing.provenance.filed = day(row, "FILING_DATE", "filed").value
    filing.period = day(row, "PERIOD_OF_REPORT", "period")
    filing.originalFiled = day(row, "DATE_OF_ORIG_SUB", "original_filed")
    filing.noSecuritiesOwned = flag(row, "NO_SECURITIES_OWNED", "no_securities")
    filing.exit = flag(row, "NOT_SUBJECT_SEC16", "exit")
    filing.plan10b51 = flag(row, "AFF10B5ONE", "plan_10b5_1")
    filing.remarks = row.string("REMARKS")
    filing.issuer.cik = cik(row, "ISSUERCIK")
    filing.issuer.name = Reading(row.string("ISSUERNAME"))
    filing.issuer.ticker = Reading(row.string("ISSUERTRADINGSYMBOL"))
  }

  mutating func addOwner(_ row: DataSetRow) {
    path = "owners[\(filing.owners.count)]."
    defer { path = "" }
    var owner = Owner()
    owner.cik = cik(row, "RPTOWNERCIK")
    owner.name = Reading(row.string("RPTOWNERNAME"))
    owner.title = Reading(row.string("RPTOWNER_TITLE"))
    owner.resolvedTitle = owner.title
    owner.otherText = Reading(row.string("RPTOWNER_TXT"))
    readRoles(row, of: &owner)
    filing.owners.append(owner)
  }

  /// `Director,Officer,TenPercentOwner,Other`. A word that is none of them may stand for any that is not named.
  private mutating func readRoles(_ row: DataSetRow, of owner: inout Owner) {
    let text = row.string("RPTOWNER_RELATIONSHIP") ?? ""
    var strange = false
    for word in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      switch word.filter({ $0 != " " }).lowercased() {
      case "director": owner.isDirector = .known(true)
      case "officer": owner.isOfficer = .known(true)
      case "tenpercentowner", "10%owner": owner.isTenPercentOwner = .known(true)
      case "other": owner.isOther = .known(true)
      default: strange = true
      }
    }
    guard strange else { return }
    tell(row, "RPTOWNER_RELATIONSHIP", text, "names a relationship that is none of the four")
    for (box, name) in Owner.boxes where owner[keyPath: box] == .known(false) {
      owner[keyPath: box] = .unknown(.anything)
      note(name, text, "the relationship is none of the four that the form has")
    }
  }

  mutating func addFootnote(_ row: DataSetRow) {
    guard let id = row.string("FOOTNOTE_ID") else { return tell(row, "FOOTNOTE_ID", "", "names no footnote") }
    filing.footnotes.append(Footnote(id: id, text: row.string("FOOTNOTE_TXT") ?? ""))
  }

  mutating func addSignature(_ row: DataSetRow) {
    path = "signatures[\(filing.signatures.count)]."
    defer { path = "" }
    let date = day(row, "OWNERSIGNATUREDATE", "date")
    filing.signatures.append(Signature(name: Reading(row.string("OWNERSIGNATURENAME")), date: date))
  }

  // MARK: - Rows

  mutating func addTransaction(_ row: DataSetRow, at place: Int) {
    let index = filing.transactions.count
    path = "transactions[\(index)]."
    defer { path = "" }
    let isDerivative = row.source.table == .derivativeTransaction
    var transaction = Transaction(position: Position(row: place, isDerivative: isDerivative))
    let before = problems.count
    transaction.date = day(row, "TRANS_DATE", "date")
    transaction.deemed = day(row, "DEEMED_EXECUTION_DATE", "deemed")
    readPosition(row, of: &transaction.position)
    if problems[before...].contains(where: \.isOfDate) { transaction.position.quality.insert(.nonDate) }
    let numbers = problems.count
    transaction.shares = number(row, "TRANS_SHARES", "shares")
    transaction.price = number(row, "TRANS_PRICEPERSHARE", "price")
    transaction.totalValue = number(row, "TRANS_TOTAL_VALUE", "total_value")
    if problems.count > numbers { transaction.position.quality.insert(.nonNumeric) }
    transaction.formType = Reading(row.string("TRANS_FORM_TYPE"))
    transaction.code = value(row, "TRANS_CODE", "code", "no transaction code") { TransactionCode($0) }
    let swap = flag(row, "EQUITY_SWAP_INVOLVED", "swap")
    transaction.isSwap = swap == .absent ? .known(false) : swap
    transaction.timeliness = Reading(row.string("TRANS_TIMELINESS"))
    transaction.isAcquired = letter(row, "TRANS_ACQUIRED_DISP_CD", "acquired", yes: "A", no: "D")
    filing.transactions.append(transaction)
    let notes = row.notesOfPrice
    if !notes.isEmpty { priceNotes.append((index, notes)) }
  }

  mutating func addHolding(_ row: DataSetRow, at place: Int) {
    path = "holdings[\(filing.holdings.count)]."
    defer { path = "" }
    let isDerivative = row.source.table == .derivativeHolding
    var holding = Holding(position: Position(row: place, isDerivative: isDerivative))
    readPosition(row, of: &holding.position)
    holding.formType = Reading(row.string("TRANS_FORM_TYPE"))
    filing.holdings.append(holding)
  }

  private mutating func readPosition(_ row: DataSetRow, of position: inout Position) {
    let before = problems.count
    position.security = Reading(row.string("SECURITY_TITLE"))
    position.ownedAfter = number(row, "SHRS_OWND_FOLWNG_TRANS", "owned_after")
    position.valueOwnedAfter = number(row, "VALU_OWND_FOLWNG_TRANS", "value_owned_after")
    position.isDirect = letter(row, "DIRECT_INDIRECT_OWNERSHIP", "direct", yes: "D", no: "I")
    position.nature = Reading(row.string("NATURE_OF_OWNERSHIP"))
    if position.isDerivative { position.terms = terms(row) }
    position.footnotes = row.notes
    guard problems.count > before else { return }
    if problems[before...].contains(where: \.isOfDate) { position.quality.insert(.nonDate) }
    if problems[before...].contains(where: { !$0.isOfDate }) { position.quality.insert(.nonNumeric) }
  }

  private mutating func terms(_ row: DataSetRow) -> DerivativeTerms {
    var terms = DerivativeTerms()
    terms.exercisePrice = number(row, "CONV_EXERCISE_PRICE", "exercise_price")
    // The SEC spells the column in two ways.
    let column = row.source.columns["EXCERCISE_DATE"] == nil ? "EXERCISE_DATE" : "EXCERCISE_DATE"
    terms.exercisable = day(row, column, "exercisable")
    terms.expires = day(row, "EXPIRATION_DATE", "expires")
    terms.underlyingSecurity = Reading(row.string("UNDLYNG_SEC_TITLE"))
    terms.underlyingShares = number(row, "UNDLYNG_SEC_SHARES", "underlying.shares")
    terms.underlyingValue = number(row, "UNDLYNG_SEC_VALUE", "underlying.value")
    return terms
  }

  /// Adds what is to be doubted about the rows, now that all of the filing is there.
  mutating func finish() {
    filing.appraise(priceFootnotes: priceNotes)
  }
}

// MARK: - Values

extension DataSetReader {
  private mutating func day(_ row: DataSetRow, _ column: String, _ field: String) -> Reading<Day> {
    value(row, column, field, "no date") { Day(dataSet: $0) }
  }

  private mutating func number(_ row: DataSetRow, _ column: String, _ field: String) -> Reading<Decimal> {
    value(row, column, field, "no number") { Decimal(digits: $0.span) }
  }

  private mutating func flag(_ row: DataSetRow, _ column: String, _ field: String) -> Reading<Bool> {
    value(row, column, field, "neither yes nor no") { Bool(schema: $0.span) }
  }

  private mutating func letter(
    _ row: DataSetRow, _ column: String, _ field: String, yes: Unicode.Scalar, no: Unicode.Scalar
  ) -> Reading<Bool> {
    value(row, column, field, "neither of the two letters that the form has") { text in
      let letter = text.count == 1 ? (text.first ?? 0) & 0xDF : 0
      return letter == UInt8(ascii: yes) ? true : letter == UInt8(ascii: no) ? false : nil
    }
  }

  /// Ten digits, as the documents have them; the tables may leave out the zeros.
  private func cik(_ row: DataSetRow, _ column: String) -> Reading<String> {
    guard let text = row.string(column) else { return .absent }
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, text.utf8.count < 10 else { return .known(text) }
    return .known(String(repeating: "0", count: 10 - text.utf8.count) + text)
  }

  private mutating func value<Value>(
    _ row: DataSetRow, _ column: String, _ field: String, _ reason: String,
    _ read: (ArraySlice<UInt8>) -> Value?
  ) -> Reading<Value> {
    let text = row.bytes(column)
    if text.isEmpty { return .absent }
    if let value = read(text) { return .known(value) }
    let shown = String((row.string(column) ?? "").prefix(Limits.shownCharacters))
    note(field, shown, reason)
    tell(row, column, shown, "is \(reason)")
    return .unknown(.anything)
  }

  private mutating func note(_ field: String, _ shown: String, _ reason: String) {
    filing.unreadable.append(Unreadable(field: path + field, shown: shown, reason: reason))
  }

  private mutating func tell(_ row: DataSetRow, _ column: String, _ shown: String, _ what: String) {
    problems.append(
      DataSetProblem(
        table: row.source.table, line: Int(row.line.number), column: column,
        reason: "`\(shown.prefix(Limits.shownCharacters))` \(what); the value counts as unknown"))
  }
}

extension DataSetProblem {
  fileprivate var isOfDate: Bool { column?.hasSuffix("_DATE") == true }
}

extension Owner {
  fileprivate static var boxes: [(WritableKeyPath<Owner, Reading<Bool>>, String)] {
    [
      (\.isDirector, "director"), (\.isOfficer, "officer"), (\.isTenPercentOwner, "ten_percent"),
      (\.isOther, "other"),
    ]
  }
}

/// What DOCUMENT_TYPE says: `4`, or `4/A` for an amendment.
private struct DocumentType {
  let form: Form
  let isAmendment: Bool

  init?(_ text: String) {
    isAmendment = text.hasSuffix("/A")
    guard let form = Form(rawValue: isAmendment ? String(text.dropLast(2)) : text), form != .form144 else {
      return nil
    }
    self.form = form
  }
}
