import CLinux
import Glibc

/// An open file descriptor with one owner, who closes it by going away.
package struct Descriptor: ~Copyable {
  package let number: Int32

  package init(_ number: Int32) {
    self.number = number
  }

  /// - Parameter what: put together for a failure alone.
  /// - Throws: `SystemError` when `call` answered below zero.
  package init(_ what: @autoclosure () -> String, _ call: Int32) throws(SystemError) {
    guard call >= 0 else {
      let code = errno
      throw SystemError(what(), code: code)
    }
    number = call
  }

  deinit {
    close(number)
  }
}

/// A call of the operating system that failed, with the errno it left.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried, as a clause: `open /var/spool/insiderd/inbox`.
  package let what: String
  package let code: Int32

  package init(_ what: String, code: Int32 = errno) {
    self.what = what
    self.code = code
  }

  /// The caller has no right to it.
  package var isForbidden: Bool { code == EACCES || code == EPERM }

  /// The file has more bytes than are read of one.
  package var isTooLarge: Bool { code == EFBIG }

  package var description: String { "cannot \(what): \(String(cString: strerror(code)))" }

  /// Why alone, as a clause: `no such file or directory`.
  package var reason: String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Repeats a call that a signal interrupted.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result < 0, errno == EINTR { continue }
    return result
  }
}
