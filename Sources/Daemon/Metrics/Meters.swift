import Filings
import Rules

/// What was written into the ledger since the start, and how long looks at the inbox took: counters for those who
/// measure. They cost an addition each and are lost with the process, as counters may be.
package final class Meters {
  /// What tells filings apart.
  struct Judged: Hashable, Comparable {
    let form: String
    let container: String

    static func < (left: Judged, right: Judged) -> Bool {
      (left.form, left.container) < (right.form, right.container)
    }
  }

  /// What tells alerts' revisions apart.
  struct Alert: Hashable, Comparable {
    let rule: String
    let certainty: String
    let state: String

    init(_ rule: String, _ certainty: Certainty, _ state: AlertState) {
      self.rule = rule
      self.certainty = certainty.rawValue
      self.state = state.rawValue
    }

    static func < (left: Alert, right: Alert) -> Bool {
      (left.rule, left.certainty, left.state) < (right.rule, right.certainty, right.state)
    }
  }

  /// What tells deliveries that came to an end apart.
  struct Settled: Hashable, Comparable {
    let destination: String
    let outcome: String

    static func < (left: Settled, right: Settled) -> Bool {
      (left.destination, left.outcome) < (right.destination, right.outcome)
    }
  }

  var filings: [Judged: Int] = [:]
  var rejections: [RejectionClass: Int] = [:]
  var alerts: [Alert: Int] = [:]
  var deliveries: [Settled: Int] = [:]
  /// Attempts to send to a webhook, and to find an entry in the journal, by destination.
  var attempts: [String: Int] = [:]
  /// Second of the last filing that was recorded.
  private(set) var lastFiling: Int64?
  /// The file that it came in.
  private(set) var lastFile: String?
  private(set) var scans = ScanTimes()

  func judge(_ filing: Filing, file: FileName, now: Int64) {
    let form = filing.form.rawValue + (filing.isAmendment ? "/A" : "")
    filings[Judged(form: form, container: filing.provenance.container.rawValue), default: 0] += 1
    lastFiling = now
    lastFile = file.description
  }

  /// Labels of alerts that are told apart; those of more rules are counted together, for whoever stores them pays for
  /// each.
  private static let mostAlerts = 1_000

  func raise(_ alert: Rules.Alert, _ state: AlertState) {
    let key = Alert(alert.rule, alert.certainty, state)
    let isTold = alerts[key] != nil || alerts.count < Meters.mostAlerts
    alerts[isTold ? key : Alert("(other rules)", alert.certainty, state), default: 0] += 1
  }

  func settle(_ destination: String, _ state: DeliveryState) {
    deliveries[Settled(destination: destination, outcome: state.rawValue), default: 0] += 1
  }

  func scan(milliseconds: Int64) {
    scans.add(milliseconds)
  }

  /// How long looks at the whole inbox took: a histogram.
  struct ScanTimes {
    /// Upper bounds in milliseconds.
    static let bounds: [Int64] = [1, 10, 100, 1_000, 10_000]

    private(set) var counts = [Int](repeating: 0, count: bounds.count)
    private(set) var count = 0
    private(set) var milliseconds: Int64 = 0

    mutating func add(_ milliseconds: Int64) {
      count += 1
      self.milliseconds += milliseconds
      for (index, bound) in ScanTimes.bounds.enumerated() where milliseconds <= bound { counts[index] += 1 }
    }
  }
}

/// Why files were rejected, as few words as a label may have.
package enum RejectionClass: String, Sendable, Hashable, CaseIterable {
  case tooLarge = "too_large"
  case truncated
  case unsupported
  case empty
  case poison
  case malformed

  /// By the words of the reason, which is a sentence for people.
  init(reason: String) {
    let classes: [(RejectionClass, [String])] = [
      (.poison, ["ended the program"]), (.tooLarge, ["reads at most", "too large", "more than"]),
      (.truncated, ["ends before", "is cut", "cut off", "truncated", "not closed"]),
      (.unsupported, ["PDF", "UTF-16", "data set", "not supported", "is not read"]), (.empty, ["is empty"]),
    ]
    self = classes.first { $0.1.contains { reason.contains($0) } }?.0 ?? .malformed
  }
}
