/// How well digits were recognised on a page, told by those of the printed captions: `1. Title of Security (Instr. 3)`.
struct DigitNoise {
  /// Captions with another digit than theirs, or one too many.
  private var wrong = 0
  /// Captions without a digit: where columns run into each other some get lost.
  private var lost = 0
  /// Values of the tables that no form prints so: `09/5/2012`, `22,63`.
  private var odd = 0

  /// A speck or a border spoils one on few pages, and two on hardly any.
  var isMisread: Bool { wrong + odd > 1 || wrong + lost + odd > 2 }

  init(_ page: PageText) {
    let end = page.place(of: PageCaption.explanation)?.line ?? page.lines.count
    for line in page.lines[..<end] { odd += OddValues(line, isSpread: page.isSpread).count }
    for line in page.lines {
      for cell in line.text.split(separator: "\t") where cell.utf8.count > 6 {
        count(PageLine.glyphs(of: cell))
      }
    }
  }

  /// Values that contradict others of the page as misread digits make them do.
  mutating func count(_ values: Int) { odd += values }

  private mutating func count(_ glyphs: [UInt8]) {
    for at in glyphs.indices {
      let rest = glyphs[at...]
      if glyphs[at] == UInt8(ascii: ".") || glyphs[at] == UInt8(ascii: "%"), at > 0 {
        for (words, numbers) in DigitNoise.before where rest.starts(with: words.utf8) {
          count(numbers, in: glyphs[..<at])
        }
      } else {
        for (words, numbers) in DigitNoise.behind where rest.starts(with: words.utf8) {
          count(numbers, behind: rest.dropFirst(words.utf8.count))
        }
      }
    }
  }

  /// The words, and the numbers one of which stands in front of them.
  private static let before: [(words: String, numbers: [String])] = [
    (".nameandaddressofreporting", ["1"]), (".issuernameandticker", ["2", "3"]),
    (".dateofearliest", ["3"]), (".dateofevent", ["2"]), (".ifamendment", ["4", "5"]),
    (".individualorjoint", ["6"]), (".relationshipofreporting", ["5", "4"]), (".titleofsecurity", ["1"]),
    (".titleofderivative", ["1"]), (".transactiondate", ["2", "3"]), (".transactioncode", ["3", "4"]),
    (".conversionorexercise", ["2", "4"]), (".amountofsecurities", ["5", "2"]),
    (".ownershipform", ["6", "3", "10", "5"]),
    (".natureofindirect", ["7", "4", "11", "6"]), (".securitiesacquired", ["4"]),
    (".dateexercisable", ["6", "2"]),
    (".titleandamount", ["7", "3"]), (".priceofderivative", ["8"]), ("%owner", ["10"]),
  ]

  /// The words, and the numbers one of which stands behind them.
  private static let behind: [(words: String, numbers: [String])] = [
    ("(instr.", ["3", "4", "5", "8"]), ("ombnumber:", ["3235-0287", "3235-0104", "3235-0362"]),
    ("washington,d.c.", ["20549"]), ("obligationsmaycontinue.seeinstruction", ["1(b)"]),
    ("exchangeactof", ["1934"]),
    ("pursuanttosection", ["16(a)"]),
  ]

  /// The year of a date may stand in front of the number.
  private mutating func count(_ numbers: [String], in front: ArraySlice<UInt8>) {
    let digits = front.suffix(while: DigitNoise.isDigit)
    let isRight = numbers.contains { number in
      digits.elementsEqual(number.utf8)
        || (digits.count == number.utf8.count + 4 && digits.dropFirst(4).elementsEqual(number.utf8))
    }
    if !isRight { count(isLost: digits.isEmpty) }
  }

  private mutating func count(_ numbers: [String], behind rest: ArraySlice<UInt8>) {
    guard let first = rest.first else { return }
    let number = numbers.first { rest.starts(with: $0.utf8) }
    let next = number.flatMap { rest.dropFirst($0.utf8.count).first }
    if number == nil || next.map(DigitNoise.isDigit) == true { count(isLost: !DigitNoise.isDigit(first)) }
  }

  private mutating func count(isLost: Bool) {
    if isLost { lost += 1 } else { wrong += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension ArraySlice {
  /// The longest end of such elements.
  fileprivate func suffix(while isSuch: (Element) -> Bool) -> ArraySlice {
    self[(lastIndex { !isSuch($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
