package import Wire

/// One revision of an alert, on its way out.
package struct Notice: Sendable, Hashable {
  /// What happened to the alert.
  package enum Event: String, Sendable, Hashable, CaseIterable {
    case raised
    /// The verdict or the rows behind it changed.
    case changed
    /// It no longer holds.
    case withdrawn
    /// `insiderd send-test`.
    case test
  }

  package var event: Event
  /// When it happened, in seconds since the epoch.
  package var moment: Int64
  /// The alert's JSON object: `id`, `revision`, `state` and so on.
  package var alert: JSON

  package init(event: Event, moment: Int64, alert: JSON) {
    self.event = event
    self.moment = moment
    self.alert = alert
  }
}
