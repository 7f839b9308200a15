import Testing

@testable import Filings

@Suite struct PriceNoteTests {
  @Test(arguments: [
    ("at prices ranging from $9.95 to $10.05, inclusive.", "9.95-10.05"),
    ("in a range of $9.95 to $10.05 per share", "9.95-10.05"),
    ("between $9.95 and $10.05", "9.95-10.05"),
    ("ranging from $9.95 per share to $10.05 per share", "9.95-10.05"),
    ("from a low of $9.95 to a high of $10.05", "9.95-10.05"),
    ("from $9.95 up to $10.05", "9.95-10.05"), ("from $9.95 through and including $10.05", "9.95-10.05"),
    ("range: $9.95-$10.05", "9.95-10.05"), ("range: $9.95 \u{2014} 10.05", "9.95-10.05"),
    ("prices ranging from 9.95 to 10.05", "9.95-10.05"), ("from USD 9.95 to USD 10.05", "9.95-10.05"),
    ("from US$9.95 to US$10.05", "9.95-10.05"), ("from $9.95, to $10.05", "9.95-10.05"),
    ("from $9.95\u{A0}to\u{A0}$10.05", "9.95-10.05"),
    ("sold at $20.00 and $9.95 to $10.05", "9.95-10.05"),
    ("from $1,009.95 to $1,010.05", "1009.95-1010.05"), ("from $.95 to $1.05", "0.95-1.05"),
    ("(1) from $1.00 to $2.00 (2) from $9.00 to $11.00", "1-2 9-11"),
    // Neither a range nor of prices.
    ("ranging from $10.05 to $9.95", ""), ("fees of $20.00 and $3.00", ""),
    ("at $9.95, $9.97, and $10.05", ""), ("from C$9.95 to C$10.05", ""),
    ("from 10 to 20 transactions", ""), ("within 2.5 to 3.5 years", ""), ("from 5.25 to 6 hours", ""),
    ("", ""), ("$", ""), ("from $9.95 to", ""),
  ])
  func `a note's ranges are found whatever its words`(note: String, ranges: String) {
    let found = PriceNote(note).ranges.map { "\($0.low)-\($0.high)" }.joined(separator: " ")
    #expect(found == ranges)
  }

  @Test(arguments: [
    ("a weighted average price", true), ("a weighted-average price", true),
    ("the Weighted\n   Average price", true),
    ("weighted \u{2013} average", true), ("the average weighted sale price", true),
    ("volume weighted average", true),
    ("an average price", false), ("unweighted", false), ("weighted", false), ("weightedaverage", false),
  ])
  func `a weighted average is one however it is spelled`(note: String, isAverage: Bool) {
    #expect(PriceNote(note).saysAverage == isAverage)
  }
}
