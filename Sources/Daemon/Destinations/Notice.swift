package import Rules
package import Wire

/// One thing that a destination is told: a revision of an alert, a test, or what became of the daemon itself.
///
/// What people read of it is text that a filing may have written: `PlainText` has made it one line without control
/// characters, and each format escapes it once more for its receiver.
package struct Notice: Sendable, Hashable {
  /// What happened.
  package enum Event: Sendable, Hashable {
    /// The alert came into this state.
    case alert(AlertState)
    /// `insiderd send-test`.
    case test
    /// Something that the operator has to know of the daemon: `destination_retired`.
    case daemon(String)
  }

  /// A line of a card: `Issuer`, `GRANITE LOOMS INC (GRNT)`.
  package struct Fact: Sendable, Hashable {
    package var label: String
    package var value: String
  }

  package var event: Event
  /// When it happened, in seconds since the epoch.
  package var moment: Int64
  /// The alert's id, or one of the same form. The same for each revision.
  package var identifier: String
  /// From 1.
  package var revision: Int
  /// The rule's name; `insiderd` where no rule is behind it.
  package var rule: String
  package var severity: Severity
  package var certainty: Certainty
  /// The rule's title, else its name.
  package var title: String
  /// The sentence.
  package var message: String
  /// The rest, the most important first.
  package var facts: [Fact]
  /// The JSON object that programs read: `id`, `revision`, `state` and so on.
  package var alert: JSON

  /// Nothing is open any more: a page's alert that the filing itself does not bear out.
  package var isClosed: Bool {
    if case .alert(let state) = event { state.isSettled } else { false }
  }

  /// `insider.alert.raised`, `insider.alert.test`, `insider.daemon.destination_retired`.
  package var type: String {
    switch event {
    case .alert(let state): "insider.alert.\(state.rawValue)"
    case .test: "insider.alert.test"
    case .daemon(let kind): "insider.daemon.\(kind)"
    }
  }

  /// The title, with what is special about it before it: `Possible: Large sale by an officer`.
  package var headline: String {
    let marks = [stateMark, certainty == .possible && !isClosed ? "possible" : nil].compactMap(\.self)
    guard let first = marks.first?.first else { return title }
    let mark = marks.joined(separator: ", ")
    return "\(first.uppercased())\(mark.dropFirst()): \(title)"
  }

  private var stateMark: String? {
    switch event {
    case .alert(.raised), .daemon: nil
    case .alert(let state): state.rawValue
    case .test: "test"
    }
  }
}
