import Filings

/// `group by … within 7 days`: the windows lie over the days of the trades, not of their filing, so that a filing that
/// comes late completes an old one.
extension Judge {
  /// The longest stretches of rows that lie within the span of each other, the earliest first: those that have a row of
  /// the filing that is judged, or all that begin on one of `days`. A row whose day nobody could read may lie in any.
  func windows(of group: Group, within span: CalendarSpan, beginning days: ClosedRange<Day>? = nil) -> [Group]
  {
    var dated: [(day: Day, member: Evaluator.Member)] = []
    var undated: [Evaluator.Member] = []
    for member in group.members {
      if let day = day(of: member.row) { dated.append((day, member)) } else { undated.append(member.asMaybe) }
    }
    dated.sort { $0.day < $1.day }
    guard !dated.isEmpty else { return [Group(key: group.key, members: undated, whose: group.whose)] }
    let isCurrentUndated = undated.contains(where: \.isOfCurrent)
    return stretches(dated.map(\.day), span).compactMap { stretch in
      let members = dated[stretch].map(\.member)
      let start = dated[stretch.lowerBound].day
      let isMeant = days?.contains(start) ?? (isCurrentUndated || members.contains(where: \.isOfCurrent))
      guard isMeant else { return nil }
      return Group(key: group.key, members: inOrder(members + undated), whose: group.whose, start: start)
    }
  }

  /// From each day as far as the span reaches, without those that a longer stretch holds; the days are in order.
  private func stretches(_ days: [Day], _ span: CalendarSpan) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var end = 0
    for (start, day) in days.enumerated() where start == 0 || days[start - 1] < day {
      let last = span.end(from: day)
      let before = end
      while end < days.count, days[end] <= last { end += 1 }
      if stretches.isEmpty || end > before { stretches.append(start..<end) }
    }
    return stretches
  }

  /// When the row happened: a filing by itself on the day of its period, a proposed sale on the day that it names.
  func day(of row: RowReference) -> Day? {
    let report = dossier.report(of: row)
    switch row.sort {
    case .transaction, .notice: return report.withTransaction(row) { $0.date.value } ?? nil
    case .holding, .filing: return report.filing.period.value ?? report.filing.provenance.filed
    }
  }
}

extension Evaluator.Member {
  fileprivate var asMaybe: Evaluator.Member { Evaluator.Member(row: row, isSure: false) }
}
