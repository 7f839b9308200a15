import Filings
import Foundation
import Rules
import Testing
import Wire

@testable import Daemon

/// The alerts that stand follow from the set of filings, whatever came first, came twice, or came as a page before.
@Suite("The order of arrival changes nothing")
struct OrderTests {
  private static let rules = """
    rule large { match sale by officer when sum(shares) > 500 shares }
    rule many { match sale group by date when count() >= 2 }
    rule few { match sale group by issuer within 5 days when count() = 2 }
    rule cluster { match purchase group by issuer within 7 days when count(distinct owner) >= 3 }
    rule swing { match trade group by owner, issuer within 6 months when short_swing_profit() > $100 }
    rule silent { match purchase when days_since_last(sale) > 20 days }
    rule late { match transaction where filing.days_late >= 1 business day }
    rule amended { match filing where filing.amendment }
    """

  /// `INSIDERD_ORDER_SEED` runs one of them alone.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["INSIDERD_ORDER_SEED"].flatMap { UInt64($0) }.map { [$0] }
    ?? Array(1...120)

  @Test("Permutations and repetitions of the same filings end in the same alerts", arguments: seeds)
  func permutations(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let world = World(&random)
    let expected = try standing(after: world.filings, world)
    for _ in 0..<3 {
      var order = world.filings.shuffled(using: &random)
      for _ in 0..<2 {
        order.insert(
          order.randomElement(using: &random) ?? order[0], at: Int.random(in: 0...order.count, using: &random)
        )
      }
      let found = try standing(after: order, world, restarting: Bool.random(using: &random))
      let surplus = found.filter { !expected.contains($0) }
      let missing = expected.filter { !found.contains($0) }
      #expect(
        surplus.isEmpty && missing.isEmpty && found.count == expected.count,
        "INSIDERD_ORDER_SEED=\(seed): from\n\(World.words(world.filings))\nthere is besides\n\(World.words(order))\n+ \(surplus)\n- \(missing)"
      )
      if found != expected { return }
    }
  }

  /// Rule, part, certainty and rows of each alert that stands, and its id where no page could have given it another.
  private func standing(after filings: [Filing], _ world: World, restarting: Bool = false) throws -> [String]
  {
    let bench = try DeskBench(Self.rules)
    for (index, filing) in filings.enumerated() {
      if restarting, index == filings.count / 2 { try bench.restart() }
      try bench.take(filing)
    }
    var alerts: [String] = []
    try bench.ledger.database.each(
      """
      SELECT alert.id, rule, part, certainty, body FROM alert
      JOIN revision ON revision.alert = alert.id AND revision.number = alert.revision
      WHERE state NOT IN ('dismissed', 'withdrawn') ORDER BY rule, part
      """
    ) { row in
      let body = JSON(reading: row.text(4).utf8)
      let rows =
        (body?[key: "rows"]?.elements ?? [])
        + (body?[key: "earlier"]?.elements ?? []).compactMap { $0[key: "row"] }
      let id = world.hasPage ? "" : row.text(0)
      alerts.append("\(id) \(row.text(1)) \(row.text(2)) \(row.text(3)) \(rows.map(Self.word).sorted())")
    }
    return alerts.sorted()
  }

  private static func word(_ row: JSON) -> String {
    ["date", "code", "shares", "price", "form"].map { row[key: $0]?.text ?? "" }.joined(separator: " ")
  }

  @Test("The windows of a cluster are those that trying every first day finds", arguments: seeds.prefix(40))
  func windows(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let bench = try DeskBench(Self.rules)
    var trades: [(day: Int, owner: Int)] = []
    for number in 0..<Int.random(in: 3...14, using: &random) {
      let day = Int.random(in: 1...28, using: &random)
      let owner = Int.random(in: 1...4, using: &random)
      trades.append((day, owner))
      try bench.take(
        FilingMaker("P", on: "2024-05-\(day < 10 ? "0" : "")\(day)").with {
          $0.owners = [owner]
          $0.accession = "0001999003-24-\(100_000 + number)"
          $0.filed = "2024-05-30"
        }.filing)
    }
    let stretches = Set(trades.map(\.day)).map { first in
      trades.filter { (first...first + 7).contains($0.day) }
    }
    let longest = stretches.filter { one in
      !stretches.contains { other in
        other.count > one.count && one.allSatisfy { trade in other.contains { $0 == trade } }
      }
    }
    let expected = longest.filter { Set($0.map(\.owner)).count >= 3 }.compactMap { $0.map(\.day).min() }
      .sorted()
    let found = try bench.texts(
      "SELECT start FROM alert WHERE rule = 'cluster' AND state NOT IN ('dismissed', 'withdrawn') ORDER BY start"
    )
    let base = try #require(Day("2024-05-01")).number - 1
    #expect(found == expected.map { "\(Int(base) + $0)" }, "INSIDERD_ORDER_SEED=\(seed)")
  }
}

/// The profit of section 16(b) over what a ledger holds, held against trying everything.
@Suite("Short-swing profit over random histories")
struct SwingTests {
  private struct Trade {
    var day: Day
    var isPurchase: Bool
    var price: Int
    var shares: Int
  }

  @Test(
    "The windows whose profit is above a threshold are those that trying every match finds", arguments: 1...60
  )
  func windows(seed: UInt64) throws {
    var random = SplitMix(state: seed &* 7_919)
    let thresholds = [0, 4, 9]
    let bench = try DeskBench(
      thresholds.map {
        "rule over\($0) { match trade group by owner, issuer within 6 months when short_swing_profit() > $\($0) }"
      }.joined(separator: "\n"))
    let first = try #require(Day("2023-08-20"))
    let trades = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      // Around the border of six months, more often than not.
      let distance = Bool.random(using: &random) ? Int.random(in: 180...186, using: &random) : 0
      return Trade(
        day: first.advanced(by: Int.random(in: 0...12, using: &random) + distance),
        isPurchase: Bool.random(using: &random), price: Int.random(in: 1...9, using: &random),
        shares: Int.random(in: 1...2, using: &random))
    }
    for (number, trade) in trades.enumerated() {
      let day = trade.day.description
      try bench.take(
        FilingMaker(trade.isPurchase ? "P" : "S", trade.shares, on: day, price: trade.price).with {
          $0.accession = "0001999003-24-\(100_000 + number)"
          $0.filed = "2024-12-30"
        }.filing)
    }
    for threshold in thresholds {
      let expected = longest(trades).filter { profit($0[...]) > threshold }.compactMap { $0.map(\.day).min() }
      var found: [Int] = []
      try bench.ledger.database.each(
        "SELECT start FROM alert WHERE rule = ? AND state NOT IN ('dismissed', 'withdrawn') ORDER BY start",
        [.text("over\(threshold)")]
      ) { found.append(Int($0.integer(0))) }
      #expect(found == expected.map { Int($0.number) }.sorted(), "seed \(seed), $\(threshold): \(trades)")
    }
  }

  /// From each day as far as six months reach, without those that another holds.
  private func longest(_ trades: [Trade]) -> [[Trade]] {
    let stretches = Set(trades.map(\.day)).map { first in
      trades.indices.filter { trades[$0].day >= first && trades[$0].day <= anniversary(of: first) }
    }
    return stretches.filter { one in
      !stretches.contains { $0.count > one.count && Set(one).isSubset(of: $0) }
    }.map { $0.map { trades[$0] } }
  }

  /// Every way to give single shares to single shares.
  private func profit(_ trades: ArraySlice<Trade>) -> Int {
    let units = trades.flatMap { trade in (0..<trade.shares).map { _ in trade } }
    return best(units.filter(\.isPurchase)[...], units.filter { !$0.isPurchase })
  }

  private func best(_ bought: ArraySlice<Trade>, _ sold: [Trade]) -> Int {
    guard let first = bought.first else { return 0 }
    var most = best(bought.dropFirst(), sold)
    for (index, sale) in sold.enumerated() where sale.price > first.price && isShort(first.day, sale.day) {
      var rest = sold
      rest.remove(at: index)
      most = max(most, sale.price - first.price + best(bought.dropFirst(), rest))
    }
    return most
  }

  private func isShort(_ one: Day, _ other: Day) -> Bool {
    max(one, other).number <= anniversary(of: min(one, other)).number - 2
  }

  private func anniversary(of day: Day) -> Day {
    let (year, month, date) = day.components
    let (later, number) = month > 6 ? (year + 1, month - 6) : (year, month + 6)
    return (0...3).lazy.compactMap { Day(year: later, month: number, day: date - $0) }.first ?? day
  }
}
