import Filings

extension Evaluator {
  func folded(_ fold: Program.Fold, _ operand: Int, _ members: [Member]) -> Interval {
    // Most filings report one trade or a few.
    if members.count == 1, members[0].isSure { return number(operand, .row(members[0].row)) }
    let values = members.map { (value: number(operand, .row($0.row)), isSure: $0.isSure) }
    switch fold {
    case .sum: return values.reduce(.zero) { $0 + ($1.isSure ? $1.value : $1.value.orNothing) }
    case .min, .first: return extreme(values) { $0.minimum($1) }
    case .max, .last: return extreme(values) { $0.maximum($1) }
    case .avg: return average(values)
    }
  }

  /// The smallest or the largest. A maybe row can move it to its own value, or leave it.
  private func extreme(
    _ values: [(value: Interval, isSure: Bool)], _ combine: (Interval, Interval) -> Interval
  ) -> Interval {
    let sure = values.filter { $0.isSure }.map { $0.value }
    let possible = values.filter { !$0.isSure }.map { $0.value }
    guard let first = sure.first else { return hull(possible) }
    let certain = sure.dropFirst().reduce(first, combine)
    return possible.reduce(certain) { $0.hull(combine($0, $1)) }
  }

  /// An average lies between the smallest and the largest; it is exact when all rows are sure.
  private func average(_ values: [(value: Interval, isSure: Bool)]) -> Interval {
    guard values.allSatisfy(\.isSure), !values.isEmpty else { return hull(values.map(\.value)) }
    return values.reduce(.zero) { $0 + $1.value } / Interval(Decimal(values.count))
  }

  private func hull(_ values: [Interval]) -> Interval {
    guard let first = values.first else { return .anything }
    return values.dropFirst().reduce(first) { $0.hull($1) }
  }

  /// [sure, sure + maybe].
  func count(_ kinds: KindMask?, _ members: [Member]) -> Interval {
    var sure = 0
    var possible = 0
    for member in members {
      let truth = kinds.map { report(of: member.row).mask(of: member.row).isOne(of: $0) } ?? .yes
      if truth == .yes, member.isSure { sure += 1 } else if truth != .no { possible += 1 }
    }
    return Interval(low: Decimal(sure), high: Decimal(sure + possible))
  }
}

// MARK: - Distinct values

extension Evaluator {
  /// How many different values. One that nobody could read may be one of the others or a new one; an absent one is
  /// none, as in SQL.
  func countDistinct(_ field: Field, _ members: [Member]) -> Interval {
    var sure: Set<String> = []
    var all: Set<String> = []
    var unknown = 0
    var isSomething = false
    for member in members {
      switch report(of: member.row).key(field, member.row) {
      case .known(let value):
        all.insert(value)
        if member.isSure { sure.insert(value) }
      case .unknown:
        unknown += 1
        isSomething = isSomething || member.isSure
      case .absent: break
      }
    }
    return Interval(low: Decimal(max(sure.count, isSomething ? 1 : 0)), high: Decimal(all.count + unknown))
  }
}

extension Report {
  /// A field's value as a text to tell groups and values apart. A filing with several owners has all of theirs
  /// together: its rows count once.
  func key(_ field: Field, _ row: RowReference) -> Reading<String> {
    let state = state(of: field, row)
    guard state == .known else { return state == .absent ? .absent : .unknown(.anything) }
    switch field.source {
    case .day: return .known(field.type.shown(interval(field, row)))
    case .number, .derived(.value), .derived(.daysLate):
      return .known(interval(field, row).point?.description ?? "")
    case .flag: return .known(truth(field, row).rawValue)
    case .text, .code, .derived(.footnotes):
      return .known(texts(field, row).map { Report.folded($0, field.type) }.sorted().joined(separator: "; "))
    }
  }

  /// The texts of a field that are known.
  func texts(_ field: Field, _ row: RowReference) -> [String] {
    switch field.source {
    case .text(.owner(let get, _)): filing.owners.compactMap { get($0).value }
    case .text(let access): [reading(access, row).value].compactMap { $0 }
    case .code: [withTransaction(row) { $0.code.value?.description }].compactMap { $0 ?? nil }
    case .derived(.footnotes): footnotes(of: row)
    default: []
    }
  }

  func mask(of row: RowReference) -> KindMask {
    switch row.sort {
    case .transaction: rowKinds[row.index]
    case .holding: withPosition(row) { $0.isDerivative ? .derivativeHolding : .holding } ?? []
    case .filing: .filing
    case .notice: .notice
    }
  }
}

// MARK: - Percent of holding

extension Evaluator {
  /// Sold ÷ (owned after + sold), for each line of security, ownership form and nature; the largest line. Owned after
  /// is that of the line's last row in the document.
  func percentOfHolding(_ members: [Member]) -> Interval {
    let sales = members.filter { isDisposal($0) != .no }
    guard !sales.isEmpty else { return .zero }
    let lines = lines(of: sales)
    if sales.count > 1, lines.contains(where: { $0.key == nil }) { return Evaluator.fraction }
    return lines.reduce(.zero) { $0.maximum(percentage($1.members)) }
  }

  /// No part is less than nothing or more than all.
  private static let fraction = Interval(low: .zero, high: Decimal(1))

  private func isDisposal(_ member: Member) -> Truth {
    report(of: member.row).withTransaction(member.row) { row -> Truth in
      switch row.isAcquired {
      case .known(let isAcquired): Truth(!isAcquired)
      case .absent, .unknown: .maybe
      }
    } ?? .no
  }

  /// What a balance is kept for: a security, held directly or in one of the indirect ways.
  private struct Line: Equatable {
    var security: String?
    var isDirect: Bool?
    var nature: String?
    var isDerivative: Bool
  }

  /// The members of each line, `nil` for those of which the line cannot be told.
  private func lines(of sales: [Member]) -> [(key: Line?, members: [Member])] {
    sales.reduce(into: []) { lines, member in
      let line = report(of: member.row).withPosition(member.row, line) ?? nil
      if let place = lines.firstIndex(where: { $0.key == line }) {
        lines[place].members.append(member)
      } else {
        lines.append((line, [member]))
      }
    }
  }

  private func line(of position: Position) -> Line? {
    guard !position.security.isUnknown, !position.isDirect.isUnknown, !position.nature.isUnknown else {
      return nil
    }
    return Line(
      security: position.security.value, isDirect: position.isDirect.value, nature: position.nature.value,
      isDerivative: position.isDerivative)
  }

  /// Grows with what is sold and falls with what is left.
  private func percentage(_ sales: [Member]) -> Interval {
    var sold = Interval.zero
    var left: Interval?
    for member in sales {
      let isSure = member.isSure && isDisposal(member) == .yes
      let report = report(of: member.row)
      let shares = report.withTransaction(member.row) { Interval($0.shares) } ?? .zero
      let after = report.withPosition(member.row) { Interval($0.ownedAfter) } ?? .nonNegative
      sold = sold + (isSure ? shares : shares.orNothing)
      left = isSure ? after : (left?.hull(after) ?? after)
    }
    guard let left else { return Evaluator.fraction }
    return Interval(
      low: part(sold.low, of: left.high, .down) ?? .zero,
      high: part(sold.high, of: left.low, .up) ?? Decimal(1))
  }

  private func part(_ sold: Decimal?, of left: Decimal?, _ rounding: Rounding) -> Decimal? {
    guard let sold else { return nil }
    if sold.isZero { return .zero }
    guard let left, let whole = sold.adding(left) else { return nil }
    return sold.divided(by: whole, rounding: rounding).map { min(max($0, .zero), Decimal(1)) }
  }
}
