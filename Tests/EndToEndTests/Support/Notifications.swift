import Foundation
import Glibc

/// The socket at which a service tells systemd how it is doing (sd_notify(3)), with the test in systemd's place.
final class Notifications {
  let path: String
  private let descriptor: Int32

  init(in scratch: Scratch) throws {
    path = scratch.path("notify")
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  deinit {
    close(descriptor)
  }

  /// Waits for a message with the line `wanted` and returns it whole; `nil` when the service ended, or said nothing
  /// of the kind for twenty seconds.
  func await(_ wanted: String, from service: Child) -> String? {
    self.await(from: service, where: { $0.split(separator: "\n").contains(Substring(wanted)) })
  }

  /// Waits for a message that is wanted and returns it whole; `nil` as above.
  func await(from service: Child, where isWanted: (String) -> Bool) -> String? {
    for _ in 0..<200 {
      while let message = next() {
        if isWanted(message) { return message }
      }
      if service.hasEnded { return nil }
    }
    return nil
  }

  /// The next message, if one comes within a tenth of a second.
  private func next() -> String? {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 100) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
