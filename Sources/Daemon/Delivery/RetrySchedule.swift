/// The seconds before each attempt of a delivery, counted from the one before.
package struct RetrySchedule: Sendable, Hashable {
  package let seconds: [Int64]

  /// The example schedule of Standard Webhooks 1.0, over three days.
  package static let standard = RetrySchedule(
    seconds: [0, 5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600])

  private init(seconds: [Int64]) {
    self.seconds = seconds
  }

  /// Whole seconds with commas between them, at most 1,000 of at most a year; `nil` for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let seconds = parts.compactMap { Int64($0) }.filter { (0...31_536_000).contains($0) }
    guard seconds.count == parts.count, seconds.count <= 1_000 else { return nil }
    self.init(seconds: seconds)
  }

  /// The seconds to wait after so many failures; `nil` when the schedule is exhausted. `jitter` in thousandths, from
  /// `Attempts.jitter`.
  func wait(afterFailures failures: Int, jitter: Int) -> Int64? {
    guard seconds.indices.contains(failures) else { return nil }
    let thousandths = Int64(min(max(jitter, Attempts.jitter.lowerBound), Attempts.jitter.upperBound))
    return seconds[failures] + seconds[failures] * thousandths / 1_000
  }
}
