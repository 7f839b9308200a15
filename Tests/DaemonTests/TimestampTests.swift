import Daemon
import Testing

@Suite struct TimestampTests {
  @Test(
    "a moment is written in UTC, as the year it has or the nearest that can be written",
    arguments: [
      (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (-86_400, "1969-12-31T00:00:00Z"),
      (-86_401, "1969-12-30T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (1_346_963_373, "2012-09-06T20:29:33Z"), (2_147_483_648, "2038-01-19T03:14:08Z"),
      (Int64.max, "9999-12-31T23:59:59Z"), (Int64.min, "0000-01-01T00:00:00Z"),
    ])
  func timestamps(moment: Int64, text: String) {
    #expect(Timestamp.text(moment) == text)
  }
}
