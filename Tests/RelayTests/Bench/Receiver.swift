import Foundation

/// The receiver of `Support/receiver.py`, in a process of its own: real TLS, and the reference library of Standard
/// Webhooks as the judge of signatures. It ends with the test, because its standard input does.
final class Receiver {
  /// What arrived in one request.
  struct Arrival: Decodable {
    var listener: String
    /// The sender's port, which tells connections apart.
    var connection: Int
    var method: String
    var target: String
    var headers: [String: String]
    var body: String
    /// The names of the secrets with which the reference library accepts the signature.
    var verified: [String]
  }

  /// The first line.
  struct Greeting: Decodable {
    /// By the name of the listener.
    var ports: [String: Int]
    /// The PEM file of the authority that issued the good certificates.
    var authority: String
    /// Signing secrets by name.
    var secrets: [String: String]
  }

  /// `INSIDERD_TEST_PYTHON`, which has the packages of `Support/requirements.txt`.
  static let python = ProcessInfo.processInfo.environment["INSIDERD_TEST_PYTHON"] ?? "python3"
  static let isAvailable = succeeds(["-c", "import standardwebhooks, trustme"])
  static let reason =
    "`\(python)` has no `standardwebhooks` and `trustme`; set INSIDERD_TEST_PYTHON to one with Support/requirements.txt"

  let greeting: Greeting
  private let process: Process
  private let input = Pipe()
  private let pipe = Pipe()
  private let output: LineReader

  init(script: String = "receiver.py") throws {
    process = Receiver.command(["-W", "ignore", Receiver.support.appending(path: script).path])
    process.standardInput = input
    process.standardOutput = pipe
    // Another test's program that has the pipe, too, would keep this one alive.
    for end in [input.fileHandleForReading, input.fileHandleForWriting, pipe.fileHandleForReading] {
      _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    try process.run()
    output = LineReader(pipe.fileHandleForReading.fileDescriptor, keeping: pipe)
    greeting = try JSONDecoder().decode(Greeting.self, from: output.line())
  }

  deinit {
    try? input.fileHandleForWriting.close()
    // One that still has much to say must not wait for a reader.
    try? pipe.fileHandleForReading.close()
    process.terminate()
    process.waitUntilExit()
  }

  /// The next request that arrives.
  func arrival() throws -> Arrival {
    try JSONDecoder().decode(Arrival.self, from: output.line())
  }

  /// The requests up to the one with this id, which is the last of them.
  func arrivals(upTo identifier: String) throws -> [Arrival] {
    var arrivals: [Arrival] = []
    repeat { arrivals.append(try arrival()) } while arrivals.last?.headers["webhook-id"] != identifier
    return arrivals
  }

  private static let support = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Support")

  private static func command(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    return process
  }

  private static func succeeds(_ arguments: [String]) -> Bool {
    let process = command(arguments)
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
