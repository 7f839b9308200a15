package import Filings

/// Many filings as columns of whole numbers, so that a rule can be held against all of them at once.
///
/// What the rows of one code in one table add up to in one filing stands in a *partition*: bounds in ten-thousandths,
/// rounded outwards, so that a number that is not known, or does not fit, only makes them wider. Columns decide what
/// they surely can and leave the rest to the evaluator: `Screening`.
package struct FilingColumns: Sendable {
  /// By code and table: the bits of `KindMask`.
  private(set) var partitions: [Int: Partition] = [:]
  /// What a filing may be, by its place.
  private(set) var kinds: [KindMask] = []
  private(set) var forms: [FormMask] = []
  /// Roles that an owner surely has, and those that one may have, as the rule language asks for them.
  private(set) var sureRoles: [RoleMask] = []
  private(set) var possibleRoles: [RoleMask] = []
  /// The number of the issuer's folded ticker; `absent` or `unknown`.
  private(set) var tickers: [Int32] = []
  private(set) var tickerNumbers: [String: Int32] = [:]
  /// Filings that columns decide nothing of: another part of their report is there, or a row's code is not known.
  private(set) var isOpen: [Bool] = []

  /// Their places, ascending.
  private(set) var openPlaces: [Int32] = []
  private var reports: [Int: Int] = [:]

  static let absent: Int32 = -1
  static let unknown: Int32 = -2

  package init() {}

  /// Filings that were added.
  package var count: Int { kinds.count }

  /// Takes the next filing; its place is the number of those before it.
  package mutating func add(_ filing: Filing) {
    let place = count
    let summary = Summary(filing)
    kinds.append(summary.kinds)
    forms.append(summary.form)
    addRoles(of: filing)
    tickers.append(ticker(of: filing))
    isOpen.append(summary.hasOpenCode(filing))
    // A collision leaves two filings to the evaluator that it need not have looked at, and nothing else.
    let report = GroupKey.text(of: filing, []).hashValue
    if let other = reports[report] {
      isOpen[place] = true
      isOpen[other] = true
    } else {
      reports[report] = place
    }
    for row in filing.transactions {
      let bits = KindMask(of: row).rawValue
      guard bits.nonzeroBitCount == 1 else { continue }
      partitions[bits.trailingZeroBitCount, default: Partition()].add(row, of: Int32(place))
    }
  }

  /// To be called once, when all are there.
  package mutating func finish() {
    reports = [:]
    openPlaces = isOpen.indices.filter { isOpen[$0] }.map { Int32(truncatingIfNeeded: $0) }
    for key in Array(partitions.keys) { partitions[key]?.finish() }
  }

  /// Whether the filing may have to do with other filings of its report, or says too little for columns.
  package func isOpen(at place: Int) -> Bool { isOpen[place] }

  private mutating func addRoles(of filing: Filing) {
    guard !filing.owners.isEmpty else {
      sureRoles.append([])
      possibleRoles.append([.boxes, .titles])
      return
    }
    var sure: RoleMask = []
    var possible: RoleMask = []
    for owner in filing.owners {
      for role in Vocabulary.roles {
        switch role.isHeld(by: owner) {
        case .yes:
          sure.insert(role.mask)
          possible.insert(role.mask)
        case .maybe: possible.insert(role.mask)
        case .no: break
        }
      }
    }
    sureRoles.append(sure)
    possibleRoles.append(possible)
  }

  private mutating func ticker(of filing: Filing) -> Int32 {
    switch filing.issuer.ticker {
    case .absent: return FilingColumns.absent
    case .unknown: return FilingColumns.unknown
    case .known(let text):
      let folded = Report.folded(text, .ticker)
      if let number = tickerNumbers[folded] { return number }
      let number = Int32(truncatingIfNeeded: tickerNumbers.count)
      tickerNumbers[folded] = number
      return number
    }
  }
}

extension Summary {
  /// A row's code is not known, so that the row may be of several kinds.
  fileprivate func hasOpenCode(_ filing: Filing) -> Bool {
    filing.transactions.contains { $0.code.value == nil }
  }
}

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

  mutating func finish() {
    blockShares = Partition.maxima(sharesHigh)
    blockValue = Partition.maxima(valueHigh)
  }

  private static func maxima(_ column: [Int64]) -> [Int64] {
    stride(from: 0, to: column.count, by: block).map { start in
      column[start..<min(start + block, column.count)].max() ?? 0
    }
  }

  /// Sums stay at the end of the range: as lower bounds they still hold, as upper bounds they mean that there is none.
  private static func sum(_ one: Int64, _ other: Int64) -> Int64 {
    let (sum, overflow) = one.addingReportingOverflow(other)
    return overflow ? endless : sum
  }

  /// Rounded down. Nothing on a form is below zero; a bound that is would say nothing.
  private static func low(_ interval: Interval) -> Int64 {
    guard let low = interval.low, !low.isNegative else { return 0 }
    return scaled(low, .down) ?? endless
  }

  /// Rounded up.
  private static func high(_ interval: Interval) -> Int64 {
    interval.high.flatMap { scaled($0, .up) } ?? endless
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

  /// Several kinds together.
  init(merging partitions: [Partition]) {
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
    finish()
  }

  init() {}
}
