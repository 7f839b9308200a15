import Rules
import Wire

/// What Prometheus's Alertmanager sends to *its* webhooks (`version` 4), for receivers that were written for it.
///
/// Each body is one group with one alert. A withdrawn or dismissed alert is resolved under the same labels.
package enum Alertmanager: Format {
  package static let name = "alertmanager"

  /// What an alert that is over before it is known when it ended says: Go's zero time.
  private static let never = "0001-01-01T00:00:00Z"

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let labels = AlertLabels(notice)
    let status = JSON.string(notice.isClosed ? "resolved" : "firing")
    let moment = Timestamp.text(notice.moment)
    let alert = JSON.object([
      ("status", status), ("labels", labels.json), ("annotations", annotations(of: notice)),
      ("startsAt", .string(moment)), ("endsAt", .string(notice.isClosed ? moment : never)),
      ("generatorURL", .string("")), ("fingerprint", .string(labels.fingerprint)),
    ])
    return JSON.object([
      ("version", .string("4")), ("groupKey", .string("{}:{alert_id=\"\(notice.identifier)\"}")),
      ("truncatedAlerts", .integer(0)), ("status", status), ("receiver", .string(destination)),
      ("groupLabels", .object([("alert_id", .string(notice.identifier))])), ("commonLabels", labels.json),
      ("commonAnnotations", annotations(of: notice)), ("externalURL", .string("")),
      ("alerts", .array([alert])),
    ]).text
  }

  /// Texts, none longer than anybody's template would print.
  static func annotations(of notice: Notice) -> JSON {
    let facts = notice.facts.filter { $0.label != "Rule" }.map { fact in
      (fact.label.lowercased().replacing(" ", with: "_"), fact.value)
    }
    let texts =
      [("summary", notice.headline), ("description", notice.message)] + facts
      + [("certainty", notice.certainty.rawValue), ("revision", String(notice.revision))]
    return .object(texts.map { ($0.0, .string($0.1.fitted(to: 8_192, in: .quotedBytes))) })
  }
}

/// The labels by which Alertmanager knows an alert. They must be the same when it is resolved, so that only what never
/// changes during an alert's life is among them: what was read of the filing is in the annotations.
struct AlertLabels {
  private let labels: [(name: String, value: String)]

  init(_ notice: Notice) {
    labels = [
      ("alert_id", notice.identifier), ("alertname", notice.rule), ("service", "insiderd"),
      ("severity", notice.severity.rawValue),
    ]
  }

  /// In the order of their names.
  var json: JSON { .object(labels.map { ($0.name, .string($0.value)) }) }

  /// As Prometheus computes it: FNV-1a of 64 bits over names and values in order, each closed by a byte that no UTF-8
  /// has (`model.LabelSet.Fingerprint`).
  var fingerprint: String {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for text in labels.flatMap({ label in [label.name, label.value] }) {
      for byte in Array(text.utf8) + [0xFF] { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
