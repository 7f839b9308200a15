/// What the last attempts say of a destination, whatever they carried.
package struct DestinationHealth: Sendable, Hashable {
  /// Whether the destination takes anything at all.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case working
    /// The circuit is open: only the head of the queue is tried, as a probe.
    case failing
    /// It refuses us, or our policy refuses it: the queue is kept until somebody resumes it.
    case paused
    /// It answered 410 Gone: it wants nothing more from us.
    case retired
  }

  /// A change that the operator hears of.
  package enum Change: Sendable, Hashable {
    case circuitOpened
    case circuitClosed
    case paused(reason: String)
    case retired(reason: String)
  }

  package var status: Status
  package var failuresInARow: Int
  /// While the circuit is open, the earliest moment of the next probe, in seconds since the epoch.
  package var probe: Int64
  /// The seconds that were between then and the moment when `probe` was set.
  package var interval: Int64

  package static let new = DestinationHealth(status: .working, failuresInARow: 0, probe: 0, interval: 0)

  /// As the ledger kept it.
  package init(status: Status, failuresInARow: Int, probe: Int64, interval: Int64) {
    self.status = status
    self.failuresInARow = failuresInARow
    self.probe = probe
    self.interval = interval
  }

  /// Failures in a row that open the circuit.
  package static let failuresThatOpen = 5

  /// When a delivery may be tried, given that it is `now`; `nil` while the destination takes none. `isHead`: nothing
  /// is before it in the destination's queue.
  package func due(_ attempts: Attempts, isHead: Bool, now: Int64) -> Int64? {
    switch status {
    case .working: attempts.due(now: now)
    case .failing where isHead:
      max(attempts.due(now: now), min(probe, Attempts.moment(now, after: interval).moment))
    case .failing, .paused, .retired: nil
    }
  }

  /// Somebody has mended what was wrong: the queue flows again. Its changed URL or credential is tried at once.
  package mutating func resume() {
    self = .new
  }

  mutating func succeed() -> Change? {
    let wasFailing = status == .failing
    self = .new
    return wasFailing ? .circuitClosed : nil
  }

  /// `pause` is the least number of seconds until the next probe.
  mutating func fail(now: Int64, jitter: Int, atLeast pause: Int64, _ schedule: RetrySchedule) -> Change? {
    failuresInARow = min(failuresInARow, .max - 1) + 1
    guard failuresInARow >= DestinationHealth.failuresThatOpen else { return nil }
    let step = min(failuresInARow - DestinationHealth.failuresThatOpen + 1, schedule.seconds.count - 1)
    let wait = max(schedule.wait(afterFailures: step, jitter: jitter) ?? 0, pause)
    (probe, interval) = Attempts.moment(now, after: wait)
    defer { status = .failing }
    return status == .failing ? nil : .circuitOpened
  }

  mutating func pause(_ reason: String) -> Change? {
    defer { status = .paused }
    return status == .paused ? nil : .paused(reason: reason)
  }

  mutating func retire(_ reason: String) -> Change? {
    defer { status = .retired }
    return status == .retired ? nil : .retired(reason: reason)
  }
}
