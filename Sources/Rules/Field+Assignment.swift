import Filings

/// A value that a field is given: by a test, or to try what would decide a verdict.
enum FieldValue: Sendable, Hashable {
  case flag(Bool)
  case number(Decimal)
  case day(Day)
  case text(String)
  case absent
  case unknown

  var number: Reading<Decimal>? { reading { if case .number(let number) = $0 { number } else { nil } } }
  var day: Reading<Day>? { reading { if case .day(let day) = $0 { day } else { nil } } }
  var text: Reading<String>? { reading { if case .text(let text) = $0 { text } else { nil } } }

  fileprivate func reading<Value>(_ value: (FieldValue) -> Value?) -> Reading<Value>? {
    switch self {
    case .absent: .absent
    case .unknown: .unknown(.anything)
    default: value(self).map(Reading.known)
    }
  }
}

/// A place in a filing where a field stands.
struct Place: Sendable, Hashable {
  /// Name of a field that stands in the filing and is not computed.
  var field: String
  /// Of the row or owner; 0 for the filing's own.
  var index: Int
}

extension Filing {
  /// Sets a field. Nothing happens where the value is of another type or there is no such row or owner.
  mutating func assign(_ value: FieldValue, to field: Field, at index: Int, sort: Kind.Sort) {
    if sort == .notice, Field.ofProposals.contains(field.name) {
      withProposal(index) { $0.assign(value, to: field) }
      return
    }
    switch field.source {
    case .flag(let access):
      set(access, value.reading { if case .flag(let flag) = $0 { flag } else { nil } }, index, sort)
    case .number(let access):
      set(access, value.number, index, sort)
    case .day(let access): set(access, value.day, index, sort)
    case .text(let access): set(access, value.text, index, sort)
    case .code(let access):
      set(
        access, value.reading { if case .text(let text) = $0 { TransactionCode(text) } else { nil } }, index,
        sort)
    case .derived(.footnotes): setFootnotes(value.text?.value ?? "", index, sort)
    case .derived: break
    }
  }

  /// The row has one footnote, with this text.
  private mutating func setFootnotes(_ text: String, _ index: Int, _ sort: Kind.Sort) {
    let id = FootnoteDoubt.given + " \(sort.array) \(index)"
    footnotes.removeAll { $0.id == id }
    footnotes.append(Footnote(id: id, text: text))
    withPosition(index, sort) { $0.footnotes = [id] }
  }

  private mutating func set<Value>(
    _ access: Field.Access<Value>, _ reading: Reading<Value>?, _ index: Int, _ sort: Kind.Sort
  ) {
    guard let reading else { return }
    switch access {
    case .filing(_, let set): set(&self, reading)
    case .owner(_, let set): if owners.indices.contains(index) { set(&owners[index], reading) }
    case .position(_, let set): withPosition(index, sort) { set(&$0, reading) }
    case .terms(_, let set):
      withPosition(index, sort) { position in
        var terms = position.terms ?? DerivativeTerms()
        set(&terms, reading)
        position.terms = terms
      }
    case .transaction(_, let set):
      if sort == .transaction, transactions.indices.contains(index) { set(&transactions[index], reading) }
    case .proposal(_, let set): if sort == .notice { withProposal(index) { set(&$0, reading) } }
    }
  }

  private mutating func withProposal(_ index: Int, _ change: (inout ProposedSale) -> Void) {
    guard var notice, notice.proposedSales.indices.contains(index) else { return }
    change(&notice.proposedSales[index])
    self.notice = notice
  }

  private mutating func withPosition(_ index: Int, _ sort: Kind.Sort, _ change: (inout Position) -> Void) {
    if sort == .transaction, transactions.indices.contains(index) {
      change(&transactions[index].position)
    } else if sort == .holding, holdings.indices.contains(index) {
      change(&holdings[index].position)
    }
  }
}

// MARK: - Places

extension Kind.Sort {
  /// The array of `insiderd parse --json` that has the rows.
  var array: String {
    switch self {
    case .transaction, .filing: "transactions"
    case .holding: "holdings"
    case .notice: "proposed_sales"
    }
  }
}

extension Field {
  private func key(on sort: Kind.Sort) -> String {
    sort == .notice && name == "value" ? "market_value" : key
  }

  /// The path in `insiderd parse --json`: `owners[0].officer`.
  func path(at index: Int, sort: Kind.Sort) -> String {
    switch level {
    case .filing: key
    case .owner: "owners[\(index)].\(key)"
    case .row, .terms, .transaction, .proposal: "\(sort.array)[\(index)].\(key(on: sort))"
    }
  }
}
