import Testing

@testable import Daemon

@Suite("Moments and spans as people write them")
struct MomentTests {
  /// 2026-11-25T20:30:00Z, a Wednesday.
  private static let now: Int64 = 1_795_638_600

  @Test(
    "a date is its first second in UTC, a span is so long ago",
    arguments: [
      ("now", 0), ("today", -73_800), ("yesterday", -160_200), ("2026-11-25", -73_800),
      ("2026-11-25T20:30", 0), ("2026-11-25 20:30:05Z", 5), ("2h", -7_200), ("2 hours", -7_200),
      ("90m", -5_400), ("90 minutes", -5_400), ("1 min", -60), ("3 days", -259_200), ("1w", -604_800),
      ("30 seconds", -30), ("1970-01-01", -1_795_638_600),
    ])
  func moments(text: String, offset: Int64) {
    #expect(Moment.seconds(text, now: Self.now) == Self.now + offset)
  }

  @Test(
    "months and years go by the calendar, and a month that is too short ends on its last day",
    arguments: [
      ("1 month", "2026-03-31", "2026-02-28"), ("1 year", "2024-02-29", "2023-02-28"),
      ("6 months", "2026-08-31", "2026-02-28"), ("5y", "2026-11-25", "2021-11-25"),
      ("14 months", "2026-01-15", "2024-11-15"),
    ])
  func calendar(span: String, from: String, to: String) throws {
    let from = try #require(Moment.seconds(from, now: 0))
    #expect(TimeSpan(span)?.before(from + 3_600) == Moment.seconds(to, now: 0).map { $0 + 3_600 })
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "h", "0h", "-2h", "2 fortnights", "2026-13-01", "2026-02-30", "2026-11-25T", "2026-11-25T24:00",
      "2026-11-25T20:60", "2026-11-25x20:30", "2026-11-25T2030", "99999999999999999999h", "1_000h", "2h 3m",
      "2026-11-25T20:30+01:00", "٣ days",
    ])
  func nonsense(text: String) {
    #expect(Moment.seconds(text, now: Self.now) == nil)
  }

  @Test("a span that is longer than the calendar ends at its first day")
  func longest() {
    let longest = Moment.seconds("1000000 years", now: Self.now) ?? 0
    #expect((Moment.first..<Moment.first + 86_400).contains(longest))
    #expect(Moment.seconds("1000000 weeks", now: Self.now) == Moment.first)
  }
}
