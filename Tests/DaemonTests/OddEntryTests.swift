import Foundation
import Glibc
import Testing

@testable import Daemon

/// Everything that people, programs and enemies leave in a directory, one row each.
@Suite("Odd entries of the inbox")
struct OddEntryTests {
  /// What becomes of it within one look, long after it was made.
  enum Fate: Sendable, Equatable {
    /// Judged, and archived under these names.
    case judged([String])
    /// Moved to `rejected/`, for a reason with these words.
    case rejected(String)
    /// Stays where it is, and nothing is judged.
    case stays
    /// Stays for now, since it may still be on its way.
    case incomplete
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let fate: Fate
    let needsRoot: Bool
    let make: @Sendable (InboxFixture) throws -> Void

    init(
      _ what: String, _ fate: Fate, needsRoot: Bool = false,
      _ make: @escaping @Sendable (InboxFixture) throws -> Void
    ) {
      (self.what, self.fate, self.needsRoot, self.make) = (what, fate, needsRoot, make)
    }

    /// A whole filing under that name.
    init(_ what: String, named name: [UInt8], _ fate: Fate? = nil) {
      let shown = String(decoding: name, as: UTF8.self)
      self.init(what, fate ?? .judged([shown])) { try $0.write(Array(InboxFixture.filing().utf8), name) }
    }

    init(_ what: String, named name: String, _ fate: Fate? = nil) {
      self.init(what, named: Array(name.utf8), fate)
    }

    /// A file with that text.
    init(_ what: String, holding text: String, _ fate: Fate) {
      self.init(what, fate) { try $0.write(text, "a.xml") }
    }

    var testDescription: String { what }
  }

  @Test("is judged, rejected with its reason, or left alone, and nothing hangs", arguments: rows)
  func row(_ row: Row) throws {
    if row.needsRoot, geteuid() != 0 {
      print("leaving out \(row.what): it needs root")
      return
    }
    let fixture = try InboxFixture()
    try row.make(fixture)
    let before = fixture.entries("inbox")
    #expect(try fixture.judge().isEmpty)
    let filings = try fixture.ledger.counts().filings
    switch row.fate {
    case .judged(let names):
      #expect(filings == 1)
      #expect(fixture.entries("archive") == names.sorted())
      #expect(fixture.entries("rejected").isEmpty)
    case .rejected(let reason):
      #expect(filings == 0)
      let rejected = fixture.entries("rejected")
      let reasons = rejected.filter { $0.hasSuffix(".reason") }
      #expect(rejected.count == 2 && reasons.count == 1, "\(rejected)")
      let text = try String(
        contentsOfFile: fixture.directory.path + "/rejected/" + (reasons.first ?? ""), encoding: .utf8)
      #expect(text.contains(reason), "\(text)")
      #expect(try fixture.ledger.counts().rejected == 1)
    case .stays, .incomplete:
      #expect(filings == 0)
      #expect(fixture.entries("inbox") == before)
      #expect(fixture.entries("archive") == [] && fixture.entries("rejected") == [])
      #expect(fixture.intake.report().incomplete == (row.fate == .incomplete ? 1 : 0))
    }
  }

  @Test("are of more than sixty kinds")
  func count() {
    #expect(OddEntryTests.rows.count >= 60)
    #expect(Set(OddEntryTests.rows.map(\.what)).count == OddEntryTests.rows.count)
  }

  private static let rows = names + texts + files + things + folders

  private static let names = [
    Row("a plain name", named: "a.xml"),
    Row("a line feed in the name", named: "a\nb.xml"),
    Row("an escape sequence in the name", named: "\u{1B}[2Ja.xml"),
    Row("a tab in the name", named: "a\tb.xml"),
    Row("a carriage return in the name", named: "a\rb.xml"),
    Row("a delete in the name", named: "a\u{7F}.xml"),
    Row("a backslash in the name", named: "a\\b.xml"),
    Row("quotes in the name", named: "a\"'`.xml"),
    Row("words for a shell in the name", named: "$(reboot);&|.xml"),
    Row("words for printf in the name", named: "%s%n%x.xml"),
    Row("a star for a name", named: "*"),
    Row("a dash at the beginning", named: "-rf"),
    Row("one character", named: "a"),
    Row("a blank name", named: " "),
    Row("blanks around the name", named: " a.xml "),
    Row("a name of 255 bytes", named: String(repeating: "x", count: 255)),
    Row("a composed letter", named: "\u{E9}.xml"),
    Row("a decomposed letter", named: "e\u{301}.xml"),
    Row("a name that turns the direction of writing", named: "a\u{202E}lmx.4mrof"),
    Row("a name without width", named: "\u{200B}\u{FEFF}"),
    Row("a name in another script", named: "申报表.xml"),
    Row("a name like that of a directory beside the inbox", named: "rejected"),
    Row("a name that ends like a reason", named: "a.reason"),
    Row("three dots", named: "...", .stays),
    Row("a hidden file", named: ".a.xml", .stays),
    Row("rsync's file on its way", named: ".a.xml.Xy12Zw", .stays),
    Row("vim's swap file", named: ".a.xml.swp", .stays),
    Row("a swap file without a dot", named: "a.xml.swp", .stays),
    Row("an editor's backup", named: "a.xml~", .stays),
    Row("a part of a download", named: "a.xml.part", .stays),
    Row("a temporary file", named: "a.xml.tmp", .stays),
    Row("WinSCP's part", named: "a.xml.filepart", .stays),
    Row("a browser's part", named: "a.xml.crdownload", .stays),
    Row("a suffix that only looks temporary", named: "a.tmp.xml"),
    Row("bytes that are no text", .judged([])) { fixture in
      // The listing of the test cannot show it; the ledger and the empty inbox do.
      try fixture.write(Array(InboxFixture.filing().utf8), [0x61, 0xFF, 0xFE, 0x0A])
      #expect(try fixture.judge().isEmpty)
      #expect(try fixture.intake.inbox.scan().names.isEmpty)
      let day = try #require(fixture.directory.names("archive").first)
      try FileManager.default.removeItem(atPath: fixture.directory.path + "/archive/" + day)
    },
  ]

  private static let texts = [
    Row("an empty file", holding: "", .incomplete),
    Row("a single character", holding: "<", .incomplete),
    Row("nothing but blanks", .incomplete) { try $0.write(" \n\n", "a.xml") },
    Row("a filing that is cut in the middle", .incomplete) {
      try $0.write(String(InboxFixture.filing().prefix(900)), "a.xml")
    },
    Row("a shopping list", holding: "eggs, flour\n", .rejected("no filing that is known")),
    Row("zeros, as a power cut leaves them", .incomplete) {
      try $0.write([UInt8](repeating: 0, count: 4096), Array("a.xml".utf8))
    },
    Row("every byte there is", .rejected("no filing that is known")) {
      try $0.write(
        [UInt8](repeating: 0, count: 4096).indices.map { UInt8(truncatingIfNeeded: $0 * 7) }, [0x61])
    },
    Row("an element that is closed wrongly", .rejected("line")) {
      try $0.write(InboxFixture.filing().replacing("</issuer>", with: "</issue>"), "a.xml")
    },
    Row("a mark of byte order", .judged(["a.xml"])) {
      try $0.write("\u{FEFF}" + InboxFixture.filing(), "a.xml")
    },
    Row("lines that end as on Windows", .judged(["a.xml"])) {
      try $0.write(InboxFixture.filing().replacing("\n", with: "\r\n"), "a.xml")
    },
    Row("a filing in gzip under the name of a document", .judged(["a.xml"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      try run("gzip", $0.path("a.xml"))
      rename($0.path("a.xml.gz"), $0.path("a.xml"))
    },
    Row("gzip that is cut off", .incomplete) {
      try $0.write(InboxFixture.filing(), "a")
      try run("gzip", $0.path("a"))
      truncate($0.path("a.gz"), 300)
    },
    Row("a name of 255 bytes with a shopping list in it", .rejected("no filing")) {
      try $0.write("eggs\n", String(repeating: "y", count: 255))
    },
  ]

  private static let files = [
    Row("a sparse file of a tebibyte", .rejected("1099511627776 bytes")) {
      close(creat($0.path("a.xml"), 0o644))
      truncate($0.path("a.xml"), 1 << 40)
    },
    Row("a file whose room is taken and that is not filled yet", .incomplete) {
      close(creat($0.path("a.xml"), 0o644))
      truncate($0.path("a.xml"), 8 << 20)
    },
    Row("a hard link to a file elsewhere", .judged(["a.xml"])) {
      try $0.directory.write("elsewhere.xml", InboxFixture.filing())
      link($0.directory.path + "/elsewhere.xml", $0.path("a.xml"))
    },
    Row("two names of one file", .judged(["a.xml", "b.xml"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      link($0.path("a.xml"), $0.path("b.xml"))
    },
    Row("a file that was made without a name", .judged(["a.xml"])) { fixture in
      let file = open(fixture.directory.path + "/inbox", O_WRONLY | nameless, 0o644)
      try #require(file >= 0, "O_TMPFILE")
      defer { close(file) }
      try Files.write(all: Array(InboxFixture.filing().utf8), to: file, what: "fill")
      #expect(
        linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, fixture.path("a.xml"), AT_SYMLINK_FOLLOW) == 0)
    },
    Row("a file from the year 2099", .judged(["a.xml"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      setTime($0.path("a.xml"), 4_070_908_800)
    },
    Row("a shopping list from the year 2099", .rejected("no filing")) {
      try $0.write("eggs\n", "a.xml")
      setTime($0.path("a.xml"), 4_070_908_800)
    },
    Row("a file from 1970", .judged(["a.xml"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      setTime($0.path("a.xml"), 0)
    },
    Row("a file that may be executed as another user", .judged(["a.xml"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      chmod($0.path("a.xml"), 0o6755)
    },
    Row("a file without any permission, read by root", .judged(["a.xml"]), needsRoot: true) {
      try $0.write(InboxFixture.filing(), "a.xml")
      chmod($0.path("a.xml"), 0)
    },
    Row("a file of another user", .judged(["a.xml"]), needsRoot: true) {
      try $0.write(InboxFixture.filing(), "a.xml")
      chown($0.path("a.xml"), 12_345, 12_345)
    },
    Row("a file that somebody has locked", .judged(["a.xml"])) { fixture in
      try fixture.write(InboxFixture.filing(), "a.xml")
      let file = open(fixture.path("a.xml"), O_RDONLY)
      #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
      // The lock goes with the process.
    },
    Row("the same filing three times", .judged(["a.xml", "b.xml", "c.xml"])) {
      for name in ["a.xml", "b.xml", "c.xml"] { try $0.write(InboxFixture.filing(), name) }
    },
    Row("a file whose place in the archive is taken", .judged(["a.xml", "a.xml.2"])) {
      try $0.write(InboxFixture.filing(), "a.xml")
      try $0.judge()
      try $0.write(InboxFixture.filing(), "a.xml")
    },
  ]

  private static let things = [
    Row("a link to a file in the inbox's own folder", .stays) { symlink(".a.xml", $0.path("link.xml")) },
    Row("a link to a filing elsewhere", .stays) {
      try $0.directory.write("elsewhere.xml", InboxFixture.filing())
      symlink($0.directory.path + "/elsewhere.xml", $0.path("a.xml"))
    },
    Row("a link to nowhere", .stays) { symlink("nowhere", $0.path("a.xml")) },
    Row("a link to itself", .stays) { symlink("a.xml", $0.path("a.xml")) },
    Row("a link to a folder with a filing", .stays) {
      _ = try $0.directory.make("elsewhere")
      try $0.directory.write("elsewhere/a.xml", InboxFixture.filing())
      symlink($0.directory.path + "/elsewhere", $0.path("folder"))
    },
    Row("a link to the inbox itself", .stays) { symlink(".", $0.path("self")) },
    Row("a link to endless zeros", .stays) { symlink("/dev/zero", $0.path("a.xml")) },
    Row("a link to a file of the kernel's", .stays) { symlink("/proc/self/mem", $0.path("a.xml")) },
    Row("a FIFO", .stays) { mkfifo($0.path("a.xml"), 0o644) },
    Row("a socket", .stays) { fixture in
      let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      // The path of a socket is short, and that of the inbox may not be.
      let place = "/tmp/insiderd-\(getpid())-odd"
      unlink(place)
      #expect(UnixSocket.bind(socket, place) == 0)
      close(socket)
      if rename(place, fixture.path("a.xml")) != 0 { mkfifo(fixture.path("a.xml"), 0o644) }
    },
    Row("a character device", .stays, needsRoot: true) { mknod($0.path("a.xml"), S_IFCHR | 0o644, 0x105) },
    Row("a terminal's device", .stays, needsRoot: true) { mknod($0.path("a.xml"), S_IFCHR | 0o644, 0x500) },
    Row("a block device that is not there", .stays, needsRoot: true) {
      mknod($0.path("a.xml"), S_IFBLK | 0o644, 0xFFFF)
    },
  ]

  private static let folders = [
    Row("an empty folder", .stays) { mkdir($0.path("folder"), 0o755) },
    Row("a folder that is named like a filing", named: "a.xml/b.xml"),
    Row("a folder in a folder in a folder", named: "a/b/c/d.xml"),
    Row("a folder with a line feed in its name", named: "a\nb/c.xml"),
    Row("a folder with a name of 255 bytes", named: String(repeating: "z", count: 255) + "/a.xml"),
    Row("a folder at the last depth that is followed", named: String(repeating: "d/", count: 32) + "a.xml"),
    Row("a folder that is too deep", named: String(repeating: "d/", count: 33) + "a.xml", .stays),
    Row("a hidden folder", named: ".rsync-partial/a.xml", .stays),
    Row("a folder on its way", named: "batch.tmp/a.xml", .stays),
    Row("a hidden file in a folder", named: "folder/.a.xml", .stays),
    Row("a part in a folder", named: "folder/a.xml.part", .stays),
    Row("a shopping list in a folder", .rejected("no filing")) { try $0.write("eggs\n", "folder/list.txt") },
    Row("a link out of a folder", .stays) {
      try $0.directory.write("elsewhere.xml", InboxFixture.filing())
      mkdir($0.path("folder"), 0o755)
      symlink("../../elsewhere.xml", $0.path("folder/a.xml"))
    },
    Row("a folder that links to the one above it", .stays) {
      mkdir($0.path("folder"), 0o755)
      symlink("..", $0.path("folder/up"))
    },
    Row("a FIFO in a folder", .stays) {
      mkdir($0.path("folder"), 0o755)
      mkfifo($0.path("folder/a.xml"), 0o644)
    },
    Row("a file and a folder whose names begin alike", .judged(["a-b/x.xml", "a.xml", "a/x.xml"])) {
      for name in ["a.xml", "a/x.xml", "a-b/x.xml"] { try $0.write(InboxFixture.filing(), name) }
    },
  ]
}

/// O_TMPFILE, which Glibc's module leaves out, with the O_DIRECTORY that is a part of it.
private let nameless = 0o20_000_000 | O_DIRECTORY

private func setTime(_ path: String, _ seconds: Int) {
  let time = timespec(tv_sec: seconds, tv_nsec: 0)
  #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
}

private func run(_ program: String, _ arguments: String...) throws {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "\(program)")
}
