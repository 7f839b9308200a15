import CLinux
import Glibc

/// The directory of credentials, one file for each: systemd's (`LoadCredential=`), or one of the operator's.
struct Credentials: Sendable {
  let directory: String?
  /// systemd guards its own directory, and the modes there are its business.
  let checksMode: Bool

  /// What a credential says, without the line feed at its end. Read anew for each attempt, so that a rotated one
  /// counts at once.
  func read(_ name: String) throws(Problem) -> [UInt8] {
    guard Credentials.isName(name) else { throw Problem("`\(name)` is no name of a credential") }
    guard let directory else {
      throw Problem("the credential `\(name)` is not there: no directory of credentials was given")
    }
    let descriptor = open(name, in: directory)
    guard descriptor >= 0 else {
      throw Problem("the credential `\(name)` cannot be read: \(systemMessage(errno))")
    }
    defer { close(descriptor) }
    try check(descriptor, name)
    return Credentials.withoutLineEnd(try Credentials.bytes(of: descriptor, name))
  }

  /// Why a credential cannot be had. It names the credential and never tells its value.
  struct Problem: Error, Hashable {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  /// The names that systemd allows, without those that lead out of the directory.
  private static func isName(_ name: String) -> Bool {
    (1...255).contains(name.utf8.count) && name != "." && name != ".."
      && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
  }

  /// systemd puts the unit's word and an underscore before the files of a directory that it loads whole
  /// (`LoadCredential=webhook:/etc/insiderd/credentials`, systemd.exec(5)).
  private func open(_ name: String, in directory: String) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = linux_open("\(directory)/\(name)", flags, 0)
    guard descriptor < 0, errno == ENOENT, !checksMode else { return descriptor }
    return linux_open("\(directory)/webhook_\(name)", flags, 0)
  }

  private func check(_ descriptor: Int32, _ name: String) throws(Problem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem("the credential `\(name)` is not a regular file")
    }
    guard !checksMode || status.st_mode & 0o077 == 0 else {
      throw Problem("others may read the file of the credential `\(name)`; set its mode to 0600")
    }
  }

  private static func bytes(of descriptor: Int32, _ name: String) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: RelayLimits.credentialBytes + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      guard got >= 0 else {
        throw Problem("the credential `\(name)` cannot be read: \(systemMessage(errno))")
      }
      if got == 0 { break }
      count += got
    }
    guard count < bytes.count else {
      throw Problem("the credential `\(name)` has more than \(RelayLimits.credentialBytes) bytes")
    }
    guard count > 0 else { throw Problem("the credential `\(name)` is empty") }
    return Array(bytes.prefix(count))
  }

  private static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }
}
