import Filings

/// Cuts a rule file into tokens, one at a time. It never stops at a mistake: it says what is wrong, takes what was
/// probably meant, and goes on, so that one run finds them all.
struct Lexer {
  private let file: Int
  private let text: [UInt8]
  private var position = 0
  /// Those before the last token.
  private(set) var comments: [Span] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: SourceFile, file: Int) {
    self.file = file
    text = source.text
    skipByteOrderMark()
  }

  /// All tokens of the file, the last one being `.end`.
  static func tokens(of source: SourceFile, file: Int) -> [Token] {
    var lexer = Lexer(source, file: file)
    var tokens = [lexer.next()]
    while tokens.last?.isEnd == false { tokens.append(lexer.next()) }
    return tokens
  }

  /// The token behind the last one; at the end of the file `.end`, again and again.
  mutating func next() -> Token {
    while let byte = peek() {
      let start = position
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "#"):
        skip { $0 != 0x0A }
        comments.append(span(from: start))
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        return lexName(from: start)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return lexNumber(from: start)
      case UInt8(ascii: "$"): return lexMoney(from: start)
      case UInt8(ascii: "@"): return lexTicker(from: start)
      case UInt8(ascii: "\""): return lexString(from: start)
      default: if let token = lexSymbol(from: start) { return token }
      }
    }
    return token(.end, from: position)
  }

  /// Editors on other systems write one; it means nothing here.
  private mutating func skipByteOrderMark() {
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }
}

// MARK: - Words

extension Lexer {
  private mutating func lexName(from start: Int) -> Token {
    var isName = text[start] != UInt8(ascii: "_")
    while let byte = peek(), Lexer.isWord(byte) {
      isName = isName && !Lexer.isCapital(byte)
      position += 1
    }
    let written = slice(from: start)
    if isName { return token(.name(written), from: start) }
    let word = written.lowercased()
    report(.notLowerCase(written, word: word, at: span(from: start)))
    return token(.name(word), from: start)
  }

  /// `@` and capitals, digits, points and hyphens.
  private mutating func lexTicker(from start: Int) -> Token {
    position += 1
    skip { Lexer.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    let letters = text[(start + 1)..<position]
    let written = String(decoding: letters, as: UTF8.self)
    if let first = letters.first, Lexer.isCapital(first) || Lexer.isDigit(first),
      letters.allSatisfy(Lexer.isOfTicker)
    {
      return token(.ticker(written), from: start)
    }
    let ticker = written.uppercased()
    report(.notATicker(written, ticker: ticker, at: span(from: start)))
    return token(.ticker(ticker), from: start)
  }

  /// A text on one line. `\"` is a quote and `\\` a backslash; any other backslash stands for itself, so that
  /// patterns can be written as they are.
  private mutating func lexString(from start: Int) -> Token {
    position += 1
    var bytes: [UInt8] = []
    while let byte = peek(), byte != 0x0A, byte != UInt8(ascii: "\"") {
      position += 1
      if byte == UInt8(ascii: "\\"), let next = peek(), next == UInt8(ascii: "\"") || next == byte {
        position += 1
        bytes.append(next)
      } else {
        bytes.append(byte)
      }
    }
    if peek() == UInt8(ascii: "\"") {
      position += 1
    } else {
      report(.stringNotClosed(at: span(from: start)))
    }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      report(.notUTF8(at: span(from: start)))
      return token(.string(String(decoding: bytes, as: UTF8.self)), from: start)
    }
    return token(.string(string), from: start)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: isDigit(byte)
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isOfTicker(_ byte: UInt8) -> Bool {
    isCapital(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

// MARK: - Numbers

extension Lexer {
  private mutating func lexNumber(from start: Int) -> Token {
    if let day = lexDate(from: start) { return token(.date(day), from: start) }
    let amount = lexAmount(from: start)
    return token(.number(amount), from: start)
  }

  private mutating func lexMoney(from start: Int) -> Token {
    position += 1
    guard let byte = peek(), Lexer.isDigit(byte) else {
      report(.moneyWithoutDigits(at: span(from: start)))
      return token(.money(.zero), from: start)
    }
    let amount = lexAmount(from: start)
    return token(.money(amount), from: start)
  }

  /// `yyyy-mm-dd`; `nil`, and nothing consumed, when no date stands here.
  private mutating func lexDate(from start: Int) -> Day? {
    let length = 10
    guard start + length <= text.count, text[start + 4] == UInt8(ascii: "-"),
      text[start + 7] == UInt8(ascii: "-"),
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ Lexer.isDigit(text[start + $0]) })
    else { return nil }
    position = start + length
    if let day = Day(iso: text[start..<position]) { return day }
    report(.noSuchDay(slice(from: start), at: span(from: start)))
    return Day(number: 0)
  }

  /// Digits with `_` between them, a fraction and a magnitude: `50_000`, `1.88`, `16k`, `2bn`.
  private mutating func lexAmount(from start: Int) -> Decimal {
    var digits = Digits()
    lexDigits(into: &digits)
    let isGrouped = lexCommaGroups(into: &digits)
    if peek() == UInt8(ascii: "."), let next = peek(1), Lexer.isDigit(next) {
      position += 1
      let whole = digits.count
      lexDigits(into: &digits)
      digits.places = digits.count - whole
    }
    let isPointed = isGroupedByPoint(from: start, digits)
    let magnitude = lexMagnitude()
    guard let number = digits.number,
      let amount = number.multiplied(by: magnitude, rounding: .down),
      amount < Lexer.tooLarge
    else {
      report(.numberTooLarge(at: span(from: start)))
      return .zero
    }
    if isGrouped {
      report(.commaInNumber(slice(from: start), number: amount, at: span(from: start)))
    } else if isPointed, magnitude == Decimal(1) {
      report(.pointInNumber(slice(from: start), number: number, at: span(from: start)))
    }
    return amount.trimmed
  }

  /// `50.000`, which nobody writes for fifty.
  private func isGroupedByPoint(from start: Int, _ digits: Digits) -> Bool {
    let whole = digits.count - digits.places
    return digits.places == 3 && (1...3).contains(whole) && text[start] != UInt8(ascii: "0")
      && text[position - 1] == UInt8(ascii: "0")
  }

  /// EDGAR's numbers have twelve digits before the point; a sum of many stays below this.
  private static let tooLarge = Decimal(1_000_000_000_000_000_000)

  /// Digits as they are read; behind too many nothing is to be made of them.
  private struct Digits {
    private var value: UInt64 = 0
    private(set) var count = 0
    /// Behind the point.
    var places = 0

    mutating func append(_ digit: UInt8) {
      value = value &* 10 &+ UInt64(digit &- UInt8(ascii: "0"))
      count += 1
    }

    var number: Decimal? {
      (1...Decimal.maximumDigits).contains(count) ? Decimal(mantissa: Int128(value), scale: places) : nil
    }
  }

  private mutating func lexDigits(into digits: inout Digits) {
    while let byte = peek(), Lexer.isDigit(byte) || byte == UInt8(ascii: "_") {
      if byte != UInt8(ascii: "_") { digits.append(byte) }
      position += 1
    }
  }

  /// `,000` behind digits: elsewhere it separates, so it is a mistake here, of which the meaning is plain.
  private mutating func lexCommaGroups(into digits: inout Digits) -> Bool {
    let start = position
    while peek() == UInt8(ascii: ","), (1...3).allSatisfy({ peek($0).map(Lexer.isDigit) ?? false }),
      !(peek(4).map(Lexer.isDigit) ?? false)
    {
      for digit in text[(position + 1)..<(position + 4)] { digits.append(digit) }
      position += 4
    }
    return position > start
  }

  private mutating func lexMagnitude() -> Decimal {
    guard let byte = peek(), Lexer.isWord(byte) else { return Decimal(1) }
    let start = position
    skip { Lexer.isWord($0) }
    switch slice(from: start) {
    case "k": return Decimal(1_000)
    case "m": return Decimal(1_000_000)
    case "bn": return Decimal(1_000_000_000)
    default:
      position = start
      return Decimal(1)
    }
  }
}

// MARK: - Symbols

extension Lexer {
  private mutating func lexSymbol(from start: Int) -> Token? {
    if let symbol = Symbol(text[start], before: peek(1)) {
      position += 1
      return token(.symbol(symbol), from: start)
    }
    let two = slice(from: start, count: 2)
    if let (symbol, word) = Lexer.foreign[two] { return lexForeign(two, symbol, word, from: start) }
    if let symbol = Symbol(rawValue: two) {
      position += 2
      return token(.symbol(symbol), from: start)
    }
    let one = slice(from: start, count: 1)
    if one == "!" { return lexForeign(one, .name("not"), "not", from: start) }
    if let symbol = Symbol(rawValue: one) {
      position += 1
      return token(.symbol(symbol), from: start)
    }
    position += 1
    skip { $0 >= 0x80 || ($0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D) }
    let written = slice(from: start)
    if written == "“" || written == "„" { return lexTypographicString(from: start) }
    report(.strayCharacter(written, at: span(from: start)))
    return Lexer.typographic[written].map { token(.symbol($0), from: start) }
  }

  /// Word processors write these; what is meant is plain.
  private static let typographic: [String: Symbol] = [
    "≥": .greaterOrEqual, "≤": .lessOrEqual, "≠": .notEqual,
  ]

  private mutating func lexTypographicString(from start: Int) -> Token {
    report(.strayCharacter(slice(from: start), at: span(from: start)))
    let first = position
    skip { $0 != 0x0A && $0 != UInt8(ascii: "\"") && $0 != 0xE2 }
    let string = slice(from: first)
    if peek() == UInt8(ascii: "\"") { position += 1 } else { position = min(position + 3, text.count) }
    return token(.string(string), from: start)
  }

  /// Operators of other languages, and what they are here.
  private static let foreign: [String: (kind: Token.Kind, word: String)] = [
    "==": (.symbol(.equal), "="), "&&": (.name("and"), "and"), "||": (.name("or"), "or"),
    "<>": (.symbol(.notEqual), "!="), "=>": (.symbol(.greaterOrEqual), ">="),
    "=<": (.symbol(.lessOrEqual), "<="),
  ]

  private mutating func lexForeign(
    _ written: String, _ kind: Token.Kind, _ word: String, from start: Int
  ) -> Token {
    position += written.utf8.count
    report(.foreignOperator(written, word: word, at: span(from: start)))
    return token(kind, from: start)
  }
}

// MARK: - The text

extension Lexer {
  private func peek(_ distance: Int = 0) -> UInt8? {
    let index = position + distance
    return index < text.count ? text[index] : nil
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = peek(), condition(byte) { position += 1 }
  }

  private func slice(from start: Int) -> String {
    String(decoding: text[start..<position], as: UTF8.self)
  }

  private func slice(from start: Int, count: Int) -> String {
    String(decoding: text[start..<min(start + count, text.count)], as: UTF8.self)
  }

  private func span(from start: Int) -> Span {
    Span(file: file, start: start, end: position)
  }

  /// More than are shown of a file help nobody, and a file may be nothing but mistakes.
  private mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < Limits.diagnostics { diagnostics.append(diagnostic) }
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, span: span(from: start))
  }
}
