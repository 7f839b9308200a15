import Filings
import Foundation
import Testing

@testable import Rules

@Suite("Diagnostics for programs")
struct SarifTests {
  @Test("A SARIF log has every mistake with its place and its code's text")
  func golden() throws {
    let file = SourceFile(
      name: "rules.d/my desk.rules",
      text: "rule a { match sale where shares > $5 }\nrule a { match sal }\nlist l of ticker = { @A }\n")
    let compilation = RuleSet.compile([file])
    let log = DiagnosticRenderer(files: compilation.files).sarif(compilation.diagnostics)
    let text = log.prettyJSON() + "\n"
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    try Golden.check(text, against: "tools/sarif.json")
  }

  @Test(
    "Every message that is kept makes a log as SARIF's schema wants it", arguments: Golden.names(".rules"))
  func schema(name: String) throws {
    let file = SourceFile(name: "\(name).rules", text: Array(try Golden.data("\(name).rules")))
    let compilation = RuleSet.compile([file])
    let log = DiagnosticRenderer(files: compilation.files).sarif(compilation.diagnostics).prettyJSON()
    let schema = try JSONSchema(try Golden.data("tools/sarif.schema.json"))
    let value = try JSONSerialization.jsonObject(with: Data(log.utf8))
    #expect(schema.problems(of: value) == [])
  }

  @Test("The schema refuses what is not SARIF")
  func refused() throws {
    let schema = try JSONSchema(try Golden.data("tools/sarif.schema.json"))
    for text in [
      #"{"version": "2.1.0"}"#, #"{"version": "2.0.0", "runs": []}"#,
      #"{"version": "2.1.0", "runs": [], "more": 1}"#,
      #"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": 5}}}]}"#,
    ] {
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(!schema.problems(of: value).isEmpty, "\(text)")
    }
  }
}

@Suite("What tests reach")
struct CoverageTests {
  private static let text = """
    rule large { match sale by officer where price > $1 and not direct when sum(shares) > 50_000 or count() > 9 }
    rule whole { match gift when sum(shares) > 5 }
    rule never { match purchase }
    test "one" { given sale { owner.officer: yes, shares: 60_000, price: $10, direct: no } expect large match }
    test "two" { given sale { owner.officer: yes, shares: 60, price: $10, direct: no } expect large match }
    test "w" { given gift { shares: 6 } expect whole match }
    test "w <&> \\"2\\"" { given gift { shares: 5 } expect whole nothing }
    test "w3" { given gift { shares: unknown } given filing "gone.txt" expect whole possible }
    test "w4" { given gift { shares: unknown } expect whole possible }
    """

  @Test("Conditions, verdicts and rules that no test reaches are named")
  func coverage() throws {
    let coverage = try compiled(Self.text).coverage { _, _ throws(FilingError) in throw FilingError("gone") }
    try Golden.check(coverage.text + "\n", against: "tools/coverage.screen")
    #expect(coverage.counts.reached + 4 + 3 == coverage.counts.all)
  }

  @Test("Results can be read as JUnit's XML")
  func junit() throws {
    let file = SourceFile(name: "desk.rules", text: Self.text)
    let rules = try #require(RuleSet.compile([file]).ruleSet)
    let results = rules.runTests { _, _ throws(FilingError) in throw FilingError("no such file") }
    try Golden.check(TestReport.junit(results, files: [file]), against: "tools/junit.xml")
  }
}

@Suite("Grammars of editors")
struct EditorGrammarTests {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("rules/editors")

  @Test(
    "They are as the tables of the language are now",
    arguments: [
      ("insiderd.tmLanguage.json", EditorGrammar.textMate.prettyJSON() + "\n"),
      ("insiderd.vim", EditorGrammar.vim),
    ])
  func stale(name: String, text: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["INSIDERD_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name) is not what the tables make")
  }

  @Test("Their patterns compile and tell words apart")
  func patterns() throws {
    guard case .list(let patterns) = EditorGrammar.textMate["patterns"] else {
      Issue.record("no patterns")
      return
    }
    let text =
      "rule r { match sale by officer where filing.days_late >= 1 business day and sum(shares) > $1.5k # no\n"
    var found: [String: [String]] = [:]
    for pattern in patterns {
      guard let name = pattern["name"].text, let source = pattern["match"].text else { continue }
      let expression = try NSRegularExpression(pattern: source)
      let range = NSRange(text.startIndex..., in: text)
      found[name] = expression.matches(in: text, range: range).map {
        (text as NSString).substring(with: $0.range)
      }
    }
    #expect(found["keyword.control.insiderd"] == ["rule", "match", "by", "where", "and"])
    #expect(found["entity.name.type.insiderd"] == ["sale", "officer"])
    #expect(found["variable.other.field.insiderd"] == ["filing.days_late", "shares"])
    #expect(found["support.function.insiderd"] == ["sum"])
    #expect(found["constant.numeric.insiderd"] == ["1", "$1.5k"])
    #expect(found["keyword.other.unit.insiderd"] == ["business", "day", "shares"])
    #expect(found["comment.line.number-sign.insiderd"] == ["# no"])
  }
}
