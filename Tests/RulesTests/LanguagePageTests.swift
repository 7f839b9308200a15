import Foundation
import Testing

@testable import Rules

private let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("shared/design/language.md")

@Suite(
  "The page that describes the language",
  .enabled(
    if: FileManager.default.fileExists(atPath: page.path), "../shared/design is not beside this checkout"))
struct LanguagePageTests {
  /// The text between the fences that follow the heading.
  private func block(behind heading: String) throws -> String {
    let text = try String(contentsOf: page, encoding: .utf8)
    let rest = try #require(text.range(of: "\n## \(heading)")).upperBound
    let fences = text[rest...].ranges(of: "```")
    let (open, close) = (try #require(fences.first), try #require(fences.dropFirst().first))
    return String(text[open.upperBound..<close.lowerBound].drop { $0 != "\n" }.dropFirst())
  }

  @Test("Its rules compile")
  func rules() throws {
    let text = try block(behind: "1. ")
    let compilation = RuleSet.compile([SourceFile(name: "page.rules", text: text)])
    let errors = compilation.diagnostics.filter { $0.level == .error }
    #expect(errors.isEmpty, "\(DiagnosticRenderer(files: compilation.files).render(errors))")
    #expect(compilation.ruleSet?.ruleNames.count == 8)
  }

  @Test("Its grammar has no word that the manual's has not")
  func grammar() throws {
    let whole = try block(behind: "2. ").replacing(/\(\*.*?\*\)/, with: "")
    // Of what the tokens are made, the manual says in words.
    let text = whole[..<(try #require(whole.range(of: "MONEY     ="))).lowerBound]
    let words = text.matches(of: /"[^"]+"|[a-z]+ +=/).map { String($0.output) }
    #expect(words.count > 100)
    for word in words { #expect(Grammar.text.contains(word), "\(word)") }
  }

  /// What is wrong in each of these is what the page shows a message for, in its order.
  private static let mistaken = [
    "rule a { match sale when sum(shares) > $50_000 }",
    "rule a { match sale where filing.plan10b5 }",
    "rule a { match sale where direct and swap or acquired }",
    "rule a { match sale where sum(shares) > 5 }",
    "rule a { match sale when percent_of_holding() > 120% }",
    """
    rule large_officer_sale { match sale by officer when sum(shares) > 50_000 shares notify desk }
    rule big_sale { match sale by officer when sum(shares) > 90_000 shares notify desk }
    webhook desk { url "https://desk.example/hook" }
    """,
  ]

  @Test("Its messages are said word for word")
  func messages() throws {
    let examples = try block(behind: "6. ").split(separator: "\n").map(String.init)
    let heads = examples.filter { $0.hasPrefix("error[") || $0.hasPrefix("warning[") }
    #expect(heads.count == Self.mistaken.count)
    let helps = examples.filter { $0.hasPrefix("  = help: ") }
    var said = ""
    for (text, head) in zip(Self.mistaken, heads) {
      let compilation = RuleSet.compile([SourceFile(name: "desk.rules", text: text)])
      let screen = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics)
      #expect(screen.split(separator: "\n").contains { $0 == head }, "\(head)\n\(screen)")
      said += screen + "\n"
    }
    for help in helps { #expect(said.contains(help), "\(help)") }
  }

  @Test("Its picture of a mistake is drawn as it stands there")
  func picture() throws {
    let examples = try block(behind: "6. ").split(separator: "\n", omittingEmptySubsequences: false)
    let picture = examples.prefix { !$0.isEmpty }.map(String.init)
    let text = "rule a {\n    match    sale\n\n    when     sum(shares) > $50_000\n}\n"
    let compilation = RuleSet.compile([SourceFile(name: "desk.rules", text: text)])
    let diagnostic = try #require(compilation.diagnostics.first)
    let drawn = DiagnosticRenderer(files: compilation.files).text(of: diagnostic).split(separator: "\n")
    // The page's own column is one more than where the first mark stands under the text.
    #expect(drawn[1] == "  ┌─ desk.rules:4:14")
    #expect(drawn.count == picture.count && drawn.count > 4)
    for (line, shown) in zip(drawn, picture) where !shown.contains("┌─") { #expect(line == shown) }
  }
}
