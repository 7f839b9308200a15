/// The manual page of rule files, insiderd.rules(5): the tables of the language as a reader wants them.
package enum LanguageManual {
  /// The page in mdoc(7). `date` as `November 25, 2026`.
  package static func page(date: String) -> ManualPage {
    var page = ManualPage(
      name: "insiderd.rules", section: 5, date: date,
      summary: "rules by which insiderd judges insider filings")
    addDescription(to: &page)
    addWords(to: &page)
    addVocabulary(to: &page)
    addWebhooks(to: &page)
    page.section("GRAMMAR")
    page.prose(
      """
      `[ ]` stands for once or not at all, `{ }` for any number of times. What is in quotes is written so; names in \
      capitals are tokens.
      """)
    page.example(Grammar.text)
    page.section("FILES")
    page.list([
      ("/etc/insiderd/rules.d/*.rules", "The rules of the service, read together in any order."),
      ("/usr/share/insiderd/editors", "Grammars of the language for editors."),
    ])
    page.section("EXAMPLES")
    page.example(example)
    addMessages(to: &page)
    page.seeAlso([("insiderd", 1), ("insiderd.service", 8)])
    return page
  }

  private static func addDescription(to page: inout ManualPage) {
    page.section("DESCRIPTION")
    page.prose(
      """
      A rule file is UTF-8 text. Its name ends in `.rules`. It holds rules, the lists, definitions and webhooks that \
      they name, and tests of them; all files of a rule set are read together, in any order, and names are known \
      across all of them. Comments begin with `#` and end with the line.

      A rule matches rows of a filing, by people; where each row satisfies a condition; the rows of one report are put \
      together, and an alert is raised when they satisfy another. Only `match` is required.

      Numbers have units, which are checked and never converted in silence: shares do not compare with dollars, nor \
      days with business days. Digits are grouped with `_`; `k`, `m` and `bn` stand for thousands, millions and \
      billions. Money is written `$1_000`, a price `$12.50 per share`, a date `2026-11-25`, a ticker `@ABC`.

      Texts are compared without regard to capitals and to where they are wrapped: a line's end, or several blanks, are \
      one blank. `contains` looks for a part of a text, `matches` for a pattern: \
      characters, `.`, classes (`[a-z]`, `\\d`, `\\s`, `\\w`), anchors (`^`, `$`), the edge of a word (`\\b`), `*`, `+`, \
      `?`, `{2,3}`, `|` and groups. `not` stands before a whole comparison or, as in SQL, before `in`, `between`, \
      `contains` and `matches`.

      Every condition is true, false or unknown. What a page does not say readably is unknown and not false: a rule \
      that hangs on it makes a possible alert, which names the field that would decide it. What `unknown` says in a \
      rule is done with such an alert.
      """)
  }

  private static func addWords(to page: inout ManualPage) {
    page.section("SECTIONS")
    page.list(Vocabulary.sections.map { ("`\($0.name)`", sentence($0.meaning)) })
    page.section("CLAUSES OF A RULE")
    page.list(Vocabulary.clauses.map { ("`\($0.name)`", sentence($0.meaning)) })
  }

  private static func addVocabulary(to page: inout ManualPage) {
    page.section("KINDS OF ROWS")
    page.prose("They stand after `match`, with the transaction codes of the SEC.")
    page.list(Vocabulary.kinds.map { ("`\($0.name)`\(codes(of: $0))", sentence($0.meaning)) })
    page.section("ROLES")
    page.prose("They stand after `by`.")
    page.list(Vocabulary.roles.map { ("`\($0.name)`", sentence($0.meaning)) })
    page.section("FIELDS OF A FILING")
    page.prose(
      """
      A field of a row has a plain name; those of the filing, the issuer and the owners have a prefix. In parentheses \
      stands the type, which is the unit of a number. Where nothing else is said, an absent value is unknown.
      """)
    page.list(
      Vocabulary.fields.map { ("`\($0.name)` (\($0.type.rawValue))", sentence($0.meaning) + absence(of: $0)) }
    )
    page.section("FUNCTIONS")
    page.prose("They put the rows of a group together and stand in `when`.")
    page.list(Vocabulary.functions.map { ("`\($0.usage)`", sentence($0.meaning)) })
    page.section("UNITS")
    page.prose(Vocabulary.units.map { "`\($0)`" }.joined(separator: ", ") + ", `%`, `$`.")
  }

  private static func addWebhooks(to page: inout ManualPage) {
    page.section("SETTINGS OF A WEBHOOK")
    page.prose(
      """
      A secret is never written in a rule file. `credential "name"` names a file of /etc/insiderd/credentials.
      """)
    page.list(
      WebhookSetting.allCases.map {
        ("`\($0.rawValue)`", "`\($0.usage)`" + ($0.isRepeatable ? "; it may stand more than once." : "."))
      })
  }

  private static func addMessages(to page: inout ManualPage) {
    page.section("DIAGNOSTICS")
    page.prose(
      """
      Codes that begin with R are mistakes, which keep a file from going live; those that begin with W are warnings. \
      `insiderd explain R103` prints one of these paragraphs.
      """)
    page.list(DiagnosticCode.allCases.map { ("`\($0.rawValue)`", $0.explanation) })
  }

  private static func codes(of kind: Kind) -> String {
    switch kind.letters.utf8.count {
    case 0: ""
    case 26: " (any code)"
    default: " (\(kind.letters.map(String.init).joined(separator: ", ")))"
    }
  }

  private static func absence(of field: Field) -> String {
    switch field.absence {
    case .unknown: ""
    case .no: " Absent is no."
    case .empty: " Absent is the empty text."
    case .nothing: " Absent is in no list."
    }
  }

  /// The tables hold half sentences.
  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  private static let example = """
    list watched of ticker = { @GRNT, @LOOM }

    rule plan_free_exit "More than a fifth of the holding sold outside a plan" {
        severity critical
        match    sale
        where    issuer.ticker in watched and not filing.plan_10b5_1
        when     percent_of_holding() > 20%
        unknown  possible
        message  "{owner.name} sold {shares} of {issuer.name}"
    }

    test "a quarter sold outside a plan" {
        given    sale { issuer.ticker: @GRNT, shares: 25_000, owned_after: 75_000, filing.plan_10b5_1: no }
        expect   plan_free_exit match
    }
    """
}
