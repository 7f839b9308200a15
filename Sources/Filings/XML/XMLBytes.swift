/// A document's bytes, with zeros behind them: a load that begins in the document, or at its end, stays inside of the
/// storage. So one comparison checks each load, and no scan needs a second way for the last bytes.
struct XMLBytes {
  /// The document and the zeros behind it.
  let storage: [UInt8]
  /// Bytes of the document.
  let count: Int

  /// Bytes of the widest load.
  private static var padding: Int { 32 }

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
    ByteWord(bits: UInt64(littleEndian: load(UInt64.self, at: offset) ?? 0))
  }

  /// The 32 bytes from `offset`, as a name is compared, likewise.
  @inline(__always)
  func spelling(at offset: Int) -> SIMD4<UInt64> {
    load(SIMD4<UInt64>.self, at: offset) ?? .zero
  }

  /// The byte at `offset`; zero where the document has ended, and outside of it.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    load(UInt8.self, at: offset) ?? 0
  }

  @inline(__always)
  private func load<Value: BitwiseCopyable>(_ type: Value.Type, at offset: Int) -> Value? {
    guard UInt(bitPattern: offset) <= UInt(bitPattern: count) else { return nil }
    // As many bytes as the padding has, and no load is wider, stand behind the document by `init`, which alone sets
    // the two.
    assert(offset + MemoryLayout<Value>.size <= storage.count, "a load reaches beyond the padding")
    return storage.span.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
  }
}
