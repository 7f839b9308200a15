import Filings
import Foundation
import Testing

@testable import Filings

/// Made-up forms in the styles of the filing agents of 1996 to 2003, each with what it says beside it.
private enum TypedPages {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(".truth") }.sorted()
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static func truth(of name: String) throws -> [String: String] {
    let file = folder.appending(path: name).deletingPathExtension().appendingPathExtension("truth")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let parts = line.split(separator: " = ", maxSplits: 1)
        return (String(parts[0]), String(parts[1]))
      })
  }
}

@Suite struct TypedPageTests {
  /// How a page was read against what it says.
  private struct Score {
    var right = 0
    var unknown: [String] = []
    var wrong: [String] = []

    init(_ fields: [String: String], _ truth: [String: String]) {
      for path in Set(fields.keys).union(truth.keys).sorted() where truth[path] != "?" || fields[path] != nil
      {
        let row = String(path.prefix { $0 != "." })
        let expected = truth[path] ?? truth[row]
        let found = fields[path]
        if found == expected {
          right += 1
        } else if found == "?" {
          unknown.append("\(path): \(expected ?? "-")")
        } else {
          wrong.append("\(path): \(found ?? "-") for \(expected ?? "-")")
        }
      }
    }
  }

  @Test func `typed forms are read without a mistake, and what is not read is unknown`() throws {
    var (right, unknown) = (0, [String]())
    #expect(TypedPages.names.count >= 12)
    for name in TypedPages.names {
      let bytes = try TypedPages.bytes(name)
      let filing = try #require(try? read(bytes), "\(name): \(refusal(of: bytes)?.description ?? "")")
      #expect(filing.provenance.container == .text)
      let score = Score(FlatFiling(filing).fields, try TypedPages.truth(of: name))
      #expect(score.wrong.isEmpty, "\(name): \(score.wrong.joined(separator: "\n"))")
      right += score.right
      unknown += score.unknown.map { "\(name) \($0)" }
    }
    print("typed forms: \(right) fields right, \(unknown.count) unknown: \(unknown.joined(separator: "\n"))")
    #expect(right > 300 && unknown.count * 20 < right)
  }

  @Test(.enabled(if: Corpus.isHere, "the corpus of real filings is not beside the checkout"))
  func `the real typed form says what it shows`() throws {
    let file = try #require(
      Corpus.files(in: "corpus/submission").first { $0.lastPathComponent == "0001094891-00-000193.txt" })
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let start = try #require(text.firstRange(of: "<TEXT>")).lowerBound
    let filing = try read(String(text[start...]))
    let row = try #require(filing.transactions.first)
    #expect(filing.period.value == Day("2000-02-29") && filing.exit == .known(false))
    #expect(
      filing.issuer.name.value == "Productivity Technologies Corp." && filing.issuer.ticker.value == "PRAC")
    #expect(
      filing.owners.map(\.name.value) == ["Foster, Alan H."]
        && filing.owners.first?.isDirector == .known(true))
    #expect(row.position.security.value == "Options to Purchase Common Stock")
    #expect(row.date.value == Day("2000-02-07") && row.position.terms?.expires.value == Day("2005-02-07"))
    #expect(row.shares == .known(Decimal(12_000)) && row.timeliness == .known("E"))
    #expect(row.position.terms?.exercisePrice.value?.description == "1.375")
    #expect(row.isAcquired == .unknown(.candidates([true, false])))
    #expect(filing.unreadable.map(\.field) == ["transactions[0].acquired"])
    #expect(filing.signatures.first?.date.value == Day("2000-03-13"))
  }

  // MARK: Values

  @Test(
    arguments: [
      ("2/7/00", "2000-02-07"), ("02-07-1999", "1999-02-07"), ("February 29,2000", "2000-02-29"),
      ("Feb. 7, 98", "1998-02-07"),
      ("7-Feb-96", "1996-02-07"), ("1/2/33", "2033-01-02"), ("1/2/34", "1934-01-02"), ("2/30/00", nil),
      ("2/7", nil),
      ("2/7/200", nil), ("13/1/00", nil), ("various", nil), ("2/7/00-2/9/00", nil), ("", nil),
      ("2/7/000", nil),
    ] as [(String, String?)])
  func `a day has a year, a month and a day, in any of the usual orders`(text: String, day: String?) {
    #expect(TypedValue.day(text)?.description == day)
  }

  @Test(arguments: [
    ("2/00", "2000-02-01", "2000-02-29"), ("June 2001", "2001-06-01", "2001-06-30"),
    ("12/1998", "1998-12-01", "1998-12-31"),
  ])
  func `a month is all of its days`(text: String, first: String, last: String) throws {
    let (first, last) = (try #require(Day(first)), try #require(Day(last)))
    #expect(TypedValue.date(text) == .month(first: first, last: last))
  }

  @Test(
    arguments: [
      ("12,000 -", "12000"), ("$1.375", "1.375"), ("22 1/2", "22.5"), ("$ 5 3/64", "5.046875"),
      ("1/8", "0.125"),
      ("-0-", "0"), ("1/3", nil), ("12-13", nil), ("1,00", nil), ("5 9/8", nil), ("(500)", nil),
      ("5 1/2 1/2", nil),
    ] as [(String, String?)])
  func `a number is exact or none`(text: String, number: String?) {
    #expect(TypedValue.decimal(text)?.description == number)
  }

  @Test(
    arguments: [
      ("(X) Director ( ) 10% Owner ( ) Officer ( ) Other", "1000"),
      ("Director ( ) 10% Owner (X) Officer ( ) Other ( )", "0100"),
      ("_X_ Director ___ 10% Owner _X_ Officer ___ Other", "1010"),
      ("X Director  10% Owner  Officer  Other", "1000"),
      ("/ / Director / / 10% Owner /x/ Officer / / Other", "0010"),
      ("[ ] Director [ ] 10% Owner [ ] Officer [ ] Other", "0000"),
      ("Director X 10% Owner Officer Other", nil), ("Director 10% Owner Officer Other", nil),
      ("(?) Director ( ) 10% Owner ( ) Officer ( ) Other", nil),
      ("(X) Director ( ) 10% Owner (X) Officer", nil),
    ] as [(String, String?)])
  func `a box is the one beside it, where only one can be`(text: String, ticks: String?) {
    let found = TypedBox.ticks(TypedBox.tokens([text]))
    let order: [TypedBox.Role] = [.director, .tenPercentOwner, .officer, .other]
    #expect(found.map { ticks in order.map { ticks[$0] == true ? "1" : "0" }.joined() } == ticks)
  }

  @Test(arguments: [
    (["Larkspur Inc. (LRKS)"], TypedIssuer.parted(name: "Larkspur Inc.", ticker: "LRKS")),
    (["Larkspur Inc.", "Nasdaq: LRKS"], .parted(name: "Larkspur Inc.", ticker: "LRKS")),
    (["Larkspur Inc."], .parted(name: "Larkspur Inc.", ticker: nil)),
    (["Larkspur Mills LRKS"], .open(["Larkspur Mills LRKS", "Larkspur Mills"])),
    (["BANK ONE"], .open(["BANK ONE", "BANK"])),
    (["Larkspur (Holdings) Ltd"], .parted(name: "Larkspur (Holdings) Ltd", ticker: nil)),
  ])
  func `a symbol is told from the name, or both are open`(lines: [String], issuer: TypedIssuer) {
    #expect(TypedIssuer(lines) == issuer)
  }

  @Test(arguments: [
    (["Options to Purchase Co", "mmon Stock"], ["Options to Purchase Common Stock"]),
    (["Class A Common", "Stock"], ["Class A Common Stock"]),
    (["Larkspur Ho", "ldings Units"], ["Larkspur Holdings Units", "Larkspur Ho ldings Units"]),
  ])
  func `a word that a border cut is put together where it is a word`(lines: [String], readings: [String]) {
    #expect(TypedJoin.readings(of: lines.map { TypedTable.Cell(text: $0, isFull: true) }) == readings)
  }

  @Test(arguments: ["dashes.txt", "preformatted.html", "continued.txt"])
  func `a table that says that it holds nothing leaves nothing open`(name: String) throws {
    let filing = try read(TypedPages.bytes(name))
    #expect(filing.unreadable.map(\.field).filter { $0 != "period" } == [])
  }

  // MARK: Damage

  @Test(arguments: [
    "framed.txt", "nothing.txt", "simple.html", "preformatted.html",
  ])
  func `a typed form that is cut off is refused, or says nothing that the whole does not`(name: String) throws
  {
    let bytes = try TypedPages.bytes(name)
    let whole = FlatFiling(try read(bytes)).fields
    for count in bytes.indices {
      do {
        let fields = FlatFiling(try read(Array(bytes.prefix(count)))).fields
        let strange = Set(whole.keys).union(fields.keys).filter {
          fields[$0] != whole[$0] && fields[$0] != "?"
        }
        #expect(strange.isEmpty, "the first \(count) bytes: \(strange)")
      } catch {
        #expect(error.isTruncation, "the first \(count) bytes: \(error)")
      }
    }
  }

  @Test func `no mutation of a typed form crashes the reader`() throws {
    let sources = try TypedPages.names.map(TypedPages.bytes)
    var random = SeededGenerator(seed: 7)
    var readable = 0
    for round in 0..<1_500 {
      var bytes = sources[round % sources.count]
      for _ in 0..<Int.random(in: 1...6, using: &random) { TruncationTests.mutate(&bytes, using: &random) }
      if refusal(of: bytes) == nil { readable += 1 }
    }
    #expect((100..<1_500).contains(readable))
  }

  @Test func `every row of a long typed form is read`() throws {
    let text = String(decoding: try TypedPages.bytes("tagged.txt"), as: UTF8.self)
    let line = try #require(text.split(separator: "\n").first { $0.contains("$14.25") })
    let bytes = Array(text.replacing(line, with: String(repeating: line + "\n", count: 800)).utf8)
    #expect(try read(bytes).transactions.count == 802)
  }

  @Test(arguments: [
    "(specify ", "1. If amendment ", "|", "- ", "2/7/00 ", "X Director ", "<S><C>", "Common\n", "(1) \n",
    "a b  \n",
  ])
  func `hostile text is refused, or gives no number of shares`(part: String) {
    let filler = String(repeating: part, count: 60_000 / part.utf8.count)
    let text = """
      FORM 4
      STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
      6. Relationship of Reporting Person
      \(filler)
      Table I - Non-Derivative Securities
      \(filler)
      Table II - Derivative Securities
      Explanation of Responses:
      \(filler)
      /s/ Ada B. Quill

      """
    let filings = (try? FilingReader.read(Array(text.utf8))) ?? []
    #expect(filings.allSatisfy { $0.transactions.allSatisfy { $0.shares.value == nil } })
  }
}
