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
    let longest = FileName([UInt8](repeating: 0xFF, count: 255))
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
