/// How an alert is put into a webhook's body.
package protocol Format: Sendable {
  /// What `format` says in a rule file.
  static var name: String { get }
  static var contentType: String { get }
  /// The body, which is stored and never made again: each attempt sends the same bytes.
  static func body(of notice: Notice) -> String
}
