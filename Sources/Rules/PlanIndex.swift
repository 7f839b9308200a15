import Filings

/// Files each rule under what it cannot do without: ten thousand rules that each watch a ticker or an issuer cost a
/// filing little more than the few that watch this one.
struct PlanIndex: Sendable {
  /// Rules that any issuer concerns, ascending.
  private var always: [Int] = []
  private var tickers: [String: [Int]] = [:]
  private var issuers: [String: [Int]] = [:]
  private let all: Range<Int>

  init(_ plans: [Plan]) {
    all = plans.indices
    for (number, plan) in plans.enumerated() {
      if let names = plan.tickers, names.count <= Limits.indexedElements {
        for name in names { tickers[name, default: []].append(number) }
      } else if let numbers = plan.issuers, numbers.count <= Limits.indexedElements {
        for name in numbers { issuers[name, default: []].append(number) }
      } else {
        always.append(number)
      }
    }
  }

  /// The numbers of the rules that are filed under nothing, ascending.
  var unfiled: [Int] { always }

  /// The numbers of the rules that may have something to say, ascending. What cannot be read may be anything.
  func candidates(_ filing: Filing) -> [Int] {
    if tickers.isEmpty, issuers.isEmpty { return always }
    guard let byTicker = found(filing.issuer.ticker, in: tickers, .ticker),
      let byIssuer = found(filing.issuer.cik, in: issuers, .cik)
    else { return Array(all) }
    return byTicker.isEmpty && byIssuer.isEmpty ? always : (always + byTicker + byIssuer).sorted()
  }

  /// `nil` where nobody knows.
  private func found(_ reading: Reading<String>, in table: [String: [Int]], _ type: ValueType) -> [Int]? {
    if table.isEmpty { return [] }
    switch reading {
    case .known(let text): return table[Report.folded(text, type)] ?? []
    case .absent: return type == .ticker ? [] : nil
    case .unknown: return nil
    }
  }
}
