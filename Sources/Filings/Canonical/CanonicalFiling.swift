/// The fields of a filing in the order of its canonical form; each list stands twice, and a test over filings with
/// every field keeps the two in step.
extension Filing {
  func write(to writer: inout CanonicalWriter) {
    writer.text(form.rawValue)
    isAmendment.write(to: &writer)
    originalFiled.write(to: &writer)
    schema.write(to: &writer)
    period.write(to: &writer)
    exit.write(to: &writer)
    noSecuritiesOwned.write(to: &writer)
    plan10b51.write(to: &writer)
    issuer.write(to: &writer)
    owners.write(to: &writer)
    transactions.write(to: &writer)
    holdings.write(to: &writer)
    footnotes.write(to: &writer)
    remarks.write(to: &writer)
    signatures.write(to: &writer)
    unreadable.write(to: &writer)
    notice.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader, provenance: Provenance) {
    guard let form = reader.text().flatMap(Form.init(rawValue:)),
      let isAmendment = Bool(from: &reader),
      let originalFiled = Reading<Day>(from: &reader),
      let schema = String?(from: &reader),
      let period = Reading<Day>(from: &reader),
      let exit = Reading<Bool>(from: &reader),
      let noSecuritiesOwned = Reading<Bool>(from: &reader),
      let plan10b51 = Reading<Bool>(from: &reader),
      let issuer = Issuer(from: &reader),
      let owners = [Owner](from: &reader),
      let transactions = [Transaction](from: &reader),
      let holdings = [Holding](from: &reader),
      let footnotes = [Footnote](from: &reader),
      let remarks = String?(from: &reader),
      let signatures = [Signature](from: &reader),
      let unreadable = [Unreadable](from: &reader),
      let notice = SaleNotice?(from: &reader)
    else { return nil }
    self.init(provenance: provenance, form: form, issuer: issuer)
    self.isAmendment = isAmendment
    self.originalFiled = originalFiled
    self.schema = schema
    self.period = period
    self.exit = exit
    self.noSecuritiesOwned = noSecuritiesOwned
    self.plan10b51 = plan10b51
    self.owners = owners
    self.transactions = transactions
    self.holdings = holdings
    self.footnotes = footnotes
    self.remarks = remarks
    self.signatures = signatures
    self.unreadable = unreadable
    self.notice = notice
  }
}

extension Issuer: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    cik.write(to: &writer)
    name.write(to: &writer)
    ticker.write(to: &writer)
    foreignTicker.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let cik = Reading<String>(from: &reader), let name = Reading<String>(from: &reader),
      let ticker = Reading<String>(from: &reader), let foreignTicker = Reading<String>(from: &reader)
    else { return nil }
    self.init()
    self.cik = cik
    self.name = name
    self.ticker = ticker
    self.foreignTicker = foreignTicker
  }
}

extension Owner: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    cik.write(to: &writer)
    name.write(to: &writer)
    isDirector.write(to: &writer)
    isOfficer.write(to: &writer)
    isTenPercentOwner.write(to: &writer)
    isOther.write(to: &writer)
    title.write(to: &writer)
    resolvedTitle.write(to: &writer)
    otherText.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let cik = Reading<String>(from: &reader), let name = Reading<String>(from: &reader),
      let isDirector = Reading<Bool>(from: &reader), let isOfficer = Reading<Bool>(from: &reader),
      let isTenPercentOwner = Reading<Bool>(from: &reader), let isOther = Reading<Bool>(from: &reader),
      let title = Reading<String>(from: &reader), let resolvedTitle = Reading<String>(from: &reader),
      let otherText = Reading<String>(from: &reader)
    else { return nil }
    self.init()
    self.cik = cik
    self.name = name
    self.isDirector = isDirector
    self.isOfficer = isOfficer
    self.isTenPercentOwner = isTenPercentOwner
    self.isOther = isOther
    self.title = title
    self.resolvedTitle = resolvedTitle
    self.otherText = otherText
  }
}

extension Footnote: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.text(id)
    writer.text(text)
  }

  init?(from reader: inout CanonicalReader) {
    guard let id = reader.text(), let text = reader.text() else { return nil }
    self.init(id: id, text: text)
  }
}

extension Signature: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    name.write(to: &writer)
    date.write(to: &writer)
  }

  init?(from reader: inout CanonicalReader) {
    guard let name = Reading<String>(from: &reader), let date = Reading<Day>(from: &reader) else {
      return nil
    }
    self.init(name: name, date: date)
  }
}

extension Unreadable: CanonicalValue {
  func write(to writer: inout CanonicalWriter) {
    writer.text(field)
    writer.text(shown)
    writer.text(reason)
  }

  init?(from reader: inout CanonicalReader) {
    guard let field = reader.text(), let shown = reader.text(), let reason = reader.text() else { return nil }
    self.init(field: field, shown: shown, reason: reason)
  }
}
