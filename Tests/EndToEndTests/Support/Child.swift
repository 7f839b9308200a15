import Foundation
import Glibc

/// A process that a test started. It does not outlive the object.
final class Child {
  let identifier: pid_t
  private var status: Int32?

  /// Starts `arguments[0]`. `output` and `errors` are descriptors for its standard output and standard error.
  init(_ arguments: [String], environment: [String: String] = [:], output: Int32, errors: Int32) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)

    // Threads of the test run block signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    let variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    // As exec wants them: C strings, and a null pointer at the end.
    let words = arguments.map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var spawned: pid_t = 0
    let failure = posix_spawn(&spawned, arguments[0], &actions, &attributes, words, settings)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
    identifier = spawned
  }

  deinit {
    kill(SIGKILL)
    wait()
  }

  func kill(_ signal: Int32) {
    if status == nil { Glibc.kill(identifier, signal) }
  }

  var hasEnded: Bool {
    collect(WNOHANG)
    return status != nil
  }

  /// Waits for the end and returns the exit status, or minus the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    while status == nil { collect(0) }
    return status ?? 0
  }

  private func collect(_ options: Int32) {
    guard status == nil else { return }
    var raw: Int32 = 0
    guard waitpid(identifier, &raw, options) == identifier else { return }
    let signal = raw & 0x7F
    status = signal == 0 ? (raw >> 8) & 0xFF : -signal
  }
}

/// What a command said until it ended.
struct Outcome {
  let status: Int32
  let output: String
  let errors: String
}

/// The lines that are objects of JSON.
func objects(in text: String) -> [[String: Any]] {
  text.split(separator: "\n").compactMap { line in
    (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
  }
}

/// Runs a command to its end. What it says goes through files, so that it never waits for a reader.
func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
  let scratch = try Scratch()
  let output = try scratch.create("output")
  let errors = try scratch.create("errors")
  let child = try Child(
    arguments, environment: environment, output: output.fileDescriptor, errors: errors.fileDescriptor)
  let status = child.wait()
  return Outcome(status: status, output: try scratch.text("output"), errors: try scratch.text("errors"))
}

/// Waits until something is so; `false` when it is not within twenty seconds.
func becomes(_ condition: () throws -> Bool) rethrows -> Bool {
  for _ in 0..<400 {
    if try condition() { return true }
    usleep(50_000)
  }
  return false
}
