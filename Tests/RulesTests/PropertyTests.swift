import Filings
import Foundation
import Testing

@testable import Rules

@Suite("The index")
struct IndexTests {
  @Test("It never changes what a rule set says", arguments: 1...20 as ClosedRange<UInt64>)
  func neverChangesAVerdict(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 31)
    let text = (0..<40).map { "rule r\($0) { \(generator.watchedClauses()) }" }.joined(separator: "\n")
    let rules = try compiled("list watched of ticker = { @AAA, @CCC }\n\(text)")
    for _ in 0..<15 {
      var filing = generator.randomCase().filing
      filing.form = generator.pick([.form3, .form4, .form5])
      filing.issuer.ticker = generator.pick([
        .known("aaa"), .known("BBB"), .known("NONE"), .absent, .unknown(.anything),
        .unknown(.candidates(["AAA", "X"])),
      ])
      filing.issuer.cik = generator.pick([.known("0000000005"), .known("7"), .absent, .unknown(.anything)])
      let unindexed = rules.plans.flatMap { plan -> [Alert] in
        let judge = Judge(plan: plan, dossier: Dossier(Report(filing)))
        return judge.judgements().filter { $0.verdict != .none }.compactMap { Alert($0, of: judge) }
      }
      let expected = Digest.condensed(unindexed, of: filing)
      try #require(rules.judge(filing) == expected, "\(text)\n\(filing)")
    }
  }

  @Test(
    "Rules that differ in a threshold alone stand on a ladder, which never changes what they say",
    arguments: 1...20 as ClosedRange<UInt64>)
  func laddersNeverChangeAVerdict(seed: UInt64) throws {
    var generator = Generator(seed: seed &* 37)
    let text = (0..<120).map { "rule r\($0) { \(generator.thresholdClauses()) }" }.joined(separator: "\n")
    let rules = try compiled(text)
    #expect(rules.index.ladders.filed.count > 60)
    var found = 0
    for _ in 0..<15 {
      let filing = generator.randomCase().filing
      let unindexed = rules.plans.flatMap { plan -> [Alert] in
        let judge = Judge(plan: plan, dossier: Dossier(Report(filing)))
        return judge.judgements().filter { $0.verdict != .none }.compactMap { Alert($0, of: judge) }
      }
      found += unindexed.count
      try #require(rules.judge(filing) == Digest.condensed(unindexed, of: filing), "\(text)\n\(filing)")
    }
    #expect(found > 0)
  }
}

extension Generator {
  /// Few shapes and many thresholds, near what the random filings come to.
  fileprivate mutating func thresholdClauses() -> String {
    let match = pick(["sale", "transaction", "transaction by officer", "transaction by director"])
    let filter = pick(["", "", " where not filing.plan_10b5_1"])
    let group = pick(["", "", " group by code"])
    let threshold = pick(["0", "1", "2", "5", "10", "50", "100", "1_000", "50_000"])
    let comparison = pick([">", ">=", "<", "<=", "="])
    let measure = pick([
      "sum(shares) \(comparison) \(threshold) shares", "count() \(comparison) \(threshold)",
      "sum(value) \(comparison) $\(threshold)", "$\(threshold) \(comparison) sum(value)",
      "max(price) \(comparison) $\(threshold) per share",
    ])
    return "match \(match)\(filter)\(group) when \(measure)\(pick(["", "", " and count() >= 1"]))"
  }

  fileprivate mutating func watchedClauses() -> String {
    let filter = pick([
      "issuer.ticker = @AAA", "issuer.ticker in watched", "issuer.ticker in { @BBB, @X }", "issuer.cik = 5",
      "issuer.cik in { 5, 9 }", "issuer.ticker != @AAA", "not issuer.ticker in watched", "filing.form = 4",
      "filing.form in { 3, 5 }", "issuer.ticker = @AAA or filing.exit",
      "issuer.cik = 5 and issuer.ticker = @AAA",
      "(issuer.ticker = @AAA and filing.form = 4) or issuer.cik = 7", "not (issuer.ticker = @AAA)",
    ])
    let match = pick([
      "sale", "purchase", "transaction", "holding", "filing", "sale by officer", "sale by ceo or director",
    ])
    return chance(70)
      ? "match \(match) where \(filter)"
      : "match \(match) when \(pick(["issuer.ticker = @AAA", "issuer.cik = 5 and count() >= 0", "filing.form = 4"]))"
  }
}

@Suite("The tests of the rules that people can start from")
struct MutationTests {
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("rules")

  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      $0.hasSuffix(".rules")
    }
    .sorted()

  /// A test block that passes whatever the rule says is worth nothing.
  @Test("Each comparison, connective and number that is changed makes one of them fail", arguments: names)
  func caught(name: String) throws {
    let source = SourceFile(
      name: name, text: Array(try Data(contentsOf: Self.folder.appendingPathComponent(name))))
    #expect(try passes(source))
    let mutants = self.mutants(of: source)
    #expect(!mutants.isEmpty || !String(decoding: source.text, as: UTF8.self).contains("when "))
    for mutant in mutants {
      #expect(try !passes(mutant.file), "\(name): \(mutant.what) passes all tests")
    }
  }

  private func passes(_ file: SourceFile) throws -> Bool {
    let rules = try #require(RuleSet.compile([file]).ruleSet, "\(String(decoding: file.text, as: UTF8.self))")
    let results = rules.runTests { name, _ throws(FilingError) in
      guard let data = try? Data(contentsOf: Self.folder.appendingPathComponent(name)) else {
        throw FilingError("no such file")
      }
      return try FilingReader.read(Array(data))
    }
    return results.allSatisfy(\.isPassed)
  }

  private struct Mutant {
    var file: SourceFile
    var what: String
  }

  private func mutants(of source: SourceFile) -> [Mutant] {
    let syntax = Parser.parse(source, file: 0).syntax
    let spans = syntax.rules.flatMap { rule in
      rule.clauses.compactMap { clause -> Span? in
        switch clause.content {
        case .where(let expression), .when(let expression): expression.span
        default: nil
        }
      }
    }
    let tokens = Lexer.tokens(of: source, file: 0).filter { token in
      spans.contains { $0.start <= token.span.start && token.span.end <= $0.end }
    }
    return windows(of: syntax, in: source)
      + tokens.flatMap { token in
        replacements(of: token, in: source).map { replacement in
          var text = source.text
          text.replaceSubrange(token.span.start..<token.span.end, with: replacement.utf8)
          let what = "`\(source.string(token.span.start..<token.span.end))` as `\(replacement)`"
          return Mutant(file: SourceFile(name: source.name, text: text), what: what)
        }
      }
  }

  /// Windows of ten times the length. One that holds a short-swing profit is none: the profit knows its six months.
  private func windows(of syntax: FileSyntax, in source: SourceFile) -> [Mutant] {
    let text = String(decoding: source.text, as: UTF8.self)
    return syntax.rules.flatMap(\.clauses).compactMap { clause in
      guard case .group(let group) = clause.content, let within = group.within,
        !text.contains("short_swing_profit()")
      else { return nil }
      var changed = source.text
      changed.insert(UInt8(ascii: "0"), at: within.span.start + within.count.description.utf8.count)
      return Mutant(
        file: SourceFile(name: source.name, text: changed), what: "a window of ten times the length")
    }
  }

  private func replacements(of token: Token, in source: SourceFile) -> [String] {
    switch token.kind {
    case .symbol(let symbol):
      return Comparison(rawValue: symbol.rawValue).map { [$0.opposite.rawValue] } ?? []
    case .name("and"): return ["or"]
    case .name("or"): return ["and"]
    case .money(let number): return scaled(number, "$")
    case .number(let number): return scaled(number, "")
    default: return []
    }
  }

  private func scaled(_ number: Filings.Decimal, _ prefix: String) -> [String] {
    // Nothing stays nothing, and a tenth of one is as good as one where things are counted.
    guard !number.isZero else { return [] }
    let less = number > Filings.Decimal(1) ? [Filings.Decimal(mantissa: 1, scale: 1)] : []
    return ([Filings.Decimal(10)] + less).compactMap { factor in
      number.multiplied(by: factor, rounding: .down).map { prefix + $0.trimmed.description }
    }
  }
}
