import Foundation

/// A disk that fails on demand, by a library that is preloaded into the daemon.
final class FailingDisk {
  /// A compiler is there; says that tests are left out when it is not.
  static let isPossible: Bool = {
    let possible = library != nil
    if !possible { print("leaving out tests with a failing disk: cc does not compile the library") }
    return possible
  }()

  private static let library: String? = {
    let path = FileManager.default.temporaryDirectory.appending(path: "insiderd-faults-\(getpid()).so").path
    let command = ["/usr/bin/env", "cc", "-shared", "-fPIC", "-o", path, Programs.script("faults.c"), "-ldl"]
    return (try? run(command))?.status == 0 ? path : nil
  }()

  private let control: String

  init(in scratch: Scratch) {
    control = scratch.path("faults")
  }

  /// For the daemon.
  var environment: [String: String] {
    ["LD_PRELOAD": FailingDisk.library ?? "", "INSIDERD_FAULTS": control]
  }

  /// From now on calls below the directory fail with that number of errno.
  func fail(_ code: Int32, below directory: String) throws {
    let real = URL(filePath: directory).resolvingSymlinksInPath().path
    try Data("\(code) \(real)\n".utf8).write(to: URL(filePath: control), options: .atomic)
  }

  func mend() throws {
    try FileManager.default.removeItem(atPath: control)
  }
}
