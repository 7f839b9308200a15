import Filings

/// The places that a rule looks at and that nobody could read.
enum Blanks {
  static func all(of plan: Plan, _ report: Report) -> [Needs.Blank] {
    var blanks: [Needs.Blank] = []
    for field in fields(of: plan) {
      for index in indices(of: field, plan, report) where report.isBlank(field, at: index, plan.sort) {
        guard blanks.count < Limits.needsFields else { return blanks }
        blanks.append(
          Needs.Blank(field: field, index: index, values: values(for: field, at: index, plan, report)))
      }
    }
    return blanks
  }

  /// The fields that the rule reads, in the order in which it does.
  private static func fields(of plan: Plan) -> [Field] {
    var names = plan.roles.map(\.field)
    if plan.sort == .transaction { names.append("code") }
    names += plan.group.flatMap(\.inputs) + plan.program.fields
    // The value of a proposed sale is a column of its own.
    if plan.sort == .notice { names += plan.program.nodes.flatMap(\.fields).map(\.name) }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }.compactMap(Vocabulary.field)
      .filter { $0.isFound(on: plan.sort) }
  }

  private static func indices(of field: Field, _ plan: Plan, _ report: Report) -> [Int] {
    switch field.level {
    case .filing: [0]
    case .owner: Array(report.filing.owners.indices)
    case .row, .terms, .transaction, .proposal:
      report.rows(of: plan.sort).filter { report.mask(of: $0).isOne(of: plan.kinds) != .no }.map(\.index)
    }
  }

  // MARK: Values to try

  private static func values(for field: Field, at index: Int, _ plan: Plan, _ report: Report) -> [FieldValue]
  {
    switch field.source {
    case .flag: [.flag(true), .flag(false)]
    case .number: numbers(for: field, at: index, plan, report).map(FieldValue.number)
    case .day: days(plan, report).map(FieldValue.day)
    case .code: codes(plan).map(FieldValue.text)
    case .text: texts(for: field, plan).map(FieldValue.text)
    case .derived(.value) where plan.sort == .notice:
      numbers(for: field, at: index, plan, report).map(FieldValue.number)
    case .derived(.footnotes): texts(for: field, plan).map(FieldValue.text)
    case .derived: []
    }
  }

  /// The ends of what the page supports, and the numbers that the rule names with their neighbours.
  private static func numbers(for field: Field, at index: Int, _ plan: Plan, _ report: Report) -> [Decimal] {
    let support = report.interval(field, RowReference(sort: plan.sort, index: index))
    let named = plan.program.constants.flatMap { number in
      [number.adding(Decimal(1)), number, number.adding(Decimal(-1))].compactMap { $0 }
    }
    let ends = [support.high ?? largest, support.low ?? .zero]
    return unique(ends + named.filter { support.admits($0) && !$0.isNegative && $0 < largest })
  }

  /// The largest number that a form can say (EDGAR Ownership XML Technical Specification, section 2.2).
  private static let largest = Decimal(999_999_999_999)

  /// Days around those that the rule and the filing name, a month and more apart.
  private static func days(_ plan: Plan, _ report: Report) -> [Day] {
    let named = plan.program.constants.compactMap { Int32(exactly: $0.trimmed.mantissa).map(Day.init) }
    let filing = report.filing
    let filed = [filing.period.value, filing.provenance.filed] + filing.transactions.map(\.date.value)
    let anchors = unique(named + filed.compactMap { $0 })
    return unique(anchors.prefix(4).flatMap { day in [0, 1, -1, 40, 400].map { day.advanced(by: $0) } })
  }

  /// A letter that the rule matches, and one that it does not.
  private static func codes(_ plan: Plan) -> [String] {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    let (wanted, others) = letters.reduce(into: ([String](), [String]())) { parts, letter in
      let byte = letter.utf8.first ?? 0
      let mask = KindMask(letter: byte, false).union(KindMask(letter: byte, true))
      if mask.isDisjoint(with: plan.kinds) { parts.1.append(letter) } else { parts.0.append(letter) }
    }
    return wanted.prefix(8) + others.prefix(1) + plan.program.texts.filter { $0.utf8.count == 1 }
  }

  private static func texts(for field: Field, _ plan: Plan) -> [String] {
    let titles = plan.roles.compactMap { role -> String? in
      if case .title(let phrases) = role.test { phrases.first?.joined(separator: " ") } else { nil }
    }
    return unique((field.name == "owner.title" ? titles : []) + plan.program.texts.prefix(16) + [""])
  }

  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}

extension Report {
  func state(of field: Field, at index: Int, _ sort: Kind.Sort) -> FieldState {
    guard field.level == .owner, filing.owners.indices.contains(index) else {
      return state(of: field, RowReference(sort: sort, index: index))
    }
    var alone = filing
    alone.owners = [filing.owners[index]]
    return Report(alone).state(of: field, RowReference(sort: .filing, index: 0))
  }

  /// Whether nobody knows what stands there; an absent value too where absence says nothing.
  func isBlank(_ field: Field, at index: Int, _ sort: Kind.Sort) -> Bool {
    switch state(of: field, at: index, sort) {
    case .known: false
    case .unknown: true
    case .absent: field.absence == .unknown
    }
  }
}

extension Interval {
  func admits(_ number: Decimal) -> Bool {
    compared(.equal, Interval(number)) != .no
  }
}
