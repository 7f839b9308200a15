import Testing

@testable import Rules

/// What people write before they know the language, and what they are told to write.
@Suite("First spellings")
struct SpellingTests {
  /// Where a word of each sort stands.
  private static let places: [String: @Sendable (String) -> String] = [
    "kind": { "match sale or \($0)" }, "role": { "match sale by \($0)" },
    "function": { "match sale when \($0)(shares) > 1" }, "field": { "match sale where \($0) > 1" },
    "clause": { "match sale \($0) shares > 1" },
  ]

  private static let relations = [
    "like", "ilike", "includes", "contain", "starts", "begins", "startswith", "ends", "endswith", "equals",
    "equal", "eq", "exceeds", "above", "over", "gt", "below", "under", "lt",
  ]

  private static let units = [
    "m", "mm", "mn", "million", "millions", "k", "thousand", "thousands", "b", "bn", "billion", "billions",
    "usd", "dollar", "dollars", "percent", "pct", "e6",
  ]

  private static let states = [
    "null", "blank", "empty", "missing", "none", "true", "false", "yes", "\"x\"", "5", "$5", "2024-01-31",
    "@ABC",
  ]

  private static let clauses =
    relations.map { "match sale where security \($0) \"Common\"" }
    + units.map { "match sale where shares > 5 \($0)" }
    + states.flatMap { ["match sale where swap is \($0)", "match sale where swap is not \($0)"] }
    + ["==", "<>", "=>", "=<", "≥", "≤", "≠"].map { "match sale where shares \($0) 5" }
    + [
      "match sale where direct && swap", "match sale where direct || swap", "match sale where !direct",
      "match sale where shares > 1,000", "match sale where 1 < shares < 3",
      "match sale where direct and swap or acquired", "match sale where security = “Common”",
      "match sale where security does not contain \"x\"", "match sale where security contains Common",
      "match sale where security = Common", "match sale where issuer.ticker = ABC",
      "match sale where issuer.ticker in { ABC }", "match sale where issuer.ticker = @abc",
      "match sale where code = S", "match sale where date > \"2024-01-31\"", "match sale where date > 2024",
      "match sale where shares > $5", "match sale where shares > 20%", "match sale where $ > 5",
      "match sale when percent_of_holding() > 0.2", "match sale where filing.days_late > 3 days",
      "match sale group by issuer within week", "match sale group by issuer within 7",
      "match sale group by issuer within 1.5 days", "match sale throttle once per issuer every week",
      "match derivative where swap", "match sale, purchase", "match \"sale\"", "match Sale",
      "match sale by officer, director",
      "match sale when sum(shares)", "match sale where sum(shares) > 5", "match sale when shares > 5",
      "match sale where shares > 5 notify \"desk\"", "match sale where owner = \"Ames\"",
    ]

  @Test("Each gets the text to write, as it is kept")
  func golden() throws {
    let words = Self.places.sorted { $0.key < $1.key }.flatMap { sort, place in
      (Vocabulary.idioms[sort] ?? [:]).keys.sorted().map(place)
    }
    #expect(Set(Vocabulary.idioms.keys) == Set(Self.places.keys))
    let lines = (words + Self.clauses).map { clauses in
      let compilation = RuleSet.compile([SourceFile(name: "a.rules", text: "rule r { \(clauses) }")])
      let said = compilation.diagnostics.map { diagnostic in
        "  \(diagnostic.code) \(diagnostic.message)\n" + (diagnostic.help.map { "       \($0)\n" } ?? "")
      }
      return "\(clauses)\n\(said.joined())"
    }
    try Golden.check(lines.joined(), against: "tools/spellings.txt")
  }

  @Test("Each word of the table is met where it is written, and helped")
  func helped() {
    for (sort, words) in Vocabulary.idioms {
      for (word, help) in words {
        let text = "rule r { \(Self.places[sort]?(word) ?? "") }"
        let said = RuleSet.compile([SourceFile(name: "a.rules", text: text)]).diagnostics
        #expect(said.contains { $0.help == help }, "\(text): \(said.map { $0.help ?? $0.message })")
      }
    }
  }
}
