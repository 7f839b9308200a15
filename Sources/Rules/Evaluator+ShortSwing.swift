import Filings

extension Evaluator {
  /// The profit of section 16(b) from the group's purchases and sales (codes P and S), from the least that is certain to
  /// the most that is possible. It grows with every row, with sale prices and with shares, and falls with the prices of
  /// purchases. Insiders of foreign private issuers are exempt, and a ticker abroad makes an issuer perhaps one. Whoever
  /// is an insider by his ten percent alone has to have had them before a trade: the one by which he came to them, and
  /// those before it, do not count (Foremost-McKesson v. Provident, 423 U.S. 232).
  func shortSwingProfit(_ members: [Member]) -> Interval {
    let beginnings = dossier.reports.filter { $0.filing.form == .form3 && $0.filing.period.value != nil }
    let trades = members.compactMap { trade($0, beginnings) }
    let classes = Dictionary(grouping: trades, by: \.security)
    let isOneClass = classes[nil] == nil || classes.values.joined().count == 1
    let isForeign = dossier.current.filing.issuer.foreignTicker.value != nil
    let profits = classes.values.map { trades in
      Interval(
        low: trades.first?.security == nil ? .zero : Evaluator.leastProfit(trades),
        high: Evaluator.mostProfit(trades))
    }
    let profit = profits.reduce(.zero) { $0 + $1 }
    // A row of a class that nobody could read may meet any other.
    return Interval(low: isForeign ? .zero : profit.low ?? .zero, high: isOneClass ? profit.high : nil)
  }

  private struct Trade {
    var mayBePurchase: Bool
    var mayBeSale: Bool
    var isSure: Bool
    var day: Day?
    var price: Interval
    var shares: Interval
    var security: [String]?
  }

  /// - Parameter beginnings: the initial statements that are looked at.
  private func trade(_ member: Member, _ beginnings: [Report]) -> Trade? {
    let standing = standing(of: member, beginnings)
    guard standing != .no else { return nil }
    return report(of: member.row).withTransaction(member.row) { row -> Trade? in
      let mask = KindMask(of: row)
      let purchase = mask.isOne(of: Evaluator.purchases)
      let sale = mask.isOne(of: Evaluator.sales)
      guard purchase != .no || sale != .no else { return nil }
      return Trade(
        mayBePurchase: purchase != .no, mayBeSale: sale != .no,
        isSure: member.isSure && standing == .yes && (purchase == .yes || sale == .yes),
        day: row.date.value, price: Interval(row.price), shares: Interval(row.shares),
        security: row.position.security.value.map(Evaluator.classWords))
    } ?? nil
  }

  /// Whether the owner was an insider before the trade. The form 3 of one who is none but by his ten percent says on which
  /// day he came to them; where there is no such form, his word on the trade's own form is taken.
  private func standing(of member: Member, _ beginnings: [Report]) -> Truth {
    guard !beginnings.isEmpty else { return .yes }
    let report = report(of: member.row)
    guard let traded = report.withTransaction(member.row, { $0.date.value }) ?? nil else { return .yes }
    let own = beginnings.filter {
      $0.filing.period.value.map { $0 >= traded } ?? false
        && $0.filing.issuingParty.isSame(as: report.filing.issuingParty)
        && $0.filing.sharesOwner(with: report.filing)
    }
    guard !own.isEmpty else { return .yes }
    return (own + [report]).reduce(.no) { $0.or($1.filing.hasOffice) }
  }

  private static let purchases = KindMask(letter: UInt8(ascii: "P"), false)
  private static let sales = KindMask(letter: UInt8(ascii: "S"), false)

  /// A title without what some filers add to it: "Common Stock, par value $0.01" is "Common Stock".
  private static func classWords(_ title: String) -> [String] {
    let words = GroupKey.words(title).split(separator: " ").map(String.init)
    return Array(words.prefix { $0 != "par" && !($0.first?.isNumber ?? false) && $0 != "no" })
  }

  private static func leastProfit(_ trades: [Trade]) -> Decimal {
    let sure = trades.filter(\.isSure)
    let bought = sure.filter(\.mayBePurchase).compactMap { lot($0, $0.shares.low, $0.price.high) }
    let sold = sure.filter(\.mayBeSale).compactMap { lot($0, $0.shares.low, $0.price.low) }
    return ShortSwing.profit(purchases: bought, sales: sold) ?? .zero
  }

  /// `nil` where it has no bound.
  private static func mostProfit(_ trades: [Trade]) -> Decimal? {
    let bought = trades.filter(\.mayBePurchase)
    let sold = trades.filter(\.mayBeSale)
    guard !bought.isEmpty, !sold.isEmpty, trades.count > 1 else { return .zero }
    // However many were bought, no more meet a sale than were sold.
    let (mostBought, mostSold) = (mostShares(bought), mostShares(sold))
    let purchases = bought.compactMap { lot($0, $0.shares.high ?? mostSold, $0.price.low) }
    let sales = sold.compactMap { lot($0, $0.shares.high ?? mostBought, $0.price.high) }
    guard purchases.count + sales.count == trades.count else { return nil }
    return ShortSwing.profit(purchases: purchases, sales: sales)
  }

  private static func mostShares(_ trades: [Trade]) -> Decimal? {
    trades.reduce(.zero) { $0 + $1.shares }.high
  }

  private static func lot(_ trade: Trade, _ shares: Decimal?, _ price: Decimal?) -> ShortSwing.Lot? {
    guard let day = trade.day, let shares, let price else { return nil }
    return ShortSwing.Lot(day: day, price: price, shares: shares)
  }
}

extension Filing {
  /// An owner is officer or director.
  fileprivate var hasOffice: Truth {
    owners.reduce(owners.isEmpty ? .maybe : .no) { found, owner in
      [owner.isOfficer, owner.isDirector].reduce(found) { $0.or($1.truth) }
    }
  }
}

extension Reading<Bool> {
  fileprivate var truth: Truth {
    switch self {
    case .known(let value): Truth(value)
    case .absent: .no
    case .unknown: .maybe
    }
  }
}
