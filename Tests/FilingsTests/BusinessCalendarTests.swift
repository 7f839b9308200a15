import Filings
import Testing

@Suite struct BusinessCalendarTests {
  private let calendar = BusinessCalendar()

  /// The Office of Personnel Management's lists of federal holidays.
  static let observed: [Int: [String]] = [
    1970: ["01-01", "02-23", "05-29", "07-03", "09-07", "11-11", "11-26", "12-25"],
    1975: ["01-01", "02-17", "05-26", "07-04", "09-01", "10-13", "10-27", "11-27", "12-25"],
    1985: ["01-01", "02-18", "05-27", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"],
    2011: [
      "01-17", "02-21", "05-30", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26",
    ],
    2012: ["01-02", "01-16", "02-20", "05-28", "07-04", "09-03", "10-08", "11-12", "11-22", "12-25"],
    2020: ["01-01", "01-20", "02-17", "05-25", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"],
    2021: [
      "01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24",
      "12-31",
    ],
    2022: ["01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26"],
    2026: [
      "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25",
    ],
  ]

  @Test(arguments: observed.keys.sorted())
  func `weekdays without business are the holidays of the year`(year: Int) throws {
    let first = try #require(Day(year: year, month: 1, day: 1))
    let closed = (0..<366).map { first.advanced(by: $0) }
      .filter { $0.components.year == year && $0.weekday < 6 && !calendar.isBusinessDay($0) }
    #expect(closed.map { String($0.description.dropFirst(5)) } == Self.observed[year])
  }

  @Test func `weekends are none and a closing by order is one more`() throws {
    let friday = try #require(Day("2024-06-07"))
    #expect(calendar.isBusinessDay(friday))
    #expect(!calendar.isBusinessDay(friday.advanced(by: 1)))
    #expect(!calendar.isBusinessDay(friday.advanced(by: 2)))
    #expect(!BusinessCalendar(closings: [friday]).isBusinessDay(friday))
  }

  @Test(arguments: [
    ("2024-06-03", 2, "2024-06-05"), ("2024-06-06", 2, "2024-06-10"), ("2024-06-08", 1, "2024-06-10"),
    ("2024-07-03", 2, "2024-07-08"), ("2021-12-30", 1, "2022-01-03"), ("2024-06-03", 0, "2024-06-03"),
  ])
  func `business days are counted from the day behind`(start: String, count: Int, expected: String) throws {
    #expect(calendar.businessDay(after: try #require(Day(start)), count: count) == Day(expected))
  }

  @Test func `counting forwards and backwards agree`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let start = Day(number: Int32.random(in: -10_000...40_000, using: &random))
      let count = Int.random(in: 1...40, using: &random)
      let end = calendar.businessDay(after: start, count: count)
      #expect(calendar.isBusinessDay(end))
      #expect(calendar.businessDays(after: start, through: end) == count)
      #expect(calendar.businessDays(after: end, through: start) == 0)
    }
  }

  @Test func `counting ends at a limit`() throws {
    let start = try #require(Day("2000-01-01"))
    let end = try #require(Day("9999-12-31"))
    #expect(calendar.businessDays(after: start, through: end) == Limits.countedBusinessDays)
  }

  // MARK: Against counting by hand

  /// The holidays of a year, found by going through its days.
  private func closedDays(in year: Int) -> Set<Day> {
    let days = (1...12).flatMap { month in (1...31).compactMap { Day(year: year, month: month, day: $0) } }
    func mondays(_ month: Int) -> [Day] { days.filter { $0.components.month == month && $0.weekday == 1 } }
    let thursdays = days.filter { $0.components.month == 11 && $0.weekday == 4 }
    var closed: [Day?] = [
      mondays(1)[2], mondays(2)[2], mondays(5).last, mondays(9)[0], mondays(10)[1], thursdays[3],
    ]
    for (month, date) in [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)] where month != 6 || year >= 2021 {
      let day = Day(year: year, month: month, day: date)
      closed.append(
        day.map { $0.weekday == 6 ? $0.advanced(by: -1) : $0.weekday == 7 ? $0.advanced(by: 1) : $0 })
    }
    let next = Day(year: year + 1, month: 1, day: 1)
    if next?.weekday == 6 { closed.append(next?.advanced(by: -1)) }
    return Set(closed.compactMap { $0 })
  }

  @Test(arguments: [2003, 2010, 2016, 2020, 2021, 2022, 2025, 2027, 2028, 2033, 2044])
  func `every day of a year is one of business or none as counting by hand says`(year: Int) throws {
    let closed = closedDays(in: year)
    let first = try #require(Day(year: year, month: 1, day: 1))
    for day in (0..<365).map({ first.advanced(by: $0) }) {
      #expect(calendar.isBusinessDay(day) == (day.weekday < 6 && !closed.contains(day)), "\(day)")
    }
  }

  @Test func `random filings are as late as stepping from day to day finds`() throws {
    var random = SeededGenerator(seed: 11)
    let closed = Set((2002...2031).flatMap(closedDays))
    let order = try #require(Day("2024-12-24"))
    let calendar = BusinessCalendar(closings: [order])
    func isOpen(_ day: Day) -> Bool { day.weekday < 6 && !closed.contains(day) && day != order }
    func stepped(_ start: Day, _ count: Int) -> Day {
      var (day, left) = (start, count)
      while left > 0 {
        day = day.advanced(by: 1)
        if isOpen(day) { left -= 1 }
      }
      return day
    }
    for _ in 0..<1_500 {
      let traded = Day(number: Int32.random(in: 12_100...21_900, using: &random))
      let filed = traded.advanced(by: Int.random(in: 0...60, using: &random))
      let form = ["3", "4", "4", "4", "5"].randomElement(using: &random) ?? "4"
      let deemed =
        Int.random(in: 0..<4, using: &random) == 0
        ? traded.advanced(by: Int.random(in: 0...9, using: &random)) : nil
      var deadline = form == "3" ? traded.advanced(by: 10) : form == "5" ? traded.advanced(by: 45) : traded
      if form == "4" {
        let executed = deemed.map { min($0, stepped(traded, 3)) } ?? traded
        if executed > filed { continue }
        deadline = stepped(executed, 2)
      } else {
        while !isOpen(deadline) { deadline = deadline.advanced(by: 1) }
      }
      var late = 0
      var day = deadline
      while day < filed {
        day = day.advanced(by: 1)
        if isOpen(day) { late += 1 }
      }
      var filing = try filing(form: form)
      filing.period = .known(traded)
      filing.provenance.filed = filed
      filing.transactions[0].formType = .known(form == "5" ? "5" : "4")
      filing.transactions[0].date = .known(traded)
      filing.transactions[0].deemed = deemed.map(Reading.known) ?? .absent
      #expect(
        calendar.daysLate(of: filing) == Lateness(low: late, high: late),
        "form \(form) of \(traded), deemed \(deemed?.description ?? "-"), filed \(filed)")
    }
  }

  // MARK: Lateness

  private func filing(
    form: String = "4", row: [String: String] = [:], period: String = "2012-09-05", filed: String? = nil,
    extra: String = ""
  ) throws -> Filing {
    let head = "<documentType>\(form)</documentType><periodOfReport>\(period)</periodOfReport>\(extra)"
    var filing = try read(Fixture.document(head: head, table: Fixture.sale(row)))
    filing.provenance.filed = filed.flatMap { Day($0) }
    return filing
  }

  @Test(arguments: [
    ("2012-09-05", 0), ("2012-09-07", 0), ("2012-09-10", 1), ("2012-09-11", 2), ("2012-09-17", 6),
  ])
  func `a form 4 is due at the end of the second business day`(filed: String, late: Int) throws {
    #expect(calendar.daysLate(of: try filing(filed: filed)) == Lateness(low: late, high: late))
  }

  @Test func `the day of deemed execution starts the clock`() throws {
    let row = [
      "transactionDate": """
      <transactionDate><value>2012-09-04</value></transactionDate>
      <deemedExecutionDate><value>2012-09-06</value></deemedExecutionDate>
      """
    ]
    #expect(calendar.daysLate(of: try filing(row: row, filed: "2012-09-10")) == Lateness(low: 0, high: 0))
    #expect(calendar.daysLate(of: try filing(row: row, filed: "2012-09-11")) == Lateness(low: 1, high: 1))
  }

  @Test(arguments: [("2012-09-11", 0), ("2012-09-12", 1)])
  func `no execution is deemed later than the third business day behind the trade`(filed: String, late: Int)
    throws
  {
    // The trade is of a Tuesday, so that its third business day is the Friday.
    let row = [
      "transactionDate": """
      <transactionDate><value>2012-09-04</value></transactionDate>
      <deemedExecutionDate><value>2012-10-30</value></deemedExecutionDate>
      """
    ]
    #expect(calendar.daysLate(of: try filing(row: row, filed: filed)) == Lateness(low: late, high: late))
  }

  @Test func `without a filing date the signature bounds it from below`() throws {
    #expect(calendar.daysLate(of: try filing()) == Lateness(low: 0, high: nil))
    let late = ["transactionDate": "<transactionDate><value>2012-08-30</value></transactionDate>"]
    #expect(calendar.daysLate(of: try filing(row: late)) == Lateness(low: 2, high: nil))
  }

  @Test(arguments: [
    [
      "transactionCoding":
        "<transactionCoding><transactionFormType>5</transactionFormType></transactionCoding>"
    ],
    ["transactionTimeliness": "<transactionTimeliness><value>E</value></transactionTimeliness>"],
    ["transactionCoding": "<transactionCoding><transactionCode>L</transactionCode></transactionCoding>"],
    ["transactionDate": "<transactionDate><value>0012-09-05</value></transactionDate>"],
    ["transactionDate": ""],
  ])
  func `rows without a deadline are never late`(row: [String: String]) throws {
    #expect(calendar.daysLate(of: try filing(row: row, filed: "2013-01-01")) == nil)
  }

  @Test(
    arguments: [
      ("4", "P", "2012-09-05", 1), ("4", "G", "2012-09-05", nil), ("4", "A", "2012-09-05", 1),
      ("5", "P", "2012-09-05", nil),
      ("4", "A", "2002-08-28", nil),
    ] as [(String, String, String, Int?)])
  func `a page that does not show where a row was due leaves open what could wait`(
    form: String, code: String, date: String, late: Int?
  ) throws {
    var filing = try filing(form: form, period: "2012-09-30", filed: "2012-09-10")
    filing.transactions[0].formType = .unknown(.candidates(["4", "5"]))
    filing.transactions[0].code = Reading(TransactionCode(code))
    filing.transactions[0].date = Reading(Day(date))
    let expected = late.map { Lateness(low: $0, high: $0) } ?? Lateness(low: 0, high: nil)
    #expect(calendar.daysLate(of: filing) == expected)
  }

  @Test(arguments: [
    ("2002-08-28", "2002-09-10", 0), ("2002-08-28", "2002-09-11", 1), ("2000-02-29", "2000-03-10", 0),
  ])
  func `before August 2002 the tenth day behind the month was the deadline`(
    date: String, filed: String, late: Int
  ) throws {
    let row = ["transactionDate": "<transactionDate><value>\(date)</value></transactionDate>"]
    #expect(calendar.daysLate(of: try filing(row: row, filed: filed)) == Lateness(low: late, high: late))
  }

  @Test func `an unreadable date leaves it open`() throws {
    let row = ["transactionDate": "<transactionDate><value>soon</value></transactionDate>"]
    #expect(calendar.daysLate(of: try filing(row: row, filed: "2012-09-07")) == Lateness(low: 0, high: nil))
  }

  @Test(arguments: [("2012-09-17", 0), ("2012-09-18", 1), ("2012-09-15", 0)])
  func `a form 3 is due ten days behind the event, rolled forward`(filed: String, late: Int) throws {
    // Ten days behind 5 September 2012 is a Saturday.
    #expect(calendar.daysLate(of: try filing(form: "3", filed: filed)) == Lateness(low: late, high: late))
  }

  @Test func `a form 5 is due 45 days behind the fiscal year`() throws {
    let row = [
      "transactionCoding":
        "<transactionCoding><transactionFormType>5</transactionFormType></transactionCoding>"
    ]
    let onTime = try filing(form: "5", row: row, period: "2011-12-31", filed: "2012-02-14")
    #expect(calendar.daysLate(of: onTime) == Lateness(low: 0, high: 0))
    let late = try filing(form: "5", row: row, period: "2011-12-31", filed: "2012-02-15")
    #expect(calendar.daysLate(of: late) == Lateness(low: 1, high: 1))
    let owed = try filing(form: "5", period: "2012-09-30", filed: "2012-10-01")
    #expect(
      calendar.daysLate(of: owed) == Lateness(low: 16, high: 16), "a row that was due on form 4 is late")
  }

  @Test func `an amendment may have been reported with the original`() throws {
    let original = "<dateOfOriginalSubmission>2012-09-10</dateOfOriginalSubmission>"
    let amended = try filing(form: "4/A", filed: "2012-09-12", extra: original)
    #expect(calendar.daysLate(of: amended) == Lateness(low: 1, high: 3))
  }
}
