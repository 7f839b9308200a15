/// Every limit of the program, with its reason. Input is hostile until it is parsed: nothing grows without bound.
package enum Limits {
  // MARK: Filings

  /// Bytes of one filing. The largest real ownership document seen has 90 KB; a submission with a scanned exhibit
  /// has a few MB.
  package static let filingBytes = 16 << 20
  /// Nesting of elements: the schema has 6 levels, child markup in footnotes a few more.
  package static let elementDepth = 64
  /// Bytes of an element's or attribute's name: the longest of the schema has 36.
  package static let nameBytes = 64
  /// Attributes of one element: the schema has at most one.
  package static let attributes = 16
  /// Bytes of one element's text. EDGAR's longest field (remarks) has 2,000 characters.
  package static let textBytes = 1 << 20
  /// Rows of one filing: EDGAR allows 60 (30 in each table).
  package static let rows = 5_000
  /// Reporting owners of one filing: EDGAR allows 10.
  package static let owners = 200
  /// Footnotes of one filing: EDGAR allows 99.
  package static let footnotes = 1_000
  /// References to footnotes in one row: a row has 16 fields, and few of them refer to more than three notes.
  package static let footnoteReferences = 500
  /// Price ranges that are taken from one footnote: one is the rule, a note that lists its days has a few.
  package static let priceRanges = 16
  /// Rows that are searched backwards for the one before on the same line: EDGAR allows 30 in a table.
  package static let balanceLookback = 60
  /// Characters of a text in whose place no value could be read that are shown: the rest helps nobody.
  package static let shownCharacters = 100
  /// Bytes of a scanned page: a form with 60 rows and all its footnotes has about 60 KB.
  package static let pageBytes = 512 << 10
  /// Lines of a scanned page: a form with 60 rows has about 150.
  package static let pageLines = 1_000
  /// Pieces into which borders cut one text: five is the most that was seen.
  package static let cellPieces = 8
  /// Readings of one text that cell borders have cut: more than a few leave it open anyway.
  package static let cellReadings = 64
  /// Bytes of a row below whose columns more words may hang: the widest that was seen has some three hundred.
  package static let rowBytes = 2_000
  /// Pieces of one row of a scanned page: spread letters make seventy of the widest row that was seen.
  package static let rowPieces = 160
  /// Pieces of one text in a row: spread letters make thirty of the longest title.
  package static let rowTextPieces = 48
  /// Glyphs of one text whose letters are spread: the longest cell of a form's head has some hundred.
  package static let spreadGlyphs = 400
  /// Places of one name on a page that are compared: the head, the address and a few footnotes say enough.
  package static let nameCopies = 8
  /// Business days that are counted: forty years, which no late filing exceeds and a mistyped date does.
  package static let countedBusinessDays = 10_000
  /// Signatures of one filing: EDGAR allows 10.
  package static let signatures = 200

  // MARK: Rules

  /// Bytes of one rule file: ten thousand watch-list rules have about 3 MB.
  package static let ruleFileBytes = 16 << 20
  /// Nesting of an expression: people write three or four levels; the parser recurses.
  package static let expressionDepth = 64
  /// Arithmetic operators of one clause: people write two or three; a chain of them is a deep tree.
  package static let expressionOperators = 200
  /// Parts of one rule with its defines written out: defines that use one another grow like powers of two.
  package static let programNodes = 5_000
  /// Nesting of a rule with its defines written out: the evaluator recurses.
  package static let programDepth = 400
  /// States of a pattern's automaton: a step of the match costs as many operations.
  package static let patternStates = 1_000
  /// Unreadable fields of one report among which the smallest set that could flip a verdict is looked for.
  package static let needsFields = 48
  /// Trial evaluations for one possible verdict: what would decide it is looked for by trying.
  package static let needsTrials = 4_000
  /// Bytes of one text of a filing that a comparison looks at; what it does not find in a longer one is unknown. EDGAR's
  /// longest text has 2,000 characters.
  package static let comparedBytes = 8 << 10
  /// Footnotes of one row that a comparison looks at: EDGAR allows 99 in a filing.
  package static let rowFootnotes = 100
  /// Rows that all trial evaluations for one possible verdict look at together.
  package static let needsRows = 100_000
  /// Undecided rules of one filing that raise an alert each; more are put together in one digest.
  package static let undecidedRules = 3
  /// Diagnostics of one file that are shown: more help nobody.
  package static let diagnostics = 100
}
