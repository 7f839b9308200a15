import Filings
import Rules

/// A backtest as one page of HTML that needs nothing else: no script, no font, no image, no network. The charts are SVG
/// within the page; what they show stands in tables as well.
package enum BacktestPage {
  /// Alerts of one list that are printed; `--json` has them all.
  private static let listed = 500

  /// - Parameter rules: where the rules came from, as they were named.
  package static func text(_ result: BacktestResult, rules: String, against: String?) -> String {
    var page = HTMLWriter()
    page.raw(head)
    page.element("h1", "Backtest of \(rules)")
    page.element("p", sentence(result, against: against))
    if result.alerts.isEmpty {
      page.element("p", "No rule would have raised an alert.")
    } else {
      charts(result, to: &page)
    }
    table(result, to: &page)
    if let comparison = result.comparison {
      page.element("h2", "Against \(against ?? "the old rules")")
      list(comparison.new, "New", "Only the new rules raise these.", to: &page)
      list(comparison.gone, "Gone", "Only the old rules raised these.", to: &page)
      list(
        comparison.changed, "Changed", "Certain in one and possible in the other, or withdrawn in one alone.",
        to: &page)
    }
    list(result.alerts, "Alerts", "In the order in which they would have been raised.", to: &page)
    page.raw("</main></body></html>\n")
    return page.text
  }

  private static func sentence(_ result: BacktestResult, against: String?) -> String {
    let possible = result.alerts.count(where: \.isPossible)
    let days =
      result.firstDay.flatMap { first in result.lastDay.map { ", filed from \(first) to \($0)" } } ?? ""
    let filings =
      "\(HTMLWriter.grouped(result.filings)) filings with \(HTMLWriter.grouped(result.rows)) rows\(days)"
    let counts =
      "\(HTMLWriter.grouped(result.alerts.count - possible)) certain and \(HTMLWriter.grouped(possible)) possible alerts"
    let withdrawn =
      result.withdrawn == 0 ? "" : ", \(HTMLWriter.grouped(result.withdrawn)) of them withdrawn later"
    return "\(counts) on \(filings)\(withdrawn)." + (against.map { " Compared with \($0)." } ?? "")
  }

  // MARK: - Charts

  private static func charts(_ result: BacktestResult, to page: inout HTMLWriter) {
    let months = result.periods(by: .month)
    let period: BacktestResult.Period = months.count <= 48 ? .month : .year
    let names = period == .month ? months : result.periods(by: .year)
    page.element("h2", "Alerts by \(period == .month ? "month" : "year")")
    BarChart.stacked(result, periods: names, by: period).write(to: &page)
    page.raw("<div class=\"pair\">")
    page.raw("<section>")
    page.element("h2", "Sizes: alerts by value")
    BarChart(title: "Alerts by their value", bars: BacktestBins.sizes(result.alerts)).write(to: &page)
    page.raw("</section><section>")
    page.element("h2", "Lateness: alerts by business days")
    BacktestBins.latenessChart(result.alerts).write(to: &page)
    page.raw("</section></div><div class=\"pair\"><section>")
    page.element("h2", "Issuers")
    ranking(BacktestBins.top(result.alerts) { [$0.issuerParty] }, "Issuer", to: &page)
    page.raw("</section><section>")
    page.element("h2", "Owners")
    ranking(BacktestBins.top(result.alerts) { $0.ownerParties }, "Owner", to: &page)
    page.raw("</section></div>")
  }

  private static func ranking(_ bars: [BarChart.Bar], _ word: String, to page: inout HTMLWriter) {
    let most = max(1, bars.map(\.total).max() ?? 1)
    page.raw("<table><thead><tr>")
    page.element("th", word, #"scope="col""#)
    page.element("th", "Alerts", #"scope="col" class="number""#)
    page.raw("<td></td>")
    page.raw("</tr></thead><tbody>")
    for bar in bars {
      page.raw("<tr>")
      page.element("th", bar.label, #"scope="row""#)
      page.element("td", HTMLWriter.grouped(bar.total), #"class="number""#)
      page.raw("<td class=\"meter\"><span style=\"width:\(bar.total * 100 / most)%\"></span></td></tr>")
    }
    page.raw("</tbody></table>")
  }

  // MARK: - Tables

  private static func table(_ result: BacktestResult, to page: inout HTMLWriter) {
    let months = result.periods(by: .month)
    let period: BacktestResult.Period = months.count <= 24 ? .month : .year
    let names = period == .month ? months : result.periods(by: .year)
    let counts = result.counts(by: period)
    page.element("h2", "By rule")
    page.raw("<div class=\"wide\"><table><thead><tr>")
    page.element("th", "Rule", #"scope="col""#)
    for name in ["Certain", "Possible"] + names { page.element("th", name, #"scope="col" class="number""#) }
    page.raw("</tr></thead><tbody>")
    for rule in result.rules {
      let own = counts[rule] ?? [:]
      page.raw("<tr>")
      page.element("th", rule, #"scope="row""#)
      page.element("td", HTMLWriter.grouped(own.values.reduce(0) { $0 + $1.certain }), #"class="number""#)
      page.element("td", HTMLWriter.grouped(own.values.reduce(0) { $0 + $1.possible }), #"class="number""#)
      for name in names { page.element("td", cell(own[name] ?? .init()), #"class="number""#) }
      page.raw("</tr>")
    }
    page.raw("</tbody></table></div>")
    if result.alerts.contains(where: \.isPossible) {
      page.element("p", "N+M?: N certain alerts, and M that hang on something that nobody could read.")
    }
  }

  private static func cell(_ count: BacktestResult.Count) -> String {
    if count.all == 0 { return "·" }
    return count.possible == 0 ? "\(count.certain)" : "\(count.certain)+\(count.possible)?"
  }

  private static func list(
    _ alerts: [BacktestAlert], _ title: String, _ meaning: String, to page: inout HTMLWriter
  ) {
    page.raw("<details\(title == "Alerts" && alerts.count > 100 ? "" : " open")>")
    page.element("summary", "\(title): \(HTMLWriter.grouped(alerts.count))")
    page.element("p", meaning)
    if !alerts.isEmpty {
      page.raw("<div class=\"wide\"><table><thead><tr>")
      for name in ["Filed", "Rule", "Certainty", "Alert", "Accession"] {
        page.element("th", name, #"scope="col""#)
      }
      page.raw("</tr></thead><tbody>")
      for alert in alerts.prefix(listed) { row(alert, to: &page) }
      page.raw("</tbody></table></div>")
    }
    if alerts.count > listed {
      page.element("p", "The first \(listed) are listed; insiderd backtest --json has them all.")
    }
    page.raw("</details>")
  }

  private static func row(_ alert: BacktestAlert, to page: inout HTMLWriter) {
    page.raw("<tr>")
    page.element("td", alert.day?.description ?? "?", #"class="code""#)
    page.element("td", alert.rule)
    let state = alert.state.isSettled ? ", \(alert.state.rawValue)" : ""
    page.element("td", (alert.isPossible ? "possible" : "certain") + state)
    page.element("td", Printable.text(alert.message))
    page.element("td", alert.accession ?? "", #"class="code""#)
    page.raw("</tr>")
  }
}

/// HTML with everything escaped that comes from a filing or a rule.
struct HTMLWriter {
  private(set) var text = ""

  /// Markup of our own.
  mutating func raw(_ markup: String) {
    text += markup
  }

  mutating func element(_ name: String, _ content: String, _ attributes: String = "") {
    text += "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(HTMLWriter.escaped(content))</\(name)>"
  }

  /// With commas: `12,345`; the number is not below zero.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number).utf8)
    let cut = digits.indices.map { at in
      (at > 0 && (digits.count - at) % 3 == 0 ? "," : "") + String(UnicodeScalar(digits[at]))
    }
    return cut.joined()
  }

  /// For text and for attributes in double quotes.
  static func escaped(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
      }
    }
    return out
  }
}

extension BacktestPage {
  /// Colours of Okabe and Ito, which people with any colour vision tell apart; possible alerts are hatched besides.
  fileprivate static let head = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="color-scheme" content="light dark"><title>Backtest</title><style>
    :root{--ink:#1b1b1f;--soft:#5b5b66;--line:#d5d5dc;--paper:#fff;--band:#f4f4f7;--c0:#0072b2;--c1:#d55e00;--c2:#009e73;
    --c3:#cc79a7;--c4:#e69f00;--c5:#56b4e9;--c6:#8c6d00;--c7:#77777f}
    @media(prefers-color-scheme:dark){:root{--ink:#ececf1;--soft:#a9a9b6;--line:#3a3a44;--paper:#17171b;--band:#212127;
    --c0:#56b4e9;--c1:#f08a4b;--c2:#2fc89c;--c3:#e39ac2;--c4:#f0b73a;--c5:#8fcdf2;--c6:#d9c14a;--c7:#9a9aa6}}
    *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
    main{max-width:70rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.1rem;margin:1.8rem 0 .5rem}
    p{color:var(--soft);margin:.3rem 0}svg{display:block;width:100%;height:auto}svg text{fill:var(--soft);font-size:11px}
    svg .grid{stroke:var(--line)}table{border-collapse:collapse;width:100%;font-size:.9rem}
    th,td{padding:.25rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
    thead th{font-weight:600}tbody tr:nth-child(even){background:var(--band)}.number{text-align:right;font-variant-numeric:tabular-nums}
    .code{font-variant-numeric:tabular-nums;white-space:nowrap}.wide{overflow-x:auto}.meter{width:35%}
    .meter span{display:block;height:.8rem;margin-top:.3rem;background:var(--c0);print-color-adjust:exact}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:0 2rem}.legend{display:flex;flex-wrap:wrap;
    gap:.2rem 1.2rem;list-style:none;padding:0;margin:.3rem 0;font-size:.9rem}.legend i{display:inline-block;width:.8rem;height:.8rem;
    margin-right:.4rem;vertical-align:-.05rem;print-color-adjust:exact}summary{font-weight:600;cursor:pointer;margin-top:1.2rem}
    @media print{body{font-size:11px}main{max-width:none;padding:0}svg{print-color-adjust:exact}tr,section{break-inside:avoid}}
    </style></head><body><main>

    """
}
