import Filings
import Testing

@testable import Rules

@Suite("Section 16(b)")
struct ShortSwingTests {
  private func lots(_ text: String) throws -> [ShortSwing.Lot] {
    try text.split(separator: ",").map { part in
      let words = part.split(separator: " ").map(String.init)
      return ShortSwing.Lot(
        day: try day(words[0]), price: try decimal(words[2]), shares: try decimal(words[1]))
    }
  }

  @Test(
    "The profit is the largest that matching gives, losses left aside",
    arguments: [
      ("2024-01-02 100 10", "2024-03-01 100 12", "200"), ("2024-01-02 100 12", "2024-03-01 100 10", "0"),
      ("2024-03-01 100 10", "2024-01-02 60 12", "120"),
      ("2024-01-02 100 10,2024-01-03 100 11", "2024-03-01 100 12", "200"),
      ("2024-01-02 100 10,2024-01-03 100 20", "2024-03-01 100 15,2024-03-02 100 21", "1100"),
      // Greedily the best pair is 10 and 21, which leaves 20 without a sale: 11 in place of 10 + 1.
      ("2024-01-01 1 10,2024-06-01 1 14", "2024-06-15 1 20,2024-10-01 1 19", "15"),
      ("2024-01-01 1 5,2024-09-01 1 19", "2024-06-01 1 20,2024-05-01 1 8", "15"),
    ])
  func examples(bought: String, sold: String, expected: String) throws {
    #expect(try ShortSwing.profit(purchases: lots(bought), sales: lots(sold)) == decimal(expected))
  }

  @Test(
    "Six months end with the second day before the day of the same number",
    arguments: [
      ("2024-01-01", "2024-06-29", true), ("2024-01-01", "2024-06-30", false),
      ("2024-06-29", "2024-01-01", true),
      ("2023-08-31", "2024-02-27", true), ("2023-08-31", "2024-02-28", false),
    ])
  func sixMonths(one: String, other: String, expected: Bool) throws {
    #expect(ShortSwing.isWithinSixMonths(try day(one), try day(other)) == expected)
  }

  /// The oracle tries every way to give single shares to single shares.
  @Test("No way to match earns more", arguments: 1...30 as ClosedRange<UInt64>)
  func bruteForce(seed: UInt64) throws {
    var generator = Generator(seed: seed)
    for _ in 0..<20 {
      let bought = generator.randomLots(), sold = generator.randomLots()
      let expected = best(units(bought)[...], units(sold))
      try #require(
        ShortSwing.profit(purchases: bought, sales: sold) == Decimal(expected), "\(bought)\n\(sold)")
    }
  }

  private func units(_ lots: [ShortSwing.Lot]) -> [ShortSwing.Lot] {
    lots.flatMap { lot in (0..<Int(lot.shares.mantissa)).map { _ in lot } }
  }

  private func best(_ bought: ArraySlice<ShortSwing.Lot>, _ sold: [ShortSwing.Lot]) -> Int {
    guard let first = bought.first else { return 0 }
    var most = best(bought.dropFirst(), sold)
    for (index, sale) in sold.enumerated() where ShortSwing.isWithinSixMonths(first.day, sale.day) {
      var rest = sold
      rest.remove(at: index)
      let gain = Int(sale.price.mantissa - first.price.mantissa)
      if gain > 0 { most = max(most, gain + best(bought.dropFirst(), rest)) }
    }
    return most
  }

  @Test("Many lots take bounded time")
  func bounded() {
    let lots = (0..<60).map {
      ShortSwing.Lot(day: Day(number: Int32($0 * 3)), price: Decimal($0 % 17), shares: Decimal(5 + $0 % 7))
    }
    #expect(ShortSwing.profit(purchases: lots, sales: lots.reversed()) != nil)
    #expect(
      ShortSwing.profit(
        purchases: lots + lots.map { ShortSwing.Lot(day: $0.day, price: Decimal(99), shares: Decimal(1)) },
        sales: lots) == nil)
  }

  @Test(
    "What is not known widens the profit",
    arguments: [
      (["P 2024-01-02 100 10", "S 2024-02-02 100 12"], "short_swing_profit() = $200", Verdict.match),
      (["P 2024-01-02 100 10", "S 2024-08-02 100 12"], "short_swing_profit() > $0", .none),
      (["P 2024-01-02 100 ?", "S 2024-02-02 100 12"], "short_swing_profit() > $0", .possible),
      (["P 2024-01-02 100 ?", "S 2024-02-02 100 12"], "short_swing_profit() > $1_200", .none),
      (["P 2024-01-02 ? 10", "S 2024-02-02 100 12"], "short_swing_profit() > $200", .none),
      (["P 2024-01-02 100 10", "S ? 100 12"], "short_swing_profit() > $0", .possible),
      (["M 2024-01-02 100 10", "S 2024-02-02 100 12"], "short_swing_profit() > $0", .none),
    ])
  func intervals(rows: [String], threshold: String, expected: Verdict) throws {
    var filing = try officerSales([])
    filing.transactions = try rows.map { text in
      let words = text.split(separator: " ").map(String.init)
      var row = try sale(shares: words[2] == "?" ? nil : words[2], price: words[3] == "?" ? nil : words[3])
      row.code = Reading(TransactionCode(words[0]))
      row.date = words[1] == "?" ? .unknown(.anything) : .known(try day(words[1]))
      return row
    }
    #expect(try verdict("match transaction when \(threshold)", filing) == expected)
  }
}

@Suite("Ten percent before both legs")
struct TenPercentTests {
  private let rule = """
    match purchase or sale by officer or director or ten_percent_owner group by owner, issuer within 6 months
      when short_swing_profit() > $0
    """

  private func filing(_ form: Form, _ code: String, _ date: String, _ price: String) throws -> Filing {
    var filing = try officerSales([])
    filing.form = form
    filing.period = .known(try day(date))
    filing.owners[0].isOfficer = .absent
    filing.owners[0].isTenPercentOwner = .known(true)
    guard form == .form4 else { return filing }
    var row = try sale(shares: "100", price: price)
    row.code = Reading(TransactionCode(code))
    row.date = filing.period
    filing.transactions = [row]
    return filing
  }

  @Test(
    "The purchase that makes somebody a holder of ten percent does not count, one behind it does",
    arguments: [
      ("2024-01-10", Verdict.none), ("2024-01-11", .none), ("2024-01-09", .match), (nil, .match),
    ] as [(String?, Verdict)])
  func crossing(beginning: String?, expected: Verdict) throws {
    let rules = try compiled("rule r { \(rule) }")
    var history = History()
    if let beginning { history.add(try filing(.form3, "", beginning, "")) }
    history.add(try filing(.form4, "P", "2024-01-10", "10"))
    let sale = try filing(.form4, "S", "2024-03-01", "12")
    #expect(rules.verdict(of: "r", on: sale, history: history) == expected)
  }

  @Test("Whoever is an officer as well has to answer for it")
  func officer() throws {
    let rules = try compiled("rule r { \(rule) }")
    var beginning = try filing(.form3, "", "2024-01-10", "")
    beginning.owners[0].isDirector = .known(true)
    var history = History()
    history.add(beginning)
    history.add(try filing(.form4, "P", "2024-01-10", "10"))
    let sale = try filing(.form4, "S", "2024-03-01", "12")
    #expect(rules.verdict(of: "r", on: sale, history: history) == .match)
    beginning.owners[0].isDirector = .unknown(.anything)
    var doubtful = History()
    doubtful.add(beginning)
    doubtful.add(try filing(.form4, "P", "2024-01-10", "10"))
    #expect(rules.verdict(of: "r", on: sale, history: doubtful) == .possible)
  }
}

extension Generator {
  fileprivate mutating func randomLots() -> [ShortSwing.Lot] {
    (0..<(1 + next() % 3)).map { _ in
      ShortSwing.Lot(
        day: Day(number: Int32(next() % 12) * 30), price: Decimal(Int(next() % 10)),
        shares: Decimal(Int(1 + next() % 2)))
    }
  }
}
