import Filings
import Testing

@testable import Filings

/// What recognisers and the text layers of PDFs write in their own way: the values are the same or unknown, never others.
@Suite struct RecogniserHabitTests {
  private static let rows = [
    "Common Stock\t06/03/2013\t\tS\t\t31,053\tD\t\\$4.17(1)\t135,842\tD\t",
    "Common Stock\t06/04/2013\t\tS\t\t7,500\tD\t\\$4.19\t128,342\tD\t",
  ]
  private static let text = tabbedPage(
    rows: rows[0], rows[1], notes: "1. A weighted average price, sold at prices from \\$4.15 to \\$4.20.")

  private func change(_ old: String, _ new: String) throws -> Filing {
    try read(Self.text.replacing(old, with: new))
  }

  private func isSame(_ filing: Filing) throws -> Bool {
    let plain = try read(Self.text)
    return filing.transactions == plain.transactions && filing.period == plain.period
      && filing.issuer == plain.issuer && filing.signatures == plain.signatures
      && filing.footnotes == plain.footnotes
  }

  @Test(arguments: ["\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}"])
  func `blanks of any width are blanks`(blank: String) throws {
    #expect(try isSame(try change(" ", blank)))
  }

  @Test func `digits of double width are digits`() throws {
    let wide = Self.text.map { digit -> Character in
      guard let value = digit.wholeNumberValue, let scalar = Unicode.Scalar(0xFF10 + UInt32(value)) else {
        return digit
      }
      return Character(scalar)
    }
    #expect(try isSame(try read("FORM 4" + String(wide).dropFirst(6))))
  }

  @Test(arguments: ["\r\n", "\r", "\u{2028}", "\n\u{C}"])
  func `lines end in any way`(end: String) throws {
    #expect(try isSame(try change("\n", end)))
  }

  @Test(arguments: ["31.053", "31 053", "31'053", "3l,053", "31,O53"])
  func `thousands that are parted in another way are none that are known`(count: String) throws {
    let filing = try change("31,053", count)
    #expect(filing.transactions.first?.shares.value == nil)
    #expect(filing.transactions.count == 2)
  }

  @Test(arguments: ["06-03-2013", "06 / 03 / 2013", "06/03/13", "6/3/2013", "06/O3/2013"])
  func `a date that is printed in another way is no part of the title`(date: String) throws {
    let filing = try change("Stock\t06/03/2013", "Stock \(date)")
    #expect([nil, "Common Stock"].contains(filing.transactions.first?.position.security.value))
  }

  @Test func `a footnote's number without its brackets is no digit of the price`() throws {
    let filing = try change("4.17(1)", "4.171")
    #expect(filing.transactions.first?.price.isUnknown == true)
  }

  @Test func `a footnote whose number is not legible is told`() throws {
    let filing = try change("1. A weighted", "l. A weighted")
    #expect(
      filing.unreadable.contains { $0.field == "footnotes" && $0.reason == "its number is not legible" })
  }

  @Test(arguments: [
    ("☒", "☐"), ("☑", "☐"), ("[X]", "[ ]"), ("(X)", "( )"), ("X", ""), ("✓", "□"),
  ])
  func `boxes are ticked in many ways`(tick: String, box: String) throws {
    let roles =
      "[LRKS]\t5. Relationship of Reporting Person(s) to Issuer (Check all applicable) \(tick) Director"
      + " \(box) 10% Owner \(box) Officer (give title below) \(box) Other (specify below)"
    let owner = try #require(try change("[LRKS]", roles).owners.first)
    #expect(owner.isDirector == .known(true) && owner.isTenPercentOwner == .known(false))
    #expect(owner.isOfficer == .known(false) && owner.isOther == .known(false))
  }
}
