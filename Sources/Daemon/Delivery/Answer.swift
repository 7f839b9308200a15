import Wire

/// What an outcome means for the delivery, after Standard Webhooks 1.0 and HTTP (RFC 9110).
enum Answer: Sendable, Hashable {
  case delivered
  /// The receiver wants nothing more from us.
  case gone(reason: String)
  /// The same request will fare no better until somebody mends the destination.
  case pause(reason: String)
  /// Perhaps later. `retryAfter` in seconds.
  case retry(reason: String, retryAfter: Int?)
  /// The receiver is well and does not take this body.
  case refused(reason: String)

  init(_ outcome: RelayReply.Outcome) {
    switch outcome {
    case .failed(let reason): self = .retry(reason: reason, retryAfter: nil)
    case .forbidden(let reason): self = .pause(reason: reason)
    case .answered(let status, let retryAfter, let excerpt):
      self = Answer(status: status, retryAfter: retryAfter, reason: Answer.reason(status, excerpt))
    }
  }

  /// A redirect is not followed, and the URL stays wrong until somebody changes it: like a 404, it pauses the
  /// destination, so that nothing is lost meanwhile.
  private init(status: Int, retryAfter: Int?, reason: String) {
    switch status {
    case 200...299: self = .delivered
    case 300...399, 401, 403, 404, 405: self = .pause(reason: reason)
    case 410: self = .gone(reason: reason)
    case 408, 425, 429: self = .retry(reason: reason, retryAfter: retryAfter)
    case 400...499: self = .refused(reason: reason)
    default: self = .retry(reason: reason, retryAfter: retryAfter)
    }
  }

  private static func reason(_ status: Int, _ excerpt: String) -> String {
    excerpt.isEmpty ? "the answer was \(status)" : "the answer was \(status): `\(excerpt)`"
  }
}
