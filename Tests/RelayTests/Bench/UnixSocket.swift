import CLinux
import Foundation

/// A Unix socket of the test's side, closed when nobody holds it any more.
final class UnixSocket {
  struct Failed: Error {
    let call: String
    let code = errno
  }

  let descriptor: Int32

  private init(owning descriptor: Int32, after call: String) throws {
    guard descriptor >= 0 else { throw Failed(call: call) }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  static func listening(at path: String) throws -> UnixSocket {
    let socket = try bound(to: path, type: SOCK_STREAM)
    guard listen(socket.descriptor, 8) == 0 else { throw Failed(call: "listen") }
    return socket
  }

  static func receivingDatagrams(at path: String) throws -> UnixSocket {
    try bound(to: path, type: SOCK_DGRAM)
  }

  /// The next connection, awaited as long.
  func accepted() throws -> UnixSocket {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, LineReader.patience) == 1 else { throw LineReader.NothingCame() }
    return try UnixSocket(owning: accept(descriptor, nil, nil), after: "accept")
  }

  /// The next datagram, awaited for so long that only a hang takes longer.
  func datagram() throws -> String {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, LineReader.patience) == 1 else { throw LineReader.NothingCame() }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  func write(_ bytes: some Sequence<UInt8>) throws {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Failed(call: "send") }
      rest = rest.dropFirst(count)
    }
  }

  private static func bound(to path: String, type: __socket_type) throws -> UnixSocket {
    let socket = try UnixSocket(owning: socket(AF_UNIX, Int32(type.rawValue), 0), after: "socket")
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Failed(call: "bind") }
    return socket
  }
}
