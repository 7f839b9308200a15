import Filings
import Foundation
import Testing

@testable import Rules

@Suite("Test blocks")
struct RuleTestTests {
  @Test("What a test finds is shown where it expected something else")
  func failures() throws {
    let text = """
      rule large { match sale by officer when sum(shares) > 50_000 }
      rule other { match purchase }
      test "tranches add up" {
        given sale { owner.officer: yes, shares: 30_000, price: $10 }
        given sale { shares: 30_000 }
        expect large match
      }
      test "wrong verdict" { given sale { owner.officer: unknown, shares: 60_000 } expect large nothing }
      test "wrong reason" {
        given sale { owner.officer: unknown, shares: 60_000 } expect large possible because owner.title
      }
      test "a file" { given filing "page.txt" expect large possible because owner.officer }
      test "a file that is not there" { given filing "gone.txt" expect large match }
      """
    let file = SourceFile(name: "desk.rules", text: text)
    let rules = try compiled(text)
    var page = try scannedSale()
    page.transactions[0].shares = .known(Decimal(60_000))
    let results = rules.runTests { name, _ throws(FilingError) in
      guard name == "page.txt" else { throw FilingError("no such file") }
      return [page]
    }
    #expect(results.map(\.isPassed) == [true, false, false, true, false])
    let renderer = DiagnosticRenderer(files: [file])
    let screen = results.flatMap(\.failures).map { renderer.text(of: $0) }.joined(separator: "\n\n") + "\n"
    try Golden.check(screen, against: "explain/failures.screen")
    #expect(rules.untestedRules == ["other"])
  }

  @Test("A row can say everything that a form can")
  func givens() throws {
    let rules = try compiled(
      """
      rule all {
        match derivative sale by ten_percent_owner
        where exercise_price = $2 and expires > 2024-01-01 and underlying.shares = 100 shares and not direct
          and nature contains "trust" and issuer.ticker = @ABC and issuer.cik = 77 and filing.form = 5
          and filing.amendment and filing.source = scan and filing.filed = 2024-02-01 and code = "s" and swap
      }
      rule held { match holding when sum(owned_after) = 9 }
      rule left { match filing where filing.exit }
      test "all" {
        given sale {
          exercise_price: $2, expires: 2025-01-01, underlying.shares: 100, direct: no, nature: "By Trust", swap: yes,
          issuer.ticker: @ABC, issuer.cik: 0000000077, filing.form: 5, filing.amendment: yes, filing.source: "scan",
          filing.filed: 2024-02-01, owner.ten_percent_owner: yes
        }
        given holding { owned_after: 9 }
        given filing { filing.exit: yes }
        expect all match
        expect held match
        expect left match
      }
      """)
    let results = rules.runTests { _, _ throws(FilingError) in [] }
    #expect(results.flatMap(\.failures).map(\.message) == [])
  }
}

@Suite("The rules that people can start from")
struct StartingRulesTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = root.appendingPathComponent("rules")
  private static let corpus = root.deletingLastPathComponent().appendingPathComponent("shared/corpus/xml")

  @Test("They have no mistakes, their tests pass, and a test reaches each of them")
  func tests() throws {
    let rules = try Self.rules()
    let results = rules.runTests { name, _ throws(FilingError) in
      guard let data = try? Data(contentsOf: Self.folder.appendingPathComponent(name)) else {
        throw FilingError("no such file")
      }
      return try FilingReader.read(Array(data))
    }
    #expect(results.flatMap(\.failures).map(\.message) == [])
    #expect(results.count > 12)
    #expect(rules.untestedRules == [])
  }

  @Test(
    "Real filings are judged, with the same alerts each time",
    .enabled(
      if: FileManager.default.fileExists(atPath: corpus.path), "../shared/corpus is not beside this checkout")
  )
  func realFilings() throws {
    let rules = try Self.rules()
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path).sorted()
    var alerts = 0
    for name in names where name.hasSuffix(".xml") {
      let data = try Data(contentsOf: Self.corpus.appendingPathComponent(name))
      for filing in try FilingReader.read(Array(data)) {
        let found = rules.judge(filing)
        #expect(found == rules.judge(filing), "\(name)")
        let explained = Dictionary(uniqueKeysWithValues: rules.explain(filing).map { ($0.rule, $0.verdict) })
        for alert in found where alert.rule != Digest.name {
          #expect(
            explained[alert.rule] == (alert.certainty == .certain ? .match : .possible),
            "\(name): \(alert.rule)")
        }
        alerts += found.count
      }
    }
    #expect(alerts > 50)
  }

  private static let seed = root.deletingLastPathComponent().appendingPathComponent(
    "shared/seed/form4-sonus-2012.txt")

  @Test(
    "A real page whose role boxes are illegible is possible, no match and match",
    .enabled(
      if: FileManager.default.fileExists(atPath: seed.path), "../shared/seed is not beside this checkout"),
    arguments: [
      ("match sale by officer when sum(shares) > 5_000 shares", Verdict.possible, ["owners[0].officer"]),
      ("match sale by officer when sum(shares) > 10_000 shares", .none, []),
      ("match sale when sum(value) > $16_000", .match, []),
    ])
  func realPage(clauses: String, expected: Verdict, needs: [String]) throws {
    let filing = try #require(try FilingReader.read(Array(try Data(contentsOf: Self.seed))).first)
    let explanation = try #require(try compiled("rule example { \(clauses) }").explain(filing).first)
    #expect(explanation.verdict == expected)
    #expect(explanation.needs.map(\.field) == needs)
  }

  private static func rules() throws -> RuleSet {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".rules")
    }
    let files = try names.sorted().map { name in
      SourceFile(name: name, text: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
    let compilation = RuleSet.compile(files)
    #expect(compilation.diagnostics == [])
    return try #require(compilation.ruleSet)
  }
}
