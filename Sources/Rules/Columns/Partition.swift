import Filings

/// The filings with rows of some kind, and what those rows add up to in each, in ten-thousandths.
struct Partition: Sendable {
  /// Places, ascending.
  private(set) var filings: [Int32] = []
  private(set) var rows: [Int64] = []
  private(set) var sharesLow: [Int64] = []
  private(set) var sharesHigh: [Int64] = []
  private(set) var valueLow: [Int64] = []
  private(set) var valueHigh: [Int64] = []
  /// For each block the largest upper bound: a block in which nothing reaches a threshold is passed.
  private(set) var blockShares: [Int64] = []
  private(set) var blockValue: [Int64] = []
  /// The entries of open filings, by their number.
  private(set) var openEntries: [Int32] = []

  static let block = 1024
  /// Stands for any number that is as large or larger, and as an upper bound for none.
  static let endless = Int64.max

  mutating func add(_ row: Transaction, of place: Int32) {
    append(place, count: 1, Interval(row.shares), Interval(valueOf: row))
  }

  private mutating func append(_ place: Int32, count: Int64, _ shares: Interval, _ value: Interval) {
    open(place)
    let last = filings.count - 1
    rows[last] += count * 10_000
    sharesLow[last] = Partition.sum(sharesLow[last], Partition.low(shares))
    sharesHigh[last] = Partition.sum(sharesHigh[last], Partition.high(shares))
    valueLow[last] = Partition.sum(valueLow[last], Partition.low(value))
    valueHigh[last] = Partition.sum(valueHigh[last], Partition.high(value))
  }

  private mutating func open(_ place: Int32) {
    guard filings.last != place else { return }
    filings.append(place)
    rows.append(0)
    sharesLow.append(0)
    sharesHigh.append(0)
    valueLow.append(0)
    valueHigh.append(0)
  }

  /// - Parameter openPlaces: of open filings, ascending.
  mutating func finish(_ openPlaces: [Int32]) {
    blockShares = Partition.maxima(sharesHigh)
    blockValue = Partition.maxima(valueHigh)
    openEntries = openPlaces.compactMap(entry)
  }

  /// The entry of a filing, where it has one.
  private func entry(_ place: Int32) -> Int32? {
    var (low, high) = (0, filings.count)
    while low < high {
      let middle = (low + high) / 2
      if filings[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < filings.count && filings[low] == place ? Int32(truncatingIfNeeded: low) : nil
  }

  private static func maxima(_ column: [Int64]) -> [Int64] {
    stride(from: 0, to: column.count, by: block).map { start in
      column[start..<min(start + block, column.count)].max() ?? 0
    }
  }

  /// Sums stay at the end of the range: as lower bounds they still hold, as upper bounds they mean that there is none.
  static func sum(_ one: Int64, _ other: Int64) -> Int64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? endless : sum
  }

  /// Rounded down. Nothing on a form is below zero; a bound that is would say nothing.
  private static func low(_ interval: Interval) -> Int64 {
    guard let low = interval.low, !low.isNegative else { return 0 }
    return scaled(low, .down) ?? endless
  }

  /// Rounded up; not below zero, so that a sum is no less than that of some of its rows.
  private static func high(_ interval: Interval) -> Int64 {
    max(0, interval.high.flatMap { scaled($0, .up) } ?? endless)
  }

  /// In ten-thousandths; `nil` where it does not fit.
  static func scaled(_ number: Decimal, _ rounding: Rounding) -> Int64? {
    var mantissa = number.mantissa
    var scale = number.scale
    while scale < 4 {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = product
      scale += 1
    }
    var divisor: Int128 = 1
    for _ in 4..<max(4, scale) { divisor *= 10 }
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
    return Int64(exactly: rounding == .up && remainder > 0 ? quotient + 1 : quotient)
  }

  /// Bounds of what each entry comes to, in ten-thousandths.
  func bounds(of quantity: Quantity) -> (low: [Int64], high: [Int64]) {
    switch quantity {
    case .rows: (rows, rows)
    case .shares: (sharesLow, sharesHigh)
    case .value: (valueLow, valueHigh)
    }
  }

  /// The largest upper bound of each block; none are kept for numbers of rows.
  func blocks(of quantity: Quantity) -> [Int64]? {
    switch quantity {
    case .rows: nil
    case .shares: blockShares
    case .value: blockValue
    }
  }

  /// The entries that may reach a lower bound, by their number; all where none is given.
  func entries(reaching test: ColumnTest?) -> [Int32] {
    guard let test, let blocks = blocks(of: test.quantity) else {
      return filings.indices.map { Int32(truncatingIfNeeded: $0) }
    }
    let column = bounds(of: test.quantity).high
    let least = test.least
    var found = [Int32](repeating: 0, count: column.count)
    var count = 0
    for (block, most) in blocks.enumerated() where most >= least {
      let start = block * Partition.block
      // Without a branch: where one entry in twenty reaches it, each would be guessed wrong.
      for index in start..<min(start + Partition.block, column.count) {
        found[count] = Int32(truncatingIfNeeded: index)
        count &+= column[index] >= least ? 1 : 0
      }
    }
    found.removeLast(found.count - count)
    return found
  }

  /// What entries are asked for.
  enum Quantity: Hashable, Sendable {
    case rows
    case shares
    case value
  }

  /// Several kinds together.
  init(merging partitions: [Partition], _ openPlaces: [Int32]) {
    var cursors = partitions.map { _ in 0 }
    while true {
      var next = Int32.max
      for (index, partition) in partitions.enumerated() where cursors[index] < partition.filings.count {
        next = min(next, partition.filings[cursors[index]])
      }
      guard next < Int32.max else { break }
      open(next)
      let last = filings.count - 1
      for (index, partition) in partitions.enumerated() {
        let at = cursors[index]
        guard at < partition.filings.count, partition.filings[at] == next else { continue }
        cursors[index] += 1
        rows[last] += partition.rows[at]
        sharesLow[last] = Partition.sum(sharesLow[last], partition.sharesLow[at])
        sharesHigh[last] = Partition.sum(sharesHigh[last], partition.sharesHigh[at])
        valueLow[last] = Partition.sum(valueLow[last], partition.valueLow[at])
        valueHigh[last] = Partition.sum(valueHigh[last], partition.valueHigh[at])
      }
    }
    finish(openPlaces)
  }

  init() {}
}
