import Foundation
import Wire

/// Lines from a descriptor, awaited for so long that only a hang takes longer.
final class LineReader {
  struct Ended: Error {}
  struct NothingCame: Error {}

  /// Milliseconds.
  static let patience: Int32 = 20_000

  private let descriptor: Int32
  /// Whoever owns the descriptor.
  private let owner: AnyObject
  private var splitter = LineSplitter()
  private var lines: [[UInt8]] = []

  init(_ descriptor: Int32, keeping owner: AnyObject) {
    self.descriptor = descriptor
    self.owner = owner
  }

  /// The next line, without its line feed.
  func line() throws -> Data {
    while lines.isEmpty { lines = try splitter.append(try piece()) }
    return Data(lines.removeFirst())
  }

  /// Waits until the other side has closed.
  func end() throws {
    do {
      while true { _ = try line() }
    } catch is Ended {
      return
    }
  }

  private func piece() throws -> [UInt8] {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, LineReader.patience) == 1 else { throw NothingCame() }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0 else { throw Ended() }
    return Array(bytes.prefix(count))
  }
}
