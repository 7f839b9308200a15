import Filings

/// A backtest for a terminal: a line for each rule, a column for each month, or year where there are many.
package enum BacktestTable {
  /// Columns that fit beside the rules' names.
  private static let columns = 12
  /// Alerts of a comparison that are shown; `--json` and `--html` have them all.
  private static let shown = 20

  /// The table and, where two rule sets are compared, their differences; it ends with a line feed.
  package static func text(_ result: BacktestResult) -> String {
    var lines = table(result)
    if let comparison = result.comparison {
      lines += list("new", "only the new rules raise", comparison.new)
      lines += list("gone", "only the old rules raised", comparison.gone)
      lines += list(
        "changed", "certain in one and possible in the other, or withdrawn in one alone", comparison.changed)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ result: BacktestResult) -> [String] {
    let months = result.periods(by: .month)
    let period = months.count <= columns ? BacktestResult.Period.month : .year
    let names = period == .month ? months : result.periods(by: .year)
    let counts = result.counts(by: period)
    var rows = [["rule"] + names + ["total"]]
    for rule in result.rules {
      let own = counts[rule] ?? [:]
      let total = own.values.reduce(into: BacktestResult.Count()) {
        $0.certain += $1.certain
        $0.possible += $1.possible
      }
      rows.append([Printable.text(rule)] + (names.map { own[$0] ?? .init() } + [total]).map(cell))
    }
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      row.enumerated().map { column, text in
        let blanks = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + blanks : blanks + text
      }.joined(separator: "  ")
    }
    return lines + (result.hasPossibles ? ["N+M?: N certain and M possible alerts"] : [])
      + withdrawals(result)
  }

  private static func withdrawals(_ result: BacktestResult) -> [String] {
    guard result.withdrawn > 0 else { return [] }
    let count = result.withdrawn == 1 ? "1 of them was" : "\(result.withdrawn) of them were"
    return ["\(count) withdrawn later, for an amendment or a late filing changed what it rested on"]
  }

  private static func cell(_ count: BacktestResult.Count) -> String {
    if count.all == 0 { return "." }
    return count.possible == 0 ? "\(count.certain)" : "\(count.certain)+\(count.possible)?"
  }

  private static func list(_ word: String, _ meaning: String, _ alerts: [BacktestAlert]) -> [String] {
    var lines = ["", "\(word): \(alerts.count) (\(meaning))"]
    for alert in alerts.prefix(shown) {
      let day = alert.day?.description ?? "?"
      let possible = alert.isPossible ? ", POSSIBLE" : ""
      let state = alert.state.isSettled ? ", \(alert.state.rawValue)" : ""
      lines.append(
        "  \(day)  \(Printable.text(alert.rule))\(possible)\(state): \(Printable.text(alert.message))")
    }
    if alerts.count > shown { lines.append("  and \(alerts.count - shown) more (--json lists them)") }
    return lines
  }
}
