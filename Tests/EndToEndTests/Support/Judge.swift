import Foundation
import Glibc
import Testing

/// A running `insiderd run` with folders of its own.
final class Judge {
  /// Its alerts, a line of JSON for each.
  let alerts = Lines()
  let notifications: Notifications
  private let child: Child
  private let state: String

  /// Starts the daemon over `inbox` and `state` in the scratch folder and waits until it watches. A test that does not
  /// read the alerts says so: the daemon would wait for a reader once the pipe is full.
  init(
    in scratch: Scratch, options: [String] = ["--relay", "none"], readsAlerts: Bool = true,
    environment: [String: String] = [:]
  ) throws {
    try FileManager.default.createDirectory(atPath: scratch.path("inbox"), withIntermediateDirectories: true)
    unlink(scratch.path("notify"))
    state = scratch.path("state")
    notifications = try Notifications(in: scratch)
    let log = try scratch.create("log")
    child = try Child(
      Judge.command(scratch) + options,
      environment: environment.merging(["NOTIFY_SOCKET": notifications.path]) { $1 },
      output: readsAlerts ? alerts.writing.fileDescriptor : log.fileDescriptor,
      errors: log.fileDescriptor)
    try alerts.writing.close()
    try #require(
      notifications.await("READY=1", from: child) != nil, "not ready: \((try? scratch.text("log")) ?? "")")
  }

  static func command(_ scratch: Scratch) -> [String] {
    [
      Programs.insiderd, "run", "--json", "--journal", "off", "--inbox", scratch.path("inbox"),
      "--state", scratch.path("state"), "--rules", scratch.path("rules.d"),
    ]
  }

  /// Sends SIGHUP and waits until the rules were looked at; returns what the daemon then says of itself.
  func reload() throws -> String {
    child.kill(SIGHUP)
    _ = try #require(notifications.await("RELOADING=1", from: child))
    return try #require(notifications.await("READY=1", from: child))
  }

  /// Waits until the daemon says of itself what has these words; `nil` when it does not.
  func says(_ words: String) -> String? {
    notifications.await(from: child, where: { $0.contains(words) })
  }

  /// Waits until it ends by itself, and returns the exit status.
  func end() -> Int32 { child.wait() }

  /// Waits until nothing is owed to any destination any more; `false` when that takes longer than twenty seconds.
  func settlesDeliveries() throws -> Bool {
    for _ in 0..<200 {
      let outcome = try run([Programs.insiderd, "status", "--json", "--state", state])
      let pending = objects(in: outcome.output).first?["pending"] as? [String: Any]
      if pending?.isEmpty == true { return true }
      usleep(100_000)
    }
    return false
  }

  /// Stops it without a word, and lets it go on.
  func pause() { child.kill(SIGSTOP) }
  func resume() { child.kill(SIGCONT) }
  var identifier: pid_t { child.identifier }

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
