import Foundation
import Testing

@Suite("insiderd backtest", .serialized)
struct BacktestTests {
  @Test("raises what the daemon raises on the same filings, and leaves everything as it is")
  func sameAsDaemon() throws {
    let scratch = try made(filings: 400)
    try scratch.copy(scratch.folder.appending(path: "made/xml"), to: "inbox")
    let daemon = try run([
      Programs.insiderd, "run", "--once", "--json", "--inbox", scratch.path("inbox"), "--state",
      scratch.path("state"), "--rules", scratch.path("rules.d"), "--journal", "off", "--relay", "none",
    ])
    let raised = try daemon.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(raised.count > 20)
    let expected = Set(raised.compactMap { $0["message"] as? String })
    for corpus in [
      [scratch.path("made/xml")], [scratch.path("made/set.zip")], [scratch.path("made/set")], [],
    ] {
      let found = try backtest(scratch, corpus)
      #expect(Set(alerts(found).compactMap { $0["message"] as? String }) == expected, "\(corpus)")
      #expect(found["filings"] as? Int == 400)
    }
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM alert") == raised.count)
  }

  @Test("--counts counts what is raised, the possible and the digests too")
  func counts() throws {
    let scratch = try made(filings: 1_500)
    let clauses = [
      "match sale when sum(value) > $1m", "match sale when sum(value) > $2m unknown ignore",
      "match sale or purchase when sum(value) >= $3m unknown alert",
      "stage shadow match sale when sum(value) > $4m",
      "match purchase when sum(value) > $50k", "match sale by officer when sum(value) > $5m",
      "match sale when sum(value) < $1k",
      "match sale by officer when sum(value) > $6m and sum(shares) > 10 shares",
      "match sale where shares > 100 shares when sum(value) > $1m", "match transaction when count() > 2",
      "match purchase group by issuer within 7 days when count(distinct owner) >= 2",
    ]
    for count in [3, clauses.count] {
      let rules = clauses.prefix(count).enumerated().map { "rule r\($0) { \($1) }\n" }.joined()
      try scratch.write(rules, to: "counted.rules")
      for corpus in [[scratch.path("made/set.zip")], [scratch.path("made/xml")]] {
        let whole = try backtest(scratch, corpus, rules: "counted.rules")
        let counted = try backtest(scratch, corpus, ["--counts"], rules: "counted.rules")
        #expect(NSDictionary(dictionary: byRule(whole)) == NSDictionary(dictionary: byRule(counted)))
        let possible = (whole["rules"] as? [[String: Any]] ?? []).reduce(0) {
          $0 + ($1["possible"] as? Int ?? 0)
        }
        #expect(possible > 20, "too few to tell by")
      }
    }
  }

  private func byRule(_ result: [String: Any]) -> [String: Any] {
    (result["rules"] as? [[String: Any]] ?? []).reduce(into: [:]) { $0[$1["rule"] as? String ?? ""] = $1 }
  }

  @Test("--from and --to judge a stretch, and remember what was before")
  func stretch() throws {
    let scratch = try made(filings: 400)
    let corpus = [scratch.path("made/set.zip")]
    let all = alerts(try backtest(scratch, corpus))
    let some = alerts(try backtest(scratch, corpus, ["--from", "2024-02-01", "--to", "2024-02-29"]))
    #expect(!some.isEmpty && some.count < all.count)
    #expect(some.allSatisfy { ($0["day"] as? String)?.hasPrefix("2024-02") == true })
    #expect(some.count == all.filter { ($0["day"] as? String)?.hasPrefix("2024-02") == true }.count)
  }

  @Test("--against lists what is new and what is gone")
  func against() throws {
    let scratch = try made(filings: 400)
    let corpus = [scratch.path("made/set.zip")]
    let loose = try backtest(scratch, corpus, ["--against", scratch.path("strict.rules")])
    let comparison = try #require(loose["against"] as? [String: [[String: Any]]])
    let strict = alerts(try backtest(scratch, corpus, rules: "strict.rules"))
    #expect(comparison["gone"]?.isEmpty == true)
    #expect(comparison["new"]?.count == alerts(loose).count - strict.count)
    let reverse = try backtest(
      scratch, corpus, ["--against", scratch.path("rules.d")], rules: "strict.rules")
    let gone = try #require(reverse["against"] as? [String: [[String: Any]]])["gone"]
    #expect(gone?.count == comparison["new"]?.count)
    let table = try run([
      Programs.insiderd, "backtest", scratch.path("rules.d"), corpus[0], "--against",
      scratch.path("strict.rules"),
    ])
    #expect(table.output.contains("new: \(comparison["new"]?.count ?? -1) (only the new rules raise)"))
  }

  @Test("--html is one page without anything from elsewhere, and nothing in a filing breaks out of it")
  func page() throws {
    let scratch = try made(filings: 50)
    let hostile = MadeUpFiling(number: 1, shares: 99_000).text
      .replacing(
        #/<issuerName>[^<]*</issuerName>/#,
        with: "<issuerName>&lt;script&gt;alert(1)&lt;/script&gt;\"'</issuerName>")
    try scratch.write(hostile, to: "made/hostile/one.xml")
    let outcome = try run([
      Programs.insiderd, "backtest", "--html", scratch.path("page.html"), scratch.path("rules.d"),
      scratch.path("made/set.zip"), scratch.path("made/hostile"),
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try scratch.text("page.html")
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url(\""))
    let checked = try run([
      Programs.python, Programs.script("history/wellformed.py"), scratch.path("page.html"),
    ])
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
  }

  @Test("without a ledger and without files it says what to name")
  func nothing() throws {
    let scratch = try made(filings: 1)
    let outcome = try run([
      Programs.insiderd, "backtest", scratch.path("rules.d"), "--state", scratch.path("nowhere"),
    ])
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("there is no ledger in"))
  }

  // MARK: - Parts

  private func made(filings: Int) throws -> Scratch {
    let scratch = try Scratch()
    let made = try run([
      Programs.python, Programs.script("history/datasets.py"), scratch.path("made"), "\(filings)", "11",
    ])
    try #require(made.status == 0, "\(made.errors)")
    let rule =
      "rule big \"Big\" {\n    match sale or purchase by officer or director\n    when sum(shares) > LIMIT shares\n}\n"
    let late = "rule late {\n    match transaction\n    where filing.days_late >= 1 business day\n}\n"
    try scratch.write(rule.replacing("LIMIT", with: "50_000") + late, to: "rules.d/a.rules")
    try scratch.write(rule.replacing("LIMIT", with: "90_000") + late, to: "strict.rules")
    return scratch
  }

  private func backtest(
    _ scratch: Scratch, _ corpus: [String], _ options: [String] = [], rules: String = "rules.d"
  ) throws -> [String: Any] {
    let outcome = try run(
      [Programs.insiderd, "backtest", "--json", "--quiet", "--state", scratch.path("state")] + options
        + [scratch.path(rules)] + corpus)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any] ?? [:]
  }

  private func alerts(_ result: [String: Any]) -> [[String: Any]] {
    result["alerts"] as? [[String: Any]] ?? []
  }
}
