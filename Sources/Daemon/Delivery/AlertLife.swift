package import Rules

/// Where an alert is in its life.
package enum AlertState: String, Sendable, Hashable, CaseIterable {
  case raised
  case revised
  /// What was possible is certain.
  case confirmed
  /// What was possible is not the case.
  case dismissed
  /// What was certain does not hold any more.
  case withdrawn

  /// Nothing more is to be said of the alert, unless what it says comes true again.
  package var isSettled: Bool { self == .dismissed || self == .withdrawn }
}

/// The life of one alert, as far as it has come: a state machine without clock, ledger or destination.
///
/// An alert is *raised*, and *revised* whenever the verdict or the rows behind it change. A possible one ends *confirmed*
/// or *dismissed*, by a better container, an amendment or a person; a certain one that does not hold is *withdrawn*. An
/// alert that was settled and holds after all is raised again under its id.
package struct AlertLife: Sendable, Hashable {
  package var state: AlertState
  package var certainty: Certainty

  package init(state: AlertState, certainty: Certainty) {
    self.state = state
    self.certainty = certainty
  }

  /// What a look at everything that is known comes to.
  package enum Sight: Sendable, Hashable {
    /// The rule matches. `isSame`: by the same rows and for the same reason as the revision before.
    case holds(Certainty, isSame: Bool)
    /// It does not.
    case isGone
  }

  /// The state of the revision that a sight makes of what was known; `nil` where there is nothing to say.
  package static func state(after life: AlertLife?, seeing sight: Sight) -> AlertState? {
    guard let life else {
      if case .holds = sight { return .raised }
      return nil
    }
    switch sight {
    case .isGone where life.state.isSettled: return nil
    case .isGone: return life.certainty == .possible ? .dismissed : .withdrawn
    case .holds where life.state.isSettled: return .raised
    case .holds(.certain, _) where life.certainty == .possible: return .confirmed
    case .holds(let certainty, true) where certainty == life.certainty: return nil
    case .holds: return .revised
    }
  }
}
