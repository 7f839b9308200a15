import CLinux
import Glibc
import Wire

/// How the other subcommands ask a running daemon.
package enum ControlClient {
  /// Seconds to wait for an answer: a reload compiles rules, everything else is quick.
  private static let patience = 60

  /// The daemon's answer; `nil` when no daemon listens there.
  package static func ask(_ request: ControlRequest, at path: String) throws(SystemError) -> ControlReply? {
    let socket = try Descriptor(
      "open a socket", socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    guard UnixSocket.connect(socket.number, path) == 0 else {
      if errno == ENOENT || errno == ECONNREFUSED { return nil }
      throw SystemError("reach the daemon at \(path)")
    }
    var patience = timeval(tv_sec: ControlClient.patience, tv_usec: 0)
    setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    try Files.write(all: ControlLine.bytes(request), to: socket.number, what: "ask the daemon")
    return try answer(from: socket.number)
  }

  private static func answer(from socket: Int32) throws(SystemError) -> ControlReply {
    var lines = LineSplitter(limit: 64 << 20)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = retrying { read(socket, &buffer, buffer.count) }
      guard count > 0 else {
        throw SystemError("hear the daemon's answer", code: count == 0 ? ECONNRESET : errno)
      }
      guard let complete = try? lines.append(buffer.prefix(count)) else {
        throw SystemError("hear the daemon's answer", code: EMSGSIZE)
      }
      guard let line = complete.first else { continue }
      guard let reply = ControlLine.value(ControlReply.self, line) else {
        throw SystemError("understand the daemon's answer", code: EPROTO)
      }
      return reply
    }
  }
}
