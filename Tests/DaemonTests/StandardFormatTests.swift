import Daemon
import Testing
import Wire

@Suite struct StandardFormatTests {
  @Test("the envelope has type, timestamp and data, in this order and on one line")
  func envelope() {
    let alert = JSON.object([
      ("id", .string("ia1_abc")), ("revision", .integer(2)), ("state", .string("open")),
    ])
    #expect(
      Standard.body(of: Notice(event: .alert(.raised), moment: 1_346_963_373, alert: alert)) == """
        {"type":"insider.alert.raised","timestamp":"2012-09-06T20:29:33Z",\
        "data":{"id":"ia1_abc","revision":2,"state":"open"}}
        """)
  }

  @Test(
    "each event has its type",
    arguments: [
      (Notice.Event.alert(.raised), "insider.alert.raised"), (.alert(.revised), "insider.alert.revised"),
      (.alert(.withdrawn), "insider.alert.withdrawn"), (.test, "insider.alert.test"),
    ])
  func types(event: Notice.Event, type: String) {
    let body = Standard.body(of: Notice(event: event, moment: 0, alert: .null))
    #expect(body == "{\"type\":\"\(type)\",\"timestamp\":\"1970-01-01T00:00:00Z\",\"data\":null}")
  }

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

  @Test("formats are found by their names, and each has one of its own")
  func names() {
    #expect(Formats.named("standard") == Standard.self)
    #expect(Formats.named("smoke signal") == nil)
    #expect(Set(Formats.all.map { $0.name }).count == Formats.all.count)
  }
}
