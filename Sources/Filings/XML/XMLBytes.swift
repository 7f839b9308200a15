/// A document's bytes, with zeros behind them: a load that begins in the document, or at its end, stays inside of the
/// storage. So one comparison checks each load, and no scan needs a second way for the last bytes.
struct XMLBytes {
  /// The document and the zeros behind it.
  let storage: [UInt8]
  /// Bytes of the document.
  let count: Int
  /// The document is all ASCII.
  let isASCII: Bool

  /// As many as the widest load has.
  private static let padding = [UInt8](repeating: 0, count: room)

  /// The room that bytes need behind them to be taken as they are and not copied; nobody else may hold them then.
  static var room: Int { ByteVector.width }

  init(_ bytes: consuming [UInt8], isASCII: Bool = false) {
    count = bytes.count
    self.isASCII = isASCII
    bytes += XMLBytes.padding
    storage = bytes
  }

  /// The eight bytes from `offset`, zeros where the document has ended; zeros too for an offset outside of it.
  @inline(__always)
  func word(at offset: Int) -> ByteWord {
    ByteWord(bits: UInt64(littleEndian: load(UInt64.self, at: offset)))
  }

  /// The 32 bytes from `offset`, likewise.
  @inline(__always)
  func vector(at offset: Int) -> ByteVector {
    ByteVector(bytes: load(SIMD32<UInt8>.self, at: offset))
  }

  /// The byte at `offset`; zero where the document has ended, and outside of it.
  @inline(__always)
  func byte(at offset: Int) -> UInt8 {
    load(UInt8.self, at: offset)
  }

  @inline(__always)
  private func load<Value: BitwiseCopyable>(_ type: Value.Type, at offset: Int) -> Value {
    // An offset outside of the document, a negative one, too, is taken for its end, where zeros stand.
    let inside = Int(truncatingIfNeeded: min(UInt(bitPattern: offset), UInt(bitPattern: count)))
    // The padding stands behind the document by `init`, which alone sets the two, and no load is wider than it.
    assert(inside + MemoryLayout<Value>.size <= storage.count, "a load reaches beyond the padding")
    return storage.span.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: inside, as: type)
  }
}
