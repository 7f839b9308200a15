import Rules

/// Who is told of a revision: whoever heard the alert before hears its correction, whatever has changed since; nobody
/// else hears what was not for him, or of the end of what he never heard of.
package struct Audience: Sendable, Hashable {
  /// Destinations to which a revision of the alert went before.
  package var heard: Set<String>
  /// Why nobody new is told: the stage, the throttle.
  package var silence: String?
  package var state: AlertState

  package init(heard: Set<String>, silence: String?, state: AlertState) {
    self.heard = heard
    self.silence = silence
    self.state = state
  }

  /// Why a destination is not told; `nil` where it is. `objection` is the destination's own.
  package func reason(against destination: String, _ objection: String? = nil) -> String? {
    if heard.contains(destination) { return nil }
    if let silence { return silence }
    if state.isSettled { return "no revision before it was sent there" }
    return objection
  }
}
