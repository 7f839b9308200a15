/// Bytes by their place: a file that is too large for memory, or what is in memory already.
package struct ByteSource {
  /// Bytes that there are.
  package let size: Int
  private let read: (_ offset: Int, _ count: Int) throws(FilingError) -> [UInt8]

  /// - Parameter read: gives `count` bytes from `offset`, fewer only where the file has ended meanwhile; it throws when
  ///   the disk does.
  package init(size: Int, read: @escaping (_ offset: Int, _ count: Int) throws(FilingError) -> [UInt8]) {
    self.size = size
    self.read = read
  }

  package init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { offset, count in Array(bytes[offset..<(offset + count)]) }
  }

  /// The first bytes, as many of `count` as there are.
  package func head(_ count: Int) throws(FilingError) -> [UInt8] {
    try bytes(from: 0, count: count)
  }

  /// The bytes from `offset`, as many of `count` as there are.
  package func bytes(from offset: Int, count: Int) throws(FilingError) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    return try read(offset, min(count, size - offset))
  }
}
