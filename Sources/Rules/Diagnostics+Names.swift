import Filings

// What the checker says of names and clauses.

extension Diagnostic {
  static func unknownField(_ name: String, suggestion: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownField, "no field `\(name)`", at: span,
      help: Vocabulary.idiom("field", name) ?? didYouMean(suggestion) ?? "`insiderd fields` lists them")
  }

  /// `sort` is what the name should name: `kind`, `role`, `list`, `webhook`, `function`, `rule`.
  static func unknownName(
    _ sort: String, _ name: String, code: DiagnosticCode, suggestion: String?, at span: Span
  ) -> Diagnostic {
    // What the language has is listed by a command, what the user names is in the user's own files.
    let isListed = ["kind", "role", "function"].contains(sort)
    let help =
      Vocabulary.idiom(sort, name) ?? didYouMean(suggestion)
      ?? (isListed ? "`insiderd fields` lists them" : "no file defines it")
    return Diagnostic(code, "no \(sort) `\(name)`", at: span, help: help)
  }

  /// A word that a clause or a setting does not know.
  static func unknownWord(_ word: String, of clause: String, among words: [String], at span: Span)
    -> Diagnostic
  {
    let all = words.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .unknownWord, "`\(clause)` has no `\(word)`", at: span,
      help: didYouMean(Suggestion.nearest(to: word, among: words)) ?? "it is one of \(all)")
  }

  static func duplicate(_ sort: String, _ name: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicate, "a second \(sort) `\(name)`", at: span, labels: [Label(span: first, text: "the first")],
      help: "names are told apart across all files; choose another")
  }

  static func clauseTwice(_ word: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .clauseTwice, "a second `\(word)`", at: span, labels: [Label(span: first, text: "the first")],
      help: "join the two, or remove one")
  }

  static func noMatch(_ rule: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .noMatch, "`\(rule)` does not say what it matches", at: span,
      help: "write `match` and a kind, `match sale`")
  }

  static func differentSorts(_ first: String, _ second: String, at span: Span, first place: Span)
    -> Diagnostic
  {
    Diagnostic(
      .differentSorts, "`\(first)` and `\(second)` are rows of different sorts", at: span,
      labels: [Label(span: place, text: "")], help: "write two rules")
  }

  static func noDerivativeFiling(_ sort: Kind.Sort, at span: Span) -> Diagnostic {
    Diagnostic(
      .differentSorts, "\(sort.plural) are neither derivative nor not", at: span, help: "remove `derivative`")
  }

  static func windowOfNobody(at span: Span) -> Diagnostic {
    Diagnostic(
      .windowOfNobody, "a window over filings of nobody in particular", at: span,
      help: "say whose filings, `group by issuer within …` or `group by owner, issuer within …`")
  }

  static func badSpan(_ unit: TimeUnit, at span: Span) -> Diagnostic {
    Diagnostic(
      .badSpan, "a span of time is a whole number of \(unit.rawValue), from 1 to \(Limits.spanCount)",
      at: span)
  }

  static func defineHidesField(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(.duplicate, "`\(name)` is a field already", at: span, help: "choose another name")
  }

  static func defineUsesItself(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(.defineUsesItself, "`\(name)` uses itself", at: span)
  }

  static func entityIsNoValue(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownField, "`\(name)` has several fields", at: span,
      help: "write which one, `\(name).name` or `\(name).cik`")
  }

  static func listNotRead(_ name: String, _ reason: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .listNotRead, "the list's file `\(name)` cannot be read: \(reason)", at: span,
      help: "its name is meant from the folder of this file")
  }

  static func listTooLong(at span: Span) -> Diagnostic {
    Diagnostic(
      .tooLarge, "a list of more than \(Numerals.grouped(Decimal(Limits.listElements))) elements", at: span)
  }

  static func unused(_ sort: String, _ name: String, at span: Span) -> Diagnostic {
    Diagnostic(.unused, "no rule uses the \(sort) `\(name)`", at: span)
  }

  static func notNotified(_ webhook: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unused, "no rule notifies `\(webhook)`", at: span, help: "write `notify \(webhook)` in a rule")
  }

  static func neverTold(_ webhook: String, _ severity: String, _ least: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .neverTold, "`\(webhook)` is never told: it takes nothing below `\(least)`, and this is `\(severity)`",
      at: span, help: "write `severity \(least)` in the rule, or `from \(severity)` in the webhook")
  }

  private static func didYouMean(_ suggestion: String?) -> String? {
    suggestion.map { "did you mean `\($0)`?" }
  }
}

// MARK: - Webhooks

extension Diagnostic {
  static func unknownSetting(_ name: String, at span: Span) -> Diagnostic {
    let settings = WebhookSetting.allCases.map(\.rawValue)
    let all = settings.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .unknownSetting, "no setting `\(name)`", at: span,
      help: didYouMean(Suggestion.nearest(to: name, among: settings)) ?? "a webhook has the settings \(all)")
  }

  static func badSetting(_ setting: WebhookSetting, at span: Span) -> Diagnostic {
    Diagnostic(
      .badSetting, "`\(setting.rawValue)` is not written like this", at: span,
      help: "write `\(setting.usage)`")
  }

  static func settingTwice(_ name: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(.clauseTwice, "a second `\(name)`", at: span, labels: [Label(span: first, text: "the first")])
  }

  static func noURL(_ webhook: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .badSetting, "`\(webhook)` has no `url`", at: span, help: "write `\(WebhookSetting.url.usage)`")
  }

  static func formatNeeds(_ setting: WebhookSetting, _ format: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .formatSetting, "the format `\(format)` needs `\(setting.rawValue)`", at: span,
      help: "write `\(setting.usage)`")
  }

  static func settingOfOtherFormat(
    _ setting: WebhookSetting, _ format: String, of other: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .formatSetting, "`\(setting.rawValue)` means nothing to the format `\(other)`", at: span,
      help: "remove it, or write `format \(format)`")
  }

  static func routingKeyInRules(at span: Span) -> Diagnostic {
    Diagnostic(
      .badSetting, "a routing key in the rules, where everybody can read it", at: span,
      help: "write `\(WebhookSetting.routingKey.usage)` and give the key as a credential")
  }

  static func secretInRules(at span: Span) -> Diagnostic {
    Diagnostic(
      .badSetting, "a secret in the rules, where everybody can read it", at: span,
      help: "write `secret credential \"name\"` and give the secret as a credential")
  }
}

// MARK: - Tests

extension Diagnostic {
  static func cannotBeGiven(_ field: String, at span: Span) -> Diagnostic {
    Diagnostic(.badTest, "`\(field)` is computed and cannot be given", at: span)
  }

  static func givenOfOther(_ field: Field, at span: Span) -> Diagnostic {
    Diagnostic(
      .badTest, "no value for `\(field.name)`, which is \(field.type.plural)", at: span,
      help: "write \(field.type.given)")
  }

  static func givenHasNoPlace(_ field: String, kind: String, at span: Span) -> Diagnostic {
    Diagnostic(.badTest, "a `\(kind)` has no `\(field)`", at: span)
  }

  static func nothingGiven(_ test: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .badTest, "the test gives nothing or expects nothing", at: span, help: "write `given` and `expect`")
  }
}
