/// Cuts a stream of bytes into lines, wherever the pieces of the stream happen to end.
package struct LineSplitter: Sendable {
  private var unfinished: [UInt8] = []
  private let limit: Int

  /// `limit` is the most bytes that a line may have, without its line feed.
  package init(limit: Int = WireLimits.lineBytes) {
    self.limit = limit
  }

  /// The lines that these bytes complete, without their line feeds. Nothing more can be read after an error.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(LineTooLong) -> [[UInt8]] {
    let bytes = Array(bytes)
    var lines: [[UInt8]] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      try extend(with: bytes[start..<end])
      lines.append(unfinished)
      unfinished = []
      start = end + 1
    }
    try extend(with: bytes[start...])
    return lines
  }

  private mutating func extend(with piece: ArraySlice<UInt8>) throws(LineTooLong) {
    guard unfinished.count + piece.count <= limit else { throw LineTooLong(limit: limit) }
    unfinished += piece
  }
}

/// A line has more bytes than its reader takes.
package struct LineTooLong: Error, Hashable, CustomStringConvertible {
  package let limit: Int

  package var description: String { "a line has more than \(limit) bytes" }
}
