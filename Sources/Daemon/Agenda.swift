/// When the loop has something to do, in milliseconds of the clock that never jumps; `nil` is never.
struct Agenda {
  /// The scan of an inbox whose doorbell said nothing: some changes ring nothing.
  static let scanInterval: Int64 = 60_000
  /// The look for an inbox that went away.
  static let missingInterval: Int64 = 1_000
  /// A file that was not whole is looked at again.
  static let settling: Int64 = Intake.settlingSeconds * 1000 + 100
  /// The service manager hears of progress no more often.
  static let statusInterval: Int64 = 1_000
  /// A ledger that is bounded is pruned so long after the start, and then each day.
  static let firstPrune: Int64 = 60_000
  static let pruneInterval: Int64 = 86_400_000
  /// Between two slices, and where there is other work: files come first.
  static let pruneSlice: Int64 = 20
  static let prunePause: Int64 = 1_000
  /// Seconds that `--once` waits for deliveries after the last file.
  static let onceSeconds: Int64 = 30

  /// Rule files are read once nobody has changed one for so long: an editor writes several times.
  static let rulesQuiet: Int64 = 250
  /// And at the latest so long after the first change.
  static let rulesPatience: Int64 = 2_000

  var watchdog: Int64?
  var scan: Int64?
  var status: Int64?
  var deliveries: Int64?
  var relay: Int64?
  /// The rule files are to be looked at.
  var rules: Int64?
  /// When the first of the changes was that are not looked at yet.
  var rulesSince: Int64?
  var settling: Int64?
  /// Connections whose time is over.
  var connections: Int64?
  /// The next pruning of a ledger that is bounded.
  var prune: Int64?
  /// The next slice of the pruning at hand.
  var slice: Int64?
  /// Files were judged since the deliveries were looked at.
  var hasNewWork = false
  /// Wall-clock second of the last file.
  private(set) var quietSince = Clock.now()

  var earliest: Int64? {
    [
      watchdog, scan, status, deliveries, relay, rules, settling, connections, prune, slice,
    ].compactMap { $0 }.min()
  }

  func isDue(_ now: Int64) -> Bool {
    earliest.map { $0 <= now } ?? false
  }

  mutating func noticeWork() {
    hasNewWork = true
    quietSince = Clock.now()
    noticeChange()
  }

  /// The status line is to be told again, soon.
  mutating func noticeChange() {
    if status == nil { status = Clock.monotonicMilliseconds() + Agenda.statusInterval }
  }

  /// Takes a time off the agenda when it has come.
  static func take(_ time: inout Int64?, at now: Int64) -> Bool {
    guard let due = time, due <= now else { return false }
    time = nil
    return true
  }
}
