import CLinux
import Glibc

/// Directories: made, opened and listed.
extension Files {
  /// Makes a directory and those above it.
  package static func makeDirectory(_ path: String) throws(SystemError) {
    let mode: mode_t = 0o750
    if mkdir(path, mode) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw SystemError("make the directory \(path)")
    }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SystemError("make the directory \(path)") }
  }

  /// Opens a directory below another, part by part, so that no link leads elsewhere.
  /// - Throws: `SystemError`; a link or a file on the way is ELOOP or ENOTDIR.
  static func openDirectory(_ path: some Collection<UInt8>, below directory: Int32, makes: Bool = false)
    throws(SystemError) -> Descriptor
  {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var current = try Descriptor("open a directory", linux_openat(directory, ".", flags, 0))
    for part in path.split(separator: UInt8(ascii: "/")) {
      let name = Files.path(Array(part))
      let what = "open the directory \(FileName(Array(path)))"
      if makes, mkdirat(current.number, name, 0o750) != 0, errno != EEXIST { throw SystemError(what) }
      current = try Descriptor(what, linux_openat(current.number, name, flags, 0))
    }
    return current
  }

  /// A name in a directory, and whether it may be a directory's: a file system need not say so in its listings.
  struct Entry {
    let name: FileName
    let mayBeDirectory: Bool
  }

  /// A failed look is a failure and not an empty directory: errno is cleared before each step and read after it.
  static func names(in directory: Int32, what: String) throws(SystemError) -> [FileName] {
    try entries(in: directory, what: what).map(\.name)
  }

  /// Everything in an open directory but `.` and `..`.
  static func entries(in directory: Int32, what: String) throws(SystemError) -> [Entry] {
    let own = linux_openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard own >= 0, let stream = fdopendir(own) else { throw SystemError("list \(what)") }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = entryName(entry)
      if name.count <= 2, name == [46] || name == [46, 46] { continue }
      let type = Int(entry.pointee.d_type)
      entries.append(
        Entry(name: FileName(name), mayBeDirectory: type == Int(DT_DIR) || type == Int(DT_UNKNOWN)))
    }
    guard errno == 0 else { throw SystemError("list \(what)") }
    return entries
  }

  /// The entry's name as bytes: it need not be UTF-8.
  private static func entryName(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let start = linux_dirent_name(entry) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }
}
