import Foundation

/// Lines of shell with a daemon and mounts of their own.
enum Mounts {
  private static let script = Programs.script("mounts.sh")

  /// Namespaces are to be had; says that tests are left out when they are not.
  static let arePossible: Bool = {
    let possible = (try? run("mkdir a; mount -t tmpfs tmpfs a", in: Scratch()))?.status == 0
    if !possible { print("leaving out tests that mount file systems: they need root or user namespaces") }
    return possible
  }()

  static func run(_ lines: String, in scratch: Scratch) throws -> Outcome {
    try EndToEndTests.run(["/bin/bash", script, Programs.insiderd, scratch.folder.path, lines])
  }
}
