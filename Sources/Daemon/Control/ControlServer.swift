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
    /// A request of somebody who may not ask.
    case forbidden
    /// Something that is neither; the connection is closed.
    case nonsense
  }

  /// Connections at once: a relay and a few people's commands.
  static let connections = 64
  /// Of them, those of one user, so that the relay and root find room whatever another does.
  static let connectionsOfUser = 32
  /// Bytes that wait for a reader before it is taken for dead: a listing and a queue's worth of requests.
  private static let outgoingBytes = 64 << 20
  /// Milliseconds in which a command has to ask, and in which a reader has to take something of an answer.
  static let patience: Int64 = 10_000

  let path: String
  let listener: Descriptor
  private let user = geteuid()
  private var open: [Int32: ControlConnection] = [:]
  private(set) var relay: Int32?

  /// Takes the place of a socket that a daemon before this one left: the ledger's lock says that it is dead.
  init(path: String) throws(SystemError) {
    self.path = path
    listener = try UnixSocket.listen(at: path)
  }

  deinit {
    for connection in open.values { close(connection.socket) }
    unlink(path)
  }

  var descriptorCount: Int { open.count }

  /// The new connection's descriptor. `now` in milliseconds of the clock that never jumps, here and below.
  func accept(now: Int64) -> Int32? {
    let socket = linux_accept(listener.number)
    guard socket >= 0 else { return nil }
    guard let visitor = Visitor(socket: socket), open.count < ControlServer.connections,
      visitor.user == 0
        || open.values.count(where: { $0.visitor.user == visitor.user })
          < ControlServer.connectionsOfUser
    else {
      close(socket)
      return nil
    }
    open[socket] = ControlConnection(
      socket: socket, visitor: visitor, deadline: now + ControlServer.patience)
    return socket
  }

  /// Everything that came on a connection; `nil` when it is over.
  func receive(_ socket: Int32, now: Int64) -> [Message]? {
    guard let connection = open[socket] else { return nil }
    guard let lines = connection.receive(isRelay: relay == socket) else {
      end(socket)
      return nil
    }
    if relay != socket, !lines.isEmpty { connection.deadline = now + ControlServer.patience }
    return lines.map { message($0, from: connection) }
  }

  /// - Returns: whether some of it has to wait until the socket is writable.
  func send(_ bytes: [UInt8], to socket: Int32, now: Int64) -> Bool {
    guard let connection = open[socket] else { return false }
    connection.outgoing += bytes
    if connection.deadline == nil { connection.deadline = now + ControlServer.patience }
    return flush(socket, now: now)
  }

  /// Sends what waits. A reader that leaves too much of it, or all of it for too long, is taken for dead.
  func flush(_ socket: Int32, now: Int64) -> Bool {
    guard let connection = open[socket] else { return false }
    let waiting = connection.outgoing.count
    guard connection.flush(), connection.outgoing.count <= ControlServer.outgoingBytes else {
      end(socket)
      return false
    }
    if connection.outgoing.count < waiting {
      let isQuietRelay = relay == socket && connection.outgoing.isEmpty
      connection.deadline = isQuietRelay ? nil : now + ControlServer.patience
    }
    if connection.outgoing.isEmpty, connection.endsWhenSent { end(socket) }
    return !connection.outgoing.isEmpty
  }

  /// Closes a connection once what waits for its reader was sent.
  func endWhenSent(_ socket: Int32) {
    guard let connection = open[socket] else { return }
    if connection.outgoing.isEmpty { end(socket) } else { connection.endsWhenSent = true }
  }

  func end(_ socket: Int32) {
    guard open.removeValue(forKey: socket) != nil else { return }
    if relay == socket { relay = nil }
    close(socket)
  }

  /// Ends the connections whose time is over.
  /// - Returns: whether the relay was among them.
  func endOverdue(now: Int64) -> Bool {
    let overdue = open.filter { $0.value.deadline.map { $0 <= now } ?? false }.keys
    let wasRelay = relay.map(overdue.contains) ?? false
    for socket in overdue { end(socket) }
    return wasRelay
  }

  /// When the next connection's time is over; `nil` when none's ever is.
  var deadline: Int64? { open.values.compactMap(\.deadline).min() }

  private func message(_ line: [UInt8], from connection: ControlConnection) -> Message {
    if relay == connection.socket {
      return ControlLine.value(RelayReply.self, line).map(Message.relayReply) ?? .nonsense
    }
    if let hello = ControlLine.value(RelayHello.self, line) {
      guard hello.relay == RelayHello.currentProtocol else { return .nonsense }
      if let older = relay { end(older) }  // a relay that was started anew: the old one is gone
      relay = connection.socket
      connection.deadline = nil
      return .relayConnected(hello)
    }
    guard connection.visitor.mayCommand(daemonOf: user) else { return .forbidden }
    return ControlLine.value(ControlRequest.self, line).map(Message.request) ?? .nonsense
  }
}

/// One connection to the control socket.
final class ControlConnection {
  /// Bytes of one line that comes in: a request is a few words, and a relay's reply quotes four kilobytes.
  static let lineBytes = 64 << 10
  /// Requests that may come without waiting for an answer.
  static let burst = 16

  let socket: Int32
  let visitor: Visitor
  /// When it is over, in milliseconds of the clock that never jumps.
  var deadline: Int64?
  var outgoing: [UInt8] = []
  var endsWhenSent = false
  private var lines = LineSplitter(limit: ControlConnection.lineBytes)

  init(socket: Int32, visitor: Visitor, deadline: Int64) {
    self.socket = socket
    self.visitor = visitor
    self.deadline = deadline
  }

  /// The lines that are complete; `nil` at the end of the connection, after a line that is too long, or after more
  /// requests at once than anybody has reason to send.
  func receive(isRelay: Bool) -> [[UInt8]]? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = retrying { read(socket, &buffer, buffer.count) }
    if count < 0 { return errno == EAGAIN ? [] : nil }
    guard count > 0, let lines = try? lines.append(buffer.prefix(count)) else { return nil }
    return isRelay || lines.count <= ControlConnection.burst ? lines : nil
  }

  /// `false` when the other end is gone.
  func flush() -> Bool {
    var sent = 0
    defer { outgoing.removeFirst(sent) }
    while sent < outgoing.count {
      let count = retrying {
        outgoing.withUnsafeBytes { bytes in
          Glibc.send(socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
        }
      }
      if count < 0 { return errno == EAGAIN }
      sent += count
    }
    return true
  }
}
