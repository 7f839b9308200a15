import Foundation
import Testing

@testable import Rules

@Suite("The formatter")
struct FormatterTests {
  @Test("It brings a file into the one canonical form", arguments: Golden.names(".rules", in: "format"))
  func golden(name: String) throws {
    let text = String(decoding: try Golden.data("format/\(name).rules"), as: UTF8.self)
    try Golden.check(try formatted(text), against: "format/\(name).formatted")
  }

  @Test("What is in the canonical form stays as it is")
  func examples() throws {
    let compilation = RuleSet.compile(try ruleFiles())
    #expect(compilation.formatted.count > 5)
    for file in compilation.formatted {
      #expect(file.text == String(decoding: file.file.text, as: UTF8.self), "\(file.file.name)")
      #expect(file.isCanonical)
    }
  }

  @Test("A file that cannot be understood is left alone")
  func unsound() {
    let file = SourceFile(name: "a.rules", text: "rule r { match sale where shares > }")
    #expect(RuleSet.compile([file]).formatted.map(\.text) == [nil])
  }

  @Test(
    "Whatever is written means the same when formatted, keeps its comments, and is formatted then",
    arguments: 1...40 as ClosedRange<UInt64>)
  func roundTrips(seed: UInt64) throws {
    var generator = Generator(seed: seed)
    for _ in 0..<10 {
      let text = generator.randomProgram()
      let once = try formatted(text)
      try #require(try formatted(once) == once, "\(text)\n---\n\(once)")
      try #require(shape(once) == shape(text, units: true), "\(text)\n---\n\(once)")
      try #require(comments(once).sorted() == comments(text).sorted(), "\(text)\n---\n\(once)")
    }
  }

  @Test("The golden files too mean the same when formatted")
  func goldenRoundTrips() throws {
    for name in Golden.names(".rules", in: "format") {
      let text = String(decoding: try Golden.data("format/\(name).rules"), as: UTF8.self)
      let once = try formatted(text)
      #expect(try formatted(once) == once)
      #expect(comments(once).sorted() == comments(text).sorted())
      #expect(plans(once) == plans(text))
    }
  }

  // MARK: What is compared

  private func formatted(_ text: String) throws -> String {
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    return try #require(
      compilation.formatted[0].text, "\(text)\n\(compilation.diagnostics.map(\.message))")
  }

  private func comments(_ text: String) -> [String] {
    let file = SourceFile(name: "a.rules", text: text)
    return Parser.parse(file, file: 0).syntax.comments.map { file.string($0.start..<$0.end) }
  }

  private func plans(_ text: String) -> [String] {
    let set = RuleSet.compile([SourceFile(name: "a.rules", text: text)]).ruleSet
    return (set?.plans ?? []).map { "\($0.name) \($0.severity) \($0.destinations) \($0.canonical)" }
  }

  /// What a file says without where it says it; the clauses in their canonical order. With `units` the numbers have
  /// the units that the formatter gives them.
  private func shape(_ text: String, units: Bool = false) -> String {
    let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: text)])
    var syntax = compilation.syntaxes[0]
    for index in syntax.rules.indices {
      let clauses = syntax.rules[index].clauses
      syntax.rules[index].clauses = Parser.clauses.flatMap { word in
        clauses.filter { $0.keyword.text == word }
      }
    }
    for index in syntax.webhooks.indices {
      let settings = syntax.webhooks[index].settings
      syntax.webhooks[index].settings = WebhookSetting.allCases.flatMap { known in
        settings.filter { $0.name.text == known.rawValue }
      }
    }
    syntax.comments = []
    return describe(syntax, units ? compilation.units : [:])
  }

  private func describe(_ value: Any, _ units: [Span: ValueType?]) -> String {
    if value is Span { return "" }
    if let literal = value as? LiteralSyntax { return describe(literal, units) }
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return "\(value)" }
    let parts = mirror.children.filter { !($0.value is Span) }.map {
      "\($0.label ?? ""):\(describe($0.value, units))"
    }
    return "(\(parts.joined(separator: " ")))"
  }

  private func describe(_ literal: LiteralSyntax, _ units: [Span: ValueType?]) -> String {
    guard case .number(let number, nil) = literal.value, let unit = units[literal.span] ?? nil else {
      return "\(literal.value)"
    }
    let given: LiteralSyntax.Unit? =
      switch unit {
      case .shares: .shares
      case .percent: .percent
      case .days: .time(.day)
      case .businessDays: .time(.businessDay)
      default: nil
      }
    return "\(LiteralSyntax.Value.number(number, given))"
  }

  private func ruleFiles() throws -> [SourceFile] {
    let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("rules")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".rules") }.map { name in
      SourceFile(name: name, text: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
  }
}
