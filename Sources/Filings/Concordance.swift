/// Whether a page and a document are one filing: the page says nothing that the document contradicts, and enough that no
/// other filing would agree as well.
///
/// The parts of one event that are filed as several forms have the same parties and the same period, and differ in
/// their rows; so rows decide.
extension Filing {
  /// Whether this filing, read from a page, is the one that `document` gives better.
  package func isRendering(of document: Filing) -> Bool {
    guard form == document.form, isAmendment == document.isAmendment,
      let period = period.value, document.period.value == period,
      issuer.agrees(with: document.issuer) == true, ownersAgree(with: document)
    else { return false }
    if unreadable.contains(where: { $0.field == "transactions" }) { return true }
    return transactions.count == document.transactions.count
      && zip(transactions, document.transactions).allSatisfy { $0.agrees(with: $1) }
  }

  /// One owner at least is the same, and none is another.
  private func ownersAgree(with document: Filing) -> Bool {
    guard owners.count <= document.owners.count, !owners.isEmpty else { return false }
    let answers = owners.map { owner in document.owners.map { owner.agrees(with: $0) } }
    let isContradicted = answers.contains { !$0.contains(true) && !$0.contains(nil) }
    return !isContradicted && answers.contains { $0.contains(true) }
  }
}

extension Issuer {
  /// `nil` when nothing can be compared.
  fileprivate func agrees(with other: Issuer) -> Bool? {
    if let cik = cik.value, let otherCik = other.cik.value { return cik == otherCik }
    if let ticker = ticker.value, let otherTicker = other.ticker.value {
      return ticker.lowercased() == otherTicker.lowercased()
    }
    guard let name = name.value, let otherName = other.name.value else { return nil }
    return Words(name) == Words(otherName)
  }
}

extension Owner {
  /// `nil` when nothing can be compared.
  fileprivate func agrees(with other: Owner) -> Bool? {
    if let cik = cik.value, let otherCik = other.cik.value { return cik == otherCik }
    guard let name = name.value, let otherName = other.name.value else { return nil }
    return Words(name) == Words(otherName)
  }
}

/// A name's words in any order, without case and punctuation: what survives a printer and another typist.
private struct Words: Equatable {
  private let words: [String]

  init(_ text: String) {
    words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
  }
}

extension Transaction {
  /// What both rows know is the same.
  fileprivate func agrees(with other: Transaction) -> Bool {
    position.isDerivative == other.position.isDerivative && Self.agree(date, other.date)
      && Self.agree(code, other.code) && Self.agree(isAcquired, other.isAcquired)
      && Self.agree(shares, other.shares) && Self.agree(price, other.price)
      && Self.agree(position.ownedAfter, other.position.ownedAfter)
  }

  private static func agree<Value>(_ one: Reading<Value>, _ other: Reading<Value>) -> Bool {
    guard let value = one.value, let otherValue = other.value else { return true }
    return value == otherValue
  }
}

extension ContainerKind {
  /// How well what comes so bears its values out: a better rendering takes the place of a lesser one.
  package var rank: Int {
    switch self {
    case .header: 0
    case .scan, .text: 1
    case .html: 2
    case .dataset: 3
    case .xml, .submission, .feed: 4
    }
  }
}
