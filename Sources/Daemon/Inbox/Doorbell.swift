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
    /// The kernel's queue overflowed: anything may have something new.
    case everything
    /// The directory was removed, moved away or unmounted: the watch is worth nothing any more.
    case gone
  }

  /// The kernel hands over at most this much at once: some hundred events.
  private static let bufferBytes = 64 << 10
  private static let headerBytes = MemoryLayout<inotify_event>.size

  let descriptor: Descriptor
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Doorbell.bufferBytes, alignment: 8)

  /// Hangs the bell. Scan after this and not before, so that nothing falls between.
  init(directory path: String) throws(SystemError) {
    descriptor = try Descriptor(
      "create an inotify instance", inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
    let mask =
      UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
      | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
    guard inotify_add_watch(descriptor.number, path, mask) >= 0 else { throw SystemError("watch \(path)") }
  }

  deinit {
    buffer.deallocate()
  }

  /// Everything that rang since the last time.
  func answer() -> Ring {
    var names: [FileName] = []
    var seen: Set<FileName> = []
    var overflowed = false
    while true {
      let count = retrying { read(descriptor.number, buffer.baseAddress, Doorbell.bufferBytes) }
      guard count > 0 else { break }
      for event in Doorbell.events(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
        if event.mask & UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0 { return .gone }
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { overflowed = true }
        if !event.name.bytes.isEmpty, seen.insert(event.name).inserted { names.append(event.name) }
      }
    }
    return overflowed ? .everything : .names(names)
  }

  /// Decodes what the kernel wrote; anything that does not fit into the bytes ends the list.
  static func events(in bytes: UnsafeRawBufferPointer) -> [(mask: UInt32, name: FileName)] {
    var events: [(mask: UInt32, name: FileName)] = []
    var offset = 0
    while bytes.count - offset >= headerBytes {
      let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let length = Int(event.len)
      guard bytes.count - offset - headerBytes >= length else { break }
      let start = offset + headerBytes
      let name = bytes[start..<(start + length)].prefix { $0 != 0 }
      events.append((event.mask, FileName(Array(name))))
      offset = start + length
    }
    return events
  }
}
