import Filings

/// The filings that the rows of a test make up. They are one form 4 on which nothing else is written, until a row gives
/// the filing or its owner another value than one before it did: such a row begins the next filing, of the same issuer.
struct GivenFilings {
  private var filings: [Filing] = []
  /// What was said of the filing and its owner that is being made, by the field's name.
  private var heads: [String: FieldValue] = [:]

  var isEmpty: Bool { filings.isEmpty }

  /// In the order in which they were given. Where there are several and nothing says of which issuer, they are of one.
  var all: [Filing] {
    guard filings.count > 1, filings.allSatisfy({ $0.issuingParty.keys.isEmpty }) else { return filings }
    return filings.map { filing in
      var filing = filing
      filing.issuer.cik = .known("0000000000")
      return filing
    }
  }

  mutating func give(_ kind: Kind, _ values: [(field: Field, value: FieldValue)]) {
    let said = values.filter { !$0.field.level.isOfRow }
    let isNext = said.contains { isOther($0.field, $0.value) }
    if filings.isEmpty || isNext || (kind.sort == .notice) != (filings.last?.notice != nil) { begin(kind) }
    for (field, value) in said { heads[field.name] = value }
    let number = filings.count - 1
    let index = filings[number].append(kind, isDerivative: values.contains { $0.field.level == .terms })
    for (field, value) in values {
      filings[number].assign(value, to: field, at: field.level == .owner ? 0 : index, sort: kind.sort)
    }
  }

  private func isOther(_ field: Field, _ value: FieldValue) -> Bool {
    heads[field.name].map { $0 != value } ?? false
  }

  private mutating func begin(_ kind: Kind) {
    let form = kind.sort == .notice ? Form.form144 : .form4
    var filing = Filing(
      provenance: Provenance(container: .xml), form: form, issuer: filings.last?.issuer ?? Issuer())
    filing.owners = [Owner()]
    if kind.sort == .notice { filing.notice = SaleNotice() }
    filings.append(filing)
    heads = heads.filter { $0.key.hasPrefix("issuer.") }
  }
}

extension Filing {
  /// Adds an empty row of a kind; its place among the rows of its sort.
  fileprivate mutating func append(_ kind: Kind, isDerivative: Bool) -> Int {
    let position = Position(row: transactions.count + holdings.count + 1, isDerivative: isDerivative)
    switch kind.sort {
    case .transaction:
      var row = Transaction(position: position)
      row.code = Reading(TransactionCode(String(kind.letters.prefix(1))))
      row.isAcquired = Reading(kind.direction)
      transactions.append(row)
      return transactions.count - 1
    case .holding:
      holdings.append(Holding(position: position))
      return holdings.count - 1
    case .notice:
      notice?.proposedSales.append(ProposedSale())
      return (notice?.proposedSales.count ?? 1) - 1
    case .filing: return 0
    }
  }
}

extension Kind {
  /// Whether rows of this kind acquire, where all do the same.
  fileprivate var direction: Bool? {
    switch name {
    case "purchase", "grant", "small_acquisition": true
    case "sale", "withholding", "disposition", "tender": false
    default: nil
    }
  }
}
