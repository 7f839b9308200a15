import Wire

/// The envelope that Standard Webhooks 1.0 recommends: `type`, `timestamp`, `data`.
package enum Standard: Format {
  package static let name = "standard"

  /// The envelope as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    JSON.object([
      ("type", .string(notice.type)),
      ("timestamp", .string(Timestamp.text(notice.moment))),
      ("data", notice.alert),
    ]).text
  }
}
