import Wire

/// The envelope that Standard Webhooks 1.0 recommends: `type`, `timestamp`, `data`.
package enum Standard: Format {
  package static let name = "standard"
  package static let contentType = "application/json"

  /// The envelope as one line of JSON.
  package static func body(of notice: Notice) -> String {
    JSON.object([
      ("type", .string("insider.alert.\(notice.event.word)")),
      ("timestamp", .string(Timestamp.text(notice.moment))),
      ("data", notice.alert),
    ]).text
  }
}
