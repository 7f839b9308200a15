import CLinux
import Filings
import Glibc

/// The directory that is the queue: what lies in it is to be judged, and what is judged leaves it.
///
/// Everything is reached from open directories and by names as bytes, so that no name can lead elsewhere.
final class Inbox {
  let path: String
  private let directory: Descriptor
  private let archivePath: String
  private let rejectedPath: String

  /// Files that are still being written carry such a name.
  private static let temporarySuffixes = [".part", ".tmp", "~", ".swp", ".filepart", ".crdownload"]

  init(_ places: InboxPlaces) throws(SystemError) {
    path = places.inbox
    archivePath = places.archive
    rejectedPath = places.rejected
    directory = try Descriptor(
      "open the inbox \(path)", linux_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
  }

  /// The names that may be filings, in the order of their bytes.
  func scan() throws(SystemError) -> [FileName] {
    try Files.names(in: directory.number, what: "the inbox \(path)").filter(Inbox.isCandidate).sorted()
  }

  static func isCandidate(_ name: FileName) -> Bool {
    guard let first = name.bytes.first, first != UInt8(ascii: ".") else { return false }
    return !temporarySuffixes.contains { name.bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  /// The path still leads to the directory that we hold open.
  var isInPlace: Bool {
    var held = stat()
    var named = stat()
    return fstat(directory.number, &held) == 0 && stat(path, &named) == 0
      && held.st_dev == named.st_dev && held.st_ino == named.st_ino
  }

  // MARK: - Reading

  func read(_ name: FileName) -> InboxFile {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let number = linux_openat(directory.number, Files.path(name.bytes), flags, 0)
    guard number >= 0 else { return Inbox.unopened(name) }
    let file = Descriptor(number)
    var status = stat()
    guard fstat(file.number, &status) == 0 else { return .unreadable(SystemError("read \(name)")) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .notAFile }
    let fingerprint = Fingerprint(status)
    guard fingerprint.size <= Limits.filingBytes else { return large(file, named: name, fingerprint) }
    return contents(of: file, named: name, fingerprint)
  }

  /// A file that is too large for memory is read where it is, when it is an archive.
  private func large(_ file: consuming Descriptor, named name: FileName, _ fingerprint: Fingerprint)
    -> InboxFile
  {
    let source = Files.source(file, size: fingerprint.size, what: "read \(name)")
    guard fingerprint.size <= Limits.archiveBytes,
      let head = try? source.head(FilingWalk.headBytes), FilingWalk.isArchive(head)
    else { return .tooLarge(fingerprint) }
    return .archive(fingerprint)
  }

  /// Opens a file that is read piece by piece, as it is now; `nil` when it is gone, or no file any more.
  func open(_ name: FileName) -> (source: ByteSource, fingerprint: Fingerprint)? {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let number = linux_openat(directory.number, Files.path(name.bytes), flags, 0)
    guard number >= 0 else { return nil }
    let file = Descriptor(number)
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let fingerprint = Fingerprint(status)
    return (Files.source(file, size: fingerprint.size, what: "read \(name)"), fingerprint)
  }

  private func contents(of file: borrowing Descriptor, named name: FileName, _ before: Fingerprint)
    -> InboxFile
  {
    do throws(SystemError) {
      let bytes = try Files.read(
        file.number, expecting: before.size, limit: Limits.filingBytes, what: "read \(name)")
      var status = stat()
      fstat(file.number, &status)
      return Fingerprint(status) == before ? .bytes(bytes, before) : .changing
    } catch {
      return error.code == EFBIG ? .changing : .unreadable(error)
    }
  }

  private static func unopened(_ name: FileName) -> InboxFile {
    switch errno {
    case ENOENT: .gone
    case ELOOP, ENXIO, EISDIR: .notAFile
    default: .unreadable(SystemError("open \(name)"))
    }
  }

  // MARK: - Leaving

  /// Moves a judged file to `archive/YYYY-MM-DD/`.
  func archive(_ name: FileName, on day: Day) throws(SystemError) {
    try move(name, into: "\(archivePath)/\(day)")
  }

  func delete(_ name: FileName) throws(SystemError) {
    guard unlinkat(directory.number, Files.path(name.bytes), 0) == 0 || errno == ENOENT else {
      throw SystemError("delete \(name)")
    }
  }

  /// Moves a file that is no filing to `rejected/`, beside a `.reason` that says why.
  func reject(_ name: FileName, reason: String) throws(SystemError) {
    let target = try move(name, into: rejectedPath)
    let directory = try open(rejectedPath)
    try Files.write(
      Array((reason + "\n").utf8), directory: directory.number, name: target.bytes + Array(".reason".utf8))
  }

  /// Never over a file that is there: the second of a name becomes `name.2`.
  @discardableResult
  private func move(_ name: FileName, into path: String) throws(SystemError) -> FileName {
    let target = try open(path)
    for number in 1...Inbox.namesakes {
      let free = number == 1 ? name : FileName(name.bytes + Array(".\(number)".utf8))
      let from = Files.path(name.bytes)
      if linux_rename_noreplace(directory.number, from, target.number, Files.path(free.bytes)) == 0 {
        return free
      }
      switch errno {
      case EEXIST: continue
      case ENOENT: return name  // another one took it, which is theirs to explain
      case EXDEV: return try copy(name, into: target, as: free)
      default: throw SystemError("move \(name) to \(path)")
      }
    }
    throw SystemError("move \(name) to \(path)", code: EEXIST)
  }

  /// Files of one name that a day's archive may hold before somebody should look.
  private static let namesakes = 10_000

  /// The archive lies on another file system: the copy is flushed before the original goes.
  private func copy(_ name: FileName, into target: borrowing Descriptor, as free: FileName)
    throws(SystemError)
    -> FileName
  {
    guard case .bytes(let bytes, _) = read(name) else { throw SystemError("copy \(name)", code: EIO) }
    try Files.write(bytes, directory: target.number, name: free.bytes)
    try delete(name)
    return free
  }

  private func open(_ path: String) throws(SystemError) -> Descriptor {
    let number = linux_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    if number >= 0 { return Descriptor(number) }
    try Files.makeDirectory(path)
    return try Descriptor("open \(path)", linux_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
  }
}

/// Where files come in and where they go.
package struct InboxPlaces: Sendable, Hashable {
  package var inbox: String
  package var archive: String
  package var rejected: String

  /// `archive` and `rejected` beside the inbox, so that a file gets there by a rename.
  package init(inbox: String) {
    var path = inbox
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.inbox = path
    archive = parent + "/archive"
    rejected = parent + "/rejected"
  }
}

/// What a name in the inbox turned out to be.
enum InboxFile {
  case bytes([UInt8], Fingerprint)
  /// It left before we came.
  case gone
  /// It was written to while we read.
  case changing
  /// A directory, link, FIFO, socket or device.
  case notAFile
  case tooLarge(Fingerprint)
  /// Too large for memory, and to be read piece by piece.
  case archive(Fingerprint)
  case unreadable(SystemError)
}

/// By what a file that stays is known not to have changed: a hint that spares reading it, and no identity.
package struct Fingerprint: Sendable, Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int
  /// Nanoseconds since 1970.
  let modified: Int64
  let changed: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for word in [device, inode, UInt64(size), UInt64(bitPattern: modified), UInt64(bitPattern: changed)] {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    return bytes
  }

  /// Seconds since the file was last written to or moved; a time in the future counts as just now.
  func age(at now: Int64) -> Int64 {
    max(0, now - max(modified, changed) / 1_000_000_000)
  }
}
