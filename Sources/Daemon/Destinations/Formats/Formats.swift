package import Rules

/// The formats, in the order of the manual.
package enum Formats {
  package static let all: [any Format.Type] = [
    Standard.self, CloudEvents.self, Alertmanager.self, AlertmanagerAPI.self, Slack.self, Discord.self,
    Teams.self, PagerDuty.self, Ntfy.self,
  ]

  /// `nil` when there is no such format.
  package static func named(_ name: String) -> (any Format.Type)? {
    all.first { $0.name == name }
  }

  /// A webhook's format. The checker lets no unknown name through.
  package static func of(_ webhook: Webhook) -> any Format.Type {
    named(webhook.format) ?? Standard.self
  }
}
