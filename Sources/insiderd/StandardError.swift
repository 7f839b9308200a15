import Daemon
import Glibc

/// Lines for people beside what a program reads.
enum StandardError {
  static func print(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
