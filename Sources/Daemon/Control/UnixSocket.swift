import CLinux
import Glibc

/// Addresses of Unix sockets.
enum UnixSocket {
  /// `sun_path` of unix(7), with its closing zero.
  static let pathBytes = 108

  /// A socket that listens at the path, in the place of one that a process before this one left there; the group may
  /// connect.
  static func listen(at path: String) throws(SystemError) -> Descriptor {
    let listener = try Descriptor(
      "open a socket",
      socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0))
    guard path.utf8.count < pathBytes else {
      throw SystemError(
        "listen at \(path): a socket's path has at most \(pathBytes - 1) bytes", code: ENAMETOOLONG)
    }
    unlink(path)
    guard bind(listener.number, path) == 0, chmod(path, 0o660) == 0, Glibc.listen(listener.number, 16) == 0
    else { throw SystemError("listen at \(path)") }
    return listener
  }

  static func bind(_ socket: Int32, _ path: String) -> Int32 {
    withAddress(path) { Glibc.bind(socket, $0, $1) }
  }

  static func connect(_ socket: Int32, _ path: String) -> Int32 {
    withAddress(path) { Glibc.connect(socket, $0, $1) }
  }

  private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32)
    -> Int32
  {
    var address = sockaddr_un()
    linux_unix_address(&address, path)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
