import Filings
import Testing

@testable import Rules

@Suite("Explanations")
struct ExplanationTests {
  private static let rules = """
    rule tranches {
      match sale by officer or ceo
      where price >= $1 and issuer.name contains "loom" and not filing.plan_10b5_1
      group by date
      when sum(value) / sum(shares) > $1.50 and percent_of_holding() > 20%
    }
    rule undecided { match sale by officer when sum(shares) > 5_000 shares }
    rule nothing { match purchase when count() > 3 }
    """

  @Test("Every part of a rule is shown with its value and the place that it came from")
  func tree() throws {
    var filing = try scannedSale()
    var gift = filing.transactions[0]
    gift.code = Reading(TransactionCode("G"))
    filing.transactions.append(gift)
    let text = try compiled(Self.rules).explain(filing).map(\.text).joined(separator: "\n\n") + "\n"
    try Golden.check(text, against: "explain/page.screen")
  }

  @Test("For programs the same as a record, with the paths of what would decide it")
  func record() throws {
    let explanation = try #require(try compiled(Self.rules).explain(scannedSale()).dropFirst().first)
    guard case .record(let members) = explanation.record(file: "page.txt") else {
      Issue.record("no record")
      return
    }
    #expect(members.map(\.key) == ["file", "rule", "verdict", "needs", "would_match_if", "parts"])
    #expect(
      members.dropLast().map { "\($0.value)" } == [
        "text(\"page.txt\")", "text(\"undecided\")", "text(\"possible\")",
        "list([Rules.PlainValue.text(\"owners[0].officer\")])", "null",
      ])
  }

  @Test("An explanation's verdict is the judge's", arguments: 1...10 as ClosedRange<UInt64>)
  func agrees(seed: UInt64) throws {
    var generator = Generator(seed: seed)
    for _ in 0..<20 {
      let example = generator.randomCase()
      let rules = try compiled("rule example { \(example.clauses) }")
      #expect(
        rules.explain(example.filing).map(\.verdict) == [rules.verdict(of: "example", on: example.filing)])
    }
  }
}

@Suite("The vocabulary")
struct VocabularyTests {
  @Test("`insiderd fields` lists fields, kinds, roles and functions")
  func listing() throws {
    try Golden.check(Vocabulary.text + "\n", against: "explain/fields.screen")
  }

  @Test("Every letter has exactly one kind, beside those that stand for several")
  func letters() {
    let single = Vocabulary.kinds.filter {
      $0.sort == .transaction && $0.name != "trade" && $0.name != "transaction"
    }
    #expect(single.flatMap { $0.letters.utf8 }.sorted() == Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8))
  }

  @Test("Every name is one that the grammar allows, and stands once")
  func names() {
    for names in [Vocabulary.fields.map(\.name), Vocabulary.kinds.map(\.name), Vocabulary.roles.map(\.name)] {
      #expect(Set(names).count == names.count)
      for name in names {
        var lexer = Lexer(SourceFile(name: "", text: name), file: 0)
        #expect(!lexer.next().isEnd, "\(name)")
        while !lexer.next().isEnd {}
        #expect(lexer.diagnostics.isEmpty, "\(name)")
      }
    }
  }

  @Test("Every role is decided by a field of the table")
  func roleFields() {
    for role in Vocabulary.roles {
      #expect(Vocabulary.field(named: role.field)?.level == .owner, "\(role.name)")
    }
  }

  @Test(
    "A field that stands in the filing can be set and read back", arguments: Vocabulary.fields.map(\.name))
  func setting(name: String) throws {
    let field = try #require(Vocabulary.field(named: name))
    if case .derived = field.source { return }
    let sort: Kind.Sort = field.level == .proposal ? .notice : .transaction
    let values: [FieldValue] = [
      .flag(true), .number(Decimal(3)), .day(try day("2024-03-05")), .text("5"), .text("S"), .text("scan"),
      .text("0000000001-24-000001"),
    ]
    var filing = try officerSales([("1", "1")])
    filing.notice = SaleNotice()
    filing.notice?.proposedSales = [ProposedSale()]
    let row = RowReference(sort: sort, index: 0)
    let changed = values.contains { value in
      var filled = filing
      filled.assign(.absent, to: field, at: 0, sort: sort)
      filled.assign(value, to: field, at: 0, sort: sort)
      return Report(filled).state(of: field, row) == .known
    }
    #expect(changed)
  }
}
