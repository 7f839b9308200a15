import Filings

// What the lexer and the parser say.

extension Diagnostic {
  static func expected(_ expected: String, found: String, at span: Span, help: String? = nil) -> Diagnostic {
    Diagnostic(.syntax, "expected \(expected), found \(found)", at: span, help: help)
  }

  static func notClosed(_ section: String, at span: Span, opened: Span) -> Diagnostic {
    Diagnostic(
      .syntax, "`\(section)` is not closed", at: span, labels: [Label(span: opened, text: "it begins here")],
      help: "write `}` where it ends")
  }

  static func unknownClause(_ word: String, among clauses: [String], at span: Span) -> Diagnostic {
    let nearest = Suggestion.nearest(to: word, among: clauses)
    let all = clauses.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .unknownClause, "no clause `\(word)`", at: span,
      help: Vocabulary.idiom("clause", word) ?? nearest.map { "did you mean `\($0)`?" }
        ?? "a rule has the clauses \(all)")
  }

  static func mixedConnectives(at span: Span, in whole: Span) -> Diagnostic {
    Diagnostic(
      .mixedConnectives, "`and` and `or` mixed without parentheses", at: span,
      labels: [Label(span: whole, text: "")],
      help: "write parentheses around what belongs together, `a and (b or c)`")
  }

  static func chainedComparison(first: Span, second: Span, help: String) -> Diagnostic {
    Diagnostic(
      .chainedComparison, "comparisons do not chain", at: second, labels: [Label(span: first, text: "")],
      help: "write `\(help)`")
  }

  static func foreignOperator(_ written: String, word: String, at span: Span) -> Diagnostic {
    Diagnostic(.foreignOperator, "no operator `\(written)`", at: span, help: "write `\(word)`")
  }

  static func foreignOperator(_ written: String, help: String, at span: Span) -> Diagnostic {
    Diagnostic(.foreignOperator, "no operator `\(written)`", at: span, help: help)
  }

  /// A magnitude or a unit as other languages write it: `1 million`, `20 percent`.
  static func foreignUnit(_ written: String, word: String, number: String, at span: Span) -> Diagnostic {
    let help: String? =
      switch word {
      case "m", "mm", "mn", "million", "millions": "write `\(number)m`"
      case "k", "thousand", "thousands": "write `\(number)k`"
      case "b", "bn", "billion", "billions": "write `\(number)bn`"
      case "usd", "dollar", "dollars": "write `$\(number)`"
      case "percent", "pct": "write `\(number)%`"
      default: nil
      }
    return Diagnostic(
      .badNumber, "`\(written)` behind a number means nothing", at: span,
      help: help ?? "write all digits, `1_000_000`, or `1m`")
  }

  static func commaInNumber(_ written: String, number: Decimal, at span: Span) -> Diagnostic {
    let digits = Numerals.underscored(number)
    let thousand = Decimal(1_000)
    let thousands = number.divided(by: thousand, rounding: .down)
    let short = thousands?.trimmed.scale == 0 ? thousands.map { " or `\(Numerals.underscored($0))k`" } : nil
    let prefix = written.hasPrefix("$") ? "$" : ""
    return Diagnostic(
      .commaInNumber, "a comma in the number `\(written)`: commas separate", at: span,
      help: "write `\(prefix)\(digits)`\(prefix.isEmpty ? short ?? "" : "")")
  }

  static func pointInNumber(_ written: String, number: Decimal, at span: Span) -> Diagnostic {
    let prefix = written.hasPrefix("$") ? "$" : ""
    let plain = "\(prefix)\(number.trimmed)"
    let thousands = number.multiplied(by: Decimal(1_000), rounding: .down)?.trimmed
    let grouped = thousands.map { "`\(prefix)\(Numerals.underscored($0))`, or " } ?? ""
    return Diagnostic(
      .pointInNumber, "`\(written)` is \(plain): a point separates decimals, not thousands", at: span,
      help: "write \(grouped)`\(plain)` if that is meant")
  }

  static func numberTooLarge(at span: Span) -> Diagnostic {
    Diagnostic(.badNumber, "a number with more than 18 digits", at: span)
  }

  static func moneyWithoutDigits(at span: Span) -> Diagnostic {
    Diagnostic(.badNumber, "`$` without a number", at: span, help: "write the amount behind it, `$50k`")
  }

  static func noSuchDay(_ written: String, at span: Span) -> Diagnostic {
    Diagnostic(.badDate, "no day `\(written)` in the calendar", at: span, help: "a date is year-month-day")
  }

  static func notATicker(_ written: String, ticker: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .badTicker, "`@\(written)` is no ticker", at: span,
      help: written != ticker && !written.isEmpty
        ? "write `@\(ticker)`" : "a ticker is `@` with capitals, digits, points and hyphens, `@BRK.B`")
  }

  static func notLowerCase(_ written: String, word: String, at span: Span) -> Diagnostic {
    let trimmed = String(word.drop { $0 == "_" })
    return Diagnostic(
      .notLowerCase, "`\(written)`: names and keywords begin with a letter and are in lower case", at: span,
      help: trimmed.isEmpty ? nil : "write `\(trimmed)`")
  }

  static func strayCharacter(_ written: String, at span: Span) -> Diagnostic {
    let help: String? =
      switch written {
      case "≥": "write `>=`"
      case "≤": "write `<=`"
      case "≠": "write `!=`"
      case "“", "”", "„", "'", "‘", "’": "write texts in straight double quotes, `\"…\"`"
      case ";": "clauses need nothing between them"
      case "[", "]": "a set stands in braces, `{ @ABC, @XYZ }`"
      case "€", "£": "amounts are in dollars, `$50k`"
      default: nil
      }
    return Diagnostic(.strayCharacter, "`\(written)` means nothing here", at: span, help: help)
  }

  static func stringNotClosed(at span: Span) -> Diagnostic {
    Diagnostic(
      .stringNotClosed, "a text that is not closed on its line", at: span, help: "write `\"` where it ends")
  }

  static func notUTF8(at span: Span) -> Diagnostic {
    Diagnostic(.notUTF8, "a text that is not UTF-8", at: span, help: "save the file in UTF-8")
  }

  static func nestedTooDeep(at span: Span) -> Diagnostic {
    Diagnostic(
      .tooLarge, "an expression nested more than \(Limits.expressionDepth) levels deep, or too long",
      at: span,
      help: "name parts of it with `define`")
  }

  static func fileTooLarge(at span: Span) -> Diagnostic {
    Diagnostic(
      .tooLarge, "a rule file of more than \(Limits.ruleFileBytes >> 20) MiB", at: span, help: "split it")
  }

  static func ruleTooLarge(at span: Span) -> Diagnostic {
    Diagnostic(
      .tooLarge, "too large once its defines are written out", at: span, help: "write it more simply")
  }
}
