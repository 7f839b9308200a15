import Daemon
import Filings
import Glibc

/// A bar on the terminal that says how far a long run has come; on standard error, and only while nothing else is
/// printed on a terminal.
struct Progress {
  let isShown: Bool
  /// Of what all is; asked for when the bar is first shown.
  private let whole: () -> Int
  private var total: Int?
  private let start = Clock.monotonicMilliseconds()
  private var shownAt: Int64 = 0
  private var isOnScreen = false

  /// Runs that are over sooner show nothing.
  private static let patience: Int64 = 1_000
  private static let interval: Int64 = 100

  /// - Parameter alsoBesideOutput: nothing is printed while the bar is shown, so that it may stand on the same terminal.
  init(isShown: Bool, alsoBesideOutput: Bool = false, of whole: @escaping () -> Int) {
    self.whole = whole
    self.isShown = isShown && isatty(STDERR_FILENO) == 1 && (alsoBesideOutput || isatty(STDOUT_FILENO) == 0)
  }

  /// `done` of the whole.
  mutating func show(_ done: Int, _ text: () -> String) {
    guard isShown else { return }
    let now = Clock.monotonicMilliseconds()
    guard now - start >= Progress.patience, now - shownAt >= Progress.interval else { return }
    shownAt = now
    isOnScreen = true
    let total = self.total ?? max(1, whole())
    self.total = total
    let line = Progress.bar(done, of: total) + Printable.text(text())
    StandardError.write("\r\u{1B}[K" + line.prefix(Progress.columns()))
  }

  /// `[########............]  40 %  `
  static func bar(_ done: Int, of total: Int) -> String {
    let part = min(done, total)
    let filled = part * 20 / max(1, total)
    let percent = String(part * 100 / max(1, total))
    let cells = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    return "[\(cells)] \(String(repeating: " ", count: max(0, 3 - percent.count)))\(percent) %  "
  }

  mutating func clear() {
    guard isOnScreen else { return }
    isOnScreen = false
    StandardError.write("\r\u{1B}[K")
  }

  /// One less than the terminal has, so that the line never wraps.
  private static func columns() -> Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 79 }
    return Int(size.ws_col) - 1
  }
}
