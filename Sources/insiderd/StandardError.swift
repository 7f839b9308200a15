import Daemon
import Glibc

/// Lines for people beside what a program reads.
enum StandardError {
  static func print(_ text: String) {
    write(text + "\n")
  }

  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
