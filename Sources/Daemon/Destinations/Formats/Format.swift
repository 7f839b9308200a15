package import Rules
package import Wire

/// How a notice is put into a webhook's body.
package protocol Format: Sendable {
  /// What `format` says in a rule file.
  static var name: String { get }
  static var contentType: String { get }
  /// The bytes that the receiver takes, with what the relay puts in; `nil` where it has no limit of its own.
  static var limit: Int? { get }
  /// The body, which is stored: each attempt sends the same bytes, for as long as the webhook's format stays the same.
  /// There is no secret in it.
  static func body(of notice: Notice, for destination: String) -> String
  /// What the relay puts at the beginning of the body's JSON object: settings that may be secrets, so that neither the
  /// judge nor the ledger has them.
  static func insertions(_ webhook: Webhook) -> [RelayRequest.Member]
}

extension Format {
  package static var contentType: String { "application/json" }
  package static var limit: Int? { nil }
  /// What the relay puts in, where the webhook has it.
  package static func insertions(_ webhook: Webhook) -> [RelayRequest.Member] { [] }
}
