/// Metrics as text, in the format that the reader asked for.
struct MetricsText {
  private let format: MetricsFormat
  private(set) var text = ""

  init(_ format: MetricsFormat = .prometheus) {
    self.format = format
  }

  /// With what the format has at its end.
  var whole: String { format == .prometheus ? text : text + "# EOF\n" }

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
    addHead(name, kind, help)
    for sample in samples { text += "\(name)\(MetricsText.labels(sample.labels)) \(sample.value)\n" }
  }

  mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int64?) {
    if let value { add(name, kind, help, [Sample([:], String(value))]) }
  }

  /// A histogram of milliseconds, told in seconds.
  mutating func add(_ name: String, _ help: String, _ times: Meters.ScanTimes) {
    addHead(name, .histogram, help)
    for (bound, count) in zip(Meters.ScanTimes.bounds, times.counts) {
      text += "\(name)_bucket{le=\"\(bucket(bound))\"} \(count)\n"
    }
    text += "\(name)_bucket{le=\"+Inf\"} \(times.count)\n"
    text += "\(name)_sum \(MetricsText.seconds(times.milliseconds))\n\(name)_count \(times.count)\n"
  }

  /// In OpenMetrics a counter's family has the name of its sample without `_total`.
  private mutating func addHead(_ name: String, _ kind: Kind, _ help: String) {
    let isCounter = kind == .counter && format != .prometheus
    let family = isCounter && name.hasSuffix("_total") ? String(name.dropLast("_total".count)) : name
    text += "# HELP \(family) \(help)\n# TYPE \(family) \(kind.rawValue)\n"
  }

  /// OpenMetrics has one way to write the bound of a bucket: `0.01`, `1.0`.
  private func bucket(_ milliseconds: Int64) -> String {
    var bound = MetricsText.seconds(milliseconds)
    guard format != .prometheus else { return bound }
    while bound.hasSuffix("0"), !bound.hasSuffix(".0") { bound.removeLast() }
    return bound
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
