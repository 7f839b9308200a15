/// A zip archive (APPNOTE 6.3.10), by its central directory: what it does not list is not in the archive. With ZIP64,
/// without encryption, and with the two methods that are in use, stored and deflated.
final class ZipArchive: Archive {
  private let source: ByteSource
  private let allowance: Allowance
  private let directory: ByteStream
  private var entries: Int
  private var stream: ByteStream?
  private var expected: Entry?
  private var size = 0
  private var sum: UInt = 0
  /// Bytes of the file that members took so far: entries that lie over one another are a bomb.
  private var taken = 0

  init(_ source: ByteSource, _ allowance: Allowance) throws(FilingError) {
    self.source = source
    self.allowance = allowance
    let end = try ZipEnd(source)
    entries = end.entries
    directory = try ByteStream(source, range: end.directory, allowance)
  }

  func next() throws(FilingError) -> ArchiveMember? {
    while entries > 0 {
      entries -= 1
      let entry = try Entry(directory)
      guard entry.name.last != UInt8(ascii: "/") else { continue }
      expected = entry
      size = 0
      sum = 0
      do {
        stream = try open(entry)
        return ArchiveMember(name: entry.name)
      } catch {
        stream = nil
        return ArchiveMember(name: entry.name, refusal: error)
      }
    }
    return nil
  }

  func piece() throws(FilingError) -> ArraySlice<UInt8>? {
    guard let expected, let stream else { return nil }
    if let piece = try stream.piece() {
      size += piece.count
      sum = Inflater.checksum(piece, after: sum)
      return piece
    }
    guard size == expected.size, sum == expected.checksum else {
      throw FilingError("the member is damaged: its check sum is wrong", help: "fetch the archive again")
    }
    return nil
  }

  private func open(_ entry: Entry) throws(FilingError) -> ByteStream {
    guard !entry.isEncrypted else {
      throw FilingError("the member is encrypted", help: "unpack the archive and drop what is in it")
    }
    let header = try source.bytes(from: entry.offset, count: 30)
    guard header.count == 30, header.begins(with: "PK\u{3}\u{4}") else { throw ZipEnd.damage }
    let start = entry.offset + 30 + Int(header.little16(26)) + Int(header.little16(28))
    taken += entry.compressedSize
    guard start + entry.compressedSize <= source.size, taken <= source.size else { throw ZipEnd.damage }
    let range = start..<(start + entry.compressedSize)
    switch entry.method {
    case 0: return try ByteStream(source, range: range, allowance)
    case 8: return try ByteStream(source, range: range, inflating: .some(.none), allowance)
    default:
      throw FilingError(
        "the member is compressed with method \(entry.method)",
        help: "stored and deflated members are read; unpack the archive and drop what is in it")
    }
  }

  /// An entry of the central directory.
  private struct Entry {
    var name: [UInt8]
    var method: UInt16
    var isEncrypted: Bool
    var checksum: UInt
    var compressedSize: Int
    var size: Int
    var offset: Int

    init(_ directory: ByteStream) throws(FilingError) {
      let fixed = try Entry.read(46, from: directory)
      guard fixed.begins(with: "PK\u{1}\u{2}") else { throw ZipEnd.damage }
      isEncrypted = fixed.little16(8) & 1 != 0
      method = fixed.little16(10)
      checksum = UInt(fixed.little32(16))
      compressedSize = Int(fixed.little32(20))
      size = Int(fixed.little32(24))
      offset = Int(fixed.little32(42))
      name = try Entry.read(Int(fixed.little16(28)), from: directory)
      let extra = try Entry.read(Int(fixed.little16(30)), from: directory)
      _ = try Entry.read(Int(fixed.little16(32)), from: directory)
      try widen(with: extra)
    }

    /// ZIP64: the numbers that do not fit into 32 bits stand in the extra field, in this order.
    private mutating func widen(with extra: [UInt8]) throws(FilingError) {
      var at = 0
      while at + 4 <= extra.count {
        let length = Int(extra.little16(at + 2))
        if extra.little16(at) == 1, at + 4 + length <= extra.count {
          var values = Array(extra[(at + 4)..<(at + 4 + length)])[...]
          for field in [\Entry.size, \Entry.compressedSize, \Entry.offset]
          where self[keyPath: field] == 0xFFFF_FFFF {
            guard values.count >= 8, let value = Int(exactly: Array(values.prefix(8)).little64(0)) else {
              throw ZipEnd.damage
            }
            self[keyPath: field] = value
            values = values.dropFirst(8)
          }
        }
        at += 4 + length
      }
      // Numbers beyond any file's size would overflow sums.
      guard size < 1 << 48, compressedSize < 1 << 48, offset < 1 << 48 else { throw ZipEnd.damage }
    }

    private static func read(_ count: Int, from stream: ByteStream) throws(FilingError) -> [UInt8] {
      var bytes: [UInt8] = []
      while bytes.count < count {
        guard let piece = try stream.piece(atMost: count - bytes.count) else { throw ZipEnd.damage }
        bytes += piece
      }
      return bytes
    }
  }
}

/// The end of a zip archive, which says where its directory is.
struct ZipEnd {
  let entries: Int
  let directory: Range<Int>

  /// The longest comment, and the record before it.
  private static let longest = 65_535 + 22

  static var damage: FilingError {
    FilingError("the zip archive is damaged", help: "fetch the file again")
  }

  init(_ source: ByteSource) throws(FilingError) {
    let from = max(0, source.size - ZipEnd.longest)
    let tail = try source.bytes(from: from, count: ZipEnd.longest)
    guard let end = tail.indices.reversed().first(where: { tail.begins(with: "PK\u{5}\u{6}", at: $0) }),
      end + 22 <= tail.count
    else {
      throw FilingError(
        "the zip archive has no directory at its end", help: "the file is cut off or still being written",
        isTruncation: true)
    }
    var entries = Int(tail.little16(end + 10))
    var size = Int(tail.little32(end + 12))
    var start = Int(tail.little32(end + 16))
    if end >= 20, tail.begins(with: "PK\u{6}\u{7}", at: end - 20) {
      guard let offset = Int(exactly: tail.little64(end - 12)) else { throw ZipEnd.damage }
      let wide = try source.bytes(from: offset, count: 56)
      guard wide.count == 56, wide.begins(with: "PK\u{6}\u{6}"),
        let wideEntries = Int(exactly: wide.little64(32)), let wideSize = Int(exactly: wide.little64(40)),
        let wideStart = Int(exactly: wide.little64(48))
      else { throw ZipEnd.damage }
      (entries, size, start) = (wideEntries, wideSize, wideStart)
    }
    guard start <= from + end, size <= from + end - start, entries <= size / 46 else { throw ZipEnd.damage }
    self.entries = entries
    directory = start..<(start + size)
  }
}

extension [UInt8] {
  /// Little endian; the caller has seen that they are there.
  fileprivate func little16(_ at: Int) -> UInt16 {
    UInt16(self[at]) | UInt16(self[at + 1]) << 8
  }

  fileprivate func little32(_ at: Int) -> UInt32 {
    UInt32(little16(at)) | UInt32(little16(at + 2)) << 16
  }

  fileprivate func little64(_ at: Int) -> UInt64 {
    UInt64(little32(at)) | UInt64(little32(at + 4)) << 32
  }
}
