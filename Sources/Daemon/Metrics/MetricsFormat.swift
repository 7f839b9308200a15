/// How a page of metrics is written.
enum MetricsFormat: Sendable, Hashable {
  /// Prometheus' text format, version 0.0.4: what everybody reads.
  case prometheus
  /// OpenMetrics, in the version that was asked for.
  case openMetrics(version: String)

  private static let versions = ["1.0.0", "0.0.1"]

  var contentType: String {
    switch self {
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics(let version): "application/openmetrics-text; version=\(version); charset=utf-8"
    }
  }

  /// The format that a reader would rather have by its `Accept` (RFC 9110, section 12.5.1); of several that it likes alike
  /// the one that it names first. Who names none of the two gets what everybody reads.
  init(accept: some StringProtocol) {
    var best: (format: MetricsFormat, weight: Int)?
    for range in String(accept).split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let type = parts.first, let format = MetricsFormat(type, parts.dropFirst()) else { continue }
      let weight = MetricsFormat.weight(parts.dropFirst())
      if weight > best?.weight ?? 0 { best = (format, weight) }
    }
    self = best?.format ?? .prometheus
  }

  private init?(_ type: String, _ parameters: ArraySlice<String>) {
    let version = parameters.first { $0.hasPrefix("version=") }.map { $0.dropFirst("version=".count) }
    switch type {
    case "application/openmetrics-text":
      let asked = version.map(String.init) ?? MetricsFormat.versions[0]
      guard MetricsFormat.versions.contains(asked) else { return nil }
      self = .openMetrics(version: asked)
    case "text/plain" where version == nil || version == "0.0.4": self = .prometheus
    case "text/*", "*/*": self = .prometheus
    default: return nil
    }
  }

  /// `q=0.75` in thousandths; 1 where it is not given, and 0 where it cannot be read.
  private static func weight(_ parameters: ArraySlice<String>) -> Int {
    guard let text = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else { return 1_000 }
    let digits = text.split(separator: ".", omittingEmptySubsequences: false)
    guard digits.count <= 2, let whole = Int(digits[0]), (0...1).contains(whole) else { return 0 }
    let rest = digits.count == 2 ? digits[1].prefix(3) : ""
    let padded = rest + String(repeating: "0", count: 3 - rest.count)
    return min(1_000, whole * 1_000 + max(0, Int(padded) ?? 0))
  }
}
