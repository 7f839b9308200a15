import Foundation
import Glibc
import Testing

@Suite("A disk that fails", .enabled(if: FailingDisk.isPossible), .serialized)
struct DiskTests {
  private let scratch: Scratch
  private let disk: FailingDisk

  init() throws {
    scratch = try Scratch()
    disk = FailingDisk(in: scratch)
    try scratch.write(officerSale, to: "rules.d/sale.rules")
  }

  private func start() throws -> Judge { try Judge(in: scratch, environment: disk.environment) }

  private func drop(_ number: Int) throws {
    let filing = MadeUpFiling(number: number)
    // Beside the inbox, so that it comes by one rename and the daemon sees it whole.
    try scratch.write(filing.text, to: "beside/" + filing.name)
    rename(scratch.path("beside/" + filing.name), scratch.path("inbox/" + filing.name))
  }

  /// Rings for a file that stayed, as the scan of every minute would.
  private func ring(_ number: Int) { chmod(scratch.path("inbox/filing-\(number).xml"), 0o640) }

  private var archived: [String] {
    scratch.files(below: "archive").map { String($0.split(separator: "/").last ?? "") }
  }

  /// Everything was judged once, and left the inbox.
  private func expectWhole(_ count: Int) throws {
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM filing") == count)
    #expect(try ledger.number("SELECT count(*) FROM alert") == count)
    #expect(try ledger.number("SELECT count(*) FROM revision") == count)
    #expect(try ledger.number("SELECT count(*) FROM delivery WHERE state = 'delivered'") == count)
    #expect(archived == (1...count).map { "filing-\($0).xml" })
    #expect(scratch.files(below: "inbox") == [] && scratch.files(below: "rejected") == [])
  }

  @Test(
    "under the ledger ends the daemon with 75, and the next one goes on", arguments: [ENOSPC, EIO, EROFS])
  func ledger(code: Int32) throws {
    let judge = try start()
    try drop(1)
    let first = try #require(judge.alerts.nextObject()?["id"] as? String)
    #expect(becomes { archived == ["filing-1.xml"] })
    try disk.fail(code, below: scratch.path("state"))
    try drop(2)
    #expect(judge.end() == 75)
    #expect(try scratch.text("log").contains("ledger:"))
    #expect(scratch.files(below: "inbox") == ["filing-2.xml"])

    // As long as it fails, no start gets so far as to judge.
    let outcome = try run(Judge.command(scratch) + ["--relay", "none"], environment: disk.environment)
    #expect(outcome.status == 75 || outcome.status == 74, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)

    try disk.mend()
    let next = try start()
    #expect(becomes { scratch.files(below: "inbox").isEmpty })
    let second = try #require(next.alerts.nextObject()?["id"] as? String)
    #expect(second != first)
    #expect(next.stop() == 0)
    try expectWhole(2)
  }

  @Test("under the archive leaves judged files where they are, and says so", arguments: [ENOSPC, EIO, EROFS])
  func archive(code: Int32) throws {
    let judge = try start()
    try disk.fail(code, below: scratch.path("archive"))
    try drop(1)
    #expect(judge.alerts.nextObject() != nil)
    let status = judge.says("1 judged files cannot leave the inbox")
    #expect(status?.contains(String(cString: strerror(code))) == true, "\(status ?? "")")
    #expect(try scratch.text("log").contains("filing-1.xml was judged and stays in the inbox"))
    #expect(scratch.files(below: "inbox") == ["filing-1.xml"])
    try disk.mend()
    ring(1)
    #expect(becomes { archived == ["filing-1.xml"] })
    try drop(2)
    #expect(judge.alerts.nextObject()?["file"] as? String == "filing-2.xml")
    #expect(judge.says("2 alerts")?.contains("cannot leave") == false)
    #expect(judge.stop() == 0)
    try expectWhole(2)
  }

  @Test("under the inbox keeps files from being read or moved, and not from being judged later")
  func inbox() throws {
    let judge = try start()
    try disk.fail(EIO, below: scratch.path("inbox"))
    try drop(1)
    #expect(judge.says("1 files cannot be read")?.contains("Input/output error") == true)
    #expect(try scratch.text("log").contains("cannot read filing-1.xml"))
    try disk.mend()
    ring(1)
    #expect(judge.alerts.nextObject()?["file"] as? String == "filing-1.xml")
    #expect(becomes { scratch.files(below: "inbox").isEmpty })

    try disk.fail(EROFS, below: scratch.path("inbox"))
    try drop(2)
    #expect(judge.alerts.nextObject()?["file"] as? String == "filing-2.xml")
    #expect(judge.says("1 judged files cannot leave the inbox")?.contains("Read-only file system") == true)
    try disk.mend()
    ring(2)
    #expect(becomes { scratch.files(below: "inbox").isEmpty })

    // A full inbox takes nothing from us: all that we do there is move files away.
    try disk.fail(ENOSPC, below: scratch.path("inbox"))
    try drop(3)
    #expect(judge.alerts.nextObject()?["file"] as? String == "filing-3.xml")
    #expect(becomes { scratch.files(below: "inbox").isEmpty })
    #expect(judge.stop() == 0)
    try expectWhole(3)
  }
}

@Suite("File systems that are full, read-only or gone", .enabled(if: Mounts.arePossible), .serialized)
struct MountTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    for number in 1...3 {
      let filing = MadeUpFiling(number: number)
      try scratch.write(filing.text, to: "filings/\(number).xml")
    }
  }

  @Test("a full ledger ends the daemon with 75; with room again the next one goes on")
  func full() throws {
    let outcome = try Mounts.run(
      """
      mkdir -p inbox state
      mount -t tmpfs -o size=1m tmpfs state
      judge; mv filings/1.xml inbox/; await archived 1
      cat /dev/zero >state/ballast 2>/dev/null || true
      mv filings/2.xml inbox/
      ended; echo "status $status"
      ls inbox
      rm state/ballast
      judge; mv filings/3.xml inbox/; await archived 3
      stop; echo "status $status"
      """, in: scratch)
    #expect(outcome.output == "status 75\n2.xml\nstatus 0\n", "\(outcome.output)\(outcome.errors)")
    #expect(try scratch.text("log").contains("full"))
  }

  @Test("an inbox that is mounted read-only is judged, its files stay, and leave when they can")
  func readOnly() throws {
    let outcome = try Mounts.run(
      """
      mkdir -p inbox state
      mount -t tmpfs tmpfs inbox
      cp filings/1.xml inbox/
      mount -o remount,ro inbox
      judge; await said 'stays in the inbox'
      mount -o remount,rw inbox
      # A sign of life that rings the bell, unless the daemon has taken the file by then.
      chmod 600 inbox/1.xml || [ ! -e inbox/1.xml ]; await archived 1
      mv filings/2.xml inbox/; await archived 2
      stop; echo "status $status"
      """, in: scratch)
    #expect(outcome.output == "status 0\n", "\(outcome.output)\(outcome.errors)")
    #expect(try scratch.text("log").contains("Read-only file system"))
  }

  @Test("an inbox that is unmounted and mounted again is watched again")
  func remounted() throws {
    let outcome = try Mounts.run(
      """
      mkdir -p inbox state
      mount -t tmpfs tmpfs inbox
      judge; cp filings/1.xml inbox/; await archived 1
      umount -l inbox
      await said 'watching'
      cp filings/2.xml inbox/; await archived 2
      mkdir disk; mount -t tmpfs tmpfs disk; cp filings/3.xml disk/
      rmdir inbox; await said 'the inbox is gone'
      mkdir inbox; mount --move disk inbox
      await archived 3
      stop; echo "status $status"
      """, in: scratch)
    #expect(outcome.output == "status 0\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("a full archive on a file system of its own leaves files in the inbox, and no half copy")
  func fullArchive() throws {
    let outcome = try Mounts.run(
      """
      mkdir -p inbox state archive
      mount -t tmpfs -o size=64k tmpfs archive
      cat /dev/zero >archive/ballast 2>/dev/null || true
      judge; mv filings/1.xml inbox/; await said 'stays in the inbox'
      ls inbox; find archive -name '.*' -o -name '*.xml'
      rm archive/ballast
      chmod 600 inbox/1.xml; await archived 1
      stop; echo "status $status"
      """, in: scratch)
    #expect(outcome.output == "1.xml\nstatus 0\n", "\(outcome.output)\(outcome.errors)")
    #expect(try scratch.text("log").contains("No space left on device"))
  }
}
