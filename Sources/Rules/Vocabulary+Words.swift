extension Vocabulary {
  /// A word of the grammar, and what it is for.
  struct Word: Sendable {
    let name: String
    let meaning: String
  }

  /// The words with which a section begins.
  static let sections = [
    Word(name: "list", meaning: "a list of tickers, CIKs or texts: `list watched of ticker = { @ABC }`"),
    Word(name: "define", meaning: "a name for an expression: `define large = shares > 10_000`"),
    Word(name: "rule", meaning: "what is looked for, and what is done about it"),
    Word(name: "webhook", meaning: "somebody who can be notified"),
    Word(name: "test", meaning: "what rules have to say of made-up rows and of files"),
  ]

  /// The words with which a clause of a rule begins, in the canonical order.
  static let clauses = [
    Word(name: "severity", meaning: "how much an alert matters: info, notice, warning or critical"),
    Word(name: "stage", meaning: "live, or shadow: evaluated and kept, and nobody is notified"),
    Word(name: "match", meaning: "the kinds of rows, and by whom: `match sale or gift by officer`"),
    Word(name: "where", meaning: "a condition on each row"),
    Word(name: "group", meaning: "what rows are put together by: `group by issuer within 7 days`"),
    Word(name: "when", meaning: "a condition on all rows of a group together"),
    Word(name: "unknown", meaning: "what a possible match does: possible, ignore or alert"),
    Word(
      name: "throttle",
      meaning: "how often somebody hears of the same: `throttle once per issuer every 14 days`"),
    Word(name: "message", meaning: "the alert's text, with holes: `\"{owner.name} sold {sum(shares)}\"`"),
    Word(name: "notify", meaning: "the webhooks that are told"),
  ]

  /// Words inside of clauses and sections.
  static let connectors = [
    "of", "from", "file", "by", "or", "and", "not", "in", "between", "is", "contains", "matches", "within",
    "once", "per", "every", "distinct", "derivative", "credential", "given", "expect", "because",
  ]

  /// Words that stand for a value.
  static let constants =
    ["yes", "no", "known", "unknown", "absent", "match", "possible", "nothing"]
    + Severity.allCases.map(\.rawValue) + [
      "live", "shadow", "ignore", "alert", "ticker", "cik", "text", "date",
    ]

  /// Units behind a number.
  static let units = [
    "shares", "business", "day", "days", "week", "weeks", "month", "months", "year", "years", "share",
  ]
}
