import Foundation
import Glibc
import Testing

@testable import Daemon
import Filings

@Suite("The inbox is a directory that is read without trusting it")
struct InboxTests {
  private let directory: TemporaryDirectory
  private let inbox: Inbox

  init() throws {
    directory = try TemporaryDirectory()
    inbox = try Inbox(InboxPlaces(inbox: try directory.make("inbox")))
  }

  private func kind(_ name: String) -> String {
    switch inbox.look(at: FileName(name)) {
    case .file(let file): kind(file)
    case .gone: "gone"
    case .directory: "directory"
    case .notAFile: "not a file"
    case .unreadable: "unreadable"
    }
  }

  private func kind(_ file: InboxFile) -> String {
    switch file.contents() {
    case .bytes(let bytes): "bytes \(String(decoding: bytes, as: UTF8.self))"
    case .changing: "changing"
    case .tooLarge: "too large"
    case .archive: "archive"
    case .unreadable: "unreadable"
    }
  }

  @Test(
    "Names of files that are still being written, and hidden ones, are left alone",
    arguments: [
      (".hidden.xml", false), ("a.part", false), ("a.tmp", false), ("a~", false), (".a.swp", false),
      ("a.filepart", false), ("a.xml.crdownload", false), ("a.xml", true), ("a", true), ("part", true),
      ("tmp.xml", true), ("-rf", true), ("with space", true),
    ])
  func candidates(name: String, isCandidate: Bool) {
    #expect(Inbox.isCandidate(FileName(name)) == isCandidate)
  }

  @Test("What lies in the inbox is told apart, and nothing hangs")
  func kinds() throws {
    let path = directory.path + "/inbox"
    try directory.write("inbox/file", "content")
    try directory.write("outside", "secret")
    mkdir(path + "/folder", 0o700)
    mkfifo(path + "/fifo", 0o600)
    symlink(directory.path + "/outside", path + "/link")
    symlink("link", path + "/chain")
    symlink("nowhere", path + "/dangling")
    let sparse = creat(path + "/sparse", 0o600)
    ftruncate(sparse, 1 << 40)
    close(sparse)
    let expected = [
      "file": "bytes content", "folder": "directory", "fifo": "not a file", "link": "not a file",
      "chain": "not a file", "dangling": "not a file", "sparse": "too large", "missing": "gone",
    ]
    for (name, outcome) in expected { #expect(kind(name) == outcome, "\(name)") }
  }

  @Test("A scan gives every candidate, also names that are no text and names that look alike")
  func scan() throws {
    let names: [[UInt8]] = [
      Array("a.xml".utf8), [0xFF, 0xFE], [0xFE], Array("é".utf8), Array("e\u{301}".utf8), Array("n\nl".utf8),
      [UInt8](repeating: UInt8(ascii: "x"), count: 255),
    ]
    for name in names {
      let path = Array((directory.path + "/inbox/").utf8) + name
      close(creat(path.map { CChar(bitPattern: $0) } + [0], 0o600))
    }
    #expect(try inbox.scan().names == names.map { FileName($0) }.sorted())
  }

  @Test("A backlog is told while more files wait than one transaction has", arguments: [1_024, 1_025])
  func backlog(waiting: Int) {
    var report = InboxReport()
    report.queued = 41_200
    report.backlog = waiting
    #expect(report.remarks == (waiting > 1_024 ? ["judging a backlog: 40,175 of 41,200"] : []))
  }

  @Test("A judged file goes to the archive of its day, and never over another")
  func archive() throws {
    let day = try #require(Day("2026-11-22"))
    for text in ["one", "two", "three"] {
      try directory.write("inbox/form4.xml", text)
      try inbox.archive(FileName("form4.xml"), on: day)
    }
    #expect(directory.names("archive/2026-11-22") == ["form4.xml", "form4.xml.2", "form4.xml.3"])
    #expect(directory.names("inbox").isEmpty)
  }

  @Test("A file that is no filing goes to the rejected ones, beside the reason")
  func reject() throws {
    try directory.write("inbox/junk", "not a filing")
    try inbox.reject(FileName("junk"), reason: "the file is no filing")
    #expect(directory.names("rejected") == ["junk", "junk.reason"])
    let reason = try String(contentsOfFile: directory.path + "/rejected/junk.reason", encoding: .utf8)
    #expect(reason == "the file is no filing\n")
  }

  @Test("What lies in a directory keeps it in the archive and among the rejected")
  func directories() throws {
    let day = try #require(Day("2026-11-22"))
    _ = try directory.make("inbox/a/b")
    for name in ["good.xml", "bad.xml"] { try directory.write("inbox/a/b/" + name, "x") }
    try inbox.archive(FileName("a/b/good.xml"), on: day)
    try inbox.reject(FileName("a/b/bad.xml"), reason: "no")
    #expect(directory.names("archive/2026-11-22/a/b") == ["good.xml"])
    #expect(directory.names("rejected/a/b") == ["bad.xml", "bad.xml.reason"])
    #expect(directory.names("inbox/a/b").isEmpty)
  }

  @Test("A link in the place of a directory of the archive leads nowhere")
  func linkedArchive() throws {
    _ = try directory.make("inbox/a")
    _ = try directory.make("rejected")
    _ = try directory.make("elsewhere")
    symlink(directory.path + "/elsewhere", directory.path + "/rejected/a")
    try directory.write("inbox/a/b", "x")
    #expect(throws: SystemError.self) { try inbox.reject(FileName("a/b"), reason: "no") }
    #expect(directory.names("elsewhere").isEmpty && directory.names("inbox/a") == ["b"])
  }

  @Test("A reason goes over no file that has its name, and a file over no reason")
  func reasons() throws {
    for name in ["a.reason", "a", "a.reason"] {
      try directory.write("inbox/" + name, name)
      try inbox.reject(FileName(name), reason: "no")
    }
    #expect(
      directory.names("rejected") == [
        "a.2", "a.2.reason", "a.reason", "a.reason.2", "a.reason.2.reason", "a.reason.reason",
      ])
  }

  @Test(
    "The archive and the ledger are no part of an inbox in which they lie",
    arguments: [".", "..", "sub/.."])
  func aside(path: String) throws {
    #expect(InboxPlaces(inbox: path).archive == path + "/../archive")
    var places = InboxPlaces(inbox: directory.path + "/inbox")
    places.archive = try directory.make("inbox/archive")
    for name in ["archive", "state", "other"] {
      _ = try directory.make("inbox/" + name)
      try directory.write("inbox/\(name)/a.xml", "x")
    }
    let names = try Inbox(places, aside: [directory.path + "/inbox/state"]).scan().names
    #expect(names == [FileName("other/a.xml")])
  }

  @Test("Directories are followed to a depth and a number, and what is left out is told")
  func limits() throws {
    let deep = (0..<40).map { "d\($0)" }.joined(separator: "/")
    _ = try directory.make("inbox/" + deep)
    try directory.write("inbox/\(deep)/a.xml", "x")
    let listing = try inbox.scan()
    #expect(listing.names.isEmpty && listing.omissions.count == 1)
    #expect(listing.omissions.first?.directory.depth == InboxWalk.depth + 1)
    #expect(listing.omissions.first?.reason.contains("more than 32 directories deep") == true)
  }

  @Test("A file that took the name of the judged one stays, wherever judged ones go")
  func replacedFile() throws {
    let day = try #require(Day("2026-11-22"))
    func replace() throws -> Fingerprint? {
      try directory.write("inbox/a", "first")
      guard case .file(let file) = inbox.look(at: FileName("a")) else { return nil }
      unlink(directory.path + "/inbox/a")
      try directory.write("inbox/a", "other")
      return file.fingerprint
    }
    let leave: [(Fingerprint) throws -> Inbox.Departure] = [
      { try inbox.archive(FileName("a"), on: day, judged: $0) },
      { try inbox.reject(FileName("a"), reason: "no", judged: $0) },
      { try inbox.delete(FileName("a"), judged: $0) },
    ]
    for leave in leave {
      #expect(try leave(#require(try replace())) == .replaced)
      #expect(directory.names("inbox") == ["a"])
      #expect(directory.names("archive/2026-11-22") == [] && directory.names("rejected") == [])
    }
  }

  @Test("A file goes to an archive on another file system, and its name is not taken twice")
  func otherFileSystem() throws {
    var other = stat()
    var own = stat()
    guard stat("/dev/shm", &other) == 0, stat(directory.path, &own) == 0, other.st_dev != own.st_dev else {
      print("leaving out an archive on another file system: /dev/shm is none")
      return
    }
    var places = InboxPlaces(inbox: directory.path + "/inbox")
    places.rejected = "/dev/shm/insiderd-\(getpid())-rejected"
    defer { try? FileManager.default.removeItem(atPath: places.rejected) }
    let inbox = try Inbox(places)
    _ = try directory.make("inbox/d")
    for text in ["one", "two"] {
      try directory.write("inbox/d/a", text)
      #expect(try inbox.reject(FileName("d/a"), reason: "no") == .left)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: places.rejected + "/d").sorted()
    #expect(names == ["a", "a.2", "a.2.reason", "a.reason"])
    #expect(try String(contentsOfFile: places.rejected + "/d/a.2", encoding: .utf8) == "two")
    #expect(directory.names("inbox/d").isEmpty)
  }

  @Test("An inbox that another directory took the place of is noticed")
  func replaced() throws {
    #expect(inbox.isInPlace)
    rename(directory.path + "/inbox", directory.path + "/old")
    #expect(!inbox.isInPlace)
    _ = try directory.make("inbox")
    #expect(!inbox.isInPlace)
  }
}

@Suite("Names are bytes")
struct FileNameTests {
  @Test(
    "A name is shown so that it can neither move a cursor nor deceive an eye",
    arguments: [
      (Array("form4.xml".utf8), "form4.xml"), (Array("a\nb".utf8), "a\\u{a}b"),
      (Array("\u{1B}[31mred".utf8), "\\u{1b}[31mred"), ([0x61, 0xFF], "a\\xff"),
      (Array("exe\u{202E}lmx".utf8), "exe\\u{202e}lmx"), (Array("Ärger".utf8), "Ärger"),
    ])
  func shown(bytes: [UInt8], text: String) {
    #expect(FileName(bytes).description == text)
  }
}

@Suite("The queue of names")
struct InboxQueueTests {
  @Test("A scan takes the place of what rang before it")
  func scan() {
    var queue = InboxQueue()
    queue.add([FileName("a"), FileName("b")])
    queue.replace(with: [FileName("b"), FileName("c")])
    #expect(Array(queue.take(10)) == [FileName("b"), FileName("c")])
    #expect(queue.isEmpty && !queue.needsScan)
  }

  @Test("More rings than are kept ask for a scan, and lose nothing that was queued")
  func rings() {
    var queue = InboxQueue()
    queue.add([FileName("first")])
    queue.add([FileName](repeating: FileName("again"), count: InboxQueue.rings))
    #expect(queue.count == 1 && queue.needsScan)
    queue.replace(with: [FileName("first"), FileName("again")])
    #expect(queue.count == 2 && !queue.needsScan)
  }

  @Test("A file that was not whole comes back when its time has come")
  func waiting() {
    var queue = InboxQueue()
    queue.postpone([FileName("a")], until: 100)
    #expect(queue.isEmpty && queue.isWaiting && queue.earliestWaiting == 100)
    queue.wake(at: 99)
    #expect(queue.isEmpty)
    queue.wake(at: 100)
    #expect(Array(queue.take(1)) == [FileName("a")])
    #expect(!queue.isWaiting)
  }

  @Test("The queue tells how far it has come")
  func progress() {
    var queue = InboxQueue()
    queue.replace(with: (0..<3_000).map { FileName("\($0)") })
    _ = queue.take(1_000)
    #expect(queue.progress == (taken: 1_000, total: 3_000))
    // The scan of every minute finds what is left and what came meanwhile.
    queue.replace(with: (1_000..<3_500).map { FileName("\($0)") })
    _ = queue.take(500)
    #expect(queue.progress == (taken: 1_500, total: 3_500))
    queue.replace(with: (0..<3_500).map { FileName("\($0)") }, isRest: false)
    #expect(queue.progress == (taken: 0, total: 3_500))
    _ = queue.take(3_500)
    #expect(queue.progress == (taken: 0, total: 0))
  }

  @Test("A backlog is told with both its numbers, and what is usual is not told")
  func remarks() {
    var report = InboxReport()
    #expect(report.remarks.isEmpty)
    (report.backlog, report.queued) = (58_800, 100_000)
    #expect(report.remarks == ["judging a backlog: 41,200 of 100,000"])
    report = InboxReport()
    (report.stuck, report.trouble) = (1, "a.xml stays: the disk is full")
    #expect(report.remarks == ["1 judged files cannot leave the inbox", "a.xml stays: the disk is full"])
  }

  @Test("A batch is taken in order and no larger than asked for")
  func batches() {
    var queue = InboxQueue()
    let names = (0..<1000).map { FileName("\($0)") }
    queue.replace(with: names)
    var taken: [FileName] = []
    while !queue.isEmpty { taken += queue.take(256) }
    #expect(taken == names)
  }
}

@Suite("The note of the file at hand outlives the process")
struct AttemptNoteTests {
  @Test("A note that was begun and not finished is found by the next one")
  func unfinished() throws {
    let directory = try TemporaryDirectory()
    let longest = FileName([UInt8](repeating: 0xFF, count: 4_090))
    var note: AttemptNote? = try AttemptNote(directory: directory.path)
    #expect(note?.unfinished == nil)
    note?.begin(longest)
    note = try AttemptNote(directory: directory.path)
    #expect(note?.unfinished == longest)
    note?.begin(FileName("a"))
    #expect(note?.unfinished == FileName("a"))
    note?.finish()
    #expect(try AttemptNote(directory: directory.path).unfinished == nil)
  }
}
