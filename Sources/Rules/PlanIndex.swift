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
  private var tickers = Shelf()
  private var issuers = Shelf()
  private let all: Range<Int>

  init(_ shared: [SharedPlan]) {
    all = shared.indices
    for (number, plan) in shared.enumerated() {
      let issuer = plan.issuer
      if let names = issuer.tickers, names.count <= Limits.indexedElements {
        tickers.put(number, under: names, of: shared.count)
      } else if let numbers = issuer.numbers, numbers.count <= Limits.indexedElements {
        issuers.put(number, under: numbers, of: shared.count)
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
  private func found(_ reading: Reading<String>, in shelf: Shelf, _ type: ValueType) -> [Int]? {
    if shelf.isEmpty { return [] }
    switch reading {
    case .known(let text): return shelf.numbers(under: Report.folded(text, type))
    case .absent: return type == .ticker ? [] : nil
    case .unknown: return nil
    }
  }
}

/// The numbers of rules by a name. Nearly every name of a watch list has one rule, for which an array would be much: the
/// rules of one name are a chain.
private struct Shelf: Sendable {
  private var last: [String: Int] = [:]
  private var links: [Link] = []

  private struct Link {
    let number: Int
    /// The place of the one before it under the same name.
    let before: Int?
  }

  var isEmpty: Bool { links.isEmpty }

  /// - Parameter count: how many rules there may be in all.
  mutating func put(_ number: Int, under names: FoldedTexts, of count: Int) {
    if isEmpty {
      last.reserveCapacity(count)
      links.reserveCapacity(count)
    }
    switch names {
    case .one(let name): put(number, under: name)
    case .several(let names): for name in names { put(number, under: name) }
    }
  }

  private mutating func put(_ number: Int, under name: String) {
    links.append(Link(number: number, before: last.updateValue(links.count, forKey: name)))
  }

  func numbers(under name: String) -> [Int] {
    var numbers: [Int] = []
    var place = last[name]
    while let link = place.map({ links[$0] }) {
      numbers.append(link.number)
      place = link.before
    }
    return numbers
  }
}
