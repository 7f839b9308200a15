import CLinux
import Filings
import Glibc

/// How a file leaves the inbox: only as what was judged, and never over a file that is there.
extension Inbox {
  /// What became of a file that was to leave.
  enum Departure {
    case left
    /// Another one took it, which is theirs to explain.
    case gone
    /// Another file stands under the name by now, or more was written to it: it stays, and is to be judged.
    case replaced
  }

  /// Files of one name that a day's archive may hold before somebody should look.
  private static let namesakes = 10_000
  /// Bytes of a file that is copied to an archive on another file system: some seconds, within the watchdog's patience.
  private static let copiedBytes = 1 << 30

  /// Moves a judged file to `archive/YYYY-MM-DD/`.
  /// - Parameter judged: as the file was when it was read; `nil` moves whatever is there.
  @discardableResult
  func archive(_ name: FileName, on day: Day, judged: Fingerprint? = nil) throws(SystemError) -> Departure {
    try move(name, judged, into: "\(archivePath)/\(day)", reason: nil)
  }

  /// Moves a file that is no filing to `rejected/`, beside a `.reason` that says why.
  @discardableResult
  func reject(_ name: FileName, reason: String, judged: Fingerprint? = nil) throws(SystemError) -> Departure {
    try move(name, judged, into: rejectedPath, reason: Array((reason + "\n").utf8))
  }

  @discardableResult
  func delete(_ name: FileName, judged: Fingerprint? = nil) throws(SystemError) -> Departure {
    try within(name) { (directory, last) throws(SystemError) in
      if let judged, !Inbox.stands(judged, as: last, in: directory) {
        return Inbox.exists(last, in: directory) ? .replaced : .gone
      }
      guard unlinkat(directory, last, 0) == 0 || errno == ENOENT else { throw SystemError("delete \(name)") }
      return .left
    }
  }

  private func move(_ name: FileName, _ judged: Fingerprint?, into path: String, reason: [UInt8]?)
    throws(SystemError) -> Departure
  {
    let target = try open(path, name.folder)
    return try within(name) { (directory, last) throws(SystemError) in
      guard Inbox.exists(last, in: directory) else { return .gone }
      for number in 1...Inbox.namesakes {
        guard let place = Place(for: name.last, number, in: target.number, reason: reason) else { continue }
        if linux_rename_noreplace(directory, last, place.directory, place.path) == 0 {
          return putBackUnlessJudged(name, judged, from: place, to: directory)
        }
        let code = errno
        if code == EXDEV, !Inbox.exists(place.path, in: place.directory) {
          return try copy(name, judged, to: place)
        }
        place.clear()
        if code == ENOENT { return .gone }
        if code != EEXIST && code != EXDEV { throw SystemError("move \(name) to \(path)", code: code) }
      }
      throw SystemError("move \(name) to \(path)", code: EEXIST)
    }
  }

  /// A name may be given to another file between reading and moving. Only the moved file itself can tell, and one that
  /// nobody judged goes back.
  private func putBackUnlessJudged(
    _ name: FileName, _ judged: Fingerprint?, from place: Place, to directory: Int32
  ) -> Departure {
    guard let judged, !Inbox.stands(judged, as: place.path, in: place.directory) else { return .left }
    for number in 1...Inbox.namesakes {
      let free = Files.path(Place.numbered(name.last, number, room: 0))
      if linux_rename_noreplace(place.directory, place.path, directory, free) == 0 || errno != EEXIST {
        break
      }
    }
    place.clear()
    return .replaced
  }

  /// The archive lies on another file system: the copy and its name are flushed before the original goes.
  private func copy(_ name: FileName, _ judged: Fingerprint?, to place: Place) throws(SystemError)
    -> Departure
  {
    do throws(SystemError) {
      guard case .file(let file) = look(at: name) else { throw SystemError("copy \(name)", code: ENOENT) }
      if let judged, !file.fingerprint.isSameContents(as: judged) {
        place.clear()
        return .replaced
      }
      guard file.fingerprint.size <= Inbox.copiedBytes else {
        throw SystemError("copy \(name), which is too large, to another file system", code: EXDEV)
      }
      try Files.create(place.name, in: place.directory) { (copy) throws(SystemError) in
        try file.copy(to: copy)
      }
      guard fsync(place.directory) == 0 else { throw SystemError("flush the directory of \(name)") }
      return try delete(name, judged: file.fingerprint)
    } catch {
      place.clear()
      if error.code == ENOENT { return .gone }
      throw error
    }
  }

  /// The directory that files go to, and below it the one that they lie in; made where it is missing.
  private func open(_ path: String, _ folder: ArraySlice<UInt8>?) throws(SystemError) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var number = linux_open(path, flags, 0)
    if number < 0 {
      try Files.makeDirectory(path)
      number = linux_open(path, flags, 0)
    }
    let base = try Descriptor("open \(path)", number)
    guard let folder else { return base }
    return try Files.openDirectory(folder, below: base.number, makes: true)
  }

  private static func stands(_ judged: Fingerprint, as name: [CChar], in directory: Int32) -> Bool {
    var status = stat()
    return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && Fingerprint(status).isSameContents(as: judged)
  }

  private static func exists(_ name: [CChar], in directory: Int32) -> Bool {
    var status = stat()
    return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Where a file may go, with what is written beside it.
  struct Place {
    /// Bytes of a name, in all file systems that matter.
    private static let nameBytes = 255
    private static let suffix = Array(".reason".utf8)

    let directory: Int32
    let name: [UInt8]
    private let hasReason: Bool

    /// Writes the reason beside the place; `nil` when that name is taken. A disk that is full keeps no file from being
    /// moved: the reason stands in the ledger and in the journal too.
    init?(for last: [UInt8], _ number: Int, in directory: Int32, reason: [UInt8]?) {
      self.directory = directory
      name = Place.numbered(last, number, room: reason == nil ? 0 : Place.suffix.count)
      guard let reason else {
        hasReason = false
        return
      }
      do throws(SystemError) {
        try Files.create(name + Place.suffix, in: directory) { (file) throws(SystemError) in
          try Files.write(all: reason, to: file, what: "write the reason")
        }
        hasReason = true
      } catch {
        if error.code == EEXIST { return nil }
        hasReason = false
      }
    }

    var path: [CChar] { Files.path(name) }

    /// Takes back what was written beside it.
    func clear() {
      if hasReason { unlinkat(directory, Files.path(name + Place.suffix), 0) }
    }

    /// `name`, `name.2`, `name.3`, each cut so that it stays a name with `room` bytes behind it.
    static func numbered(_ name: [UInt8], _ number: Int, room: Int) -> [UInt8] {
      let suffix = number == 1 ? [] : Array(".\(number)".utf8)
      return name.prefix(nameBytes - room - suffix.count) + suffix
    }
  }
}
