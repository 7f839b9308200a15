import CLinux
import Glibc
import Wire

/// How the other subcommands ask a running daemon.
package enum ControlClient {
  /// Seconds to wait for an answer: a reload compiles rules, everything else is quick.
  private static let patience = 60
  /// Bytes of an answer: a listing has at most a quarter of that.
  private static let answerBytes = 64 << 20

  /// The daemon's answer; `nil` when no daemon listens there.
  package static func ask(_ request: ControlRequest, at path: String) throws(SystemError) -> ControlReply? {
    let socket = try Descriptor(
      "open a socket", socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    guard path.utf8.count < UnixSocket.pathBytes else {
      throw SystemError("reach the daemon at \(path)", code: ENAMETOOLONG)
    }
    guard UnixSocket.connect(socket.number, path) == 0 else {
      if errno == ENOENT || errno == ECONNREFUSED { return nil }
      throw SystemError("reach the daemon at \(path)")
    }
    var patience = timeval(tv_sec: ControlClient.patience, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket.number, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    try Files.write(all: ControlLine.bytes(request), to: socket.number, what: "ask the daemon")
    return try answer(from: socket.number)
  }

  private static func answer(from socket: Int32) throws(SystemError) -> ControlReply {
    let what = "hear the daemon's answer"
    var lines = LineSplitter(limit: answerBytes)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = retrying { read(socket, &buffer, buffer.count) }
      guard count > 0 else {
        let code = errno == EAGAIN ? ETIMEDOUT : errno
        throw SystemError(what, code: count == 0 ? ECONNRESET : code)
      }
      guard let complete = try? lines.append(buffer.prefix(count)) else {
        throw SystemError(what, code: EMSGSIZE)
      }
      guard let line = complete.first else { continue }
      guard let reply = ControlLine.value(ControlReply.self, line) else {
        throw SystemError("understand the daemon's answer: is it of another version?", code: EPROTO)
      }
      return reply
    }
  }
}
