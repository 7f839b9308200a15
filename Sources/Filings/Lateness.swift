/// How late a filing is, in business days behind its deadline: 0 is on time.
package struct Lateness: Sendable, Hashable {
  /// At least so many.
  package var low: Int
  /// `nil` when nothing bounds it.
  package var high: Int?

  package init(low: Int, high: Int?) {
    self.low = low
    self.high = high
  }
}

extension BusinessCalendar {
  /// How late the filing was filed; `nil` when nothing in it had a deadline. A filing with several rows is as late as
  /// its latest row.
  ///
  /// - Without a filing date (bare XML, a page) the signature's date is the lower bound, and there is no upper one.
  /// - An amendment's rows may have been reported first with the original or with the amendment: an interval.
  /// - Rows with a date that cannot be (`Quality.dateTypo`, or later than the filing) say nothing; an unreadable date
  ///   leaves the upper bound open.
  package func daysLate(of filing: Filing) -> Lateness? {
    var latest: Lateness?
    for deadline in deadlines(of: filing) {
      let lateness = deadline.value.map { daysLate(of: filing, by: $0) } ?? Lateness(low: 0, high: nil)
      latest = latest.map { Self.later($0, lateness) } ?? lateness
    }
    return latest
  }

  /// The last day on which the row could be reported in time; absent when this filing owes the row no deadline.
  ///
  /// Form 4, since August 2002: the second business day behind the day of execution, or of deemed execution where there is
  /// one, which is no later than the third business day behind the trade (Exchange Act, section 16(a)(2)(C), Rule
  /// 16a-3(g)). Rows that were due on Form 5 and are reported early have none, and
  /// neither have small acquisitions, which may wait for Form 5 (Rule 16a-6).
  package func deadline(of row: Transaction, in filing: Filing) -> Reading<Day> {
    guard filing.form == .form4 || (filing.form == .form5 && mayBeDueOnForm4(row)),
      row.formType != .known("5"), row.timeliness != .known("E"), row.code.value != TransactionCode("L"),
      !row.position.quality.contains(.dateTypo)
    else { return .absent }
    let execution = execution(of: row)
    guard let executed = execution.value else { return execution.isUnknown ? .unknown(.anything) : .absent }
    if row.formType.isUnknown, filing.form == .form5 || mayWaitForForm5(row, executed: executed) {
      return .unknown(.anything)
    }
    if let filed = filing.provenance.filed, filed < executed { return .absent }
    return .known(
      executed < Self.sarbanesOxley
        ? endOfTenthDay(behindMonthOf: executed) : businessDay(after: executed, count: 2))
  }

  /// The day on which the clock starts.
  private func execution(of row: Transaction) -> Reading<Day> {
    if row.deemed == .absent { return row.date }
    guard let deemed = row.deemed.value, let traded = row.date.value else { return row.deemed }
    return .known(min(deemed, businessDay(after: traded, count: 3)))
  }

  /// 29 August 2002: transactions from this day on are due on the second business day (Release 34-46421). Before it, the
  /// tenth day behind the end of the month was the deadline.
  private static var sarbanesOxley: Day { Day(number: 11_928) }

  private func endOfTenthDay(behindMonthOf day: Day) -> Day {
    let (year, month, date) = day.components
    return rolledForward(day.advanced(by: Day.length(ofMonth: month, year: year) - date + 10))
  }

  /// Pages do not show for which form a row was due.
  private func mayBeDueOnForm4(_ row: Transaction) -> Bool {
    row.formType == .known("4") || row.formType.isUnknown
  }

  /// Not purchases, sales, exercises and conversions; nor, since August 2002, what Rule 16b-3(d), (e) and (f) exempt
  /// (Rule 16a-3(f)(1)).
  private func mayWaitForForm5(_ row: Transaction, executed: Day) -> Bool {
    let bound = executed < Self.sarbanesOxley ? "PSMCOX" : "PSMCOXADFI"
    return row.code.value.map { bound.utf8.contains($0.letter) } != true
  }

  // MARK: Deadlines

  private func deadlines(of filing: Filing) -> [Reading<Day>] {
    let rows = filing.transactions.map { deadline(of: $0, in: filing) }.filter { $0 != .absent }
    return switch filing.form {
    // Ten days behind the event (Exchange Act, section 16(a)(2)(B)).
    case .form3: [deadline(of: filing.period, days: 10)]
    case .form4: rows
    // 45 days behind the end of the issuer's fiscal year (Rule 16a-3(f)(1)).
    case .form5: rows + [deadline(of: filing.period, days: 45)]
    // A notice is due with the order to sell, of whose day it says nothing.
    case .form144: []
    }
  }

  private func deadline(of start: Reading<Day>, days: Int) -> Reading<Day> {
    start.value.map { .known(rolledForward($0.advanced(by: days))) } ?? .unknown(.anything)
  }

  // MARK: Lateness

  private func daysLate(of filing: Filing, by deadline: Day) -> Lateness {
    let signed = filing.signatures.compactMap(\.date.value).max()
    let filed = filing.provenance.filed
    let latest = filed.map { businessDays(after: deadline, through: $0) }
    guard filing.isAmendment else {
      let earliest = latest ?? signed.map { businessDays(after: deadline, through: $0) }
      return Lateness(low: earliest ?? 0, high: latest)
    }
    let original = filing.originalFiled.value.map { businessDays(after: deadline, through: $0) } ?? 0
    return Lateness(low: min(original, latest ?? original), high: latest)
  }

  private static func later(_ one: Lateness, _ other: Lateness) -> Lateness {
    let low = max(one.low, other.low)
    guard let oneHigh = one.high, let otherHigh = other.high else { return Lateness(low: low, high: nil) }
    return Lateness(low: low, high: max(oneHigh, otherHigh))
  }
}
