import CLinux
import Glibc

/// What lies in the inbox.
struct InboxListing {
  /// In the order of their bytes.
  var names: [FileName] = []
  /// Directories that were not looked into, and why.
  var omissions: [Omission] = []

  struct Omission {
    let directory: FileName
    let reason: String
  }
}

/// The walk through the inbox and the directories below it.
struct InboxWalk {
  /// Directories within each other. Feeds have three or four; a walk holds one descriptor for each.
  static let depth = 32
  /// Directories in all. One for each filing of some years is less; a list of them stays within a few megabytes.
  static let directories = 65_536

  private(set) var entered: Set<Node> = []
  var listing = InboxListing()
  private let inbox: Inbox
  private let visit: (FileName) -> Void

  init(of inbox: Inbox, aside: [String], visit: @escaping (FileName) -> Void) {
    self.inbox = inbox
    self.visit = visit
    var status = stat()
    if fstat(inbox.directory.number, &status) == 0 { entered.insert(Node(status)) }
    for path in aside where stat(path, &status) == 0 { entered.insert(Node(status)) }
  }

  /// Walks through the inbox, or through one directory of it. One that is gone by now has nothing in it.
  mutating func walk(from start: FileName?) throws(SystemError) {
    guard let start else { return try list(inbox.directory.number, at: nil, depth: 0) }
    do throws(SystemError) {
      try inbox.within(start) { (parent, last) throws(SystemError) in
        _ = follow(last, as: start, in: parent, depth: start.depth)
      }
    } catch {
      if !InboxWalk.isGone(error) { omit(start, "\(error)") }
    }
  }

  private mutating func list(_ directory: Int32, at path: FileName?, depth: Int) throws(SystemError) {
    let what = path.map { "the directory \($0) of the inbox" } ?? "the inbox \(inbox.path)"
    for entry in try Files.entries(in: directory, what: what) where Inbox.isCandidate(entry.name) {
      let name = path.map { $0.appending(entry.name) } ?? entry.name
      if entry.mayBeDirectory,
        follow(Files.path(entry.name.bytes), as: name, in: directory, depth: depth + 1)
      {
        continue
      }
      listing.names.append(name)
    }
  }

  /// Walks through what is a directory; `false` for anything else.
  private mutating func follow(_ last: [CChar], as name: FileName, in parent: Int32, depth: Int) -> Bool {
    var status = stat()
    guard fstatat(parent, last, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return errno == ENOENT }
    guard status.st_mode & S_IFMT == S_IFDIR else { return false }
    guard entered.insert(Node(status)).inserted else { return true }
    guard depth <= InboxWalk.depth, name.bytes.count < PATH_MAX - 256 else {
      omit(name, "it lies more than \(InboxWalk.depth) directories deep")
      return true
    }
    guard entered.count <= InboxWalk.directories else {
      omit(name, "the inbox has more than \(InboxWalk.directories) directories")
      return true
    }
    visit(name)
    do throws(SystemError) {
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      let directory = try Descriptor("open the directory \(name)", linux_openat(parent, last, flags, 0))
      try list(directory.number, at: name, depth: depth)
    } catch {
      if !InboxWalk.isGone(error) { omit(name, "\(error)") }
    }
    return true
  }

  private mutating func omit(_ directory: FileName, _ reason: String) {
    listing.omissions.append(InboxListing.Omission(directory: directory, reason: reason))
  }

  /// It left, or something else stands in its place.
  private static func isGone(_ error: SystemError) -> Bool {
    [ENOENT, ENOTDIR, ELOOP].contains(error.code)
  }
}
