import Foundation
import Testing

/// `insiderd import`, on data sets that a script makes up together with the documents that they would come from.
@Suite("insiderd import", .serialized)
struct HistoryTests {
  @Test("a data set and the documents say the same, field for field, but for what a data set cannot say")
  func agreement() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 400, seed: 3, ["--shuffle"])
    let set = try parsed(scratch.path("made/set.zip"))
    let documents = try parsed(scratch.path("made/xml"))
    #expect(set.count == 400 && documents.count == 400)
    // Where a filing came from, and the version of the document's schema, are none of its facts.
    let unsaid: Set<String> = ["container", "file", "sha256", "schema"]
    for (accession, document) in documents {
      let row = try #require(set[accession])
      for key in Set(row.keys).union(document.keys).subtracting(unsaid) {
        #expect(same(row[key], document[key]), "\(accession) \(key)")
      }
    }
  }

  @Test("nothing is raised by an import; what lands in the inbox later is judged once")
  func inbox() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 200, seed: 4)
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    #expect(try imported(scratch, "made/set.zip") == ["filings": 200, "known": 0, "enriched": 0])
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM alert") == 0)
    #expect(try ledger.number("SELECT count(*) FROM history") == 200)
    try scratch.copy(scratch.folder.appending(path: "made/xml"), to: "inbox")
    let first = try once(scratch)
    #expect(first > 0)
    #expect(try ledger.number("SELECT count(*) FROM filing") == 200)
    #expect(try ledger.number("SELECT count(*) FROM filing WHERE container <> 'submission'") == 0)
    #expect(try ledger.number("SELECT count(*) FROM history") == 0)
    try scratch.copy(scratch.folder.appending(path: "made/xml"), to: "inbox")
    #expect(try once(scratch) == 0)
    #expect(try imported(scratch, "made/set.zip")["filings"] == 0)
  }

  @Test("with --as-judged nothing is judged later either")
  func asJudged() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 100, seed: 4)
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    _ = try imported(scratch, "made/xml", ["--as-judged"])
    try scratch.copy(scratch.folder.appending(path: "made/xml"), to: "inbox")
    #expect(try once(scratch) == 0)
  }

  @Test("documents behind a data set take its lines' places, and the other way round add nothing")
  func enriched() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 150, seed: 5)
    #expect(try imported(scratch, "made/set")["filings"] == 150)
    #expect(try imported(scratch, "made/xml") == ["filings": 0, "known": 150, "enriched": 150])
    #expect(try imported(scratch, "made/set.zip") == ["filings": 0, "known": 150, "enriched": 0])
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM filing WHERE container = 'submission'") == 150)
    #expect(try ledger.number("SELECT count(*) FROM filing WHERE first_facts IS NOT NULL") == 0)
  }

  @Test("kill -9 at any time, and the next run ends with every row once", arguments: [1, 2, 3])
  func killed(seed: Int) throws {
    let scratch = try Scratch()
    try make(scratch, filings: 20_000, seed: 6, ["--no-xml", "--rows", "3"])
    var kills = 0
    while kills < 3 {
      let log = try scratch.create("log-\(kills)")
      let child = try Child(
        [
          Programs.insiderd, "import", "--state", scratch.path("state"), "--quiet",
          scratch.path("made/set.zip"),
        ],
        output: log.fileDescriptor, errors: log.fileDescriptor)
      // A commit has happened when the log of the database has grown so far.
      let goal = 200_000 * (kills + seed)
      while !child.hasEnded, size(scratch.path("state/ledger.db-wal")) < goal { usleep(1_000) }
      child.kill(SIGKILL)
      child.wait()
      kills += 1
    }
    _ = try imported(scratch, "made/set.zip")
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM filing") == 20_000)
    #expect(try ledger.number("SELECT count(DISTINCT accession) FROM filing") == 20_000)
    #expect(try ledger.number("SELECT filings FROM import") == 20_000)
  }

  @Test("while a daemon has the ledger it says so and ends with 73")
  func taken() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 5, seed: 7)
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.fill("inbox", with: [])
    let judge = try Judge(in: scratch)
    let outcome = try importing(scratch, "made/set.zip")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("stop it first"))
    #expect(judge.stop() == 0)
  }

  @Test("a table that was corrected in its middle is another file, though of the same size")
  func corrected() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 1_500, seed: 9, ["--no-xml"])
    #expect(try imported(scratch, "made/set")["filings"] == 1_500)
    let submissions = scratch.folder.appending(path: "made/set/SUBMISSION.tsv")
    let lines = String(decoding: try Data(contentsOf: submissions), as: UTF8.self).split(separator: "\n")
    let accession = try #require(lines[750].split(separator: "\t").first)
    for table in try FileManager.default.contentsOfDirectory(
      at: submissions.deletingLastPathComponent(), includingPropertiesForKeys: nil)
    {
      let text = String(decoding: try Data(contentsOf: table), as: UTF8.self)
      try Data(text.replacing(accession, with: "9" + accession.dropFirst()).utf8).write(to: table)
    }
    #expect(try imported(scratch, "made/set")["filings"] == 1)
  }

  @Test("what cannot be taken is named, kept and listed; the rest is there")
  func problems() throws {
    let scratch = try Scratch()
    try make(scratch, filings: 50, seed: 8)
    let table = scratch.folder.appending(path: "made/set/NONDERIV_TRANS.tsv")
    var lines = String(decoding: try Data(contentsOf: table), as: UTF8.self).split(separator: "\n").map(
      String.init)
    lines[4] = String(lines[4].prefix(60))
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: table)
    let outcome = try importing(scratch, "made/set")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("NONDERIV_TRANS.tsv line 5: the line has not the 28 columns"))
    let listed = try run([Programs.insiderd, "import", "--state", scratch.path("state"), "--problems"])
    #expect(listed.status == 0)
    #expect(listed.output.contains("NONDERIV_TRANS.tsv line 5"))
    #expect(try LedgerFile(path: scratch.path("state/ledger.db")).number("SELECT count(*) FROM filing") == 49)
  }

  // MARK: - Parts

  private func make(_ scratch: Scratch, filings: Int, seed: Int, _ options: [String] = []) throws {
    let made = try run(
      [
        Programs.python, Programs.script("history/datasets.py"), scratch.path("made"), "\(filings)",
        "\(seed)",
      ]
        + options)
    try #require(made.status == 0, "\(made.errors)")
  }

  private func importing(_ scratch: Scratch, _ path: String, _ options: [String] = []) throws -> Outcome {
    try run(
      [Programs.insiderd, "import", "--state", scratch.path("state"), "--json"] + options + [
        scratch.path(path)
      ])
  }

  private func imported(_ scratch: Scratch, _ path: String, _ options: [String] = []) throws -> [String: Int]
  {
    let outcome = try importing(scratch, path, options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
    return ["filings", "known", "enriched"].reduce(into: [:]) { $0[$1] = object[$1] as? Int }
  }

  /// How many alerts a run over the inbox raises.
  private func once(_ scratch: Scratch) throws -> Int {
    let outcome = try run([
      Programs.insiderd, "run", "--once", "--json", "--inbox", scratch.path("inbox"), "--state",
      scratch.path("state"), "--rules", scratch.path("rules.d"), "--journal", "off", "--relay", "none",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").count
  }

  private func parsed(_ path: String) throws -> [String: [String: Any]] {
    let outcome = try run([Programs.insiderd, "parse", "--json", "--quiet", path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.output.split(separator: "\n").reduce(into: [:]) { filings, line in
      let filing = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      filings[filing["accession"] as? String ?? ""] = filing
    }
  }

  private func same(_ one: Any?, _ other: Any?) -> Bool {
    guard let one = one as? NSObject, let other = other as? NSObject else {
      return one == nil && other == nil
    }
    return one.isEqual(other)
  }

  private func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
}
