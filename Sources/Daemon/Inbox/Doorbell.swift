import CLinux
import Glibc

/// inotify on the inbox and the directories below it. It says no more than *look again*: the disk is the truth.
///
/// A hard link and an `O_TMPFILE` give nothing but `IN_CREATE`, a file that becomes readable nothing but
/// `IN_ATTRIB`; some changes ring nothing at all, which is why a scan runs every minute.
final class Doorbell {
  /// What the bell says.
  enum Ring: Sendable, Hashable {
    /// These names may have something new, in the order of the events, each once; and all that lies in these directories.
    case names([FileName], directories: [FileName] = [])
    /// The kernel's queue overflowed, or something befell the directory itself: anything may be new.
    case everything
    /// The inbox was removed, moved away or unmounted: the watch is worth nothing any more.
    case gone
  }

  /// The kernel hands over at most this much at once: some hundred events.
  private static let bufferBytes = 64 << 10
  private static let headerBytes = MemoryLayout<inotify_event>.size
  /// An event with the longest name; less room than that at the end of the buffer may mean that more is waiting.
  private static let largestEvent = headerBytes + 256
  /// Directories below the inbox that are watched; the others are looked at every minute. Each watch pins a kilobyte of
  /// the kernel's memory, and this many every kernel allows.
  static let watchedDirectories = 8_000

  private static let changes = UInt32(
    IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
  private static let manner = UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)

  let descriptor: Descriptor
  /// Directories that wait for the scan of every minute, since there was no watch to be had.
  private(set) var unwatched: Set<FileName> = []
  private let path: String
  private let own: Int32
  /// The watch on the directory above, for this one's name alone: while somebody holds a directory open, the kernel
  /// says nothing of its removal to a watch on the directory itself.
  private let parent: Int32
  private let ownName: FileName
  private var directories: [Int32: FileName] = [:]
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Doorbell.bufferBytes, alignment: 8)

  /// Hangs the bell. Scan after this and not before, so that nothing falls between.
  init(directory path: String) throws(SystemError) {
    descriptor = try Descriptor(
      "create an inotify instance", inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)))
    self.path = path
    own = inotify_add_watch(descriptor.number, path, Doorbell.changes | Doorbell.manner)
    guard own >= 0 else { throw SystemError("watch \(path)") }
    let slash = path.lastIndex(of: "/")
    ownName = FileName(slash.map { String(path[path.index(after: $0)...]) } ?? path)
    let above = slash.map { String(path[...$0]) } ?? "."
    parent = inotify_add_watch(
      descriptor.number, above, UInt32(IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR))
  }

  deinit {
    buffer.deallocate()
  }

  var watched: Int { directories.count }

  /// Watches a directory below the inbox; list it after this and not before. One that was watched already stays so,
  /// whatever its name was.
  func watch(_ directory: FileName) {
    guard directories.count < Doorbell.watchedDirectories else {
      unwatched.insert(directory)
      return
    }
    let full = Files.path(Array(path.utf8) + [UInt8(ascii: "/")] + directory.bytes)
    let mask = Doorbell.changes | Doorbell.manner | UInt32(IN_DONT_FOLLOW) | UInt32(IN_MASK_ADD)
    let watch = inotify_add_watch(descriptor.number, full, mask)
    if watch >= 0, watch != own, watch != parent {
      directories[watch] = directory
      unwatched.remove(directory)
    } else if watch < 0, ![ENOENT, ENOTDIR, ELOOP].contains(errno) {
      unwatched.insert(directory)
    }
  }

  /// Everything that rang since the last time.
  func answer() -> Ring {
    var collection = Collection()
    var mayHaveMore = true
    while mayHaveMore {
      let count = retrying { read(descriptor.number, buffer.baseAddress, Doorbell.bufferBytes) }
      guard count > 0 else { break }
      mayHaveMore = count > Doorbell.bufferBytes - Doorbell.largestEvent
      for event in Doorbell.events(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) {
        guard note(event, in: &collection) else { return .gone }
      }
    }
    return collection.isUncertain
      ? .everything : .names(collection.names, directories: collection.directories)
  }

  /// What rang, each name once.
  private struct Collection {
    var names: [FileName] = []
    var directories: [FileName] = []
    var isUncertain = false
    private var seen: Set<FileName> = []

    mutating func add(_ name: FileName) {
      if seen.insert(name).inserted { names.append(name) }
    }

    mutating func add(directory: FileName) {
      if seen.insert(directory).inserted { directories.append(directory) }
    }
  }

  /// `false` when the inbox itself is gone.
  private func note(_ event: Event, in collection: inout Collection) -> Bool {
    if event.watch == parent {
      if event.name == ownName { collection.isUncertain = true }
    } else if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
      collection.isUncertain = true
    } else if event.watch == own {
      if event.mask & Doorbell.ends != 0 { return false }
      note(event, as: event.name, in: &collection)
    } else if let directory = directories[event.watch] {
      if event.mask & Doorbell.ends != 0 {
        end(directory, event, in: &collection)
      } else {
        note(event, as: directory.appending(event.name), in: &collection)
      }
    }
    return true
  }

  private static let ends = UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)

  private func note(_ event: Event, as name: FileName, in collection: inout Collection) {
    guard !event.name.bytes.isEmpty else { return }
    if event.mask & UInt32(IN_ISDIR) == 0 {
      collection.add(name)
    } else if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 || unwatched.contains(name) {
      collection.add(directory: name)
    }
  }

  /// A directory is gone or has another name, and with it all below. What stands there now is looked at anew: a rename
  /// within the inbox tells of the new name first.
  private func end(_ directory: FileName, _ event: Event, in collection: inout Collection) {
    guard event.mask & UInt32(IN_MOVE_SELF | IN_UNMOUNT) != 0 else {
      directories[event.watch] = nil
      return
    }
    for (watch, name) in directories where name.isWithin(directory) {
      inotify_rm_watch(descriptor.number, watch)
      directories[watch] = nil
    }
    collection.add(directory: directory)
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
