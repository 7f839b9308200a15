import Filings
import Rules
package import Wire

/// `insiderd backtest --json`: one object.
///
/// `{"filings", "rows", "first", "last", "rules": [{"rule", "certain", "possible", "months": {"2024-03": {"certain",
/// "possible"}}}], "alerts": [ALERT] | null, "against": {"new": [ALERT], "gone": [ALERT], "changed": [ALERT]} | null}`; ALERT is
/// `{"rule", "severity", "certainty", "state", "shadow", "day", "accession", "issuer", "ticker", "owners", "shares", "value",
/// "message"}`. Months without an alert are left out.
package enum BacktestJSON {
  /// - Parameter isCount: alerts were counted and not kept, so that `alerts` is null.
  package static func object(_ result: BacktestResult, isCount: Bool = false) -> JSON {
    let counts = result.counts(by: .month)
    return .object([
      ("filings", .integer(result.filings)), ("rows", .integer(result.rows)),
      ("first", .optional(result.firstDay?.description)), ("last", .optional(result.lastDay?.description)),
      ("rules", .array(result.rules.map { rule($0, counts[$0] ?? [:]) })),
      ("alerts", isCount ? .null : .array(result.alerts.map(alert))),
      (
        "against",
        result.comparison.map { comparison in
          .object([
            ("new", .array(comparison.new.map(alert))), ("gone", .array(comparison.gone.map(alert))),
            ("changed", .array(comparison.changed.map(alert))),
          ])
        } ?? .null
      ),
    ])
  }

  private static func rule(_ name: String, _ months: [String: BacktestResult.Count]) -> JSON {
    let sorted = months.sorted { $0.key < $1.key }
    return .object([
      ("rule", .string(name)), ("certain", .integer(sorted.reduce(0) { $0 + $1.value.certain })),
      ("possible", .integer(sorted.reduce(0) { $0 + $1.value.possible })),
      (
        "months",
        .object(
          sorted.map { month, count in
            (month, .object([("certain", .integer(count.certain)), ("possible", .integer(count.possible))]))
          })
      ),
    ])
  }

  private static func alert(_ alert: BacktestAlert) -> JSON {
    .object([
      ("rule", .string(alert.rule)), ("severity", .string(alert.severity.rawValue)),
      ("certainty", .string(alert.isPossible ? "possible" : "certain")),
      ("state", .string(alert.state.rawValue)), ("shadow", .bool(alert.isShadow)),
      ("day", .optional(alert.day?.description)), ("accession", .optional(alert.accession)),
      ("issuer", .string(alert.issuer)), ("ticker", .optional(alert.ticker)),
      ("owners", .array(alert.owners.map(JSON.string))), ("shares", .optional(alert.shares?.text)),
      ("value", .optional(alert.value?.text)), ("message", .string(alert.message)),
    ])
  }
}
