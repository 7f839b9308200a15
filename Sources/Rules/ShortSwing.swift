import Filings

/// The profit of section 16(b) of the Exchange Act: purchases and sales of one class, in either order and less than six
/// months apart, matched so that the profit is the largest; losses are not set off.
///
/// The largest total is a transportation problem (Smolowe v. Delendo Corp., 136 F.2d 231: "lowest price in, highest
/// price out"): matching greedily is right within six months only, and over chained windows it may find less.
struct ShortSwing {
  /// Shares bought or sold on one day at one price.
  struct Lot: Hashable {
    var day: Day
    var price: Decimal
    var shares: Decimal
  }

  /// Less than six months apart: the period begins with the earlier day and ends, at midnight, with the second day before
  /// the sixth month's day of the same number (Stella v. Graham-Paige Motors Corp., 132 F. Supp. 100).
  static func isWithinSixMonths(_ one: Day, _ other: Day) -> Bool {
    max(one, other) <= min(one, other).advanced(byMonths: 6).advanced(by: -2)
  }

  /// The largest profit in dollars; `nil` beyond what exact decimals hold or `Limits.swingLots` allows.
  static func profit(purchases: [Lot], sales: [Lot]) -> Decimal? {
    let (bought, sold) = (merged(purchases), merged(sales))
    guard bought.count + sold.count <= Limits.swingLots else { return nil }
    var flow = Flow(bought, sold)
    while flow.augment() {}
    return flow.profit
  }

  /// Lots of one day and price are one.
  private static func merged(_ lots: [Lot]) -> [Lot] {
    var places: [Lot: Int] = [:]
    return lots.reduce(into: []) { merged, lot in
      let key = Lot(day: lot.day, price: lot.price, shares: .zero)
      if let place = places[key], let sum = merged[place].shares.adding(lot.shares) {
        merged[place].shares = sum
      } else if !lot.shares.isZero {
        places[key] = merged.count
        merged.append(lot)
      }
    }
  }
}

extension ShortSwing {
  /// Shares of purchases assigned to sales, improved along the most profitable path until none is left: successive
  /// longest paths, by Bellman and Ford, since a path may take back what was assigned before.
  private struct Flow {
    private let purchases: [Lot]
    private let sales: [Lot]
    /// What one share earns when a purchase meets a sale; `nil` where they do not match.
    private let gains: [[Decimal?]]
    private var unsold: [Decimal]
    private var unbought: [Decimal]
    /// By purchase, then by sale.
    private var assigned: [[Decimal]]
    private(set) var profit: Decimal? = .zero

    init(_ purchases: [Lot], _ sales: [Lot]) {
      self.purchases = purchases
      self.sales = sales
      gains = purchases.map { purchase in
        sales.map { sale in
          isWithinSixMonths(purchase.day, sale.day) ? sale.price.adding(-purchase.price) : nil
        }
      }
      unsold = purchases.map(\.shares)
      unbought = sales.map(\.shares)
      assigned = purchases.map { _ in sales.map { _ in .zero } }
    }

    /// The best known way to each lot: the profit of a share, and the lot before it.
    private struct Labels {
      var purchase: [(gain: Decimal, from: Int?)?]
      var sale: [(gain: Decimal, from: Int)?]
    }

    /// Whether a path that earns something was found and used.
    mutating func augment() -> Bool {
      let labels = self.labels()
      let ends = sales.indices.filter { !unbought[$0].isZero && labels.sale[$0] != nil }
      let best = ends.max { (labels.sale[$0]?.gain ?? .zero) < (labels.sale[$1]?.gain ?? .zero) }
      guard let best, let gain = labels.sale[best]?.gain, gain > .zero else { return false }
      let path = self.path(to: best, labels)
      guard let start = path.first else { return false }
      let taken = zip(path, path.dropFirst()).map { assigned[$1.purchase][$0.sale] }
      let shares = taken.reduce(min(unsold[start.purchase], unbought[best]), min)
      push(shares, along: path, to: best)
      guard let earned = gain.multiplied(by: shares, rounding: .down), let sum = profit?.adding(earned) else {
        profit = nil
        return false
      }
      profit = sum
      return true
    }

    private func labels() -> Labels {
      var labels = Labels(
        purchase: unsold.map { $0.isZero ? nil : (.zero, nil) }, sale: sales.map { _ in nil })
      // No path without a circle has more steps than there are lots.
      for _ in 0...(purchases.count + sales.count) where !relax(&labels) { break }
      return labels
    }

    private func relax(_ labels: inout Labels) -> Bool {
      var isChanged = false
      for purchase in purchases.indices {
        for sale in sales.indices {
          guard let gain = gains[purchase][sale] else { continue }
          if let way = labels.purchase[purchase], let sum = way.gain.adding(gain),
            labels.sale[sale].map({ $0.gain < sum }) ?? true
          {
            labels.sale[sale] = (sum, purchase)
            isChanged = true
          }
          if !assigned[purchase][sale].isZero, let way = labels.sale[sale], let sum = way.gain.adding(-gain),
            labels.purchase[purchase].map({ $0.gain < sum }) ?? true
          {
            labels.purchase[purchase] = (sum, sale)
            isChanged = true
          }
        }
      }
      return isChanged
    }

    /// The purchases and the sales that each of them goes to, from the first.
    private func path(to end: Int, _ labels: Labels) -> [(purchase: Int, sale: Int)] {
      var path: [(purchase: Int, sale: Int)] = []
      var sale = end
      while path.count <= purchases.count, let purchase = labels.sale[sale]?.from {
        path.insert((purchase, sale), at: 0)
        guard let before = labels.purchase[purchase]?.from else { break }
        sale = before
      }
      return path
    }

    private mutating func push(_ shares: Decimal, along path: [(purchase: Int, sale: Int)], to end: Int) {
      guard let first = path.first else { return }
      unsold[first.purchase] = unsold[first.purchase].adding(-shares) ?? .zero
      unbought[end] = unbought[end].adding(-shares) ?? .zero
      for (index, step) in path.enumerated() {
        assigned[step.purchase][step.sale] = assigned[step.purchase][step.sale].adding(shares) ?? .zero
        if index + 1 < path.count {
          let next = path[index + 1].purchase
          assigned[next][step.sale] = assigned[next][step.sale].adding(-shares) ?? .zero
        }
      }
    }
  }
}
