import Filings

/// Cuts the stream of a language server's client into messages: `Content-Length: N`, an empty line, N bytes.
package struct MessageFrames {
  private var bytes: [UInt8] = []

  /// Nothing is read yet.
  package init() {}

  /// The messages that are complete now, in their order; `nil` when the stream is none that can be cut.
  package mutating func append(_ more: some Sequence<UInt8>) -> [[UInt8]]? {
    bytes += more
    var messages: [[UInt8]] = []
    while let end = headerEnd {
      guard let length = contentLength(bytes[..<end]), length <= Limits.messageBytes else { return nil }
      guard bytes.count - end >= length else { return messages }
      messages.append(Array(bytes[end..<(end + length)]))
      bytes.removeSubrange(..<(end + length))
    }
    return bytes.count > Limits.messageBytes ? nil : messages
  }

  /// A message with its header.
  package static func framed(_ message: String) -> String {
    "Content-Length: \(message.utf8.count)\r\n\r\n\(message)"
  }

  private var headerEnd: Int? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard bytes.count >= end.count else { return nil }
    let limit = min(bytes.count, MessageFrames.longestHeader)
    return (end.count...limit).first { bytes[($0 - end.count)..<$0].elementsEqual(end) }
  }

  /// Two header fields of some dozen bytes are all that the protocol has.
  private static let longestHeader = 4_096

  private func contentLength(_ header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].drop { $0 == " " }
      return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }
    return nil
  }
}
