import Foundation
import Testing

@Suite("insiderd run --once")
struct OnceTests {
  @Test("judges what lies in the inbox, prints the alerts, archives the files, and ends")
  func directory() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    let filings = [60_000, 60_000, 40_000].enumerated().map { MadeUpFiling(number: $0 + 1, shares: $1) }
    try scratch.fill("inbox", with: filings)
    let outcome = try once(scratch)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.alerts.compactMap { $0["file"] as? String }.sorted() == ["filing-1.xml", "filing-2.xml"])
    #expect(outcome.alerts.allSatisfy { $0["certainty"] as? String == "certain" })
    #expect(outcome.summary["filings"] == 3)
    #expect(outcome.summary["alerts"] == 2)
    #expect(outcome.summary["rejected"] == 0)
    #expect(scratch.files(below: "inbox") == [])
    #expect(
      scratch.files(below: "archive").map { $0.split(separator: "/").last } == [
        "filing-1.xml", "filing-2.xml", "filing-3.xml",
      ])
  }

  @Test("an alert has the keys that programs were promised, and these others alone")
  func keys() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    let alert = try #require(try once(scratch).alerts.first)
    let promised: Set = [
      "id", "revision", "state", "rule", "severity", "certainty", "needs", "issuer", "owners", "rows",
      "accession", "file", "message",
    ]
    let others: Set = [
      "title", "unreadable", "would_match_if", "shares", "value", "earlier", "form", "filed", "sha256",
    ]
    #expect(Set(alert.keys) == promised.union(others))
  }

  @Test("a file that is no filing goes to rejected, beside the reason, and stops nothing")
  func rejected() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/good.xml")
    try scratch.write("a shopping list\n", to: "inbox/bad.txt")
    let outcome = try once(scratch)
    #expect(outcome.alerts.count == 1)
    #expect(outcome.summary["rejected"] == 1)
    #expect(scratch.files(below: "rejected") == ["bad.txt", "bad.txt.reason"])
    #expect(try !scratch.text("rejected/bad.txt.reason").isEmpty)
  }

  @Test("the same filing under another name raises nothing a second time")
  func repeated() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/first.xml")
    #expect(try once(scratch).alerts.count == 1)
    try scratch.write(MadeUpFiling().text, to: "inbox/second.xml")
    #expect(try once(scratch).alerts.isEmpty)
    #expect(scratch.files(below: "inbox") == [])
  }

  @Test("--after keep leaves the files, and a second run judges none again")
  func kept() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    #expect(try once(scratch, "--after", "keep").alerts.count == 1)
    #expect(try once(scratch, "--after", "keep").alerts.isEmpty)
    #expect(scratch.files(below: "inbox") == ["a.xml"])
  }

  @Test("a mistake in a rule file ends a strict start with 78")
  func strict() throws {
    let scratch = try Scratch()
    try scratch.write("rule a { match sail }\n", to: "rules.d/bad.rules")
    try scratch.write(MadeUpFiling().text, to: "inbox/a.xml")
    let outcome = try once(scratch, "--strict")
    #expect(outcome.status == 78)
    #expect(outcome.errors.contains("sail"))
    #expect(scratch.files(below: "inbox") == ["a.xml"])
  }
}

@Suite("Real filings", .enabled(if: Programs.hasShared("corpus/xml")))
struct RealFilingTests {
  @Test("every real ownership document is judged and none rejected")
  func corpus() throws {
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    try scratch.copy(Programs.shared.appending(path: "corpus/xml"), to: "inbox")
    let count = scratch.files(below: "inbox").count
    let outcome = try once(scratch)
    #expect(outcome.status == 0)
    #expect(outcome.summary["rejected"] == 0, "\(outcome.errors)")
    #expect(outcome.summary["filings"] == count)
    #expect(scratch.files(below: "rejected") == [])
  }
}

@Suite("A scanned page", .enabled(if: Programs.hasShared("seed/form4-sonus-2012.txt")))
struct ScannedPageTests {
  @Test("an unreadable role is possible, too few shares are nothing, and money does not ask for the role")
  func seed() throws {
    let rules = """
      rule officer_sale   { match sale by officer when sum(shares) > 5_000 shares }
      rule too_few        { match sale by officer when sum(shares) > 10_000 shares }
      rule anybodys_money { match sale when sum(value) > $16_000 }
      """
    let scratch = try Scratch()
    try scratch.write(rules, to: "rules.d/page.rules")
    let page = Programs.shared.appending(path: "seed/form4-sonus-2012.txt")
    try scratch.write(try String(contentsOf: page, encoding: .utf8), to: "inbox/page.txt")
    let alerts = try once(scratch).alerts
    let found = alerts.map { "\($0["rule"] ?? "") \($0["certainty"] ?? "") \($0["needs"] ?? "")" }.sorted()
    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("anybodys_money certain") == true)
    #expect(found.last?.hasPrefix("officer_sale possible") == true)
    #expect(found.last?.contains("owners[0].officer") == true)
  }
}

/// One run to its end: the alerts on standard output, the summary on standard error.
private struct Once {
  let status: Int32
  let errors: String
  let alerts: [[String: Any]]
  let summary: [String: Int]
}

private func once(_ scratch: Scratch, _ options: String...) throws -> Once {
  let outcome = try run(Judge.command(scratch) + ["--once", "--relay", "none"] + options)
  return Once(
    status: outcome.status, errors: outcome.errors, alerts: objects(in: outcome.output),
    summary: objects(in: outcome.errors).last?.compactMapValues { $0 as? Int } ?? [:])
}
