import Foundation
import Glibc
import Testing

/// The ways in which programs put files into a directory, as lines of shell: `$new` is a filing beside the inbox, `$in`
/// the inbox.
private let ways: [(what: String, line: String)] = [
  ("cp", "cp $new $in/a.xml"),
  ("cp -p of an old file", "touch -d 2001-01-01 $new; cp -p $new $in/a.xml"),
  ("mv", "mv $new $in/a.xml"),
  ("a download that is renamed", "cp $new $in/a.xml.part; mv $in/a.xml.part $in/a.xml"),
  ("a hidden file that is renamed", "cp $new $in/.a.xml; mv $in/.a.xml $in/a.xml"),
  ("a hard link", "ln $new $in/a.xml"),
  ("install", "install -m 640 $new $in/a.xml"),
  ("cat", "cat $new >$in/a.xml"),
  ("tee -a in two pieces", "head -c 700 $new >$in/a.xml; tail -c +701 $new | tee -a $in/a.xml >/dev/null"),
  ("dd in small blocks", "dd if=$new of=$in/a.xml bs=64 status=none"),
  (
    "a writer that stalls for longer than files settle",
    "(head -c 900 $new; sleep 5; tail -c +901 $new) >$in/a.xml"
  ),
  ("two writers of one file", "cp $new $in/a.xml & cp $new $in/a.xml & wait"),
  (
    "room that is taken first",
    "fallocate -l $(stat -c %s $new) $in/a.xml; dd if=$new of=$in/a.xml conv=notrunc status=none"
  ),
  ("curl -o", "curl -s -o $in/a.xml file://$new"),
  ("rsync", "rsync $new $in/a.xml"),
  ("rsync -t of an old file", "touch -d 2001-01-01 $new; rsync -t $new $in/a.xml"),
  ("rsync --inplace", "rsync --inplace $new $in/a.xml"),
  (
    "rsync --delay-updates of a tree",
    "mkdir -p $new.d/x/y; mv $new $new.d/x/y/a.xml; rsync -r --delay-updates $new.d/ $in/"
  ),
  ("tar", "mkdir $new.d; mv $new $new.d/a.xml; tar -C $new.d -c a.xml | tar -C $in -x"),
  (
    "vim's backup and new file",
    "echo >$in/4913; rm $in/4913; cp $new $in/.a.xml.swp; cat $new >$in/a.xml~; mv $in/a.xml~ $in/a.xml; rm $in/.a.xml.swp"
  ),
  (
    "sed -i, whose own file would be one to judge, in a folder that is left alone",
    "mkdir $in/.e; cp $new $in/.e/b; sed -i s/x/x/ $in/.e/b; mv $in/.e/b $in/a.xml; rmdir $in/.e"
  ),
  ("a folder that is moved in", "mkdir $new.d; mv $new $new.d/a.xml; mv $new.d $in/day"),
  ("a folder that is made and filled at once", "mkdir -p $in/p/q/r; cp $new $in/p/q/r/a.xml"),
  ("a folder that is renamed before it is filled", "mkdir -p $in/f; mv $in/f $in/g; cp $new $in/g/a.xml"),
  ("a folder on its way that is renamed", "mkdir $in/h.tmp; cp $new $in/h.tmp/a.xml; mv $in/h.tmp $in/h"),
  (
    "a file without permissions that gets some",
    "install -m 0 $new $in/a.xml; chmod 640 $in/a.xml 2>/dev/null || true"
  ),
  ("O_TMPFILE and linkat", "python nameless $new $in/a.xml"),
  ("a mapped file", "python mapped $new $in/a.xml"),
]

@Suite("The inbox of a running daemon", .serialized)
struct RunningInboxTests {
  @Test("however a file comes, it is judged once, whole, and leaves")
  func patterns() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    let judge = try Judge(in: scratch)
    for (number, way) in ways.enumerated() {
      let programs = ["curl", "rsync"].filter {
        way.line.hasPrefix($0 + " ") || way.line.contains("; \($0) ")
      }
      if try programs.contains(where: { try run(["/usr/bin/env", "which", $0]).status != 0 }) {
        print("leaving out \(way.what): it is not installed")
        continue
      }
      try scratch.write(MadeUpFiling(number: number + 1).text, to: "new-\(number)")
      let names = "new=$1 in=$2 program=$3 script=$4; python() { \"$program\" \"$script\" \"$@\"; }; "
      let outcome = try run([
        "/bin/bash", "-euc", names + way.line, "way", scratch.path("new-\(number)"), scratch.path("inbox"),
        Programs.python,
        Programs.script("writers.py"),
      ])
      try #require(outcome.status == 0, "\(way.what): \(outcome.errors)")
      let alert = try #require(judge.alerts.nextObject(), "\(way.what) was not judged")
      #expect((alert["file"] as? String)?.hasSuffix("a.xml") == true, "\(way.what)")
      #expect(
        becomes { scratch.files(below: "inbox").isEmpty }, "\(way.what) left \(scratch.files(below: "inbox"))"
      )
    }
    #expect(judge.stop() == 0)
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    let filings = try ledger.number("SELECT count(*) FROM filing")
    #expect(try ledger.number("SELECT count(*) FROM revision") == filings)
    #expect(scratch.files(below: "rejected") == [])
  }

  @Test(
    "an inbox that goes away is waited for, and one that comes is judged", arguments: ["rename", "remove"])
  func returns(way: String) throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    let judge = try Judge(in: scratch)
    if way == "rename" {
      rename(scratch.path("inbox"), scratch.path("old"))
    } else {
      rmdir(scratch.path("inbox"))
    }
    #expect(judge.says("waiting for the inbox") != nil)
    let filing = MadeUpFiling()
    try scratch.write(filing.text, to: "new/day/a.xml")
    rename(scratch.path("new"), scratch.path("inbox"))
    #expect(judge.alerts.nextObject()?["file"] as? String == "day/a.xml")
    #expect(judge.stop() == 0)
  }

  @Test("more files than the kernel's queue holds are all judged, and the backlog is told")
  func overflow() throws {
    let scratch = try Scratch()
    try scratch.write("rule never { match gift }", to: "rules.d/a.rules")
    try scratch.fill("inbox", with: (1...2_500).map { MadeUpFiling(number: $0) })
    let judge = try Judge(in: scratch, readsAlerts: false)
    // The last transaction's worth of files is no backlog, and a fast machine may be there before it tells anything.
    let status = judge.says("filings, 0 alerts") ?? ""
    let judged = status.split(separator: ", ").compactMap { Int($0.dropLast(" filings".count)) }.first
    let left = 2_500 - (try #require(judged, "\(status)"))
    #expect(status.contains("judging a backlog: ") || left <= 1_024, "\(status)")
    let limit =
      (try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)) ?? "16384"
    let events = Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 16_384
    // Each of these names rings twice while the daemon is stopped, and is gone again but for the last.
    judge.pause()
    for number in 0...(events / 2 + 10) { close(creat(scratch.path("inbox/.\(number)"), 0o600)) }
    try scratch.write(MadeUpFiling(number: 5_000).text, to: "beside.xml")
    rename(scratch.path("beside.xml"), scratch.path("inbox/last.xml"))
    judge.resume()
    #expect(becomes { scratch.files(below: "archive").contains { $0.hasSuffix("last.xml") } })
    #expect(judge.stop() == 0)
    #expect(
      try LedgerFile(path: scratch.path("state/ledger.db")).number("SELECT count(*) FROM filing") == 2_501)
  }
}
