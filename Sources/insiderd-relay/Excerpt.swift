import AsyncHTTPClient
import NIOCore
import Wire

/// The beginning of an answer's body, for the operator.
enum Excerpt {
  /// Reads no more than it keeps. A body that breaks off, or that the deadline cuts, counts as far as it came: the
  /// status is what matters.
  static func read(_ body: HTTPClientResponse.Body) async -> String {
    var bytes: [UInt8] = []
    do {
      for try await piece in body {
        bytes += piece.readableBytesView.prefix(WireLimits.excerptBytes - bytes.count)
        if bytes.count == WireLimits.excerptBytes { break }
      }
    } catch {
      return text(bytes)
    }
    return text(bytes)
  }

  /// One line of text: what a terminal would obey is a blank.
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "" }
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: Character(" ")
      default: Character(scalar)
      }
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }
}
