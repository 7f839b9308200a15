import Filings

extension ValueType {
  /// Whether a number written without its full unit can be meant as one of the other type: a plain number as anything
  /// but a date, and dollars as dollars per share.
  func canBecome(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (.count, _): other.isQuantity
    case (.dollars, .price): true
    default: false
    }
  }

  /// A literal as a text of this type, or `nil` when it is none.
  func text(of literal: LiteralSyntax.Value) -> String? {
    switch (self, literal) {
    case (.text, .text(let text)): text
    case (.ticker, .ticker(let ticker)): ticker
    case (.ticker, .text(let text)): text
    case (.cik, .number(let number, nil)): ValueType.cik(number.description)
    case (.cik, .text(let text)): ValueType.cik(text)
    case (.code, .text(let text)): TransactionCode(text)?.description
    case (.form, .number(let number, nil)): Form(rawValue: number.description)?.rawValue
    case (.form, .text(let text)): Form(rawValue: text)?.rawValue
    case (.source, .text(let text)), (.source, .word(let text)): ContainerKind(rawValue: text)?.rawValue
    case (.date, .date(let day)): day.description
    case (.date, .text(let text)): text.utf8.count == 10 ? Day(text)?.description : nil
    default: nil
    }
  }

  private static func cik(_ text: String) -> String? {
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber && text.utf8.count <= 10 ? text : nil
  }

  /// A text of this type as rules write it.
  func quoted(_ text: String) -> String {
    switch self {
    case .ticker: return "@\(text.uppercased())"
    case .cik: return String(text.drop { $0 == "0" })
    case .form, .source: return text
    default:
      let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      return "\"\(String(escaped))\""
    }
  }

  /// What to compare a field of this type with.
  func literalHelp(_ field: String) -> String {
    switch self {
    case .ticker: "compare it with a ticker, `\(field) = @ABC`"
    case .cik: "compare it with a number, `\(field) = 1234567`"
    case .code: "compare it with a letter in quotes, `\(field) = \"S\"`"
    case .form: "compare it with 3, 4, 5 or 144, `\(field) = 4`; an amendment is `filing.amendment`"
    case .source:
      "compare it with \(ContainerKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))"
    default: "compare it with a text in quotes"
    }
  }

  /// How a word that stands where one of this type is wanted is written.
  func help(forWord word: String) -> String {
    switch self {
    case .ticker: "write `@\(word.uppercased())`"
    case .code: "write `\"\(word.uppercased())\"`"
    case .text: "write `\"\(word)\"`"
    case .cik, .form, .source: literalHelp("…")
    default: "write the value itself"
    }
  }

  /// The type that a list's `of` names.
  init?(listElement word: String) {
    switch word {
    case "ticker": self = .ticker
    case "cik": self = .cik
    case "text": self = .text
    case "date": self = .date
    default: return nil
    }
  }
}
