/// A destination that rules can `notify`: the settings of a `webhook` block (the manual lists them).
package struct Webhook: Sendable, Hashable {
  package var name: String
  package var url: Sourced
  /// Signing keys, the newest first; two while one is rotated.
  package var secrets: [Sourced] = []
  package var format = "standard"
  /// The least severity that is sent.
  package var from: Severity = .info
  /// Whether possible alerts are sent.
  package var sendsPossible = true
  /// Seconds for one whole attempt, 1...60.
  package var timeout = 15
  /// First in, first out: the next one waits until the one before is settled.
  package var isOrdered = true
  /// Networks in CIDR notation that may be reached although they are private.
  package var allowedNetworks: [String] = []
  /// A PEM file with the authorities to trust in place of the system's.
  package var authorityFile: String?
  package var headers: [Header] = []
  /// PagerDuty's integration key.
  package var routingKey: Sourced?
  /// ntfy's topic.
  package var topic: Sourced?

  package init(name: String, url: Sourced) {
    self.name = name
    self.url = url
  }

  /// The payload formats, in the order of the manual.
  package static let formats = [
    "standard", "cloudevents", "alertmanager", "alertmanager_api", "slack", "discord", "teams", "pagerduty",
    "ntfy",
  ]

  /// A value that stands in the rule file, or the name of a credential that holds it.
  package enum Sourced: Sendable, Hashable {
    case text(String)
    case credential(String)
  }

  /// An HTTP header that each request carries.
  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: Sourced

    package init(name: String, value: Sourced) {
      self.name = name
      self.value = value
    }
  }
}
