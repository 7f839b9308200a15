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
    var lines: [[UInt8]] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        lines.append(unfinished)
        unfinished = []
      } else if unfinished.count < limit {
        unfinished.append(byte)
      } else {
        throw LineTooLong(limit: limit)
      }
    }
    return lines
  }
}

/// A line has more bytes than its reader takes.
package struct LineTooLong: Error, Hashable, CustomStringConvertible {
  package let limit: Int

  package var description: String { "a line has more than \(limit) bytes" }
}
