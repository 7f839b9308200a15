import Filings

extension Transaction {
  /// A proposed sale with the columns that it has in common with a sale, so that rules ask for both in the same words.
  init(_ proposal: ProposedSale, row: Int) {
    self.init(position: Position(row: row, isDerivative: false))
    position.security = proposal.security
    shares = proposal.shares
    totalValue = proposal.marketValue
    date = proposal.date
  }
}

extension Field {
  /// Fields of a row that a proposed sale has too.
  static let ofProposals: Set<String> = ["shares", "value", "date", "security"]

  /// Whether rows of this sort have the field at all.
  func isFound(on sort: Kind.Sort) -> Bool {
    switch (level, sort) {
    case (.filing, _), (.owner, _): true
    case (.proposal, _): sort == .notice
    case (_, .notice): Field.ofProposals.contains(name)
    case (.transaction, .holding), (_, .filing): false
    default: true
    }
  }
}

extension ProposedSale {
  mutating func assign(_ value: FieldValue, to field: Field) {
    switch (field.name, value) {
    case ("shares", let value): shares = value.number ?? shares
    case ("value", let value): marketValue = value.number ?? marketValue
    case ("date", let value): date = value.day ?? date
    case ("security", let value): security = value.text ?? security
    default: break
    }
  }
}
