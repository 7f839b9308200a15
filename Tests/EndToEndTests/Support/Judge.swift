import Foundation
import Glibc
import Testing

/// A running `insiderd run` with folders of its own.
final class Judge {
  /// Its alerts, a line of JSON for each.
  let alerts = Lines()
  let notifications: Notifications
  private let child: Child

  /// Starts the daemon over `inbox` and `state` in the scratch folder and waits until it watches.
  init(in scratch: Scratch, rules: String = "rules.d", options: [String] = ["--relay", "none"]) throws {
    try FileManager.default.createDirectory(atPath: scratch.path("inbox"), withIntermediateDirectories: true)
    unlink(scratch.path("notify"))
    notifications = try Notifications(in: scratch)
    let log = try scratch.create("log")
    child = try Child(
      Judge.command(scratch, rules: rules) + options,
      environment: ["NOTIFY_SOCKET": notifications.path], output: alerts.writing.fileDescriptor,
      errors: log.fileDescriptor)
    try alerts.writing.close()
    try #require(
      notifications.await("READY=1", from: child) != nil, "not ready: \((try? scratch.text("log")) ?? "")")
  }

  static func command(_ scratch: Scratch, rules: String = "rules.d") -> [String] {
    [
      Programs.insiderd, "run", "--json", "--journal", "off", "--inbox", scratch.path("inbox"),
      "--state", scratch.path("state"), "--rules", scratch.path(rules),
    ]
  }

  /// Sends SIGHUP and waits until the rules were looked at; returns what the daemon then says of itself.
  func reload() throws -> String {
    child.kill(SIGHUP)
    _ = try #require(notifications.await("RELOADING=1", from: child))
    return try #require(notifications.await("READY=1", from: child))
  }

  /// kill -9.
  func crash() {
    child.kill(SIGKILL)
    child.wait()
  }

  /// Asks it to end and returns the exit status.
  func stop() -> Int32 {
    child.kill(SIGTERM)
    return child.wait()
  }
}
