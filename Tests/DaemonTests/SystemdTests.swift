import Glibc
import Testing

@testable import Daemon

@Suite("A service manager that does not read")
final class SystemdTests {
  private let directory: TemporaryDirectory
  private let manager: Descriptor
  private let systemd: Systemd

  init() throws {
    directory = try TemporaryDirectory()
    let path = directory.path + "/notify"
    manager = try Descriptor(
      "open a socket", socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0))
    #expect(UnixSocket.bind(manager.number, path) == 0)
    systemd = Systemd(Environment(["NOTIFY_SOCKET": path]))
  }

  /// Everything that the manager has not read yet.
  private func heard() -> [String] {
    var heard: [String] = []
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while case let count = recv(manager.number, &bytes, bytes.count, 0), count > 0 {
      heard.append(String(decoding: bytes.prefix(count), as: UTF8.self))
    }
    return heard
  }

  @Test("is not waited for, and hears what must not get lost when it reads again")
  func full() {
    var said = 0
    while systemd.status("\(said)") { said += 1 }
    systemd.reloading()
    systemd.ready("back")
    #expect(!systemd.status("not now"))
    #expect(heard() == (0..<said).map { "STATUS=\($0)" })
    #expect(systemd.status("now"))
    let words = heard()
    #expect(words.count == 3 && words[0].hasPrefix("RELOADING=1\n"), "\(words)")
    #expect(words.suffix(2) == ["READY=1\nSTATUS=back", "STATUS=now"])
  }

  @Test("and that is gone keeps nobody busy")
  func gone() {
    unlink(directory.path + "/notify")
    systemd.ready("up")
    #expect(systemd.status("on"))
    #expect(Systemd(Environment([:])).status("on"))
  }
}
