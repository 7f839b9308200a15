import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite("The intake and files that do not come whole, change, or cannot leave")
struct IntakeTroubleTests {
  private let fixture: InboxFixture

  init() throws {
    fixture = try InboxFixture()
  }

  private var rejections: Int { (try? fixture.ledger.counts().rejected) ?? -1 }

  @Test("A file that is cut off waits a quarter of an hour for its rest, and is rejected then")
  func incomplete() throws {
    try fixture.write(String(InboxFixture.filing().prefix(900)), "a.xml")
    let now = Clock.now()
    #expect(try fixture.judge(now: now) == [FileName("a.xml")])
    #expect(try fixture.judge(now: now + Intake.completionSeconds - 5).isEmpty)
    #expect(fixture.entries("inbox") == ["a.xml"])
    #expect(fixture.intake.report().incomplete == 1)
    try fixture.judge(now: now + Intake.completionSeconds + 5)
    #expect(fixture.entries("rejected") == ["a.xml", "a.xml.reason"])
    #expect(fixture.intake.report().incomplete == 0)
  }

  @Test("A file that was cut off and gets its rest is judged")
  func completed() throws {
    let text = InboxFixture.filing()
    try fixture.write(String(text.prefix(900)), "a.xml")
    try fixture.judge()
    let file = try #require(FileHandle(forWritingAtPath: fixture.path("a.xml")))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8.dropFirst(900)))
    try file.close()
    try fixture.judge()
    #expect(try fixture.ledger.counts().filings == 1)
    #expect(fixture.intake.report().incomplete == 0)
  }

  @Test("A clock that was set back keeps no file waiting")
  func clockSetBack() throws {
    try fixture.write("eggs\n", "list")
    #expect(try fixture.judge(now: Clock.now() - 100_000).isEmpty)
    #expect(fixture.entries("rejected") == ["list", "list.reason"])
  }

  @Test("A judged file that cannot leave is said, is not judged again, and leaves as soon as it can")
  func stuck() throws {
    // A file in the place of the directory: nobody can make one there, not even root.
    try fixture.directory.write("archive", "in the way")
    try fixture.write(InboxFixture.filing(), "a.xml")
    for _ in 0..<3 { try fixture.judge() }
    #expect(fixture.intake.tally.files == 1)
    let report = fixture.intake.report()
    #expect(report.stuck == 1)
    #expect(report.remarks.first == "1 judged files cannot leave the inbox")
    try fixture.restart()
    try fixture.judge()
    #expect(fixture.intake.tally.files == 0)
    unlink(fixture.directory.path + "/archive")
    try fixture.judge()
    #expect(fixture.entries("archive") == ["a.xml"])
    #expect(fixture.intake.report().stuck == 0 && fixture.intake.report().trouble == nil)
    #expect(try fixture.ledger.counts().filings == 1)
    #expect(try !fixture.ledger.hasSettled())
  }

  @Test("A rejected file that cannot leave is rejected once, also across restarts")
  func stuckRejection() throws {
    try fixture.directory.write("rejected", "in the way")
    try fixture.write("eggs\n", "list")
    for _ in 0..<3 {
      try fixture.judge()
      try fixture.restart()
    }
    #expect(rejections == 1)
    unlink(fixture.directory.path + "/rejected")
    try fixture.judge()
    #expect(fixture.entries("rejected") == ["list", "list.reason"])
    #expect(rejections == 1)
  }

  @Test("A file that stuck and was then replaced is judged as what it is now")
  func stuckAndReplaced() throws {
    try fixture.directory.write("archive", "in the way")
    try fixture.write(InboxFixture.filing(1), "a.xml")
    try fixture.judge()
    unlink(fixture.path("a.xml"))
    try fixture.write(InboxFixture.filing(2), "a.xml")
    unlink(fixture.directory.path + "/archive")
    try fixture.judge()
    #expect(try fixture.ledger.counts().filings == 2)
    #expect(fixture.entries("archive") == ["a.xml"])
  }

  @Test("With keep, the ledger forgets files that left the inbox")
  func keptAndGone() throws {
    try fixture.restart(after: .keep)
    for number in 1...20 { try fixture.write(InboxFixture.filing(number), "\(number).xml") }
    try fixture.judge()
    for number in 1...19 { unlink(fixture.path("\(number).xml")) }
    try fixture.judge()
    #expect(try fixture.ledger.database.value("SELECT count(*) FROM inbox_file") == .integer(1))
    #expect(fixture.intake.tally.files == 20)
  }

  @Test("With delete, judged files go and rejected ones are kept")
  func deleted() throws {
    try fixture.restart(after: .delete)
    try fixture.write(InboxFixture.filing(), "d/a.xml")
    try fixture.write("eggs\n", "list")
    try fixture.judge()
    #expect(fixture.entries("inbox") == [] && fixture.entries("archive") == [])
    #expect(fixture.entries("rejected") == ["list", "list.reason"])
  }

  @Test("A file in a directory at which the process ended three times is rejected unread")
  func poison() throws {
    try fixture.write(InboxFixture.filing(), "feed/poison.xml")
    for _ in 0..<Intake.crashes {
      try AttemptNote(directory: fixture.directory.path + "/state").begin(FileName("feed/poison.xml"))
      try fixture.restart()
    }
    try fixture.judge()
    #expect(fixture.entries("rejected") == ["feed/poison.xml", "feed/poison.xml.reason"])
    #expect(try fixture.ledger.counts().filings == 0)
  }
}
