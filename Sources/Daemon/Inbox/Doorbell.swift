import CLinux
import Glibc

/// inotify on the inbox. It says no more than *look again*: the directory is the truth.
///
/// A hard link and an `O_TMPFILE` give nothing but `IN_CREATE`, a file that becomes readable nothing but
/// `IN_ATTRIB`; some changes ring nothing at all, which is why a scan runs every minute.
final class Doorbell {
  /// What the bell says.
  enum Ring: Sendable, Hashable {
    /// These names may have something new, in the order of the events, each once.
    case names([FileName])
    /// The kernel's queue overflowed, or something befell the directory itself: anything may be new.
    case everything
    /// The directory was removed, moved away or unmounted: the watch is worth nothing any more.
    case gone
  }

  /// The kernel hands over at most this much at once: some hundred events.
  private static let bufferBytes = 64 << 10
  private static let headerBytes = MemoryLayout<inotify_event>.size
  /// An event with the longest name; less room than that at the end of the buffer may mean that more is waiting.
  private static let largestEvent = headerBytes + 256

  let descriptor: Descriptor
  /// The watch on the directory above, for this one's name alone: while somebody holds a directory open, the kernel
  /// says nothing of its removal to a watch on the directory itself.
  private let parent: Int32
  private let ownName: FileName
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Doorbell.bufferBytes, alignment: 8)

  /// Hangs the bell. Scan after this and not before, so that nothing falls between.
  init(directory path: String) throws(SystemError) {
    descriptor = try Descriptor(
      "create an inotify instance", inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
    let mask =
      UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
      | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
    guard inotify_add_watch(descriptor.number, path, mask) >= 0 else { throw SystemError("watch \(path)") }
    let slash = path.lastIndex(of: "/")
    ownName = FileName(slash.map { String(path[path.index(after: $0)...]) } ?? path)
    let above = slash.map { String(path[...$0]) } ?? "."
    parent = inotify_add_watch(
      descriptor.number, above, UInt32(IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR))
  }

  deinit {
    buffer.deallocate()
  }

  /// Everything that rang since the last time.
  func answer() -> Ring {
    var names: [FileName] = []
    var seen: Set<FileName> = []
    var isUncertain = false
    var mayHaveMore = true
    while mayHaveMore {
      let count = retrying { read(descriptor.number, buffer.baseAddress, Doorbell.bufferBytes) }
      guard count > 0 else { break }
      mayHaveMore = count > Doorbell.bufferBytes - Doorbell.largestEvent
      for event in Doorbell.events(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
        if event.watch == parent {
          if event.name == ownName { isUncertain = true }
          continue
        }
        if event.mask & UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0 { return .gone }
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { isUncertain = true }
        if !event.name.bytes.isEmpty, seen.insert(event.name).inserted { names.append(event.name) }
      }
    }
    return isUncertain ? .everything : .names(names)
  }

  struct Event: Sendable, Hashable {
    let watch: Int32
    let mask: UInt32
    let name: FileName
  }

  /// Decodes what the kernel wrote; anything that does not fit into the bytes ends the list.
  static func events(in bytes: UnsafeRawBufferPointer) -> [Event] {
    var events: [Event] = []
    var offset = 0
    while bytes.count - offset >= headerBytes {
      let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let length = Int(event.len)
      guard bytes.count - offset - headerBytes >= length else { break }
      let start = offset + headerBytes
      let name = bytes[start..<(start + length)].prefix { $0 != 0 }
      events.append(Event(watch: event.wd, mask: event.mask, name: FileName(Array(name))))
      offset = start + length
    }
    return events
  }
}
