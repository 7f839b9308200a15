import Foundation
import Glibc

/// The lines that a process writes into a pipe, one after the other as they come.
final class Lines {
  /// To be given to the process.
  let writing: FileHandle
  private let reading: FileHandle
  private var rest: [UInt8] = []

  init() {
    let pipe = Pipe()
    reading = pipe.fileHandleForReading
    writing = pipe.fileHandleForWriting
  }

  /// Waits for the next line; `nil` when none comes for `patience` milliseconds or all writers are gone.
  func next(patience: Int32 = 20_000) -> String? {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeSubrange(...end)
        return line
      }
      guard receive(patience) else { return nil }
    }
  }

  /// The next line that is an object of JSON.
  func nextObject() -> [String: Any]? {
    while let line = next() {
      if let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] {
        return object
      }
    }
    return nil
  }

  private func receive(_ patience: Int32) -> Bool {
    var waiting = pollfd(fd: reading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, patience) > 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(reading.fileDescriptor, &chunk, chunk.count)
    guard count > 0 else { return false }
    rest += chunk.prefix(count)
    return true
  }
}
