import CLinux
import Foundation
import Testing
import Wire

@testable import insiderd_relay

/// A relay as it is installed, with the test as its judge and, where one is needed, a receiver.
final class Bench {
  let directory: URL
  let relay: Process
  private let errors: URL
  private let listener: UnixSocket
  private(set) var judge: UnixSocket
  private var replies: LineReader
  private var deliveries: Int64 = 0
  /// Every line that the relay has sent.
  private(set) var said: [String] = []

  /// Starts the relay and reads its hello.
  init(environment: [String: String] = [:]) throws {
    directory = URL(filePath: "/tmp/insiderd-relay-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    errors = directory.appending(path: "errors")
    try Data().write(to: errors)
    listener = try UnixSocket.listening(at: directory.appending(path: "judge").path)
    relay = try Bench.start(
      [
        "--socket", directory.appending(path: "judge").path, "--credentials", directory.path,
        "--die-with-parent",
      ],
      environment: environment, errors: FileHandle(forWritingTo: errors))
    judge = try listener.accepted()
    replies = LineReader(judge.descriptor, keeping: judge)
    #expect(try JSONDecoder().decode(RelayHello.self, from: hear()) == RelayHello())
  }

  deinit {
    kill(relay.processIdentifier, SIGKILL)
    relay.waitUntilExit()
    try? FileManager.default.removeItem(at: directory)
  }

  /// What the relay wrote on standard error.
  var complaints: String { get throws { try String(contentsOf: errors, encoding: .utf8) } }

  /// A credential of the relay.
  func keep(_ value: String, as name: String) throws -> RelayRequest.Value {
    let file = directory.appending(path: name)
    try Data(value.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    return .credential(name)
  }

  /// A request with a number, an id and a destination of its own.
  func request(_ url: String, to destination: String? = nil) -> RelayRequest {
    deliveries += 1
    var request = RelayRequest(
      delivery: deliveries, destination: destination ?? "desk\(deliveries)", url: .text(url),
      identifier: "ia1_test-\(deliveries)", body: "{\"n\":\(deliveries),\"text\":\"é\"}")
    request.timeout = 5
    return request
  }

  func send(_ request: RelayRequest) throws {
    try judge.write(try JSONEncoder().encode(request) + [UInt8(ascii: "\n")])
  }

  /// The next reply, of whatever delivery.
  func reply() throws -> RelayReply {
    try JSONDecoder().decode(RelayReply.self, from: hear())
  }

  func perform(_ request: RelayRequest) throws -> RelayReply.Outcome {
    try send(request)
    let reply = try reply()
    #expect(reply.delivery == request.delivery)
    return reply.outcome
  }

  /// Awaits that the relay closes the connection and opens another.
  func acceptAgain() throws {
    try replies.end()
    judge = try listener.accepted()
    replies = LineReader(judge.descriptor, keeping: judge)
    #expect(try JSONDecoder().decode(RelayHello.self, from: hear()) == RelayHello())
  }

  /// Closes the connection from the judge's side and awaits another.
  func hangUp() throws {
    shutdown(judge.descriptor, Int32(SHUT_RDWR))
    try acceptAgain()
  }

  private func hear() throws -> Data {
    let line = try replies.line()
    said.append(String(decoding: line, as: UTF8.self))
    return line
  }

  /// The relay, from beside the tests.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "insiderd-relay")

  static func start(
    _ arguments: [String], environment: [String: String] = [:], errors: FileHandle = .nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    return process
  }
}

extension Process {
  /// The exit status, awaited for so long that only a hang takes longer; `nil` when a signal ended the process.
  func ended() throws -> Int32? {
    let descriptor = linux_process_descriptor(processIdentifier)
    defer { close(descriptor) }
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if isRunning, poll(&wait, 1, LineReader.patience) != 1 {
      kill(processIdentifier, SIGKILL)
      throw LineReader.NothingCame()
    }
    waitUntilExit()
    return terminationReason == .exit ? terminationStatus : nil
  }
}

extension Bench {
  /// A request to a listener of the receiver, whose network is allowed and whose authority is trusted.
  func request(
    _ path: String, of receiver: Receiver, listener: String = "good", host: String = "localhost",
    to destination: String? = nil
  ) -> RelayRequest {
    let scheme = listener == "plain" ? "http" : "https"
    let port = receiver.greeting.ports[listener] ?? 0
    var request = request("\(scheme)://\(host):\(port)\(path)", to: destination)
    request.allowedNetworks = ["127.0.0.0/8"]
    request.authorityFile = receiver.greeting.authority
    return request
  }
}

extension RelayReply.Outcome {
  /// `answered 503`, `failed`, `forbidden`.
  var kind: String {
    switch self {
    case .answered(let status, _, _): "answered \(status)"
    case .failed: "failed"
    case .forbidden: "forbidden"
    }
  }

  var reason: String {
    switch self {
    case .answered(_, _, let excerpt): excerpt
    case .failed(let reason), .forbidden(let reason): reason
    }
  }
}
