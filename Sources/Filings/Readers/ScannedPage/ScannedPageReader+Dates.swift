/// What the dates of a page say of each other.
extension ScannedPageReader {
  /// A transaction comes before its report. The day in the head is that of the earliest; where it is none of the rows',
  /// one of them was misread unless the page was read without a fault.
  mutating func compareDates() {
    let days = filing.transactions.compactMap(\.date.value)
    if let period = filing.period.value {
      let isNobodys = filing.form == .form4 && !isClean && !days.isEmpty && !days.contains(period)
      let isAlone = hasMisreadDigits && !days.contains(period)
      if isAfterSignature(period) {
        doubtSigned("it was signed before the day that it is about")
        doubtPeriod("it was signed before")
      } else if isNobodys || isAlone {
        doubtPeriod("no row has that day")
      }
    }
    if hasMisreadDigits { doubtSigned("digits of the page are misread") }
  }

  private func isAfterSignature(_ period: Day) -> Bool {
    filing.form == .form4 && filing.signatures.first?.date.value.map { $0 < period } == true
  }

  private mutating func doubtPeriod(_ reason: String) {
    tell("period", filing.period.value?.description ?? "", reason)
    filing.period = .unknown(.anything)
  }

  private mutating func doubtSigned(_ reason: String) {
    for index in filing.signatures.indices {
      guard let day = filing.signatures[index].date.value else { continue }
      tell("signatures[\(index)].date", day.description, reason)
      filing.signatures[index].date = .unknown(.anything)
    }
  }
}
