import CLinux
import Glibc
import Wire

/// The Unix socket at which the relay and the other subcommands reach the daemon, without ever waiting for them.
final class ControlServer {
  /// Who is at the other end of a connection, as far as it has said.
  enum Message {
    case relayConnected(RelayHello)
    case relayReply(RelayReply)
    case request(ControlRequest)
    /// Something that is neither; the connection is closed.
    case nonsense
  }

  /// Connections at once: a relay and a few people's commands.
  private static let connections = 64
  /// Bytes that wait for a reader before it is taken for dead.
  private static let outgoingBytes = 64 << 20

  let path: String
  let listener: Descriptor
  private var open: [Int32: Connection] = [:]
  private(set) var relay: Int32?

  /// Takes the place of a socket that a daemon before this one left: the ledger's lock says that it is dead.
  init(path: String) throws(SystemError) {
    self.path = path
    listener = try Descriptor(
      "open a socket",
      socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0))
    guard path.utf8.count < UnixSocket.pathBytes else {
      throw SystemError(
        "listen at \(path): a socket's path has at most \(UnixSocket.pathBytes - 1) bytes", code: ENAMETOOLONG
      )
    }
    unlink(path)
    guard UnixSocket.bind(listener.number, path) == 0, chmod(path, 0o660) == 0,
      listen(listener.number, 16) == 0
    else { throw SystemError("listen at \(path)") }
  }

  deinit {
    for connection in open.values { close(connection.socket) }
    unlink(path)
  }

  var descriptors: [Int32] { Array(open.keys) }

  /// The new connection's descriptor.
  func accept() -> Int32? {
    let socket = linux_accept(listener.number)
    guard socket >= 0 else { return nil }
    guard open.count < ControlServer.connections else {
      close(socket)
      return nil
    }
    open[socket] = Connection(socket: socket)
    return socket
  }

  /// Everything that came on a connection; `nil` when it is over.
  func receive(_ socket: Int32) -> [Message]? {
    guard let connection = open[socket] else { return nil }
    guard let lines = connection.receive() else {
      end(socket)
      return nil
    }
    return lines.map { message($0, from: socket) }
  }

  /// - Returns: whether some of it has to wait until the socket is writable.
  func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    guard let connection = open[socket] else { return false }
    connection.outgoing += bytes
    return flush(socket)
  }

  /// Sends what waits. A reader that leaves too much of it is taken for dead.
  func flush(_ socket: Int32) -> Bool {
    guard let connection = open[socket] else { return false }
    guard connection.flush(), connection.outgoing.count <= ControlServer.outgoingBytes else {
      end(socket)
      return false
    }
    return !connection.outgoing.isEmpty
  }

  func end(_ socket: Int32) {
    guard open.removeValue(forKey: socket) != nil else { return }
    if relay == socket { relay = nil }
    close(socket)
  }

  private func message(_ line: [UInt8], from socket: Int32) -> Message {
    if relay == socket {
      return ControlLine.value(RelayReply.self, line).map(Message.relayReply) ?? .nonsense
    }
    if let hello = ControlLine.value(RelayHello.self, line) {
      guard hello.relay == RelayHello.currentProtocol else { return .nonsense }
      if let older = relay { end(older) }  // a relay that was started anew: the old one is gone
      relay = socket
      return .relayConnected(hello)
    }
    return ControlLine.value(ControlRequest.self, line).map(Message.request) ?? .nonsense
  }

  private final class Connection {
    let socket: Int32
    var outgoing: [UInt8] = []
    private var lines = LineSplitter()

    init(socket: Int32) {
      self.socket = socket
    }

    /// The lines that are complete; `nil` at the end of the connection or after a line that is too long.
    func receive() -> [[UInt8]]? {
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = retrying { read(socket, &buffer, buffer.count) }
      if count < 0 { return errno == EAGAIN ? [] : nil }
      if count == 0 { return nil }
      return try? lines.append(buffer.prefix(count))
    }

    /// `false` when the other end is gone.
    func flush() -> Bool {
      while !outgoing.isEmpty {
        let count = retrying { Glibc.send(socket, outgoing, outgoing.count, Int32(MSG_NOSIGNAL)) }
        if count < 0 { return errno == EAGAIN }
        outgoing.removeFirst(count)
      }
      return true
    }
  }
}

/// Addresses of Unix sockets.
enum UnixSocket {
  /// `sun_path` of unix(7), with its closing zero.
  static let pathBytes = 108

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
