import Foundation

/// A real systemd-journald that a test has to itself.
enum PrivateJournal {
  private static let script = Programs.script("private-journald.sh")

  /// Namespaces and journald are there; says that tests are left out when they are not.
  static let isPossible: Bool = {
    let possible = (try? run(["/bin/bash", script, "true"]))?.status == 0
    if !possible { print("leaving out tests with a journald of their own: it needs root or user namespaces") }
    return possible
  }()

  /// Runs a line of shell beside a journald of its own. `settings` are more lines for journald's configuration.
  static func run(shell line: String, settings: String = "") throws -> Outcome {
    try EndToEndTests.run(
      ["/bin/bash", script, "/bin/bash", "-euc", line], environment: ["JOURNALD_SETTINGS": settings])
  }

  private static func run(_ arguments: [String]) throws -> Outcome {
    try EndToEndTests.run(arguments)
  }
}
