import Filings

/// Moments in the form of RFC 3339, in UTC.
package enum Timestamp {
  /// `2012-09-06T20:29:33Z`, from seconds since the epoch. A moment outside of the four-digit years is the nearest
  /// inside of them.
  package static func text(_ moment: Int64) -> String {
    let moment = min(max(moment, first), last)
    // Rounded down, also before 1970.
    let day = (moment - (moment < 0 ? secondsOfDay - 1 : 0)) / secondsOfDay
    let second = moment - day * secondsOfDay
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + String($0) }
    return "\(Day(number: Int32(clamping: day)))T\(clock.joined(separator: ":"))Z"
  }

  private static let secondsOfDay: Int64 = 86_400
  /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
  private static let first: Int64 = -62_167_219_200
  private static let last: Int64 = 253_402_300_799
}
