import Foundation
import Glibc
import Testing

/// A relay that the test starts and kills in the place of systemd. Its credentials lie in `credentials` of the scratch
/// folder.
final class Relay {
  private static let program = Programs.folder.appending(path: "insiderd-relay").path
  private let scratch: Scratch
  private let log: FileHandle
  private(set) var child: Child

  /// `log`: a file of the scratch folder.
  init(in scratch: Scratch, log name: String = "relay-log") throws {
    self.scratch = scratch
    try FileManager.default.createDirectory(
      atPath: scratch.path("credentials"), withIntermediateDirectories: true)
    log = try scratch.create(name)
    child = try Relay.start(scratch, log)
  }

  /// kill -9, and another one at once.
  func crash() throws {
    child.kill(SIGKILL)
    child.wait()
    child = try Relay.start(scratch, log)
  }

  private static func start(_ scratch: Scratch, _ log: FileHandle) throws -> Child {
    try Child(
      [
        program, "--socket", scratch.path("state/control.sock"), "--credentials", scratch.path("credentials"),
      ],
      output: log.fileDescriptor, errors: log.fileDescriptor)
  }
}

extension Scratch {
  /// A credential of the relay, which nobody else may read.
  func keep(_ value: String, as name: String) throws {
    try write(value, to: "credentials/\(name)")
    guard chmod(path("credentials/\(name)"), 0o600) == 0 else { throw POSIXError(.EPERM) }
  }
}
