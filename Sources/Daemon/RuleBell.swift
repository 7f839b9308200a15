import CLinux
import Glibc

/// inotify on the rule files, on the folders that they lie in, and on the files of lists. It says no more than *look
/// again*: whether anything has changed the files themselves tell.
final class RuleBell {
  let descriptor: Descriptor
  /// Which names matter in a watched folder.
  private var names: [Int32: Names] = [:]
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: RuleBell.bufferBytes, alignment: 8)

  private static let bufferBytes = 16 << 10
  private static let changes = UInt32(
    IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ONLYDIR)

  private struct Names {
    var exact: Set<FileName> = []
    var takesRuleFiles = false
  }

  /// - Parameters:
  ///   - paths: rule files and folders of them. What is not there is waited for in the folder above.
  ///   - lists: the files of lists.
  init(_ paths: [String], lists: [String]) throws(SystemError) {
    descriptor = try Descriptor(
      "create an inotify instance", inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
    for path in paths {
      if Files.isDirectory(path) { watch(path) { $0.takesRuleFiles = true } }
      watchAbove(path)
    }
    for list in lists { watchAbove(list) }
  }

  deinit {
    buffer.deallocate()
  }

  private func watchAbove(_ path: String) {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/")
    let name = FileName(String(slash.map { path[path.index(after: $0)...] } ?? path))
    watch(slash.map { String(path[...$0]) } ?? ".") { $0.exact.insert(name) }
  }

  private func watch(_ folder: String, _ body: (inout Names) -> Void) {
    let watch = inotify_add_watch(descriptor.number, folder, RuleBell.changes)
    if watch >= 0 { body(&names[watch, default: Names()]) }
  }

  /// Takes everything that rang; `true` when some of it may concern the rules.
  func answer() -> Bool {
    var rang = false
    while true {
      let count = retrying { read(descriptor.number, buffer.baseAddress, RuleBell.bufferBytes) }
      guard count > 0 else { return rang }
      let events = Doorbell.events(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if events.contains(where: matters) { rang = true }
    }
  }

  private func matters(_ event: Doorbell.Event) -> Bool {
    // The folder itself, or an overflow.
    guard !event.name.bytes.isEmpty, let names = names[event.watch] else { return true }
    return names.exact.contains(event.name) || names.takesRuleFiles && RuleFiles.isRuleFile(event.name)
  }
}
