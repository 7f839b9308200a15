import Wire

/// How long the relay may take for what it has in hand. It ends each attempt by itself; one that does not answer long
/// after that hangs, and nothing would ever be sent again while it is waited for.
struct RelayPatience {
  /// Seconds beyond an attempt's own: a loaded machine is slow, and an attempt more than once does no harm.
  static let grace: Int64 = 30

  /// By delivery, in milliseconds of the clock that never jumps.
  private var deadlines: [Int64: Int64] = [:]

  /// When the relay has to have answered something; `nil` when it has nothing in hand.
  var deadline: Int64? { deadlines.values.min() }

  mutating func expect(_ request: RelayRequest, now: Int64) {
    deadlines[request.delivery] = now + (Int64(request.timeout) + RelayPatience.grace) * 1000
  }

  mutating func hear(_ reply: RelayReply) {
    deadlines[reply.delivery] = nil
  }

  /// The relay is gone, and so is what it had in hand.
  mutating func forget() {
    deadlines = [:]
  }
}
