/// A file with files in it, read from its front to its end.
protocol Archive: AnyObject {
  /// Goes to the next member that is a file; `nil` at the end of the archive. Throws when the rest cannot be reached.
  func next() throws(FilingError) -> ArchiveMember?
  /// The next bytes of the member, at least one; `nil` at its end. Throws when this member is damaged.
  func piece() throws(FilingError) -> ArraySlice<UInt8>?
}

/// A file inside of an archive.
struct ArchiveMember {
  /// As the archive has it, with its folders; in whatever encoding.
  var name: [UInt8]
  /// Why it cannot be read, whatever is in it.
  var refusal: FilingError?

  init(name: [UInt8], refusal: FilingError? = nil) {
    self.name = Array(name.prefix(Limits.memberNameBytes))
    self.refusal = refusal
  }
}

/// One file, compressed.
final class GzipArchive: Archive {
  private let stream: ByteStream
  private var isOpen = false

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  func next() throws(FilingError) -> ArchiveMember? {
    guard !isOpen else { return nil }
    isOpen = true
    // What it was called before has nothing to do with what it is called now.
    return ArchiveMember(name: [])
  }

  func piece() throws(FilingError) -> ArraySlice<UInt8>? {
    try stream.piece()
  }
}
