import Testing

@testable import insiderd_relay

@Suite struct RetryAfterTests {
  /// 1994-11-06T08:49:37Z, the moment of RFC 9110's examples.
  private static let example: Int64 = 784_111_777

  @Test(
    "both forms of the header are seconds from now",
    arguments: [
      ("0", 0), ("120", 120), ("0120", 120), ("Sun, 06 Nov 1994 08:49:37 GMT", 100),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 100), ("Sun Nov  6 08:49:37 1994", 100),
      ("Fri, 31 Dec 1999 23:59:59 GMT", RelayLimits.retryAfterSeconds), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("999999999999999999999999999", RelayLimits.retryAfterSeconds),
      ("Fri, 31 Dec 9999 23:59:59 GMT", RelayLimits.retryAfterSeconds),
    ])
  func accepted(text: String, seconds: Int) {
    #expect(RetryAfter.seconds(text, now: Self.example - 100) == seconds)
  }

  @Test(
    "anything else is no Retry-After",
    arguments: [
      "", " ", "-1", "+1", "1.5", "1e3", "soon", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 GMT and more",
      "Sun, 99 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", "٣",
    ])
  func refused(text: String) {
    #expect(RetryAfter.seconds(text, now: Self.example) == nil)
  }
}
