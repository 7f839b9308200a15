/// Metrics in Prometheus' text format, version 0.0.4.
struct MetricsText {
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  enum Kind: String {
    case counter
    case gauge
    case histogram
  }

  /// A value with its labels.
  struct Sample {
    let labels: KeyValuePairs<String, String>
    let value: String

    init(_ labels: KeyValuePairs<String, String>, _ value: String) {
      (self.labels, self.value) = (labels, value)
    }
  }

  /// One metric with its samples; one without any is left out.
  mutating func add(
    _ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]
  ) {
    guard !samples.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples { text += "\(name)\(MetricsText.labels(sample.labels)) \(sample.value)\n" }
  }

  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int64?) {
    if let value { add(name, kind, help, [Sample([:], String(value))]) }
  }

  /// A histogram of milliseconds, told in seconds.
  mutating func add(_ name: String, _ help: String, _ times: Meters.ScanTimes) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
    for (bound, count) in zip(Meters.ScanTimes.bounds, times.counts) {
      text += "\(name)_bucket{le=\"\(MetricsText.seconds(bound))\"} \(count)\n"
    }
    text += "\(name)_bucket{le=\"+Inf\"} \(times.count)\n"
    text += "\(name)_sum \(MetricsText.seconds(times.milliseconds))\n\(name)_count \(times.count)\n"
  }

  /// `0.012`, from milliseconds.
  static func seconds(_ milliseconds: Int64) -> String {
    let rest = String(1_000 + milliseconds % 1_000).dropFirst()
    return "\(milliseconds / 1_000).\(rest)"
  }

  private static func labels(_ labels: KeyValuePairs<String, String>) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
