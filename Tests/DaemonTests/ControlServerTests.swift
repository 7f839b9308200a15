import Foundation
import Glibc
import Testing
import Wire

@testable import Daemon

/// The other end of a Unix socket, which never waits for longer than a test has patience.
final class SocketClient {
  let number: Int32

  init(_ path: String) throws {
    number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try #require(UnixSocket.connect(number, path) == 0, "cannot connect to \(path): \(errno)")
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(number)
  }

  func say(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  /// Everything until the other end closes; `nil` when it does not.
  func everything() -> String? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(number, &buffer, buffer.count)
      if count < 0 { return errno == ECONNRESET ? String(decoding: all, as: UTF8.self) : nil }
      if count == 0 { return String(decoding: all, as: UTF8.self) }
      all += buffer.prefix(count)
    }
  }
}

@Suite("The control socket waits for nobody")
struct ControlServerTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let server: ControlServer

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/control.sock"
    server = try ControlServer(path: path)
  }

  private func connect(at now: Int64 = 0) throws -> (client: SocketClient, socket: Int32) {
    let client = try SocketClient(path)
    return (client, try #require(server.accept(now: now)))
  }

  private func kind(_ message: ControlServer.Message?) -> String {
    switch message {
    case .relayConnected: "relay"
    case .relayReply: "reply"
    case .request: "request"
    case .forbidden: "forbidden"
    case .nonsense: "nonsense"
    case nil: "nothing"
    }
  }

  @Test("a request is taken in pieces, and a line that is none is told from it")
  func requests() throws {
    let (client, socket) = try connect()
    client.say("{\"status\"")
    #expect(server.receive(socket, now: 1)?.isEmpty == true)
    client.say(":{}}\nhello\n")
    #expect(server.receive(socket, now: 1)?.map(kind) == ["request", "nonsense"])
  }

  @Test(
    "whoever is neither root nor the daemon's user can be the relay and nothing else",
    arguments: [(0, true), (1_000, true), (1_001, false), (65_534, false)])
  func visitors(user: UInt32, mayCommand: Bool) {
    #expect(Visitor(user: user, process: 1).mayCommand(daemonOf: 1_000) == mayCommand)
  }

  @Test("the kernel says who is there, whatever he says")
  func peer() throws {
    let (_, socket) = try connect()
    let visitor = try #require(Visitor(socket: socket))
    #expect(visitor.user == geteuid() && visitor.process == getpid())
  }

  @Test("a line without an end is not kept")
  func longLine() throws {
    let (client, socket) = try connect()
    client.say(String(repeating: "x", count: ControlConnection.lineBytes))
    while server.receive(socket, now: 1)?.isEmpty == true { client.say("x") }
    #expect(server.descriptorCount == 0)
    #expect(client.everything() == "")
  }

  @Test("more requests at once than anybody has reason to send end the connection")
  func burst() throws {
    let (client, socket) = try connect()
    client.say(String(repeating: "{\"status\":{}}\n", count: ControlConnection.burst + 1))
    #expect(server.receive(socket, now: 1) == nil)
    #expect(client.everything() == "")
  }

  @Test("a command that asks nothing, and one that does not read its answer, are ended in time")
  func deadlines() throws {
    let (silent, _) = try connect(at: 0)
    let (slow, socket) = try connect(at: 5_000)
    // More than the kernel takes without a reader.
    #expect(server.send([UInt8](repeating: 120, count: 8 << 20), to: socket, now: 6_000))
    #expect(server.deadline == ControlServer.patience)
    #expect(!server.endOverdue(now: ControlServer.patience))
    #expect(silent.everything() == "" && server.descriptorCount == 1)
    // It took something at 6,000, and nothing since.
    #expect(server.deadline == 6_000 + ControlServer.patience)
    #expect(!server.endOverdue(now: 6_000 + ControlServer.patience))
    #expect(server.descriptorCount == 0 && slow.everything() != nil)
  }

  @Test("a relay that is quiet stays; one that does not take its requests is ended, and told so")
  func relay() throws {
    let (client, socket) = try connect(at: 0)
    client.say("{\"relay\":\(RelayHello.currentProtocol)}\n")
    #expect(server.receive(socket, now: 1)?.map(kind) == ["relay"])
    #expect(server.relay == socket && server.deadline == nil)
    #expect(!server.endOverdue(now: .max))
    #expect(server.send([UInt8](repeating: 120, count: 8 << 20), to: socket, now: 100))
    #expect(server.endOverdue(now: 100 + ControlServer.patience))
    #expect(server.relay == nil)
    _ = client
  }

  @Test("a reader that leaves more than a queue's worth is taken for dead")
  func tooMuch() throws {
    let (client, socket) = try connect()
    for _ in 0..<9 { _ = server.send([UInt8](repeating: 120, count: 8 << 20), to: socket, now: 1) }
    #expect(server.descriptorCount == 0)
    _ = client
  }

  @Test("connections beyond the bound are closed, and the others go on")
  func many() throws {
    var clients: [SocketClient] = []
    var sockets: [Int32] = []
    for _ in 0..<ControlServer.connections + 8 {
      clients.append(try SocketClient(path))
      if let socket = server.accept(now: 0) { sockets.append(socket) }
    }
    let bound = geteuid() == 0 ? ControlServer.connections : ControlServer.connectionsOfUser
    #expect(sockets.count == bound && server.descriptorCount == bound)
    #expect(clients.last?.everything() == "")
    clients.first?.say("{\"status\":{}}\n")
    #expect(server.receive(try #require(sockets.first), now: 1)?.map(kind) == ["request"])
  }

  @Test("a socket that a daemon before left is taken over; a path that is too long is refused in a sentence")
  func paths() throws {
    #expect(throws: Never.self) { try ControlServer(path: path) }
    let long = directory.path + "/" + String(repeating: "x", count: 120)
    let error = #expect(throws: SystemError.self) { try ControlServer(path: long) }
    #expect(error?.description.contains("at most 107 bytes") == true)
  }
}
