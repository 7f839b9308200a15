import CLinux
import Glibc

/// The journal's datagram socket, written to without ever waiting.
///
/// libsystemd's own call blocks for ever while journald hangs and reports success when it is not there; here both
/// are failures, and the delivery stays pending.
package final class JournalSocket {
  package static let systemPath = "/run/systemd/journal/socket"

  private let path: String
  private var socket: Int32 = -1

  package init(path: String = JournalSocket.systemPath) {
    self.path = path
  }

  deinit {
    disconnect()
  }

  /// Whether the kernel took the datagram. That is not delivery: journald may still drop it.
  package func send(_ datagram: [UInt8]) -> Result<Void, SystemError> {
    for _ in 0..<2 {
      if socket < 0, let failure = connect() { return .failure(failure) }
      if Glibc.send(socket, datagram, datagram.count, sendFlags) >= 0 { return .success(()) }
      switch errno {
      case EMSGSIZE, ENOBUFS: return sendAsFile(datagram)
      case EINTR: continue
      case EAGAIN: return .failure(SystemError("write to the journal"))
      default: disconnect()  // journald went away and came back: once more on a new connection
      }
    }
    return .failure(SystemError("write to the journal"))
  }

  private var sendFlags: Int32 { Int32(MSG_NOSIGNAL | MSG_DONTWAIT) }

  private func connect() -> SystemError? {
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return SystemError("open a socket") }
    var address = sockaddr_un()
    linux_unix_address(&address, path)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result != 0 else { return nil }
    let failure = SystemError("reach the journal at \(path)")
    disconnect()
    return failure
  }

  /// What is too large for a datagram goes as a sealed file in memory, whose descriptor the datagram carries.
  private func sendAsFile(_ datagram: [UInt8]) -> Result<Void, SystemError> {
    do throws(SystemError) {
      let file = try Descriptor("make a file in memory", memfd_create("journal", linux_memfd_flags()))
      try Files.write(all: datagram, to: file.number, what: "fill a file in memory")
      guard linux_seal_and_send(file.number, socket) >= 0 else { throw SystemError("write to the journal") }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private func disconnect() {
    if socket >= 0 { close(socket) }
    socket = -1
  }
}
