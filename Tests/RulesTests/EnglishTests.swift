import Testing

@testable import Rules

@Suite("Rules in English")
struct EnglishTests {
  private func rules() throws -> RuleSet {
    try compiled(String(decoding: Golden.data("english/all.rules"), as: UTF8.self))
  }

  @Test("Every rule is a sentence that somebody can sign")
  func sentences() throws {
    try Golden.check(try rules().english + "\n", against: "english/all.screen")
  }

  @Test("For programs the same rules are a record, with every clause")
  func record() throws {
    try Golden.check(lines(try rules().record).joined(separator: "\n") + "\n", against: "english/all.record")
  }

  @Test("Rules that no ticker and no issuer narrows are named")
  func unfiled() throws {
    let rules = try compiled(
      """
      rule a { match sale } rule b { match sale where issuer.ticker = @A } rule c { match sale where issuer.cik = 5 }
      rule d { match sale where issuer.ticker = @A or direct }
      """)
    #expect(rules.unfiledRules == ["a", "d"])
  }

  private func lines(_ value: PlainValue, _ path: String = "") -> [String] {
    switch value {
    case .null: ["\(path): null"]
    case .flag(let flag): ["\(path): \(flag)"]
    case .integer(let number): ["\(path): \(number)"]
    case .text(let text): ["\(path): \(text)"]
    case .list(let values):
      values.isEmpty
        ? ["\(path): []"] : values.enumerated().flatMap { lines($1, "\(path)[\($0)]") }
    case .record(let members):
      members.flatMap { lines($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }
  }
}
