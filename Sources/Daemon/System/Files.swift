import CLinux
package import Filings
import Glibc

/// A file that several hands hold open.
private final class OpenFile {
  private let descriptor: Descriptor

  init(_ descriptor: consuming Descriptor) {
    self.descriptor = descriptor
  }

  func read(_ offset: Int, _ count: Int, what: String) throws(SystemError) -> [UInt8] {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      result = retrying { pread(descriptor.number, buffer.baseAddress, count, off_t(offset)) }
      initialized = max(0, result)
    }
    guard result >= 0 else { throw SystemError(what) }
    return bytes
  }
}

/// Reading and writing whole files, with bounds.
package enum Files {
  /// The file's bytes.
  /// - Throws: `SystemError`, with EFBIG for a file of more than `limit` bytes.
  package static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let what = "read \(path)"
    let file = try Descriptor(what, linux_open(path, O_RDONLY | O_CLOEXEC, 0))
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemError(what) }
    guard Int(status.st_size) <= limit else { throw SystemError(what, code: EFBIG) }
    return try read(file.number, expecting: Int(status.st_size), limit: limit, what: what)
  }

  /// Everything that is left to read, with one byte to spare so that a growing file is noticed.
  static func read(
    _ file: Int32, expecting size: Int, limit: Int, what: @autoclosure () -> String
  ) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let room = bytes.count <= size ? size + 1 - bytes.count : 64 << 10
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        count = retrying { Glibc.read(file, buffer.baseAddress, room) }
        initialized = max(0, count)
      }
      if count < 0 {
        let code = errno
        throw SystemError(what(), code: code)
      }
      if count == 0 { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if count < room { break }  // a regular file gives less only at its end
    }
    guard bytes.count <= limit else { throw SystemError(what(), code: EFBIG) }
    return bytes
  }

  /// A file as bytes by their place.
  /// - Throws: `SystemError`, with EFBIG for a file of more than `limit` bytes.
  package static func source(_ path: String, limit: Int) throws(SystemError) -> ByteSource {
    let what = "read \(path)"
    let file = try Descriptor(what, linux_open(path, O_RDONLY | O_CLOEXEC, 0))
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemError(what) }
    guard Int(status.st_size) <= limit else { throw SystemError(what, code: EFBIG) }
    return source(file, size: Int(status.st_size), what: what)
  }

  /// An open file as bytes by their place, for what is too large to be read at once. It stays open as long as that.
  static func source(_ file: consuming Descriptor, size: Int, what: String) -> ByteSource {
    let file = OpenFile(file)
    return ByteSource(size: size) { offset, count throws(FilingError) in
      do throws(SystemError) {
        return try file.read(offset, count, what: what)
      } catch {
        throw FilingError(error.description)
      }
    }
  }

  /// Makes a file with its contents, flushed, or nothing at all: it is filled under a hidden name.
  /// - Throws: `SystemError`, with EEXIST when the name is taken.
  static func create(_ name: [UInt8], in directory: Int32, _ fill: (Int32) throws(SystemError) -> Void)
    throws(SystemError)
  {
    // One thread writes, so that the process's number makes the name its own.
    let hidden = Array(".insiderd-\(getpid()).part".utf8)
    do throws(SystemError) {
      let file = try create(directory, hidden)
      try fill(file.number)
      guard fsync(file.number) == 0,
        linux_rename_noreplace(directory, path(hidden), directory, path(name)) == 0
      else { throw SystemError("create \(FileName(name))") }
    } catch {
      unlinkat(directory, path(hidden), 0)
      throw error
    }
  }

  /// Copies `count` bytes from the beginning of one open file to the end of another.
  static func copy(_ source: Int32, to target: Int32, count: Int, what: String) throws(SystemError) {
    var offset = 0
    while offset < count {
      let piece = try piece(of: source, from: offset, count: min(1 << 20, count - offset), what: what)
      try write(all: piece, to: target, what: what)
      offset += piece.count
    }
  }

  private static func piece(of file: Int32, from offset: Int, count: Int, what: String) throws(SystemError)
    -> [UInt8]
  {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      result = retrying { pread(file, buffer.baseAddress, count, off_t(offset)) }
      initialized = max(0, result)
    }
    guard result > 0 else { throw SystemError(what, code: result == 0 ? ESTALE : errno) }
    return bytes
  }

  static func create(_ directory: Int32, _ name: [UInt8]) throws(SystemError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    return try Descriptor("create \(FileName(name))", linux_openat(directory, path(name), flags, 0o640))
  }

  static func write(all bytes: [UInt8], to file: Int32, what: String) throws(SystemError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        retrying { Glibc.write(file, buffer.baseAddress?.advanced(by: sent), buffer.count - sent) }
      }
      guard count > 0 else { throw SystemError(what) }
      sent += count
    }
  }

  /// The name as C wants it, closed by a zero.
  static func path(_ name: [UInt8]) -> [CChar] {
    name.map { CChar(bitPattern: $0) } + [0]
  }

  /// Replaces a file's contents: written beside it, flushed, renamed. Its mode stays; a link is followed.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let what = "write \(path)"
    guard let resolved = realpath(path, nil) else { throw SystemError(what) }
    defer { free(resolved) }
    let real = String(cString: resolved)
    let temporary = "\(real).part"
    var status = stat()
    guard stat(real, &status) == 0 else { throw SystemError(what) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let file = try Descriptor(what, linux_open(temporary, flags, status.st_mode & 0o7777))
    try write(all: bytes, to: file.number, what: what)
    guard fsync(file.number) == 0, rename(temporary, real) == 0 else { throw SystemError(what) }
  }

  /// Creates or replaces a file that is not watched by anybody: whoever reads it meanwhile sees half of it.
  package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let what = "write \(path)"
    let file = try Descriptor(what, linux_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644))
    try write(all: bytes, to: file.number, what: what)
  }

  /// What root makes in the directory of another belongs to that one; for everybody else this does nothing. A link is not
  /// followed: who owns the directory could have put one there.
  static func give(_ path: String, toOwnerOf directory: String) {
    var owner = stat()
    guard geteuid() == 0, stat(directory, &owner) == 0 else { return }
    _ = lchown(path, owner.st_uid, owner.st_gid)
  }

  /// Bytes of a file, or of all files below a directory; 0 for what is not there.
  package static func bytes(in path: String) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    let names = (try? names(in: path)) ?? []
    return names.reduce(0) { $0 + bytes(in: "\(path)/\($1)") }
  }

  /// `false` also when nothing is there.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether something is there, whatever it is.
  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Names in a directory, without `.` and `..`, in the order of their bytes.
  package static func names(in path: String) throws(SystemError) -> [FileName] {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let directory = try Descriptor("open the directory \(path)", linux_open(path, flags, 0))
    return try names(in: directory.number, what: path).sorted()
  }
}
