import CLinux
import CSystemd
import Glibc

/// What the daemon and systemd's manager tell each other.
///
/// libsystemd's own `sd_notify` waits for as long as the manager reads nothing, and so would the judge. Here nothing
/// waits: what must not get lost is said again with the next word.
final class Systemd {
  /// Where systemd waits for our word (sd_notify(3)); `nil` where it does not.
  private let socket: String?
  /// What the socket had no room for, the oldest first.
  private var unsaid: [String] = []
  /// Words that are kept at most: the last of them say how things stand.
  private static let mostUnsaid = 16
  /// Milliseconds after which a daemon that says nothing is killed; `nil` without a watchdog.
  let watchdog: Int64?

  init(_ environment: Environment) {
    socket = environment["NOTIFY_SOCKET"]
    var microseconds: UInt64 = 0
    watchdog = sd_watchdog_enabled(0, &microseconds) > 0 ? Int64(microseconds / 1000) : nil
  }

  func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)", isKept: true) }
  func stopping() { tell("STOPPING=1\nSTATUS=stopping") }
  func alive() { tell("WATCHDOG=1") }

  /// - Returns: `false` when the manager had no room for it, or for what was said before: it is to be said again.
  func status(_ status: String) -> Bool {
    tell("STATUS=\(status)")
  }

  /// Followed by `ready`: `systemctl reload` waits for it.
  func reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=\(Clock.monotonicMilliseconds() * 1000)", isKept: true)
  }

  @discardableResult private func tell(_ words: String, isKept: Bool = false) -> Bool {
    while let first = unsaid.first, send(first) { unsaid.removeFirst() }
    if unsaid.isEmpty, send(words) { return true }
    if isKept { unsaid = unsaid.suffix(Systemd.mostUnsaid - 1) + [words] }
    return false
  }

  /// `false` when there is no room for it now. Where nobody listens any more, nothing is kept.
  private func send(_ words: String) -> Bool {
    guard let socket else { return true }
    return linux_send_datagram(socket, words, words.utf8.count) != EAGAIN
  }

  static func journalListens(_ environment: Environment) -> Bool { environment.journalListens }
}

extension Environment {
  /// `$JOURNAL_STREAM` names the device and inode of the stream to the journal: when standard error is that stream,
  /// the journal listens (systemd.exec(5)), and takes `<3>` before a line for its priority (sd-daemon(3)).
  package var journalListens: Bool {
    guard let stream = self["JOURNAL_STREAM"] else { return false }
    var status = stat()
    guard fstat(STDERR_FILENO, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }
}
