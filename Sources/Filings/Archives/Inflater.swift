import CZlib

/// Inflates DEFLATE data (RFC 1951) piece by piece, with the checks of the gzip format around it (RFC 1952) or bare, as
/// zip archives have it.
final class Inflater {
  enum Wrapping: Int32 {
    /// The largest window, and 16 for gzip's header and check sum.
    case gzip = 31
    /// Below zero: no header.
    case none = -15
  }

  /// What one call did.
  struct Step {
    /// Bytes of the input that were taken.
    var consumed: Int
    /// At most `Inflater.pieceBytes`.
    var output: [UInt8]
    /// The data has ended as it should, with the right check sum where there is one.
    var isAtEnd: Bool
  }

  /// Bytes that one step gives at most.
  static let pieceBytes = 128 << 10

  private let stream: UnsafeMutablePointer<z_stream>

  init(_ wrapping: Wrapping) throws(FilingError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard czlib_inflate_init(stream, wrapping.rawValue) == Z_OK else {
      throw FilingError("there is no memory to inflate an archive")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Begins anew with the next gzip member of a file.
  func reset() {
    inflateReset(stream)
  }

  /// Takes what it can of `input`, and gives what comes of it; `nil` when the data is damaged.
  func step(_ input: ArraySlice<UInt8>) -> Step? {
    var result = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: Inflater.pieceBytes) { room, initialized in
      result = inflate(input, into: room)
      initialized = room.count - Int(stream.pointee.avail_out)
    }
    guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { return nil }
    return Step(
      consumed: input.count - Int(stream.pointee.avail_in), output: output, isAtEnd: result == Z_STREAM_END)
  }

  private func inflate(_ input: ArraySlice<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>) -> Int32 {
    input.withUnsafeBufferPointer { bytes in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.pointee.avail_in = UInt32(bytes.count)
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = UInt32(room.count)
      return CZlib.inflate(stream, Z_NO_FLUSH)
    }
  }

  /// The check sum of zip and gzip, over pieces.
  static func checksum(_ bytes: ArraySlice<UInt8>, after sum: UInt = 0) -> UInt {
    bytes.withUnsafeBufferPointer { crc32(sum, $0.baseAddress, UInt32($0.count)) }
  }
}
