import CLinux
import Glibc

/// The name of the file that is being judged, in a page that outlives the process.
///
/// A trap in Swift ends the process and cannot be caught, so a file that crashes the judge would crash it again
/// after each restart. The note is written before a file is read: the next process finds it and counts. It is a
/// mapped file, so that writing it costs no call and a killed process leaves it behind.
final class AttemptNote {
  /// A path of the kernel's has fewer bytes (PATH_MAX); two more hold its length.
  private static let size = 4096
  private static let header = 2

  private let page: UnsafeMutableRawPointer

  init(directory: String) throws(SystemError) {
    let path = directory + "/attempt"
    let file = try Descriptor("open \(path)", linux_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640))
    guard ftruncate(file.number, AttemptNote.size) == 0 else { throw SystemError("size \(path)") }
    guard let mapped = mmap(nil, AttemptNote.size, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0),
      mapped != MAP_FAILED
    else { throw SystemError("map \(path)") }
    page = mapped
  }

  deinit {
    munmap(page, AttemptNote.size)
  }

  /// The file at which a process before this one ended, if it ended at one.
  var unfinished: FileName? {
    let length = min(Int(page.load(as: UInt16.self)), AttemptNote.size - AttemptNote.header)
    guard length > 0 else { return nil }
    return FileName(Array(UnsafeRawBufferPointer(start: page + AttemptNote.header, count: length)))
  }

  func begin(_ name: FileName) {
    let bytes = name.bytes.prefix(AttemptNote.size - AttemptNote.header)
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress {
        (page + AttemptNote.header).copyMemory(from: start, byteCount: source.count)
      }
    }
    page.storeBytes(of: UInt16(bytes.count), as: UInt16.self)
  }

  func finish() {
    page.storeBytes(of: 0, as: UInt16.self)
  }
}
