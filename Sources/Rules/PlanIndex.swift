import Filings

/// Files each rule under what it cannot do without: ten thousand rules that each watch a ticker or an issuer cost a
/// filing little more than the few that watch this one.
struct PlanIndex: Sendable {
  /// Rules that any issuer concerns, ascending.
  private(set) var unfiled: [Int] = []
  /// Those of them that are looked at for every filing, because they stand on no ladder.
  private var always: [Int] = []
  /// The others, by what they measure.
  let ladders: Ladders
  private var tickers: [String: [Int]] = [:]
  private var issuers: [String: [Int]] = [:]
  private let all: Range<Int>

  init(_ shared: [SharedPlan]) {
    all = shared.indices
    for (number, plan) in shared.enumerated() {
      let issuer = plan.issuer
      if let names = issuer.tickers, names.count <= Limits.indexedElements {
        for name in names { tickers[name, default: []].append(number) }
      } else if let numbers = issuer.numbers, numbers.count <= Limits.indexedElements {
        for name in numbers { issuers[name, default: []].append(number) }
      } else {
        unfiled.append(number)
      }
    }
    ladders = Ladders(shared, unfiled)
    let climbed = ladders.filed
    always = unfiled.filter { !climbed.contains($0) }
  }

  /// The numbers of the rules that may have something to say, ascending, but for those on ladders. What cannot be read
  /// may be anything.
  func candidates(_ filing: Filing) -> [Int] {
    if tickers.isEmpty, issuers.isEmpty { return always }
    guard let byTicker = found(filing.issuer.ticker, in: tickers, .ticker),
      let byIssuer = found(filing.issuer.cik, in: issuers, .cik)
    else { return all.filter { !ladders.filed.contains($0) } }
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
