import Foundation

/// Where the things are that these tests drive and read.
enum Programs {
  /// The programs lie beside the tests' own executable, wherever that was built.
  static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  static let insiderd = folder.appending(path: "insiderd").path

  /// The interpreter for what plays the other side: the one that `make test` prepared, else the system's.
  static let python = ProcessInfo.processInfo.environment["INSIDERD_TEST_PYTHON"] ?? "/usr/bin/python3"

  private static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What plays the other side, and is no Swift.
  static func script(_ name: String) -> String {
    tests.appending(path: "Scripts/\(name)").path
  }

  /// Real filings and pages, which lie beside some checkouts and are no part of the project.
  static let shared = tests.appending(path: "../../../shared").standardized

  /// Whether `path` is there; says that tests are left out when it is not.
  static func hasShared(_ path: String) -> Bool {
    let found = FileManager.default.fileExists(atPath: shared.appending(path: path).path)
    if !found { print("leaving out tests that need ../shared/\(path): it is not there") }
    return found
  }
}
