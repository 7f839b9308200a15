import CLinux
import Filings
import Glibc

/// The directory that is the queue: what lies in it is to be judged, and what is judged leaves it.
///
/// Everything is reached from open directories and by names as bytes, so that no name can lead elsewhere. A name is the
/// path from the inbox: what lies in a directory below it keeps that directory in the archive, too.
final class Inbox {
  let path: String
  let directory: Descriptor
  let archivePath: String
  let rejectedPath: String
  /// Directories that are no part of the inbox, wherever they lie: archive, rejected, the ledger's.
  private let aside: [String]

  /// Files that are still being written carry such a name.
  private static let temporarySuffixes: [StaticString] = [
    ".part", ".tmp", "~", ".swp", ".filepart", ".crdownload",
  ]

  /// - Parameter aside: directories that are left alone should they lie below the inbox.
  init(_ places: InboxPlaces, aside: [String] = []) throws(SystemError) {
    path = places.inbox
    archivePath = places.archive
    rejectedPath = places.rejected
    self.aside = aside + [places.archive, places.rejected]
    directory = try Descriptor(
      "open the inbox \(path)", linux_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0))
  }

  /// What may be a filing, in the inbox or in one directory of it and in all below, in the order of the names' bytes.
  /// `visit` is called with the path of each directory before it is listed, so that it can be watched first.
  func scan(below start: FileName? = nil, visit: @escaping (FileName) -> Void = { _ in }) throws(SystemError)
    -> InboxListing
  {
    var walk = InboxWalk(of: self, aside: aside, visit: visit)
    try walk.walk(from: start)
    walk.listing.names.sort()
    return walk.listing
  }

  /// Whether a name is one that finished files have, and not one that is still being written, or hidden.
  static func isCandidate(_ name: FileName) -> Bool {
    let start = name.lastStart
    guard start < name.bytes.count, name.bytes[start] != UInt8(ascii: ".") else { return false }
    return !temporarySuffixes.contains { name.ends(with: $0) }
  }

  /// The path still leads to the directory that we hold open.
  var isInPlace: Bool {
    var held = stat()
    var named = stat()
    return fstat(directory.number, &held) == 0 && stat(path, &named) == 0 && Node(held) == Node(named)
  }

  // MARK: - Reading

  /// What stands under a name, opened when it is a file and not read yet.
  func look(at name: FileName) -> InboxEntry {
    do throws(SystemError) {
      let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
      let file = try within(name) { (directory, last) throws(SystemError) in
        try Descriptor("open \(name)", linux_openat(directory, last, flags, 0))
      }
      var status = stat()
      guard fstat(file.number, &status) == 0 else { throw SystemError("read \(name)") }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file(InboxFile(name, file, Fingerprint(status)))
      case S_IFDIR: return .directory
      default: return .notAFile
      }
    } catch {
      switch error.code {
      case ENOENT: return .gone
      case ELOOP, ENXIO, ENODEV, ENOTDIR: return .notAFile
      default: return .unreadable(error)
      }
    }
  }

  /// Reaches a name through the directories that its path names, none of which may be a link.
  func within<Result: ~Copyable>(
    _ name: FileName, _ body: (Int32, [CChar]) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    guard let folder = name.folder else { return try body(directory.number, Files.path(name.bytes)) }
    let parent = try Files.openDirectory(folder, below: directory.number)
    return try body(parent.number, Files.path(name.last))
  }
}

/// What a name in the inbox turned out to be.
enum InboxEntry {
  case file(InboxFile)
  /// It left before we came.
  case gone
  /// Its files come under names of their own.
  case directory
  /// A link, FIFO, socket or device.
  case notAFile
  case unreadable(SystemError)
}

/// A file of the inbox that is held open.
final class InboxFile {
  let name: FileName
  /// As the file was when it was opened.
  let fingerprint: Fingerprint
  private let descriptor: Descriptor

  init(_ name: FileName, _ descriptor: consuming Descriptor, _ fingerprint: Fingerprint) {
    self.name = name
    self.descriptor = descriptor
    self.fingerprint = fingerprint
  }

  /// What came of reading the file.
  enum Contents {
    case bytes([UInt8])
    /// It was written to while we read.
    case changing
    /// Too large for memory, and to be read piece by piece.
    case archive
    case tooLarge
    case unreadable(SystemError)
  }

  func contents() -> Contents {
    guard fingerprint.size <= Limits.filingBytes else { return isArchive() ? .archive : .tooLarge }
    do throws(SystemError) {
      let bytes = try Files.read(
        descriptor.number, expecting: fingerprint.size, limit: Limits.filingBytes, what: "read \(name)")
      var status = stat()
      fstat(descriptor.number, &status)
      return Fingerprint(status) == fingerprint ? .bytes(bytes) : .changing
    } catch {
      return error.code == EFBIG ? .changing : .unreadable(error)
    }
  }

  /// A file that is too large for memory is read where it is, when it is an archive.
  private func isArchive() -> Bool {
    guard fingerprint.size <= Limits.archiveBytes, let head = try? source().head(FilingWalk.headBytes) else {
      return false
    }
    return FilingWalk.isArchive(head)
  }

  /// The file as bytes by their place, for what is read piece by piece.
  func source() throws(SystemError) -> ByteSource {
    let own = try Descriptor("read \(name)", linux_duplicate(descriptor.number))
    return Files.source(own, size: fingerprint.size, what: "read \(name)")
  }

  /// Copies the file to the end of another that is open.
  func copy(to target: Int32) throws(SystemError) {
    try Files.copy(descriptor.number, to: target, count: fingerprint.size, what: "copy \(name)")
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
    let last = path.split(separator: "/").last ?? ""
    let parent =
      last == "." || last == ".."
      ? path + "/.." : path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.inbox = path
    archive = parent + "/archive"
    rejected = parent + "/rejected"
  }
}
