import CLinux
import CSystemd
import Glibc

/// What the daemon and systemd's manager tell each other.
struct Systemd {
  /// systemd waits for our word.
  let isManaged: Bool
  /// Milliseconds after which a daemon that says nothing is killed; `nil` without a watchdog.
  let watchdog: Int64?

  init(_ environment: Environment) {
    isManaged = environment["NOTIFY_SOCKET"] != nil
    var microseconds: UInt64 = 0
    watchdog = sd_watchdog_enabled(0, &microseconds) > 0 ? Int64(microseconds / 1000) : nil
  }

  func ready(_ status: String) { tell("READY=1\nSTATUS=\(status)") }
  func status(_ status: String) { tell("STATUS=\(status)") }
  func stopping() { tell("STOPPING=1\nSTATUS=stopping") }
  func alive() { tell("WATCHDOG=1") }

  /// Followed by `ready`: `systemctl reload` waits for it.
  func reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=\(Clock.monotonicMilliseconds() * 1000)")
  }

  private func tell(_ words: String) {
    guard isManaged else { return }
    sd_notify(0, words)
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
