import Filings
import Rules

/// Bars in SVG, upright, each of one part or of several that lie over one another.
struct BarChart {
  struct Bar {
    var label: String
    var parts: [Part]
    var total: Int { parts.reduce(0) { $0 + $1.count } }

    init(_ label: String, parts: [Part]) {
      self.label = label
      self.parts = parts
    }
  }

  struct Part {
    var count: Int
    /// One of the eight colours.
    var colour = 0
    /// Hatched: the alerts hang on something that nobody could read.
    var isPossible = false
    /// What the part is, for a pointer that rests on it.
    var name = ""

    func coloured(_ colour: Int, _ name: String) -> Part {
      Part(count: count, colour: colour, isPossible: isPossible, name: name)
    }
  }

  var title: String
  var bars: [Bar]
  var width = 520
  var legend: [(name: String, colour: Int)] = []

  private static let height = 220
  private static let left = 44
  private static let bottom = 36
  private static let top = 12
  /// Rules with a colour of their own; the others share the last.
  private static let colours = 8

  init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// The alerts of each period, by rule: the rules that raise most have a colour each.
  static func stacked(_ result: BacktestResult, periods: [String], by period: BacktestResult.Period)
    -> BarChart
  {
    let counts = result.counts(by: period)
    func total(_ rule: String) -> Int { counts[rule]?.values.reduce(0) { $0 + $1.all } ?? 0 }
    let ranked = result.rules.filter { total($0) > 0 }.sorted { (total($1), $0) < (total($0), $1) }
    let places = Dictionary(ranked.enumerated().map { ($1, min($0, colours - 1)) }) { first, _ in first }
    let bars = periods.map { name in
      Bar(
        name,
        parts: ranked.flatMap { rule -> [Part] in
          let count = counts[rule]?[name] ?? .init()
          let colour = places[rule] ?? 0
          return [
            Part(count: count.certain, colour: colour, name: rule),
            Part(count: count.possible, colour: colour, isPossible: true, name: "\(rule), possible"),
          ]
        }.filter { $0.count > 0 })
    }
    var chart = BarChart(title: "Alerts by \(period == .month ? "month" : "year") and rule", bars: bars)
    chart.width = 1080
    chart.legend = ranked.prefix(colours).enumerated().map { ($1, $0) }
    if ranked.count > colours {
      chart.legend[colours - 1] = ("\(ranked.count - colours + 1) other rules", colours - 1)
    }
    return chart
  }

  // MARK: - Drawing

  func write(to page: inout HTMLWriter) {
    let (most, steps) = BarChart.scale(to: max(1, bars.map(\.total).max() ?? 1))
    page.raw(
      "<svg viewBox=\"0 0 \(width) \(BarChart.height)\" role=\"img\" aria-label=\"\(HTMLWriter.escaped(title))\">"
    )
    page.raw("<defs>")
    for colour in Set(bars.flatMap(\.parts).filter(\.isPossible).map(\.colour)).sorted() {
      page.raw(
        "<pattern id=\"h\(colour)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
          + "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"var(--paper)\"/>"
          + "<rect width=\"3\" height=\"6\" fill=\"var(--c\(colour))\"/></pattern>")
    }
    page.raw("</defs>")
    writeGrid(most, steps, to: &page)
    for (index, bar) in bars.enumerated() { write(bar, at: index, most, to: &page) }
    page.raw("</svg>")
    writeLegend(to: &page)
  }

  private var plot: Int { BarChart.height - BarChart.top - BarChart.bottom }

  private func writeGrid(_ most: Int, _ steps: Int, to page: inout HTMLWriter) {
    for step in 0...steps {
      let y = BarChart.top + plot - plot * step / steps
      page.raw("<line class=\"grid\" x1=\"\(BarChart.left)\" x2=\"\(width)\" y1=\"\(y)\" y2=\"\(y)\"/>")
      page.element(
        "text", HTMLWriter.grouped(most * step / steps),
        "x=\"\(BarChart.left - 6)\" y=\"\(y + 4)\" text-anchor=\"end\"")
    }
  }

  private func write(_ bar: Bar, at index: Int, _ most: Int, to page: inout HTMLWriter) {
    // In hundredths, so that many narrow bars still lie beside one another.
    let slot = (width - BarChart.left) * 100 / max(1, bars.count)
    let x = BarChart.left * 100 + slot * index + slot / 10
    var below = 0
    for part in bar.parts {
      let y = BarChart.top * 100 + plot * 100 - plot * 100 * (below + part.count) / most
      let height = max(40, plot * 100 * part.count / most)
      below += part.count
      let fill = part.isPossible ? "url(#h\(part.colour))" : "var(--c\(part.colour))"
      let place = "x=\"\(hundredths(x))\" y=\"\(hundredths(y))\""
      page.raw(
        "<rect \(place) width=\"\(hundredths(slot * 8 / 10))\" height=\"\(hundredths(height))\" fill=\"\(fill)\">"
      )
      let name = part.name.isEmpty ? "" : "\(part.name), "
      page.element("title", "\(name)\(bar.label): \(HTMLWriter.grouped(part.count))")
      page.raw("</rect>")
    }
    let every = max(1, (bars.count * 60 + width - 1) / width)
    guard index % every == 0 else { return }
    let middle = hundredths(x + slot * 4 / 10)
    page.element("text", bar.label, "x=\"\(middle)\" y=\"\(BarChart.height - 16)\" text-anchor=\"middle\"")
  }

  private func writeLegend(to page: inout HTMLWriter) {
    guard !legend.isEmpty else { return }
    page.raw("<ul class=\"legend\">")
    for (name, colour) in legend {
      page.raw("<li><i style=\"background:var(--c\(colour))\"></i>\(HTMLWriter.escaped(name))</li>")
    }
    if bars.contains(where: { $0.parts.contains(where: \.isPossible) }) {
      page.element("li", "hatched: possible")
    }
    page.raw("</ul>")
  }

  private func hundredths(_ number: Int) -> String {
    let rest = number % 100
    return "\(number / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The axis: up to the next round number, in steps that are whole.
  static func scale(to number: Int) -> (most: Int, steps: Int) {
    var power = 1
    while power <= Int.max / 100, power * 10 <= number { power *= 10 }
    let rounds = power == 1 ? [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 3), (8, 4), (10, 5)] : tens
    return rounds.map { ($0 * power, $1) }.first { $0.0 >= number } ?? (number, 1)
  }

  private static let tens = [(1, 5), (2, 4), (3, 3), (4, 4), (5, 5), (6, 3), (8, 4), (10, 5)]
}

/// Alerts put into a few drawers.
enum BacktestBins {
  /// By value in dollars.
  static func sizes(_ alerts: [BacktestAlert]) -> [BarChart.Bar] {
    let bounds = [
      (10_000, "< $10k"), (100_000, "$10k+"), (1_000_000, "$100k+"), (10_000_000, "$1m+"),
      (100_000_000, "$10m+"),
    ]
    return bars(alerts, bounds.map(\.1) + ["$100m+", "unknown"]) { alert in
      guard let value = alert.value?.low, alert.value?.point != nil else { return bounds.count + 1 }
      return bounds.firstIndex { value < Decimal($0.0) } ?? bounds.count
    }
  }

  /// By business days behind the deadline. Where only a least number is known, that is what is shown.
  static func latenessChart(_ alerts: [BacktestAlert]) -> BarChart {
    let drawers = [(0, "in time"), (1, "1"), (2, "2"), (3, "3-5"), (6, "6-10"), (11, "11-30"), (31, "31+")]
    let exact = alerts.filter { $0.lateness.map { $0.high == $0.low } ?? false }
    let least = alerts.filter { alert in
      alert.lateness.map { $0.low > 0 && $0.high != $0.low } ?? false
    }
    func drawer(_ alert: BacktestAlert) -> Int {
      drawers.lastIndex { $0.0 <= alert.lateness?.low ?? 0 } ?? 0
    }
    var bars = bars(exact, drawers.map(\.1), drawer)
    for (index, bar) in BacktestBins.bars(least, drawers.map(\.1), drawer).enumerated() {
      let days = drawers[index].0 == 1 ? "1 day" : "\(drawers[index].0) days"
      bars[index].parts += bar.parts.map { $0.coloured(leastColour, "\($0.name), at least \(days)") }
    }
    let unknown = alerts.filter { $0.lateness.map { $0.low == 0 && $0.high != 0 } ?? true }
    var chart = BarChart(
      title: "Alerts by business days behind the deadline",
      bars: bars + BacktestBins.bars(unknown, ["unknown"]) { _ in 0 })
    if !least.isEmpty {
      chart.legend = [("so many days", 0), ("at least so many days", leastColour)]
    }
    return chart
  }

  private static let leastColour = 4

  private static func bars(
    _ alerts: [BacktestAlert], _ labels: [String], _ drawer: (BacktestAlert) -> Int
  ) -> [BarChart.Bar] {
    var counts = labels.map { _ in BacktestResult.Count() }
    for alert in alerts { counts[drawer(alert)].add(alert) }
    return zip(labels, counts).map { label, count in
      let certain = BarChart.Part(count: count.certain, name: "certain")
      let possible = BarChart.Part(count: count.possible, isPossible: true, name: "possible")
      return BarChart.Bar(label, parts: [certain, possible].filter { $0.count > 0 })
    }
  }

  /// Whom most alerts are about, the first fifteen. One who is named in several ways is one, under the name of the last.
  static func top(_ alerts: [BacktestAlert], _ parties: (BacktestAlert) -> [BacktestAlert.Party])
    -> [BarChart.Bar]
  {
    var counts: [String: (name: String, count: Int)] = [:]
    for party in alerts.flatMap(parties) {
      counts[party.key] = (Printable.text(party.name), (counts[party.key]?.count ?? 0) + 1)
    }
    let sorted = counts.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return sorted.prefix(15).map { BarChart.Bar($0.name, parts: [BarChart.Part(count: $0.count)]) }
  }
}
