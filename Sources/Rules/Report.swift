import Filings

/// What a rule looks at: one filing, with its readings as truths, intervals and texts.
///
/// A class, so that a rule set's many evaluations share one copy; it never changes.
final class Report: Sendable {
  let filing: Filing
  /// How late it is; computed once, since every row asks for it.
  private let daysLate: Interval
  /// Each footnote's text by its id, cut to what is compared.
  private let footnotes: [String: String]
  /// What of them nobody could read.
  private let footnoteDoubt: FootnoteDoubt
  /// What a Form 144 proposes to sell, as rows.
  let proposals: [Transaction]
  /// What each transaction may be: every rule asks for each row.
  let rowKinds: [KindMask]

  /// By which it is counted how late a filing is.
  let calendar: BusinessCalendar
  /// The number that the history gives the filing.
  let number: Int64?

  /// `demands` is what the rules will ask for beyond the filing's own fields; `rowKinds` are those of the transactions,
  /// where they are known already.
  init(
    _ filing: Filing, _ demands: Demands = .all, _ rowKinds: [KindMask]? = nil, number: Int64? = nil,
    calendar: BusinessCalendar = BusinessCalendar()
  ) {
    self.filing = filing
    self.calendar = calendar
    self.number = number
    self.rowKinds = rowKinds ?? Summary.kinds(of: filing.transactions)
    proposals = filing.notice?.proposedSales.enumerated().map { Transaction($1, row: $0 + 1) } ?? []
    daysLate = demands.contains(.lateness) ? Interval(daysLateOf: filing, calendar) : .nonNegative
    footnotes =
      demands.contains(.footnotes)
      ? Dictionary(filing.footnotes.map { ($0.id, Report.compared($0.text)) }) { first, _ in first } : [:]
    footnoteDoubt = demands.contains(.footnotes) ? FootnoteDoubt(filing) : FootnoteDoubt()
  }

  /// What costs something to prepare, so that it is prepared only for rules that look at it.
  struct Demands: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let lateness = Demands(rawValue: 1)
    static let footnotes = Demands(rawValue: 2)
    static let all: Demands = [.lateness, .footnotes]
  }
}

/// A row by its sort and its place in the filing's array; the filing itself is its only row.
struct RowReference: Sendable, Hashable {
  var sort: Kind.Sort
  var index: Int
  /// The filing's place in the dossier, 0 for the one that is judged.
  var filing = 0
}

// MARK: - Truths

extension Report {
  func truth(_ field: Field, _ row: RowReference) -> Truth {
    guard case .flag(let access) = field.source else { return .maybe }
    let absence: Truth = field.absence == .no ? .no : .maybe
    return any(access, row) { Report.truth($0, absence: absence) }
  }

  private static func truth(_ reading: Reading<Bool>, absence: Truth) -> Truth {
    switch reading {
    case .known(let value): Truth(value)
    case .absent: absence
    case .unknown: .maybe
    }
  }

  /// Whether an owner has one of the roles. A filing whose owners nobody could read may have any.
  func truth(_ roles: [Role]) -> Truth {
    if roles.isEmpty { return .yes }
    if filing.owners.isEmpty { return .maybe }
    return filing.owners.reduce(.no) { found, owner in
      roles.reduce(found) { $0.or($1.isHeld(by: owner)) }
    }
  }

  /// Asks the reading, or each owner's in turn: what holds for one owner holds.
  private func any<Value>(
    _ access: Field.Access<Value>, _ row: RowReference, _ test: (Reading<Value>) -> Truth
  ) -> Truth {
    guard case .owner(let get, _) = access else { return test(reading(access, row)) }
    if filing.owners.isEmpty { return .maybe }
    return filing.owners.indices.reduce(.no) { $0.or(test(get(filing.owners[$1]))) }
  }

  /// The one reading of a field that is not an owner's.
  func reading<Value>(_ access: Field.Access<Value>, _ row: RowReference) -> Reading<Value> {
    switch access {
    case .filing(let get, _): return get(filing)
    case .owner: return .absent
    case .position(let get, _): return withPosition(row, get) ?? .absent
    case .terms(let get, _): return withPosition(row) { $0.terms.map(get) ?? .absent } ?? .absent
    case .transaction(let get, _): return withTransaction(row, get) ?? .absent
    case .proposal(let get, _):
      guard row.sort == .notice, let notice = filing.notice else { return .absent }
      return get(notice.proposedSales[row.index])
    }
  }

  /// Looks at a row where it lies: a span lends it, while a subscript would copy its dozen texts and arrays.
  func withTransaction<Result>(_ row: RowReference, _ body: (Transaction) -> Result) -> Result? {
    guard row.sort == .transaction || row.sort == .notice else { return nil }
    let rows = row.sort == .notice ? proposals : filing.transactions
    let span = rows.span
    return body(span[row.index])
  }

  func withPosition<Result>(_ row: RowReference, _ body: (Position) -> Result) -> Result? {
    guard row.sort == .holding else { return withTransaction(row) { body($0.position) } }
    let rows = filing.holdings
    let span = rows.span
    return body(span[row.index].position)
  }
}

// MARK: - Numbers

extension Report {
  /// A number as far as it is known; a date is its number of days.
  func interval(_ field: Field, _ row: RowReference) -> Interval {
    switch field.source {
    case .number(let access): Interval(reading(access, row))
    case .day(let access): Interval(reading(access, row))
    case .derived(.value):
      withTransaction(row) { Interval(valueOf: $0) } ?? .nonNegative
    case .derived(.daysLate): daysLate
    case .derived(.footnotes), .flag, .text, .code: .anything
    }
  }
}

extension Interval {
  init(_ reading: Reading<Decimal>) {
    switch reading {
    case .known(let number): self.init(number)
    case .absent, .unknown(.anything): self = .nonNegative
    case .unknown(.candidates(let numbers)): self.init(low: numbers.min() ?? .zero, high: numbers.max())
    case .unknown(.atLeast(let least)): self.init(low: least, high: nil)
    case .unknown(.between(let low, let high)): self.init(low: low, high: high)
    }
  }

  init(_ reading: Reading<Day>) {
    switch reading {
    case .known(let day): self.init(day.count)
    case .absent, .unknown(.anything): self = .anything
    case .unknown(.candidates(let days)): self.init(low: days.min()?.count, high: days.max()?.count)
    case .unknown(.atLeast(let least)): self.init(low: least.count, high: nil)
    case .unknown(.between(let low, let high)): self.init(low: low.count, high: high.count)
    }
  }

  /// The total that the row gives, else shares × price. A price that nobody could read lies in the range that its
  /// footnote names.
  init(valueOf row: borrowing Transaction) {
    if case .known(let total) = row.totalValue {
      self.init(total)
      return
    }
    var price = Interval(row.price)
    if row.price.value == nil, let range = row.priceRange {
      price = Interval(low: range.low, high: range.high)
    }
    self = Interval(row.shares) * price
  }
}

extension Day {
  /// Days since 1970-01-01.
  fileprivate var count: Decimal { Decimal(Int(number)) }
}

// MARK: - Texts

extension Report {
  func truth(_ field: Field, _ row: RowReference, _ test: Program.TextTest) -> Truth {
    switch field.source {
    case .text(let access):
      any(access, row) { self.truth($0, of: field, row, test) }
    case .code(let access):
      any(access, row) { self.truth($0.description, of: field, row, test) }
    case .derived(.footnotes):
      footnotes(of: row).reduce(isFootnoteDoubted(row) ? .maybe : .no) {
        $0.or(truth(.known($1), of: field, row, test))
      }
    case .derived, .flag, .number, .day: .maybe
    }
  }

  private func truth(
    _ reading: Reading<String>, of field: Field, _ row: RowReference, _ test: Program.TextTest
  ) -> Truth {
    switch reading {
    case .known(let text): return holds(test, text, of: field, row)
    case .unknown(.candidates(let texts)):
      let answers = Set(texts.map { holds(test, $0, of: field, row) })
      return answers.count == 1 ? answers.first ?? .maybe : .maybe
    case .unknown: return .maybe
    case .absent:
      switch field.absence {
      case .empty: return holds(test, "", of: field, row)
      case .nothing, .no: return .no
      case .unknown: return .maybe
      }
    }
  }

  private func holds(_ test: Program.TextTest, _ text: String, of field: Field, _ row: RowReference) -> Truth
  {
    let isCut = text.utf8.count > Limits.comparedBytes
    let text = Report.compared(text).unwrapped
    let folded = Report.folded(text, field.type)
    let isFound =
      switch test {
      case .isOne(let texts): Truth(texts.contains(folded))
      case .equals(let other): truth(other, row, .isOne(of: .one(folded)))
      case .contains(let part): Truth(Report.contains(folded, part))
      case .matches(let pattern): Truth(pattern.isFound(in: text))
      }
    return isCut ? isFound.or(.maybe) : isFound
  }

  /// The beginning of a text: the work that a filing can cause is bounded.
  private static func compared(_ text: String) -> String {
    guard text.utf8.count > Limits.comparedBytes else { return text }
    return String(decoding: text.utf8.prefix(Limits.comparedBytes), as: UTF8.self)
  }

  /// Case does not count, nor how the text is wrapped, nor do the zeros before a CIK.
  static func folded(_ text: String, _ type: ValueType) -> String {
    type == .cik ? String(text.drop { $0 == "0" }) : text.unwrapped.lowercased()
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard let first = wanted.first else { return true }
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  func footnotes(of row: RowReference) -> [String] {
    guard let ids = withPosition(row, { $0.footnotes }) else { return [] }
    return ids.prefix(Limits.rowFootnotes).compactMap { footnotes[$0] }
  }

  /// What is told of the row's footnotes, or of those that no row is seen to refer to.
  func unreadFootnote(of row: RowReference) -> Unreadable? {
    let ids = withPosition(row) { $0.footnotes } ?? []
    let told = filing.unreadable.filter { $0.field.split(separator: ".").first == "footnotes" }
    let own = told.first { unread in ids.contains { unread.field == "footnotes.\($0)" } }
    let missing = ids.first { footnotes[$0] == nil }.map {
      Unreadable(
        field: "footnotes.\($0)", shown: "", reason: "the row refers to it, and its text is not there")
    }
    return own ?? missing ?? told.first
  }

  /// Whether a text is missing among those of the row's footnotes, or one is damaged.
  private func isFootnoteDoubted(_ row: RowReference) -> Bool {
    guard let ids = withPosition(row, { $0.footnotes }) else { return false }
    return ids.count > Limits.rowFootnotes || !ids.allSatisfy(footnotes.keys.contains)
      || footnoteDoubt.touches(row, ids)
  }
}

extension Reading<TransactionCode> {
  fileprivate var description: Reading<String> {
    switch self {
    case .known(let code): .known(code.description)
    case .absent: .absent
    case .unknown(.candidates(let codes)): .unknown(.candidates(codes.map(\.description)))
    case .unknown: .unknown(.anything)
    }
  }
}

// MARK: - Known, absent, unknown

extension Report {
  /// Whether a field stands in the filing; of several owners' all have to be known, and one unknown is enough.
  func state(of field: Field, _ row: RowReference) -> FieldState {
    switch field.source {
    case .flag(let access): return state(access, row)
    case .number(let access): return state(access, row)
    case .day(let access): return state(access, row)
    case .text(let access): return state(access, row)
    case .code(let access): return state(access, row)
    case .derived(.footnotes):
      if isFootnoteDoubted(row) { return .unknown }
      return footnotes(of: row).isEmpty ? .absent : .known
    case .derived(.value):
      if interval(field, row).point != nil { return .known }
      return worst(field.inputs.compactMap(Vocabulary.field).map { state(of: $0, row) })
    case .derived(.daysLate):
      if interval(field, row).point != nil { return .known }
      return filing.period.isUnknown ? .unknown : .absent
    }
  }

  private func state<Value>(_ access: Field.Access<Value>, _ row: RowReference) -> FieldState {
    guard case .owner(let get, _) = access else { return reading(access, row).state }
    return filing.owners.isEmpty ? .unknown : worst(filing.owners.map { get($0).state })
  }

  private func worst(_ states: [FieldState]) -> FieldState {
    if states.contains(.unknown) { return .unknown }
    return states.contains(.absent) ? .absent : .known
  }
}

extension Reading {
  var state: FieldState {
    switch self {
    case .known: .known
    case .absent: .absent
    case .unknown: .unknown
    }
  }
}
