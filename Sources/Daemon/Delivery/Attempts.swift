package import Wire

/// How far one delivery to one webhook is. A state machine without clock, randomness or network: an outcome and the
/// moment go in, what follows comes out.
package struct Attempts: Sendable, Hashable {
  /// Failed attempts that count against the schedule.
  package var failures: Int
  /// The earliest moment of the next attempt, in seconds since the epoch.
  package var next: Int64
  /// The seconds that were between then and the moment when `next` was set.
  package var interval: Int64

  /// A new delivery: the first attempt may be made at once.
  package init(now: Int64) {
    self.init(failures: 0, next: now, interval: 0)
  }

  /// As the ledger kept it.
  package init(failures: Int, next: Int64, interval: Int64) {
    self.failures = failures
    self.next = next
    self.interval = interval
  }

  /// Thousandths by which an interval is shortened or lengthened, so that receivers that failed together are not all
  /// asked again together.
  package static let jitter = -200...200

  /// The longest `Retry-After` that is honoured, in seconds: a receiver cannot put off an alert for longer.
  package static let longestRetryAfter: Int64 = 86_400

  /// Takes an attempt's outcome into account, for the delivery and for its destination. `jitter` is from
  /// `Attempts.jitter`, and `now` in seconds since the epoch.
  package mutating func settle(
    _ outcome: RelayReply.Outcome, at destination: inout DestinationHealth, now: Int64, jitter: Int,
    schedule: RetrySchedule = .standard
  ) -> Settlement {
    switch Answer(outcome) {
    case .delivered:
      return Settlement(.delivered, destination.succeed())
    case .pause(let reason):
      // The delivery stays as it is: trying again changes nothing until somebody mends something.
      return Settlement(.kept(reason: reason), destination.pause(reason))
    case .gone(let reason):
      // What becomes of the queue, of which this is the head, is for whoever keeps the queue.
      return Settlement(.kept(reason: reason), destination.retire(reason))
    case .refused(let reason):
      failures += 1
      return Settlement(
        .deadLettered(reason: reason), destination.fail(now: now, jitter: jitter, atLeast: 0, schedule))
    case .retry(let reason, let retryAfter):
      failures += 1
      let pause = min(Int64(retryAfter ?? 0), Attempts.longestRetryAfter)
      let event = destination.fail(now: now, jitter: jitter, atLeast: pause, schedule)
      guard let wait = schedule.wait(afterFailures: failures, jitter: jitter) else {
        return Settlement(.deadLettered(reason: "the last of \(failures) attempts failed: \(reason)"), event)
      }
      (next, interval) = Attempts.moment(now, after: max(wait, pause))
      return Settlement(.retried(at: next, reason: reason), event)
    }
  }

  /// When to try, given that it is `now`. A clock that was set back neither postpones an attempt by more than its
  /// interval, nor does one that was set forward bring more than one attempt.
  package func due(now: Int64) -> Int64 {
    min(next, Attempts.moment(now, after: interval).moment)
  }

  /// The sum stays in range whatever the clock says.
  static func moment(_ now: Int64, after wait: Int64) -> (moment: Int64, interval: Int64) {
    let (sum, overflow) = now.addingReportingOverflow(wait)
    return (overflow ? .max : sum, wait)
  }
}

/// What follows from one attempt.
package struct Settlement: Sendable, Hashable {
  /// What becomes of the delivery.
  package enum Fate: Sendable, Hashable {
    case delivered
    /// Again at this moment, in seconds since the epoch.
    case retried(at: Int64, reason: String)
    /// Not before the destination is resumed.
    case kept(reason: String)
    /// Never by itself; `redeliver` asks again.
    case deadLettered(reason: String)
  }

  package var delivery: Fate
  /// What changed for the destination, which is worth an alert of its own.
  package var destination: DestinationHealth.Change?

  init(_ delivery: Fate, _ destination: DestinationHealth.Change?) {
    self.delivery = delivery
    self.destination = destination
  }
}
