import CLinux

/// The `Retry-After` header (RFC 9110, section 10.2.3) in seconds from now, from either of its forms.
enum RetryAfter {
  /// `nil` when the text is neither a number nor a date. A moment that is past is 0; a number too large is the
  /// largest that is told.
  static func seconds(_ text: String, now: Int64) -> Int? {
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(Int(text) ?? .max, RelayLimits.retryAfterSeconds)
    }
    let moment = linux_http_date(text)
    guard moment >= 0 else { return nil }
    return min(Int(clamping: max(0, moment - now)), RelayLimits.retryAfterSeconds)
  }
}
