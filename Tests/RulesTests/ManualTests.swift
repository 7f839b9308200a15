import Testing

@testable import Rules

@Suite("The manual page of rule files")
struct ManualTests {
  private let source = LanguageManual.page(date: "January 2, 2026").source

  @Test("names every word of the language's tables")
  func everyWord() {
    let words =
      Vocabulary.sections.map(\.name) + Vocabulary.clauses.map(\.name) + Vocabulary.kinds.map(\.name)
      + Vocabulary.roles.map(\.name) + Vocabulary.fields.map(\.name) + Vocabulary.functions.map(\.usage)
      + WebhookSetting.allCases.map(\.rawValue) + DiagnosticCode.allCases.map(\.rawValue)
    let missing = words.filter { !source.contains(".It \"\\fB\($0)\\fP") }
    #expect(missing.isEmpty)
  }

  @Test("has the whole grammar, in which every clause stands")
  func grammar() {
    for line in Grammar.text.split(separator: "\n") {
      #expect(source.contains(line.replacing("-", with: "\\-")))
    }
    for clause in Vocabulary.clauses { #expect(Grammar.text.contains("\"\(clause.name)\"")) }
    for section in Vocabulary.sections { #expect(Grammar.text.contains("\"\(section.name)\"")) }
  }

  @Test("its example is a rule file without mistakes, whose tests pass")
  func example() throws {
    let example = try #require(
      source.split(separator: ".Sh EXAMPLES\n").last?.split(separator: ".Ed\n").first)
    let text = example.split(separator: "\n").dropFirst().map { $0.replacing("\\-", with: "-") }
    let file = SourceFile(name: "example.rules", text: text.joined(separator: "\n") + "\n")
    let compilation = RuleSet.compile([file])
    #expect(compilation.diagnostics.isEmpty)
    #expect(compilation.ruleSet?.runTests { _, _ in [] }.allSatisfy(\.isPassed) == true)
  }

  @Test("keeps to lines that mandoc accepts, and to the macros that it means")
  func lines() {
    var isLiteral = false
    for line in source.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix(".Bd -literal") { isLiteral = true }
      if line.hasPrefix(".Ed") { isLiteral = false }
      #expect(isLiteral || !line.isEmpty && line.utf8.count <= 80, "\(line)")
      #expect(!line.hasSuffix(" ") && line.utf8.allSatisfy { $0 < 0x80 }, "\(line)")
      if line.hasPrefix(".") {
        #expect(line.prefixMatch(of: /\.(?:Dd|Dt|Os|Sh|Ss|Nm|Nd|Pp|Bl|It|El|Bd|Ed|Xr) ?/) != nil, "\(line)")
      }
    }
  }

  @Test("text cannot become markup")
  func escaping() {
    var page = ManualPage(name: "x", section: 1, date: "January 2, 2026", summary: ".so /etc/passwd")
    page.section("S")
    page.prose(".de xx \\n `a-b` \"c\" ~^ é\n\n  .sp 9\n  'bp\n\n'br Two. Three `x.` Four")
    page.list([("\"quoted\" \\ `--term`", "text")])
    #expect(
      page.source == """
        .Dd January 2, 2026
        .Dt X 1
        .Os
        .Sh NAME
        .Nm x
        .Nd .so /etc/passwd
        .Sh S
        \\&.de xx \\en \\fBa\\-b\\fP "c" \\(ti\\(ha \\[u00E9]
        .Bd -literal -offset indent
        \\&.sp 9
        \\&'bp
        .Ed
        .Pp
        \\&'br Two.
        Three \\fBx.\\fP Four
        .Bl -tag -width 8n
        .It "\\(dqquoted\\(dq \\e \\fB\\-\\-term\\fP"
        text
        .El

        """)
  }
}
