import Testing
import Wire

@testable import Daemon

private let now: Int64 = 1_800_000_000

/// An outcome in the words of a test's table.
private func outcome(_ text: String) -> RelayReply.Outcome {
  let words = text.split(separator: " ", maxSplits: 1).map(String.init)
  return switch words[0] {
  case "failed": .failed(reason: "no connection to `desk.example`: connection refused")
  case "forbidden": .forbidden(reason: "the credential `desk-url` is empty")
  default:
    .answered(status: Int(words[0]) ?? -1, retryAfter: words.count > 1 ? Int(words[1]) : nil, excerpt: "")
  }
}

@Suite struct AttemptsTests {
  @Test(
    "an answer or a fault decides what becomes of the delivery and its destination",
    arguments: [
      ("200", "delivered", DestinationHealth.Status.working),
      ("201", "delivered", .working), ("202", "delivered", .working), ("204", "delivered", .working),
      ("299", "delivered", .working),
      ("300", "kept", .paused), ("301", "kept", .paused), ("302", "kept", .paused), ("303", "kept", .paused),
      ("304", "kept", .paused), ("307", "kept", .paused), ("308", "kept", .paused), ("399", "kept", .paused),
      ("400", "dead", .working), ("402", "dead", .working), ("406", "dead", .working),
      ("407", "dead", .working),
      ("409", "dead", .working), ("411", "dead", .working), ("413", "dead", .working),
      ("414", "dead", .working),
      ("415", "dead", .working), ("418", "dead", .working), ("421", "dead", .working),
      ("422", "dead", .working),
      ("451", "dead", .working), ("499", "dead", .working),
      ("401", "kept", .paused), ("403", "kept", .paused), ("404", "kept", .paused), ("405", "kept", .paused),
      ("410", "kept", .retired),
      ("408", "retried", .working), ("425", "retried", .working), ("429", "retried", .working),
      ("500", "retried", .working), ("501", "retried", .working), ("502", "retried", .working),
      ("503", "retried", .working), ("504", "retried", .working), ("599", "retried", .working),
      ("101", "retried", .working), ("199", "retried", .working), ("600", "retried", .working),
      ("999", "retried", .working), ("0", "retried", .working),
      ("failed", "retried", .working), ("forbidden", "kept", .paused),
    ])
  func fate(answer: String, fate: String, status: DestinationHealth.Status) {
    var attempts = Attempts(now: now)
    var destination = DestinationHealth.new
    let settlement = attempts.settle(outcome(answer), at: &destination, now: now, jitter: 0)
    let found =
      switch settlement.delivery {
      case .delivered: "delivered"
      case .retried: "retried"
      case .kept: "kept"
      case .deadLettered: "dead"
      }
    #expect(found == fate)
    #expect(destination.status == status)
  }

  @Test("a delivery is tried ten times over three days, and then is a dead letter")
  func schedule() {
    var attempts = Attempts(now: now)
    var destination = DestinationHealth.new
    var waits: [Int64] = []
    var clock = now
    while case .retried(let next, _) = attempts.settle(
      outcome("503"), at: &destination, now: clock, jitter: 0
    ).delivery {
      waits.append(next - clock)
      clock = next
    }
    #expect(waits == [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    #expect(attempts.failures == 10)
    #expect(clock - now == 75 * 3_600 + 35 * 60 + 5)
  }

  @Test("the last failure says how often it was tried and why it failed")
  func lastReason() {
    var attempts = Attempts(failures: 9, next: now, interval: 86_400)
    var destination = DestinationHealth.new
    let settlement = attempts.settle(
      .answered(status: 503, retryAfter: nil, excerpt: "busy"), at: &destination, now: now, jitter: 0)
    #expect(
      settlement.delivery
        == .deadLettered(reason: "the last of 10 attempts failed: the answer was 503: `busy`"))
  }

  @Test(
    "jitter moves an interval by a fifth at most, whatever it is given",
    arguments: [
      (-200, 240), (-10, 297), (0, 300), (1, 300), (10, 303), (200, 360), (9_000, 360), (-9_000, 240),
    ])
  func jitter(thousandths: Int, wait: Int64) {
    #expect(RetrySchedule.standard.wait(afterFailures: 2, jitter: thousandths) == wait)
  }

  @Test(
    "Retry-After lengthens the wait and never shortens it, up to a day",
    arguments: [
      ("503", Int64(300)), ("503 0", 300), ("503 299", 300), ("503 301", 301), ("429 3600", 3_600),
      ("429 86400", 86_400), ("429 86401", 86_400), ("429 9223372036854775807", 86_400), ("429 -5", 300),
      ("500 7200", 7_200), ("408 400", 400),
    ])
  func retryAfter(answer: String, wait: Int64) {
    var attempts = Attempts(failures: 1, next: now, interval: 5)
    var destination = DestinationHealth.new
    _ = attempts.settle(outcome(answer), at: &destination, now: now, jitter: 0)
    #expect(attempts.next == now + wait)
  }

  @Test("a pause leaves the delivery as it was")
  func pauseKeeps() {
    let before = Attempts(failures: 3, next: now - 1, interval: 1_800)
    var attempts = before
    var destination = DestinationHealth.new
    let settlement = attempts.settle(outcome("404"), at: &destination, now: now, jitter: 0)
    #expect(attempts == before)
    #expect(settlement.destination == .paused(reason: "the answer was 404"))
  }

  @Test("a clock that jumps back by years waits one interval, and one that jumps ahead tries once")
  func clockJumps() {
    let attempts = Attempts(failures: 2, next: now + 300, interval: 300)
    #expect(attempts.due(now: now) == now + 300)
    #expect(attempts.due(now: now - 50_000_000) == now - 50_000_000 + 300)
    #expect(attempts.due(now: now + 50_000_000) == now + 300)

    var late = attempts
    var destination = DestinationHealth.new
    _ = late.settle(outcome("500"), at: &destination, now: now + 50_000_000, jitter: 0)
    #expect(late.next == now + 50_000_000 + 1_800)
  }

  @Test("the end of time does not overflow", arguments: [Int64.max, .max - 1, .min, .min + 1])
  func extremes(moment: Int64) {
    var attempts = Attempts(now: moment)
    var destination = DestinationHealth.new
    for _ in 0..<12 {
      _ = attempts.settle(outcome("503 99999999"), at: &destination, now: moment, jitter: 200)
      #expect(attempts.due(now: moment) >= moment)
    }
  }
}

@Suite struct DestinationHealthTests {
  /// The destination after these outcomes, each of a delivery of its own.
  private func health(after outcomes: [String], at moment: Int64 = now) -> (
    DestinationHealth, [DestinationHealth.Change]
  ) {
    var destination = DestinationHealth.new
    var changes: [DestinationHealth.Change] = []
    for text in outcomes {
      var attempts = Attempts(now: moment)
      let settlement = attempts.settle(outcome(text), at: &destination, now: moment, jitter: 0)
      changes += settlement.destination.map { [$0] } ?? []
    }
    return (destination, changes)
  }

  @Test("five failures in a row open the circuit, once, and one success closes it")
  func circuit() {
    let four = Array(repeating: "503", count: 4)
    #expect(health(after: four).0.status == .working)
    #expect(health(after: four + ["failed"]).0.status == .failing)
    #expect(health(after: four + ["failed"]).1 == [.circuitOpened])
    #expect(health(after: four + ["failed", "500", "500"]).1 == [.circuitOpened])
    #expect(health(after: four + ["200", "503"]).0.status == .working)
    #expect(health(after: four + ["503", "200"]).1 == [.circuitOpened, .circuitClosed])
    #expect(health(after: four + ["503", "200"]).0 == .new)
  }

  @Test("a receiver that refuses every body is a failure too")
  func refusalsCount() {
    #expect(health(after: Array(repeating: "400", count: 5)).0.status == .failing)
  }

  @Test("while the circuit is open, only the head of the queue is tried, later each time")
  func probes() {
    let fresh = Attempts(now: now)
    let waits = (5...14).map { count -> Int64 in
      let (destination, _) = health(after: Array(repeating: "503", count: count))
      #expect(destination.due(fresh, isHead: false, now: now) == nil)
      return (destination.due(fresh, isHead: true, now: now) ?? 0) - now
    }
    #expect(waits == [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, 86_400])
  }

  @Test("the head waits for its own moment as well as for the probe's")
  func headWaits() {
    let (destination, _) = health(after: Array(repeating: "503", count: 5))
    let head = Attempts(failures: 4, next: now + 7_200, interval: 7_200)
    #expect(destination.due(head, isHead: true, now: now) == now + 7_200)
  }

  @Test("a receiver's Retry-After holds back whatever comes after, too, once the circuit is open")
  func retryAfterOfTheDestination() {
    let (destination, _) = health(after: ["503", "503", "503", "503", "429 1000"])
    #expect(destination.due(Attempts(now: now), isHead: true, now: now) == now + 1_000)
  }

  @Test("a clock set back does not put off the probe by more than its interval")
  func probeAfterClockJump() {
    let (destination, _) = health(after: Array(repeating: "503", count: 6))
    let then = now - 10_000_000
    #expect(destination.due(Attempts(now: then), isHead: true, now: then) == then + 300)
  }

  @Test(
    "a paused or retired destination takes nothing until it is resumed",
    arguments: ["401", "410", "forbidden", "302"])
  func resume(answer: String) {
    var (destination, changes) = health(after: [answer, answer])
    #expect(changes.count == 1)
    #expect(destination.due(Attempts(now: now), isHead: true, now: now) == nil)
    destination.resume()
    #expect(destination.due(Attempts(now: now), isHead: true, now: now) == now)
  }
}
