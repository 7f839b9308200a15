import CLinux
import Glibc

/// The relay as our child: when no second unit runs it, `insiderd run` in a terminal starts it beside itself.
final class RelayProcess {
  /// Seconds before a relay that ended is started again.
  static let pause: Int64 = 2

  private let executable: String
  private let arguments: [String]
  private var process: pid_t?

  init(socket: String, credentials: String?) {
    executable = RelayProcess.beside(program: "insiderd-relay")
    arguments =
      [executable, "--socket", socket, "--die-with-parent"]
      + (credentials.map { ["--credentials", $0] } ?? [])
  }

  deinit {
    if let process { kill(process, SIGTERM) }
  }

  var isRunning: Bool { process != nil }

  /// Starts it with no signal blocked and none ignored: ours would be inherited.
  func start() throws(SystemError) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = posix_spawn(&child, executable, nil, &attributes, &words, environ)
    guard code == 0 else { throw SystemError("start \(executable)", code: code) }
    process = child
  }

  /// Ends one that hangs; it is then collected and started again.
  func end() {
    if let process { kill(process, SIGKILL) }
  }

  /// Collects the child, when it has ended: how, in words.
  func reap() -> String? {
    guard let running = process else { return nil }
    var status: Int32 = 0
    guard waitpid(running, &status, WNOHANG) == running else { return nil }
    process = nil
    let signal = status & 0x7F
    return signal == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(signal)"
  }

  /// The program in the directory of this one, where an installation and a build both put it.
  private static func beside(program: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return program }
    let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.lastIndex(of: "/").map { path[...$0] + program } ?? program
  }
}
