import Filings
import Glibc
package import Rules
import Wire

/// Alerts for whoever sits before the program: readable lines, or a line of JSON each.
package struct Printer: Sendable {
  package enum Style: Sendable, Hashable {
    case people(colour: Bool)
    case json
  }

  package let style: Style

  package init(style: Style) {
    self.style = style
  }

  /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
  package static func forPeople(_ environment: Environment) -> Printer {
    let colour = isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    return Printer(style: .people(colour: colour))
  }

  /// Whether standard output took it.
  package func print(_ record: AlertRecord, revision: Int, state: AlertState) -> Bool {
    let text =
      switch style {
      case .json: record.json(revision: revision, state: state).text + "\n"
      case .people(let colour): Printer.lines(record.alert, state: state, colour: colour)
      }
    let bytes = Array(text.utf8)
    do throws(SystemError) {
      try Files.write(all: bytes, to: STDOUT_FILENO, what: "print an alert")
      return true
    } catch {
      return false
    }
  }

  /// One line that says what was found, and for a possible alert what it hangs on.
  package static func lines(_ alert: Alert, state: AlertState, colour: Bool) -> String {
    let word = alert.certainty == .possible ? "\(alert.severity.rawValue), possible" : alert.severity.rawValue
    let note = state == .raised ? "" : " (\(state.rawValue))"
    var text = paint(word.uppercased(), alert.severity, colour) + "  \(alert.rule)\(note): "
    text += Printable.text(alert.message) + "\n"
    for need in alert.needs {
      text += "  needs \(need.field): \(Printable.text(need.reason))"
      text += need.shown.isEmpty ? "\n" : ", the page shows `\(Printable.text(need.shown))`\n"
    }
    if let wouldMatchIf = alert.wouldMatchIf { text += "  \(Printable.text(wouldMatchIf))\n" }
    return text
  }

  private static func paint(_ text: String, _ severity: Severity, _ colour: Bool) -> String {
    guard colour else { return text }
    let code =
      switch severity {
      case .info: "36"
      case .notice: "34"
      case .warning: "33"
      case .critical: "31"
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}
