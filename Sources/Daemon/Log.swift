import Filings
import Glibc

/// What the daemon says about itself: in the journal an entry with its fields, elsewhere a line on standard error.
struct Log {
  enum Level: Int, Sendable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
  }

  /// `nil` when standard error is not the journal's.
  let journal: JournalSocket?
  /// What was said of errors and warnings, for those who ask.
  let recent = RecentErrors()

  init(journal: JournalSocket?) {
    self.journal = journal
  }

  /// Says one sentence. What the journal's socket does not take goes to standard error, which systemd keeps too.
  /// - Parameter isDetail: Belongs to a sentence that is said as well, and that alone is among the recent errors.
  func say(
    _ level: Level, _ message: String, id: MessageID? = nil, _ fields: KeyValuePairs<String, String> = [:],
    isDetail: Bool = false
  ) {
    if level.rawValue <= Level.warning.rawValue, !isDetail {
      recent.add(Printable.text(message), now: Clock.now())
    }
    if let journal, case .success = journal.send(entry(level, message, id, fields).datagram) { return }
    let prefix = journal == nil ? "insiderd: " : "<\(level.rawValue)>"
    let line = Array((prefix + Printable.text(message) + "\n").utf8)
    _ = retrying { write(STDERR_FILENO, line, line.count) }
  }

  private func entry(
    _ level: Level, _ message: String, _ id: MessageID?, _ fields: KeyValuePairs<String, String>
  ) -> JournalEntry {
    var entry = JournalEntry()
    entry.add("MESSAGE", message)
    entry.add("MESSAGE_ID", id?.rawValue)
    entry.add("PRIORITY", String(level.rawValue))
    entry.add("SYSLOG_IDENTIFIER", "insiderd")
    for field in fields { entry.add(field.key, field.value) }
    return entry
  }
}
