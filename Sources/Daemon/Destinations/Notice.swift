package import Wire

/// One revision of an alert, on its way out.
package struct Notice: Sendable, Hashable {
  /// What happened.
  package enum Event: Sendable, Hashable {
    /// The alert came into this state.
    case alert(AlertState)
    /// `insiderd send-test`.
    case test

    /// `raised`, `revised`, `withdrawn`, …, `test`.
    package var word: String {
      switch self {
      case .alert(let state): state.rawValue
      case .test: "test"
      }
    }
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
