import Filings

/// Removing from the ledger what is older than a moment and that nothing needs any more: a slice at a time, so that a
/// filing that lands meanwhile does not wait. A state machine over the ledger: each step is one short transaction.
package struct Pruning {
  /// Rows of one slice: some ten milliseconds.
  private static let slice = 200

  private enum Phase {
    case alerts, filings, rejections, others, shrinking, done
  }

  package private(set) var report: PruneReport
  private let reach: Day
  private var phase = Phase.alerts
  private var place = Ledger.Slice()

  /// - Parameters:
  ///   - moment: Seconds since 1970. What is younger stays.
  ///   - memoryDays: Days before it that the rules in force still look at.
  package init(before moment: Int64, memoryDays: Int, isDryRun: Bool) {
    report = PruneReport(before: moment, isDryRun: isDryRun)
    reach = Moment.parts(moment).day.advanced(by: -memoryDays)
    report.memoryDays = memoryDays
  }

  package var isDone: Bool { phase == .done }

  /// Does one slice.
  package mutating func step(_ ledger: Ledger) throws(LedgerError) {
    switch phase {
    case .alerts: try pruneAlerts(ledger)
    case .filings: try pruneFilings(ledger)
    case .rejections: try pruneRejections(ledger)
    case .others: try pruneOthers(ledger)
    case .shrinking: try shrink(ledger)
    case .done: break
    }
  }

  private mutating func pruneAlerts(_ ledger: Ledger) throws(LedgerError) {
    var slice = place
    let (moment, isDryRun) = (report.before, report.isDryRun)
    try ledger.inTransaction { () throws(LedgerError) in
      slice = try ledger.pruneAlerts(
        before: moment, behind: slice, limit: Pruning.slice, isDryRun: isDryRun)
    }
    report.alerts += slice.removed
    report.deliveries += slice.deliveries
    report.keptAlerts += slice.seen - slice.removed
    goOn(from: slice, to: .filings)
  }

  private mutating func pruneFilings(_ ledger: Ledger) throws(LedgerError) {
    var slice = place
    let (moment, isDryRun, reach) = (report.before, report.isDryRun, reach)
    try ledger.withoutForeignKeys { () throws(LedgerError) in
      slice = try ledger.pruneFilings(
        before: moment, reach: reach, behind: slice, limit: Pruning.slice, isDryRun: isDryRun)
      if !isDryRun, slice.removed > 0 { try ledger.forgetReach(before: reach) }
    }
    report.filings += slice.removed
    goOn(from: slice, to: .rejections)
  }

  private mutating func pruneRejections(_ ledger: Ledger) throws(LedgerError) {
    var slice = place
    let (moment, isDryRun) = (report.before, report.isDryRun)
    try ledger.inTransaction { () throws(LedgerError) in
      slice = try ledger.pruneRejections(
        before: moment, behind: slice, limit: Pruning.slice, isDryRun: isDryRun)
    }
    report.rejections += slice.removed
    goOn(from: slice, to: .others)
  }

  private mutating func pruneOthers(_ ledger: Ledger) throws(LedgerError) {
    report.deliveries += try ledger.pruneOthers(before: report.before, isDryRun: report.isDryRun)
    report.freeBytes = try ledger.freeBytes()
    let shrinks = try ledger.shrinksInSlices()
    report.reusesPages = !shrinks
    phase = report.isDryRun || !shrinks ? .done : .shrinking
    report.isDone = isDone
  }

  private mutating func shrink(_ ledger: Ledger) throws(LedgerError) {
    if try ledger.freeBytes() > 0 { return try ledger.shrink() }
    try ledger.checkpoint()
    phase = .done
    report.isDone = true
  }

  /// The next slice of the same table, or the next table.
  private mutating func goOn(from slice: Ledger.Slice, to next: Phase) {
    place = slice
    guard slice.seen < Pruning.slice else { return }
    place = Ledger.Slice()
    phase = next
  }
}

/// What pruning removed so far, or would remove.
package struct PruneReport: Codable, Sendable, Hashable {
  /// Seconds since 1970.
  package var before: Int64
  package var isDryRun: Bool
  package var isDone = false
  package var filings = 0
  package var alerts = 0
  package var deliveries = 0
  package var rejections = 0
  /// Old alerts that stay: they are owed to somebody, or something new was said of them.
  package var keptAlerts = 0
  /// Days before the moment that rules in force look at, of which filings stay.
  package var memoryDays = 0
  /// Bytes that were given back to the disk, or that new filings take up first.
  package var freeBytes: Int64 = 0
  /// The ledger is of a version that cannot give pages back bit by bit.
  package var reusesPages = false

  init(before: Int64, isDryRun: Bool) {
    self.before = before
    self.isDryRun = isDryRun
  }
}
