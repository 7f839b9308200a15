import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite("The doorbell rings for everything that inotify reports")
struct DoorbellTests {
  private let directory: TemporaryDirectory
  private let inbox: String

  init() throws {
    directory = try TemporaryDirectory()
    inbox = try directory.make("inbox")
  }

  private func rings(_ action: () throws -> Void) throws -> Doorbell.Ring {
    let bell = try Doorbell(directory: inbox)
    try action()
    return bell.answer()
  }

  @Test("A file that is written and closed rings")
  func written() throws {
    #expect(try rings { try directory.write("inbox/a.xml", "x") } == .names([FileName("a.xml")]))
  }

  @Test("A file that is renamed into the inbox rings")
  func renamed() throws {
    try directory.write("b.xml", "x")
    #expect(try rings { rename(directory.path + "/b.xml", inbox + "/b.xml") } == .names([FileName("b.xml")]))
  }

  @Test("A hard link rings, although nothing was written")
  func linked() throws {
    try directory.write("c.xml", "x")
    #expect(try rings { link(directory.path + "/c.xml", inbox + "/c.xml") } == .names([FileName("c.xml")]))
  }

  @Test("A file that becomes readable rings")
  func changedMode() throws {
    try directory.write("inbox/d.xml", "x")
    #expect(try rings { chmod(inbox + "/d.xml", 0o600) } == .names([FileName("d.xml")]))
  }

  @Test("A name rings once, however many events it has, and keeps its bytes")
  func names() throws {
    let odd = FileName([0x66, 0xFF, 0x0A, 0x2E, 0x78])
    let ring = try rings {
      for _ in 0..<3 {
        let file = fopen(inbox + "/" + "plain", "w")
        fclose(file)
      }
      let path = Array(inbox.utf8) + [0x2F] + odd.bytes + [0]
      let file = path.withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { fopen($0.baseAddress, "w") }
      }
      fclose(file)
    }
    #expect(ring == .names([FileName("plain"), odd]))
  }

  @Test("An inbox that is removed or moved away is reported as gone")
  func gone() throws {
    #expect(try rings { rmdir(inbox) } == .gone)
    let again = try directory.make("inbox")
    #expect(try rings { rename(again, again + ".old") } == .gone)
  }

  @Test("An inbox that is removed while we hold it open rings as well")
  func removedWhileOpen() throws {
    let held = open(inbox, O_RDONLY | O_DIRECTORY)
    defer { close(held) }
    #expect(try rings { rmdir(inbox) } == .everything)
  }

  // MARK: - Directories below the inbox

  /// A bell that follows directories as the daemon does, and what it says of one action after the other.
  private func rings(_ actions: (() throws -> Void)...) throws -> [Doorbell.Ring] {
    let bell = try Doorbell(directory: inbox)
    let tree = try Inbox(InboxPlaces(inbox: inbox))
    _ = try tree.scan { bell.watch($0) }
    return try actions.map { action in
      try action()
      let ring = bell.answer()
      if case .names(_, let directories) = ring {
        for directory in directories { _ = try tree.scan(below: directory) { bell.watch($0) } }
      }
      return ring
    }
  }

  private func names(_ names: String..., directories: [String] = []) -> Doorbell.Ring {
    .names(names.map { FileName($0) }, directories: directories.map { FileName($0) })
  }

  @Test("A file in a directory rings with its path")
  func below() throws {
    _ = try directory.make("inbox/a/b")
    #expect(try rings({ try directory.write("inbox/a/b/c.xml", "x") }) == [names("a/b/c.xml")])
  }

  @Test("A new directory is followed from then on, with all below")
  func newDirectory() throws {
    let rung = try rings(
      { _ = try directory.make("inbox/a/b") }, { try directory.write("inbox/a/b/c.xml", "x") },
      { _ = try directory.make("inbox/a/b/d") }, { try directory.write("inbox/a/b/d/e.xml", "x") })
    #expect(
      rung == [
        names(directories: ["a"]), names("a/b/c.xml"), names(directories: ["a/b/d"]), names("a/b/d/e.xml"),
      ])
  }

  @Test("A directory that is moved in with its files is to be looked into")
  func movedIn() throws {
    _ = try directory.make("batch/day")
    try directory.write("batch/day/a.xml", "x")
    let rung = try rings(
      { rename(directory.path + "/batch", inbox + "/batch") },
      { try directory.write("inbox/batch/day/b.xml", "x") })
    #expect(rung == [names(directories: ["batch"]), names("batch/day/b.xml")])
  }

  @Test("A directory that is renamed rings under its new name, and so does what lies below")
  func renamedDirectory() throws {
    _ = try directory.make("inbox/a/b")
    let rung = try rings(
      { rename(inbox + "/a", inbox + "/z") }, { try directory.write("inbox/z/b/c.xml", "x") },
      { rename(inbox + "/z/b", inbox + "/b") }, { try directory.write("inbox/b/d.xml", "x") })
    #expect(rung[1] == names("z/b/c.xml"))
    #expect(rung[3] == names("b/d.xml"))
  }

  @Test("A directory that is moved out rings no more, and neither does what lies below")
  func movedOut() throws {
    _ = try directory.make("inbox/a/b")
    let rung = try rings(
      { rename(inbox + "/a", directory.path + "/out") }, { try directory.write("out/b/c.xml", "x") })
    #expect(rung[1] == names())
  }

  @Test("A directory that is removed and made again is followed again")
  func madeAgain() throws {
    _ = try directory.make("inbox/a")
    let rung = try rings(
      { rmdir(inbox + "/a") }, { _ = try directory.make("inbox/a") },
      { try directory.write("inbox/a/b.xml", "x") })
    #expect(rung == [names(), names(directories: ["a"]), names("a/b.xml")])
  }

  @Test("A link to a directory is not followed")
  func linkedDirectory() throws {
    _ = try directory.make("elsewhere")
    let rung = try rings(
      { symlink(directory.path + "/elsewhere", inbox + "/a") },
      { try directory.write("elsewhere/b.xml", "x") })
    #expect(rung == [names("a"), names()])
  }

  @Test("An overflow of the kernel's queue means that anything may be new")
  func overflow() throws {
    let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let queue = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
    let ring = try rings {
      // Each new file gives two events: created, closed.
      for number in 0...(queue / 2 + 1) { close(creat(inbox + "/\(number)", 0o600)) }
    }
    #expect(ring == .everything)
  }

  @Test("What the kernel writes is decoded within its bounds, wherever it is cut")
  func bounds() {
    var bytes: [UInt8] = []
    for word in [1, 0x100, 0, 16] as [UInt32] { withUnsafeBytes(of: word) { bytes += $0 } }
    bytes += Array("name.xml".utf8) + [UInt8](repeating: 0, count: 8)
    for count in 0...bytes.count {
      let events = bytes.prefix(count).withUnsafeBytes { Doorbell.events(in: $0) }
      #expect(events.map(\.name) == (count == bytes.count ? [FileName("name.xml")] : []))
    }
  }
}
