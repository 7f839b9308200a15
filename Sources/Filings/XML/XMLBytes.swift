/// A document's bytes, with eight zeros behind them: a load of eight bytes that begins in the document, or at its end,
/// stays inside of the storage. So one comparison checks each load, and no scan needs a second way for the last bytes.
struct XMLBytes {
  /// The document and the zeros behind it.
  let storage: [UInt8]
  /// Bytes of the document.
  let count: Int

  private static var padding: Int { 8 }

  init(_ bytes: [UInt8]) {
    count = bytes.count
    var storage: [UInt8] = []
    storage.reserveCapacity(bytes.count + XMLBytes.padding)
    storage += bytes
    storage += repeatElement(0, count: XMLBytes.padding)
    self.storage = storage
  }

  /// The eight bytes from `offset`, zeros where the document has ended; zeros too for an offset outside of it.
  @inline(__always)
  func word(at offset: Int) -> ByteWord {
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count) else { return ByteWord(bits: 0) }
    // `count` + 8 bytes are there, by `init`, which alone sets the two.
    assert(offset + 8 <= storage.count, "a word reaches beyond the padding")
    let bits = storage.span.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    return ByteWord(bits: UInt64(littleEndian: bits))
  }

  /// The byte at `offset`; zero where the document has ended, and outside of it.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count) else { return 0 }
    assert(offset < storage.count, "a byte beyond the padding")
    return storage.span.bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }
}
