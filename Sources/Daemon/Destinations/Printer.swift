import Filings
import Glibc
package import Rules
import Wire

/// Alerts for whoever sits before the program: readable lines, or a line of JSON each.
package struct Printer: Sendable {
  /// For whom it is printed.
  package enum Style: Sendable, Hashable {
    case people(colour: Bool)
    case json
  }

  private let style: Style
  /// Readable when a signal has come; −1 for none.
  private let signals: Int32

  package init(style: Style, signals: Int32 = -1) {
    self.style = style
    self.signals = signals
  }

  /// Colour only on a terminal, and never where `NO_COLOR` is set (no-color.org).
  package static func forPeople(_ environment: Environment) -> Style {
    let colour = isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    return .people(colour: colour)
  }

  /// The bytes that say it.
  package func text(of record: AlertRecord, revision: Int, state: AlertState) -> [UInt8] {
    switch style {
    case .json: Array((record.json(revision: revision, state: state).text + "\n").utf8)
    case .people(let colour): Array(Printer.lines(record.alert, state: state, colour: colour).utf8)
    }
  }

  /// The bytes that say what befell the daemon.
  package func text(of incident: Incident, revision: Int, state: AlertState) -> [UInt8] {
    switch style {
    case .json: return Array((incident.json(revision: revision, state: state).text + "\n").utf8)
    case .people(let colour):
      let word = Printer.paint(
        state == .withdrawn ? "MENDED" : "BROKEN", state == .withdrawn ? .notice : .critical, colour)
      return Array("\(word)  \(incident.rule): \(Printable.text(incident.message))\n".utf8)
    }
  }

  /// Whether standard output took all of it. A reader that is slow is waited for, but not past a signal: otherwise
  /// nobody could stop the daemon while its reader sleeps.
  package func print(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard awaitReader() else { return false }
      // As much as a pipe that is ready takes without blocking (PIPE_BUF of pipe(7)).
      let count = rest.prefix(4096).withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func awaitReader() -> Bool {
    var waits = [
      pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waits, 2, -1) < 0 { guard errno == EINTR else { return false } }
    return waits[0].revents != 0
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
