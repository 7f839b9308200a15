import CLinux
import Glibc

/// Reports the state of the service to systemd (sd_notify(3)), and to the operator's log.
struct Notifier: Sendable {
  let socket: String?

  func ready() { send("READY=1\nSTATUS=waiting for the judge") }
  func status(_ text: String) { send("STATUS=\(text)") }
  func stopping() { send("STOPPING=1") }

  /// Without systemd there is nobody to tell, and a report that is lost changes nothing.
  private func send(_ state: String) {
    guard let socket else { return }
    _ = linux_send_datagram(socket, state, state.utf8.count)
  }
}

/// One line for the operator on standard error. The journal puts the program's name before it itself.
func complain(_ message: String) {
  let line = (journalListens() ? "" : "insiderd-relay: ") + message + "\n"
  _ = line.withCString { write(STDERR_FILENO, $0, line.utf8.count) }
}

/// Standard error is the stream that `$JOURNAL_STREAM` names (systemd.exec(5)).
private func journalListens() -> Bool {
  guard let stream = Environment.value("JOURNAL_STREAM") else { return false }
  var status = stat()
  return fstat(STDERR_FILENO, &status) == 0 && stream == "\(status.st_dev):\(status.st_ino)"
}
