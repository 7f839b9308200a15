import Rules
import Wire

/// CloudEvents 1.0 in the structured mode of its HTTP binding: the envelope and the alert in one JSON object.
package enum CloudEvents: Format {
  package static let name = "cloudevents"
  package static let contentType = "application/cloudevents+json; charset=UTF-8"

  /// `source` and `id` together are what receivers drop repetitions by (CloudEvents 1.0, section "source"); the names of
  /// extensions are lower-case letters.
  package static func body(of notice: Notice, for destination: String) -> String {
    JSON.object([
      ("specversion", .string("1.0")),
      ("id", .string("\(notice.identifier)-\(notice.revision)")),
      ("source", .string("/insiderd/rules/\(notice.rule)")),
      ("type", .string(notice.type)),
      ("subject", .string(notice.identifier)),
      ("time", .string(Timestamp.text(notice.moment))),
      ("severity", .string(notice.severity.rawValue)),
      ("certainty", .string(notice.certainty.rawValue)),
      ("datacontenttype", .string("application/json")),
      ("data", notice.alert),
    ]).text
  }
}
