import Filings
import Testing

@testable import Rules

@Suite("Hostile rule files")
struct RobustnessTests {
  private static func seeds() throws -> [UInt8] {
    try Golden.names(".rules").flatMap { Array(try Golden.data("\($0).rules")) }
  }

  @Test("A file that ends anywhere is answered, with the place of what is missing")
  func prefixes() throws {
    let text = try Self.seeds()
    for end in stride(from: 0, to: text.count, by: 53) {
      let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: Array(text[..<end]))])
      _ = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics)
    }
  }

  @Test("Changed bytes never end the program", arguments: 1...8 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) throws {
    let text = try Self.seeds()
    var generator = Generator(seed: seed)
    for _ in 0..<12 {
      var changed = text
      for _ in 0..<8 {
        let place = Int(generator.next() % UInt64(changed.count))
        switch generator.next() % 3 {
        case 0: changed[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: changed.removeSubrange(place..<min(place + 9, changed.count))
        default:
          changed.insert(
            contentsOf: changed[place..<min(place + 30, changed.count)].shuffled(using: &generator), at: place
          )
        }
      }
      let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: changed)])
      _ = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics)
    }
  }

  @Test(
    "Whatever is nested or chained without end is refused",
    arguments: [
      "rule a { match sale where " + String(repeating: "(", count: 100_000),
      "rule a { match sale where " + String(repeating: "not ", count: 100_000) + "direct }",
      "rule a { match sale where shares > " + String(repeating: "-", count: 100_000) + "1 }",
      "rule a { match sale where shares > 1" + String(repeating: " + 1", count: 100_000) + " }",
      "rule a { match sale when " + String(repeating: "sum(", count: 100_000) + " }",
      "rule a { match sale where d20 }"
        + (1...20).map { " define d\($0) = d\($0 - 1) and d\($0 - 1)" }.joined()
        + " define d0 = direct and swap",
      "rule a { match sale where d3000 }" + (1...3_000).map { " define d\($0) = not d\($0 - 1)" }.joined()
        + " define d0 = direct",
    ])
  func bounded(text: String) {
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    #expect(compilation.diagnostics.contains { $0.code == DiagnosticCode.tooLarge.rawValue })
    #expect(compilation.ruleSet == nil)
  }

  @Test("What a few lines write out to in many rules is refused")
  func expansions() {
    let defines = (1...11).map { "define d\($0) = (d\($0 - 1) and d\($0 - 1))\n" }.joined()
    let rules = (0..<200).map { "rule r\($0) { match sale where d11 }\n" }.joined()
    let text = "define d0 = shares > 5\n" + defines + rules
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    let errors = compilation.diagnostics.filter { $0.level == .error }
    #expect(errors.allSatisfy { $0.code == DiagnosticCode.tooLarge.rawValue })
    #expect(compilation.ruleSet == nil)
  }

  @Test("Ten thousand rules may share a define, and each of as many comments allows what it stands before")
  func manyRules() throws {
    let rules = (0..<10_000).map {
      "# allow W203: never below\nrule r\($0) { match sale where big and shares < 0 shares }\n"
    }
    let text =
      "define big = shares > 5 and (direct or price > $5) and issuer.ticker = @ABC\n" + rules.joined()
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    #expect(compilation.ruleSet != nil)
    #expect(compilation.diagnostics == [])
  }

  @Test("A message cites as much of a long word as people read")
  func longWords() {
    let bytes = [UInt8](repeating: 0xFF, count: 100_000)
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: Array("rule r { ".utf8) + bytes)])
    let shown = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics)
    #expect(!compilation.diagnostics.isEmpty && shown.utf8.count < 10_000)
  }

  @Test("A file full of mistakes shows a hundred of them")
  func manyMistakes() {
    let text = String(repeating: "rule a { match sal }\n", count: 1_000)
    #expect(
      RuleSet.compile([SourceFile(name: "a.rules", text: text)]).diagnostics.count == Limits.diagnostics)
  }

  @Test("Long texts of a filing are compared as far as people write, and are unknown beyond")
  func longTexts() throws {
    var filing = try officerSales([("1", "1")])
    filing.remarks = String(repeating: "x", count: Limits.comparedBytes) + "needle"
    #expect(try verdict("match sale where filing.remarks contains \"needle\"", filing) == .possible)
    #expect(try verdict("match sale where filing.remarks contains \"xxx\"", filing) == .match)
    filing.footnotes = (1...200).map { Footnote(id: "F\($0)", text: "note") }
    filing.transactions[0].position.footnotes = filing.footnotes.map(\.id)
    #expect(try verdict("match sale where footnotes contains \"other\"", filing) == .possible)
    #expect(try verdict("match sale where footnotes contains \"NOTE\"", filing) == .match)
  }

  @Test("Ten thousand watch lists cost a filing little more than one, and none is forgotten")
  func index() throws {
    let watchers = (0..<10_000).map { "rule w\($0) { match sale where issuer.ticker = @T\($0) }" }
    let text =
      watchers.joined(separator: "\n")
      + " rule cik { match sale where issuer.cik in { 9990001, 5 } } rule all { match sale }"
    let rules = try compiled(text)
    var filing = try officerSales([("1", "1")])
    #expect(rules.judge(filing).map(\.rule) == ["cik", "all"])
    filing.issuer.ticker = .known("t77")
    #expect(rules.judge(filing).map(\.rule) == ["w77", "cik", "all"])
    filing.issuer.cik = .absent
    #expect(rules.judge(filing).map(\.rule) == ["w77", "cik", "all"])
    filing.issuer.ticker = .unknown(.candidates(["T1", "T2"]))
    #expect(rules.judge(filing).map(\.rule) == ["w1", "w2", "cik", "all"])
  }
}
