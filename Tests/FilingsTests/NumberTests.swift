import Filings
import Testing

@Suite struct NumberTests {
  // MARK: Decimal

  @Test(arguments: [
    ("0", "0"), ("1.50", "1.5"), ("0.0001", "0.0001"), ("999999999999.9999", "999999999999.9999"),
    (".5", "0.5"),
    ("5.", "5"), ("000", "0"), ("123456789012345678", "123456789012345678"),
  ])
  func `decimals are read and written without loss`(text: String, expected: String) {
    #expect(Decimal(text)?.description == expected)
  }

  @Test(arguments: ["", ".", "+1", "-1", "1,0", "1e3", "1.2.3", " 1", "1234567890123456789", "0x1"])
  func `what is no decimal is none`(text: String) {
    #expect(Decimal(text) == nil)
  }

  @Test func `arithmetic agrees with integers`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<5_000 {
      let left = Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
      let right = Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
      let scale = Int.random(in: 0...6, using: &random)
      let (one, other) = (
        Decimal(mantissa: Int128(left), scale: scale), Decimal(mantissa: Int128(right), scale: scale)
      )
      #expect(one.adding(other) == Decimal(mantissa: Int128(left + right), scale: scale))
      #expect(
        one.multiplied(by: other, rounding: .down)
          == Decimal(mantissa: Int128(left) * Int128(right), scale: 2 * scale))
      #expect((one < other) == (left < right))
      if right != 0, let product = one.multiplied(by: other, rounding: .down) {
        #expect(product.divided(by: other, rounding: .up) == one)
      }
    }
  }

  @Test func `equal numbers of different scale are one`() throws {
    let numbers: Set<Decimal> = [try #require(Decimal("1.5")), try #require(Decimal("1.500")), Decimal(2)]
    #expect(numbers.count == 2)
  }

  @Test func `division rounds as asked`() throws {
    let down = try #require(Decimal(1).divided(by: Decimal(3), rounding: .down))
    let up = try #require(Decimal(1).divided(by: Decimal(3), rounding: .up))
    #expect(down.description == "0.333333333333333333")
    #expect(up.description == "0.333333333333333334")
    #expect(Decimal(1).divided(by: .zero, rounding: .up) == nil)
  }

  // MARK: Day

  @Test func `days follow each other from year 0 to 9999`() throws {
    let last = try #require(Day(year: 9999, month: 12, day: 31))
    var day = try #require(Day(year: 0, month: 1, day: 1))
    var weekday = day.weekday
    while day < last {
      let (year, month, dayOfMonth) = day.components
      guard Day(year: year, month: month, day: dayOfMonth) == day, day.weekday == weekday else {
        Issue.record("\(day) is not itself")
        return
      }
      day = day.advanced(by: 1)
      weekday = weekday % 7 + 1
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("1969-12-31", -1, 3), ("2012-09-05", 15_588, 3),
  ])
  func `known days have their number and weekday`(text: String, number: Int32, weekday: Int) throws {
    let day = try #require(Day(text))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2012-02-30", "2011-02-29", "2012-00-01", "2012-13-01", "2012-1-1", "2012/01/01", "", "2012-01-0x",
  ])
  func `what is no day is none`(text: String) {
    #expect(Day(text) == nil)
  }

  // MARK: Small things

  @Test(arguments: ["0001999003-12-000017", "000199900312000017"])
  func `an accession number is read with and without hyphens`(text: String) {
    #expect(AccessionNumber(text)?.description == "0001999003-12-000017")
  }

  @Test(arguments: [
    "", "0001999003-12-00001", "0001999003-12-00001x", "00019990031-2-000017", "0001999003--12000017",
  ])
  func `what is no accession number is none`(text: String) {
    #expect(AccessionNumber(text) == nil)
  }

  @Test(arguments: ["s", "S"]) func `a code is one letter in either case`(text: String) {
    #expect(TransactionCode(text)?.description == "S")
    #expect(TransactionCode(text)?.meaning == "open market or private sale")
  }

  @Test(arguments: ["", "SS", "1", "@", "["]) func `what is no code is none`(text: String) {
    #expect(TransactionCode(text) == nil)
  }
}
