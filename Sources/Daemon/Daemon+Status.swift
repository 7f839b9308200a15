import Rules

/// What `systemctl status` shows.
extension Daemon {
  /// What is watched and judged, and what somebody has to look after.
  var report: String {
    [statusLine, relayRemark].compactMap { $0 }.joined(separator: "; ")
  }

  /// Both units are one service for the operator, and the judge answers for the relay.
  private var relayRemark: String? {
    guard settings.relay == .external, !book.rules.webhooks.isEmpty, control?.relay == nil else { return nil }
    return "webhooks wait, the relay is not connected (systemctl status insiderd-relay)"
  }
}
